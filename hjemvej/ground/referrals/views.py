"""Which pages are there about other units? What a citizen's units are asked for, a new question, and its answer."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries, rules
from .forms import AskUnit, RecordAnswer, RemindUnit, WithdrawReferral, grouped

if TYPE_CHECKING:
    from .models import Referral

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def referrals(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List what other units are asked for: what waits for an answer first."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="referrals.referrals", at=now)
    rows = queries.rows(person.pk, viewer=viewer, on=timezone.localdate(now))
    waiting = sum(row.referral.closed_at is None for row in rows)
    context = {"person": person, "rows": rows, "waiting": waiting, "may_write": viewer.may(WRITE)}
    return render(request, "referrals/referrals.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def ask_unit(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down what a unit is asked for; what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="referrals.ask_unit", at=now, needs=WRITE)
    key = casework.key_about("referral", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    rights = queries.rights(person.pk, viewer=viewer, at=now, on=today)
    form = AskUnit(
        request.POST or None, matters=grouped(queries.matters_on(today)),
        rights=[(one.key, one.words) for one in rights],
        initial={"expected_on": queries.expected_on(today), **(draft.fields if draft else {})},
    )  # fmt: skip
    ask = partial(actions.ask_unit, person_id=person.pk, by=viewer, at=now)
    asked = carry_out(form, lambda: ask(**form.cleaned_data))
    if asked:
        discard_draft(key=key, by=viewer)
        words = _("Skrevet. Svaret ventes senest %s, og så står det på I dag.")
        messages.success(request, words % form.cleaned_data["expected_on"].strftime("%d.%m."))
        return redirect("referrals:referral", asked.value.pk)
    waits = [row for row in queries.rows(person.pk, viewer=viewer, on=today) if row.referral.closed_at is None]
    return form_page(request, "referrals/ask_unit.html", form, person=person, draft_key=key, waits=waits)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def referral(request: ViewerRequest, referral_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_referral(request.viewer, referral_id, page="referrals.referral", at=now), now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def referral_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which a task of this room is done."""
    now = timezone.now()
    found = access.open_referral_of_task(request.viewer, task_id, page="referrals.referral", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, WRITE)
@require_POST
def remind_unit(request: ViewerRequest, referral_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, referral_id)
    remind = partial(actions.remind_unit, referral=found, by=request.viewer, at=now)
    return _written(request, found, now, "remind", RemindUnit(request.POST), remind, _("Skrevet: I har rykket."))


@page(Audience.STAFF, WRITE)
@require_POST
def record_answer(request: ViewerRequest, referral_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, referral_id)
    answer = partial(actions.record_answer, referral=found, by=request.viewer, at=now)
    say = _("Svaret er skrevet ned. Fortæl borgeren det.")
    return _written(request, found, now, "answer", RecordAnswer(request.POST), answer, say)


@page(Audience.STAFF, WRITE)
@require_POST
def withdraw_referral(request: ViewerRequest, referral_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, referral_id)
    withdraw = partial(actions.withdraw_referral, referral=found, by=request.viewer, at=now)
    say = _("Skrevet: svaret er ikke nødvendigt længere.")
    return _written(request, found, now, "withdraw", WithdrawReferral(request.POST), withdraw, say)


def _written(
    request: ViewerRequest, found: "Referral", now: datetime.datetime, name: str, form: Form,
    action: Callable[..., object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the page asks, or show the page with the form again."""
    if carry_out(form, lambda: action(**form.cleaned_data)):
        messages.success(request, say)
        return redirect("referrals:referral", found.pk)
    return _show(request, found, now, **{name: form})


def _opened(request: ViewerRequest, referral_id: uuid.UUID) -> "Referral":
    return access.open_referral(request.viewer, referral_id, page="referrals.referral", at=timezone.now(), needs=WRITE)


def _show(request: ViewerRequest, found: "Referral", now: datetime.datetime, **typed: Form) -> HttpResponse:
    today = timezone.localdate(now)
    answer = typed.get("answer") or RecordAnswer(initial={"answered_on": _("i dag")})
    remind = typed.get("remind") or RemindUnit(initial={"expected_on": queries.expected_on(today)})
    withdraw = typed.get("withdraw") or WithdrawReferral()
    due_on = timezone.localdate(found.task.due_at)
    context = {
        "found": found, "person": found.person, "remind": remind, "withdraw": withdraw,
        "shown": queries.clock_of(found, today), "turn": rules.whose_turn(found, due_on=due_on, on=today),
        "consent": queries.consent_state(found, now), "may_write": request.viewer.may(WRITE), "outcomes": rules.Outcome,
    }  # fmt: skip
    return form_page(request, "referrals/referral.html", answer, remind, withdraw, **context)
