"""Where does the page keep what is being written? Two addresses: keep it, throw it away."""

import re
import uuid

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hjemvej.ground.casework import actions
from hjemvej.ground.casework.forms import SaveDraft
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import draft_forms

PERSON_IN_KEY = re.compile(r"(.+?)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@page(Audience.STAFF, Permission.WRITE_NOTE, once=False)  # kept as one types
@require_POST
def save_draft(request: ViewerRequest) -> HttpResponse:
    """Kept with no look in the log: nothing of the person is shown, and only the writer ever sees it."""
    form = SaveDraft(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        actions.save_draft(
            key=form.key, fields=form.fields, person_id=_person_in(form.key), by=request.viewer, at=timezone.now()
        )
    except actions.DraftTooLong as refusal:
        return HttpResponse(str(refusal), status=413)
    return HttpResponse(status=204)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def discard_draft(request: ViewerRequest) -> HttpResponse:
    form = SaveDraft(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    actions.discard_draft(key=form.key, by=request.viewer)
    back = request.POST.get("next", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if is_ours else "/")


def _person_in(key: str) -> uuid.UUID | None:
    """Return the id of the person that the draft is about, when its form is about a person."""
    match = PERSON_IN_KEY.fullmatch(key)
    about_people = {form.key for form in draft_forms() if form.is_about_a_person}
    return uuid.UUID(match[2]) if match and match[1] in about_people else None
