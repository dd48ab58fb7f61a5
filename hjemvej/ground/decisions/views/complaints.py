"""Which pages are there about complaints? Write one down, look at the decision again, and send it on."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.decisions import access, actions, queries, rules
from hjemvej.ground.decisions.forms import MaintainComplaint, ReceiveComplaint, WithdrawComplaint, WriteBoardAnswer
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    import datetime

    from hjemvej.ground.decisions.models import Complaint

WRITE, DECIDE = Permission.WRITE_NOTE, Permission.DECIDE


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def receive_complaint(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Write a complaint down while the citizen speaks."""
    now, viewer = timezone.now(), request.viewer
    decision = access.open_decision(viewer, decision_id, page="decisions.receive_complaint", at=now, needs=WRITE)
    key = f"complaint-{decision.pk}"
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    initial = {"received_on": _("i dag"), **(draft.fields if draft else {})}
    form = ReceiveComplaint(request.POST or None, initial=initial)
    receive = partial(actions.receive_complaint, decision=decision, by=viewer, at=now)
    received = carry_out(form, lambda: receive(**form.cleaned_data))
    if received:
        discard_draft(key=key, by=viewer)
        limit = queries.complaint_limit(decision)
        if rules.is_late(received.value.received_on, limit.due_on if limit else None):
            messages.success(request, _("Klagen er skrevet ned."))
        else:
            messages.success(request, _("Klagen er skrevet ned. Fristen for at se på sagen igen løber nu."))
        return redirect("decisions:complaint", received.value.pk)
    context = {"decision": decision, "person": decision.person, "draft": draft, "draft_key": key}
    return form_page(
        request, "decisions/receive_complaint.html", form, limit=queries.complaint_limit(decision), **context
    )


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def complaint(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_complaint(request.viewer, complaint_id, page="decisions.complaint", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def complaint_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which a task of this room is done."""
    now = timezone.now()
    found = access.open_complaint_of_task(request.viewer, task_id, page="decisions.complaint", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, DECIDE)
@require_POST
def maintain_complaint(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, complaint_id)
    maintain = partial(actions.maintain_complaint, complaint=found, by=request.viewer, at=now)
    say = _("Skrevet. Send nu klagen og sagen til Ankestyrelsen.")
    return _written(request, found, now, "maintain", MaintainComplaint(request.POST), maintain, say)


@page(Audience.STAFF, DECIDE)
@require_POST
def forward_complaint(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, complaint_id)
    forward = partial(actions.forward_complaint, complaint=found, by=request.viewer, at=now)
    return _pressed(request, found, forward, _("Skrevet: klagen er sendt til Ankestyrelsen. Fortæl borgeren det."))


@page(Audience.STAFF, DECIDE)
@require_POST
def uphold_complaint(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """The newest sent decision that corrects the one complained of is the citizen's answer."""
    now, found = timezone.now(), _opened(request, complaint_id)
    newer = queries.newer_decisions(found.decision, viewer=request.viewer)
    answer = next((one for one in newer if rules.upholds(one, found)), found.decision)
    uphold = partial(actions.uphold_complaint, complaint=found, new_decision=answer, by=request.viewer, at=now)
    return _pressed(request, found, uphold, _("Skrevet: borgeren fik ret."))


@page(Audience.STAFF, DECIDE)
@require_POST
def withdraw_complaint(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, complaint_id)
    withdraw = partial(actions.withdraw_complaint, complaint=found, by=request.viewer, at=now)
    say = _("Skrevet: borgeren har trukket klagen tilbage.")
    return _written(request, found, now, "withdraw", WithdrawComplaint(request.POST), withdraw, say)


@page(Audience.STAFF, DECIDE)
@require_POST
def write_board_answer(request: ViewerRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """What Ankestyrelsen answered."""
    now, found = timezone.now(), _opened(request, complaint_id)
    write = partial(actions.write_board_answer, complaint=found, by=request.viewer, at=now)
    say = _("Ankestyrelsens svar er skrevet ned.")
    return _written(request, found, now, "board", WriteBoardAnswer(request.POST), write, say)


def _opened(request: ViewerRequest, complaint_id: uuid.UUID) -> "Complaint":
    now = timezone.now()
    return access.open_complaint(request.viewer, complaint_id, page="decisions.complaint", at=now, needs=DECIDE)


def _written(
    request: ViewerRequest, found: "Complaint", now: "datetime.datetime", name: str, form: Form,
    action: Callable[..., object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the complaint's page asks, or show the page with the form again."""
    if carry_out(form, lambda: action(**form.cleaned_data)):
        messages.success(request, say)
        return redirect("decisions:complaint", found.pk)
    return _show(request, found, now, **{name: form})


def _pressed(request: ViewerRequest, found: "Complaint", action: Callable[[], object], say: str) -> HttpResponse:
    press(request, action, say=say)
    return redirect("decisions:complaint", found.pk)


def _show(request: ViewerRequest, found: "Complaint", now: "datetime.datetime", **typed: Form) -> HttpResponse:
    maintain, withdraw = typed.get("maintain") or MaintainComplaint(), typed.get("withdraw") or WithdrawComplaint()
    board = typed.get("board") or WriteBoardAnswer(initial={"answered_on": _("i dag")})
    limit = queries.complaint_limit(found.decision)
    newer = queries.newer_decisions(found.decision, viewer=request.viewer)
    since = [one for one in newer if one.sent_at and one.sent_at >= found.written_at]
    context = {
        "complaint": found, "person": found.person, "decision": found.decision, "limit": limit,
        "is_late": rules.is_late(found.received_on, limit.due_on if limit else None),
        "shown": queries.clock_of(found, timezone.localdate(now)), "is_open": found.status in rules.OPEN,
        "status": rules.Status, "answer": next((one for one in since if rules.upholds(one, found)), None),
        "gives_less": next(iter(since), None), "begun": next((one for one in newer if not one.sent_at), None),
        "withdraw": withdraw, "board": board, "board_says": rules.BoardSays,
        "closed_by": names_of_users([found.task.done_by_id]).get(found.task.done_by_id, ""),
        "may_decide": request.viewer.may(DECIDE),
    }  # fmt: skip
    return form_page(request, "decisions/complaint.html", maintain, withdraw, board, **context)
