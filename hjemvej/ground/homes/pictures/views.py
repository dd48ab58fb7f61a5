"""Which pages are there of a home's pictures? The page that adds and removes them, for the team; the picture itself."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.homes.access import open_dwelling
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries
from .forms import AddPicture

if TYPE_CHECKING:
    from hjemvej.ground.homes.models import DwellingPicture


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def pictures(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """A home's photos and floor plans: add one, take one away."""
    return pictures_page(request, dwelling_id, space="homes", say=_("Billedet er lagt på boligen."))


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself; with `?lille=1` the small one."""
    return sent(request, picture_id)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_POST
def remove_picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    return removed(request, access.open_picture(request.viewer, picture_id), space="homes")


# What the team's pages and the landlord's do alike; `space` is whose pages they are.


def pictures_page(
    request: ViewerRequest, dwelling_id: uuid.UUID, *, space: str, say: str, **context: object
) -> HttpResponse:
    """Show a home's pictures with the form that adds one, or add what was sent."""
    home, by, at = open_dwelling(request.viewer, dwelling_id), request.viewer, timezone.now()
    form = AddPicture(request.POST or None, request.FILES or None)
    if carry_out(form, lambda: actions.add_picture(dwelling_id=home.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, say)
        return redirect(f"{space}:pictures", home.pk)
    found = queries.pictures_of(home.pk, viewer=by)
    return form_page(request, f"{space}/pictures.html", form, dwelling=home, pictures=found, **context)


def sent(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """Send a picture as a picture and nothing else; who may see it is asked each time."""
    found, is_small = access.open_picture(request.viewer, picture_id), "lille" in request.GET
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(queries.bytes_of(found, is_small=is_small), content_type="image/jpeg", headers=headers)


def removed(request: ViewerRequest, found: "DwellingPicture", *, space: str) -> HttpResponse:
    actions.remove_picture(picture=found, by=request.viewer, at=timezone.now())
    messages.success(request, _("Billedet er fjernet."))
    return redirect(f"{space}:pictures", found.dwelling_id)
