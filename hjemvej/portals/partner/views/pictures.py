"""How does a landlord show a home? It adds photos and floor plans of its own homes, and sees no other's."""

import uuid

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.homes.pictures import access
from hjemvej.ground.homes.pictures.views import pictures_page, removed, sent
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_http_methods(["GET", "POST"])
def pictures(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """The landlord's own pictures of one of its homes: add one, take one away."""
    say = _("Billedet er lagt på boligen. Kommunen kan se det nu.")
    return pictures_page(request, dwelling_id, space="partner", say=say, only_of=request.viewer.team_id)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_GET
def picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself; with `?lille=1` the small one."""
    return sent(request, picture_id)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_POST
def remove_picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """Take away a picture that the landlord itself added; those that the team took stay."""
    return removed(request, access.open_own_picture(request.viewer, picture_id), space="partner")
