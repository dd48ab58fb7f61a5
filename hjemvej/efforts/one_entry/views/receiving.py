"""How is a call recorded? One page, keyboard alone, kept while it is written; searched before anybody is created."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.one_entry import actions, queries
from hjemvej.efforts.one_entry.forms import RecordInquiry, Whom
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework import queries as drafts
from hjemvej.ground.needs.queries import former_citizens
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out

if TYPE_CHECKING:
    from hjemvej.efforts.one_entry.models import Inquiry

DRAFT = "one-entry-record"
NOT_SAID = {"person", "person_id", "new_person", "is_named", "received_on", "received_time"}


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, begins=True)
@require_http_methods(["GET", "POST"])
def record(request: ViewerRequest) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    if request.method != "POST":
        return _begin(request)
    about, chosen = request.POST.get("about", ""), request.POST.get("person", "")
    found = queries.like(about, viewer=viewer, on=timezone.localdate(now), chosen=chosen)
    form = RecordInquiry(request.POST, now=now, found=[one.id for one in found])
    recorded = carry_out(form, lambda: _record(form, by=viewer, at=now))
    if recorded is None:
        former = former_citizens(about, viewer=viewer, on=timezone.localdate(now))
        context = {"form": form, "found": found, "former": former, "draft_key": DRAFT}
        return render(request, "one_entry/record.html", context, status=422)
    inquiry, said = recorded.value, form.cleaned_data
    casework.discard_draft(key=DRAFT, by=viewer)
    messages.success(request, _("Henvendelsen er gemt."))
    return go_on(inquiry.pk, inquiry.person_id, needs_place=said["tonight"] == "no_place")


def _record(form: RecordInquiry, *, by: Viewer, at: datetime.datetime) -> "Inquiry":
    said = form.cleaned_data
    return actions.record_inquiry(
        by=by, at=at, person_id=said["person_id"], new_person=said["new_person"], is_named=said["is_named"],
        **{name: value for name, value in said.items() if name not in NOT_SAID},
    )  # fmt: skip


def _begin(request: ViewerRequest) -> HttpResponse:
    """An empty form, what was being written before, or one about the citizen whose page one comes from."""
    person_id = request.GET.get("borger", "")
    draft = None if person_id else drafts.draft(DRAFT, viewer=request.viewer)
    initial = dict(draft.fields) if draft else {"person": person_id}
    if isinstance(initial.get("concerns"), str):
        initial["concerns"] = [initial["concerns"]]
    about, chosen = str(initial.get("about", "")), str(initial.get("person", ""))
    found = queries.like(about, viewer=request.viewer, on=timezone.localdate(), chosen=chosen)
    form = RecordInquiry(now=timezone.now(), found=[one.id for one in found], initial=initial)
    former = former_citizens(about, viewer=request.viewer, on=timezone.localdate())
    context = {"form": form, "found": found, "former": former, "draft": draft, "draft_key": DRAFT}
    return render(request, "one_entry/record.html", context)


def go_on(inquiry_id: uuid.UUID, person_id: uuid.UUID | None, *, needs_place: bool) -> HttpResponseRedirect:
    """Somebody without a place tonight goes straight to the night board, where it is there."""
    if needs_place and person_id is not None:
        try:
            return redirect("safe_night:request_place", person_id)
        except NoReverseMatch:
            pass
    return HttpResponseRedirect(reverse("one_entry:inquiry", args=[inquiry_id]))


@page(Audience.STAFF, Permission.FIND_PERSON, once=False)  # asked as one types
@require_POST
def who(request: ViewerRequest) -> HttpResponse:
    """Who is like what is being typed, and the two ways to go on without them: a fragment."""
    about, chosen = request.POST.get("about", ""), request.POST.get("person", "")
    found = queries.like(about, viewer=request.viewer, on=timezone.localdate(), chosen=chosen)
    former = former_citizens(about, viewer=request.viewer, on=timezone.localdate())
    form = Whom(request.POST, found=[one.id for one in found])
    return render(request, "one_entry/_who.html", {"form": form, "found": found, "former": former})
