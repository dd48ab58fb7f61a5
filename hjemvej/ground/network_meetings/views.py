"""Which pages are there about network meetings? A citizen's meetings, the invitation, one meeting, and its minutes."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, forms, queries, rules

if TYPE_CHECKING:
    from .models import NetworkMeeting

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def meetings(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List the citizen's network meetings: the coming first, then what was agreed at the last ones."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="network_meetings.meetings", at=now)
    found = [(one, rules.headline(one, now)) for one in queries.meetings_of(person.pk, viewer=viewer)]
    context = {"person": person, "found": found, "may_write": viewer.may(WRITE)}
    return render(request, "network_meetings/meetings.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def invite_citizen(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Offer times to choose from; what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="network_meetings.invite_citizen", at=now, needs=WRITE)
    key = casework.key_about("network-meeting", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    form = forms.InviteCitizen(request.POST or None, initial=draft.fields if draft else None)
    invite = partial(actions.invite_citizen, person_id=person.pk, by=viewer, at=now)
    if invited := carry_out(form, lambda: invite(**form.said)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet. Giv borgeren tiderne som brev, eller vælg en sammen nu."))
        return redirect("network_meetings:meeting", invited.value.pk)
    return form_page(request, "network_meetings/invite_citizen.html", form, person=person, draft_key=key)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def meeting(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_meeting(request.viewer, network_meeting_id, at=now), now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def meeting_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which the next step of a meeting is done."""
    now = timezone.now()
    return _show(request, access.open_meeting_of_task(request.viewer, task_id, at=now), now)


@page(Audience.STAFF, WRITE)
@require_POST
def choose_time(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, network_meeting_id)
    form = forms.ChooseTime(request.POST, times=found.times)
    choose = partial(actions.choose_time, meeting=found, by=request.viewer, at=now)
    say = _("Tiden er skrevet. Fortæl det til dem, der skal med.")
    is_whose = "is_citizens_choice"
    return _written(
        request, found, now, "choose", form,
        lambda: choose(starts_at=form.starts_at, is_citizens_choice=form.cleaned_data[is_whose]), say,
    )  # fmt: skip


@page(Audience.STAFF, WRITE)
@require_POST
def tell_guest(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    """Somebody of the network has heard of the meeting."""
    now, found = timezone.now(), _opened(request, network_meeting_id)
    form = forms.TellGuest(request.POST)
    if not form.is_valid() or form.cleaned_data["guest"] not in {one.pk for one in found.invited.all()}:
        raise Http404
    said = form.cleaned_data
    tell = partial(actions.tell_guest, guest_id=said["guest"], told_how=said["told_how"], by=request.viewer, at=now)
    return _written(request, found, now, "tell", form, lambda: tell(meeting=found), _("Skrevet."))


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def write_minutes(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    """What was agreed, and who does what; what was being written before is there again."""
    now, viewer, found = timezone.now(), request.viewer, _opened(request, network_meeting_id)
    key = f"network-minutes-{found.pk}"
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    invited = [(one.pk, f"{one.name}, {one.role}" if one.role else one.name) for one in found.invited.all()]
    form = forms.WriteMinutes(request.POST or None, invited=invited, initial=draft.fields if draft else None)

    def write() -> object:
        said = form.cleaned_data
        return actions.write_minutes(
            meeting=found, summary=said["summary"], own_words=said["own_words"], came=said.get("came", []),
            promises=form.promises, by=viewer, at=now,
        )  # fmt: skip

    if carry_out(form, write):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet. Det, du selv skal gøre, står på I dag."))
        return redirect("network_meetings:meeting", found.pk)
    context = {"found": found, "person": found.person, "draft_key": key, "headline": rules.headline(found, now)}
    return form_page(request, "network_meetings/write_minutes.html", form, **context)


@page(Audience.STAFF, WRITE)
@require_POST
def end_without_meeting(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, network_meeting_id)
    form = forms.EndWithoutMeeting(request.POST)
    end = partial(actions.end_without_meeting, meeting=found, by=request.viewer, at=now)
    return _written(request, found, now, "end", form, lambda: end(**form.cleaned_data), _("Skrevet."))


@page(Audience.STAFF, WRITE)
@require_POST
def write_invitation(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    """Draft the invitation as a letter, with its time, or its times to choose from."""
    found = _opened(request, network_meeting_id)
    write = partial(actions.write_invitation, meeting=found, by=request.viewer, at=timezone.now())
    written = press(request, write)
    if written:
        return redirect("correspondence:letter", written.value.pk)
    return redirect("network_meetings:meeting", found.pk)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def calendar_file(request: ViewerRequest, network_meeting_id: uuid.UUID) -> HttpResponse:
    """When and where, as a calendar file; it says nothing of the citizen, and of a protected one not where."""
    now = timezone.now()
    found = access.open_meeting(request.viewer, network_meeting_id, at=now)
    if found.starts_at is None:
        raise Http404
    place = "" if found.person.is_protected else found.place
    file = rules.calendar(found.pk, found.starts_at, found.minutes_long, place, now)
    headers = {"Content-Disposition": 'attachment; filename="moede.ics"', "Cache-Control": "no-store"}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)


def _opened(request: ViewerRequest, network_meeting_id: uuid.UUID) -> "NetworkMeeting":
    return access.open_meeting(request.viewer, network_meeting_id, at=timezone.now(), needs=WRITE)


def _written(
    request: ViewerRequest, found: "NetworkMeeting", now: datetime.datetime, name: str, form: Form,
    action: Callable[[], object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the page asks, or show the page with the form again."""
    if carry_out(form, action):
        messages.success(request, say)
        return redirect("network_meetings:meeting", found.pk)
    return _show(request, found, now, **{name: form})


def _show(request: ViewerRequest, found: "NetworkMeeting", now: datetime.datetime, **typed: Form) -> HttpResponse:
    choose = typed.get("choose") or forms.ChooseTime(times=[one for one in found.times if one > now])
    end = typed.get("end") or forms.EndWithoutMeeting()
    context = {
        "found": found, "person": found.person, "headline": rules.headline(found, now), "choose": choose, "end": end,
        "guests": [(one, forms.TellGuest(initial={"guest": one.pk})) for one in found.invited.all()],
        "agreed": list(found.agreed.all()), "may_write": request.viewer.may(WRITE), "outcomes": rules.Outcome,
        "has_been": found.starts_at is not None and found.starts_at <= now, "who_chose": rules.who_chose(found),
    }  # fmt: skip
    return form_page(request, "network_meetings/meeting.html", choose, end, **context)
