"""How does a landlord show a home? It adds photos and floor plans of its own homes, and sees no other's."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.homes.access import open_dwelling
from hjemvej.ground.homes.pictures import access, actions, queries
from hjemvej.ground.homes.pictures.forms import AddPicture
from hjemvej.ground.homes.pictures.views import sent
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_http_methods(["GET", "POST"])
def pictures(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """The landlord's own pictures of one of its homes: add one, take one away."""
    home, by, at = open_dwelling(request.viewer, dwelling_id), request.viewer, timezone.now()
    form = AddPicture(request.POST or None, request.FILES or None)
    if carry_out(form, lambda: actions.add_picture(dwelling_id=home.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Billedet er lagt på boligen. Kommunen kan se det nu."))
        return redirect("partner:pictures", home.pk)
    found = queries.pictures_of(home.pk, viewer=by)
    return form_page(request, "partner/pictures.html", form, dwelling=home, pictures=found, only_of=by.team_id)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_GET
def picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself; with `?lille=1` the small one."""
    return sent(access.open_picture(request.viewer, picture_id), is_small="lille" in request.GET)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_POST
def remove_picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """Take away a picture that the landlord itself added; those that the team took stay."""
    found = access.open_own_picture(request.viewer, picture_id)
    actions.remove_picture(picture=found, by=request.viewer, at=timezone.now())
    messages.success(request, _("Billedet er fjernet."))
    return redirect("partner:pictures", found.dwelling_id)
