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
    home, by, at = open_dwelling(request.viewer, dwelling_id), request.viewer, timezone.now()
    form = AddPicture(request.POST or None, request.FILES or None)
    if carry_out(form, lambda: actions.add_picture(dwelling_id=home.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Billedet er lagt på boligen."))
        return redirect("homes:pictures", home.pk)
    found = queries.pictures_of(home.pk, viewer=by)
    return form_page(request, "homes/pictures.html", form, dwelling=home, pictures=found)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself; with `?lille=1` the small one."""
    return sent(access.open_picture(request.viewer, picture_id), is_small="lille" in request.GET)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_POST
def remove_picture(request: ViewerRequest, picture_id: uuid.UUID) -> HttpResponse:
    found = access.open_picture(request.viewer, picture_id)
    actions.remove_picture(picture=found, by=request.viewer, at=timezone.now())
    messages.success(request, _("Billedet er fjernet."))
    return redirect("homes:pictures", found.dwelling_id)


def sent(found: "DwellingPicture", *, is_small: bool) -> HttpResponse:
    """Send a picture as a picture and nothing else; who may see it is asked each time."""
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(queries.bytes_of(found, is_small=is_small), content_type="image/jpeg", headers=headers)
