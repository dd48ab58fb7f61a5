"""Which pages are there about a release or a discharge? The card and its steps; another day; the network meeting."""

import datetime
import re
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.prevention import access
from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.network_meetings.forms import InviteCitizen
from hjemvej.ground.reimbursement.rules.facts import with_what_can_be_written
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.when import short_date

from . import actions, forms, queries, rules

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import PreventionCase, Signal

WORKS = Permission.HANDLE_INQUIRIES
HOURS = ("10", "13", "10")  # as somebody would type them


@page(Audience.STAFF, WORKS)
@require_GET
def leaving(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, _case(request, prevention_case_id, now), now)


@page(Audience.STAFF, WORKS)
@require_POST
def take_step(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """A step is done, or not needed and why."""
    now = timezone.now()
    case = _case(request, prevention_case_id, now)
    signal, form = _signal(request, case, now), forms.TakeStep(request.POST)
    if signal is None:
        return redirect("prevention:leaving", case.pk)
    take = partial(actions.take_step, signal=signal, by=request.viewer, at=now)
    if carry_out(form, lambda: take(**form.cleaned_data)) is None:
        return _show(request, case, now, take=form)
    messages.success(request, _("Skrevet ned."))
    return redirect("prevention:leaving", case.pk)


@page(Audience.STAFF, WORKS)
@require_POST
def reopen_step(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """It was not done after all."""
    now = timezone.now()
    case = _case(request, prevention_case_id, now)
    signal, form = _signal(request, case, now), forms.ReopenStep(request.POST)
    if signal is None:
        return redirect("prevention:leaving", case.pk)
    if form.is_valid():
        reopen = partial(actions.reopen_step, signal=signal, by=request.viewer, at=now)
        press(request, lambda: reopen(step=form.cleaned_data["step"]), say=_("Trinnet mangler igen."))
    return redirect("prevention:leaving", case.pk)


@page(Audience.STAFF, WORKS)
@require_POST
def move_day(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """The day is another; the days of the steps follow."""
    now = timezone.now()
    case = _case(request, prevention_case_id, now)
    signal, form = _signal(request, case, now), forms.MoveDay(request.POST)
    if signal is None:
        return redirect("prevention:leaving", case.pk)
    move = partial(actions.move_day, signal=signal, by=request.viewer, at=now)
    if carry_out(form, lambda: move(**form.cleaned_data)) is None:
        return _show(request, case, now, move=form)
    messages.success(request, _("Dagen er flyttet, og trinnene med den. Det, der er gjort, er stadig gjort."))
    return redirect("prevention:leaving", case.pk)


@page(Audience.STAFF, WORKS, begins=True)
@require_http_methods(["GET", "POST"])
def call_meeting(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Call the network meeting: the form of every network meeting, begun with what is known."""
    now, viewer = timezone.now(), request.viewer
    case = _case(request, prevention_case_id, now)
    signal = _signal(request, case, now)
    if signal is None:  # the page says that the case has none
        return redirect("prevention:leaving", case.pk)
    key = casework.key_about("network-meeting", case.person_id, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    form = InviteCitizen(request.POST or None, initial=draft.fields if draft else _known(signal, now))
    call = partial(actions.call_meeting, signal=signal, by=viewer, at=now)
    if called := carry_out(form, lambda: call(**form.said)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet. Giv borgeren tiderne som brev, eller vælg en sammen nu."))
        return redirect("network_meetings:meeting", called.value.meeting_id)
    return form_page(request, "network_meetings/invite_citizen.html", form, person=case.person, draft_key=key)


def _known(signal: "Signal", now: datetime.datetime) -> dict[str, Any]:
    """Begin the invitation with what the signal says, and with times within the five working days.

    Whose wish it is that the sender comes is asked: the citizen's yes is not known.
    """
    sender = signal.sent_by.name if signal.sent_by else signal.sender_name
    on = timezone.localdate(now)
    days = rules.days_to_choose(on)
    times = {f"day_{n}": short_date(day, on) for n, day in enumerate(days, 1)}
    times |= {f"time_{n}": hour for n, hour in enumerate(HOURS, 1)}
    name = re.split(r"[,;\d]", signal.contact)[0].strip()  # a telephone number is no name
    contact = {"name_1": name[:120], "role_1": sender[:80]} if name else {"name_1": sender[:120]} if sender else {}
    return {"place": sender, **times, **contact}


def _case(request: ViewerRequest, case_id: uuid.UUID, now: datetime.datetime) -> "PreventionCase":
    return access.open_case(request.viewer, case_id, page="prevention.leaving", at=now)


def _signal(request: ViewerRequest, case: "PreventionCase", now: datetime.datetime) -> "Signal | None":
    return queries.signal_of_case(case, viewer=request.viewer, on=timezone.localdate(now))


def _show(
    request: ViewerRequest, case: "PreventionCase", now: datetime.datetime, take: forms.TakeStep | None = None,
    move: forms.MoveDay | None = None,
) -> HttpResponse:  # fmt: skip
    viewer, on = request.viewer, timezone.localdate(now)
    signal = queries.signal_of_case(case, viewer=viewer, on=on)
    shown = queries.leaving_of(signal, viewer=viewer, on=on) if signal else None
    gate = queries.gate_of(signal, viewer=viewer, on=on) if signal else None
    shown_move = move or forms.MoveDay()
    context = {
        "case": case, "person": case.person, "shown": shown, "move": shown_move, "on": on, "gate": gate,
        "steps": [(one, _form_of(one.due.step.key, take)) for one in shown.steps] if shown else [],
        "conditions": with_what_can_be_written(gate) if gate else [], "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip
    typed = [take] if take else []
    return form_page(request, "prevention/leaving.html", shown_move, *typed, begins_in_form=False, **context)


def _form_of(step: str, typed: "forms.TakeStep | None") -> forms.TakeStep:
    """The form of a step: the one that must be mended, or a fresh one with ids of its own."""
    if typed is not None and typed["step"].value() == step:
        return typed
    return forms.TakeStep(initial={"step": step}, auto_id=f"id_{step}_%s")
