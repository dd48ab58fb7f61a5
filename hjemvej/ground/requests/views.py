"""Which pages are there about requests? A citizen's requests, a new one, its answer, and the answer as a letter."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.documents.access import name_on_letter
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries, rules
from .forms import AnswerRequest, ExtendRequest, ReceiveRequest, StopErasure, WithdrawRequest

if TYPE_CHECKING:
    from .models import CitizenRequest

WRITE, DECIDE = Permission.WRITE_NOTE, Permission.DECIDE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def requests(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List what the citizen has asked for: what waits for an answer first."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="requests.requests", at=now)
    rows = queries.rows(person.pk, viewer=viewer, on=timezone.localdate(now))
    waiting = sum(row.request.closed_at is None for row in rows)
    context = {"person": person, "rows": rows, "waiting": waiting, "may_write": viewer.may(WRITE)}
    return render(request, "requests/requests.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def receive_request(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down what the citizen asks for; what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="requests.receive_request", at=now, needs=WRITE)
    key = casework.key_about("request", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    initial = {"received_on": _("i dag"), **(draft.fields if draft else {})}
    form = ReceiveRequest(request.POST or None, initial=initial)
    receive = partial(actions.receive_request, person_id=person.pk, by=viewer, at=now)
    received = carry_out(form, lambda: receive(**form.cleaned_data))
    if received:
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Anmodningen er skrevet ned. Fristen løber nu."))
        return redirect("requests:request", received.value.pk)
    return form_page(request, "requests/receive_request.html", form, person=person, draft_key=key)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def citizen_request(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_request(request.viewer, citizen_request_id, page="requests.request", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def request_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which a task of this room is done."""
    now = timezone.now()
    found = access.open_request_of_task(request.viewer, task_id, page="requests.request", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_http_methods(["GET", "POST"])
def letter(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    """The answer as a letter in plain Danish, to be printed, handed over or read aloud; by a press with the name."""
    now, viewer, is_named = timezone.now(), request.viewer, request.method == "POST"
    found = access.open_request(viewer, citizen_request_id, page="requests.letter", at=now)
    name = name_on_letter(viewer, found.person, as_sent=found.addressee, is_asked_for=is_named, at=now)
    context = {
        "name": name, "is_named": is_named, "perms_protected": viewer.may(Permission.SEE_PROTECTED),
        "found": found, "person": found.person, "municipality": settings.MUNICIPALITY_NAME,
        "team_phone": settings.TEAM_PHONE, "outcomes": rules.Outcome,
        "erased_from": queries.erased_from(found.closed_at)
        if found.closed_at and rules.promises_erasure(found)
        else None,
    }  # fmt: skip
    return render(request, "requests/letter.html", context)


@page(Audience.STAFF, DECIDE)
@require_POST
def extend_request(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, citizen_request_id)
    form = ExtendRequest(request.POST, the_law_says_when=bool(rules.longer_limit_of(found.kind)))
    extend = partial(actions.extend_request, request=found, by=request.viewer, at=now)
    return _written(request, found, now, "extend", form, extend, _("Skrevet. Den nye frist står på siden."))


@page(Audience.STAFF, DECIDE)
@require_POST
def answer_request(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, citizen_request_id)
    answer = partial(actions.answer_request, request=found, by=request.viewer, at=now)
    say = _("Svaret er skrevet ned. Brevet kan udskrives.")
    return _written(request, found, now, "answer", AnswerRequest(request.POST), answer, say)


@page(Audience.STAFF, DECIDE)
@require_POST
def withdraw_request(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, citizen_request_id)
    withdraw = partial(actions.withdraw_request, request=found, by=request.viewer, at=now)
    say = _("Skrevet: anmodningen er trukket tilbage.")
    return _written(request, found, now, "withdraw", WithdrawRequest(request.POST), withdraw, say)


@page(Audience.STAFF, DECIDE)
@require_POST
def stop_erasure(request: ViewerRequest, citizen_request_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, citizen_request_id)
    stop = partial(actions.stop_erasure, request=found, by=request.viewer, at=now)
    say = _("Sletningen er stoppet. Giv borgeren et nyt svar: det står som din opgave i dag.")
    return _written(request, found, now, "stop", StopErasure(request.POST), stop, say)


def _written(
    request: ViewerRequest, found: "CitizenRequest", now: datetime.datetime, name: str, form: Form,
    action: Callable[..., object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the request's page asks, or show the page with the form again."""
    if carry_out(form, lambda: action(**form.cleaned_data)):
        messages.success(request, say)
        return redirect("requests:request", found.pk)
    return _show(request, found, now, **{name: form})


def _opened(request: ViewerRequest, citizen_request_id: uuid.UUID) -> "CitizenRequest":
    return access.open_request(
        request.viewer, citizen_request_id, page="requests.request", at=timezone.now(), needs=DECIDE
    )


def _show(request: ViewerRequest, found: "CitizenRequest", now: datetime.datetime, **typed: Form) -> HttpResponse:
    usual = {"reached_by": found.person.channel_of_service, "told_by": found.person.channel_of_service}
    by_law = bool(rules.longer_limit_of(found.kind))
    answer = typed.get("answer") or AnswerRequest(initial=usual)
    to_extend = {**usual, "told_on": _("i dag")}
    extend = typed.get("extend") or ExtendRequest(initial=to_extend, the_law_says_when=by_law)
    withdraw = typed.get("withdraw") or WithdrawRequest()
    stop = typed.get("stop") or StopErasure()
    today = timezone.localdate(now)
    context = {
        "promise": queries.promise_of(found, today, viewer=request.viewer), "outcomes": rules.Outcome,
        "found": found, "person": found.person, "extend": extend, "withdraw": withdraw, "stop": stop, "by_law": by_law,
        "shown": queries.clock_of(found, today), "kinds": rules.Kind,
        "may_decide": request.viewer.may(DECIDE), "may_make_file": request.viewer.may(Permission.SEE_CPR),
    }  # fmt: skip
    return form_page(request, "requests/request.html", answer, extend, withdraw, stop, **context)
