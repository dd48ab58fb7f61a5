"""Which pages are there about reaching a citizen? Who is not reached; a case's attempts; one written in seconds."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.prevention import access
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.casework.queries import draft
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.alphabet import DanishOrder
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, forms, queries, rules

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import PreventionCase

WORKS = Permission.HANDLE_INQUIRIES
DRAFT = "prevention-attempt"
ROWS = 50


@page(Audience.STAFF, WORKS, lists_citizens=True)
@require_GET
def not_reached(request: ViewerRequest) -> HttpResponse:
    """Everybody with a case whom we have not reached, each with what is next, when, and who."""
    now = timezone.now()
    on = timezone.localdate(now)
    found = queries.not_reached(viewer=request.viewer, on=on, now=_part(now))
    paged = Paginator(found, ROWS).get_page(request.GET.get("side"))
    hard = [one for one in found if one.is_hard]
    context = {"rows": list(paged), "paged": paged, "number": len(found), "hard": len(hard), "on": on}
    return render(request, "prevention/not_reached.html", context)


@page(Audience.STAFF, WORKS)
@require_GET
def attempts(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """What has been tried to reach the citizen of a case, and what is next."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.attempts", at=now)
    on = timezone.localdate(now)
    (reaching,) = queries.reaching([case], viewer=viewer, on=on, now=_part(now))
    rows = queries.attempts_of(case, viewer=viewer)
    tried = [one for one in rows if one.outcome not in rules.NOT_TRIED_YET]
    context = {
        "case": case, "person": case.person, "reaching": reaching, "on": on,
        "rows": [(one, rules.DONE[rules.Kind(one.kind)]) for one in tried],
        "reached": next((one for one in tried if one.outcome == rules.Outcome.REACHED), None),
    }  # fmt: skip
    return render(request, "prevention/attempts.html", context)


@page(Audience.STAFF, WORKS)
@may_wait(days=3)  # it says itself when it happened
@require_http_methods(["GET", "POST"])
def log_attempt(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Write in seconds how an attempt went: what was planned or is next, now, and one answer."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.log_attempt", at=now)
    key = f"{DRAFT}-{case.pk}"
    begun = draft(key, viewer=viewer) if request.method == "GET" else None
    initial = {**_likeliest(case, request, now), **(begun.fields if begun else {})}
    form = forms.LogAttempt(request.POST or None, initial=initial)
    write = partial(actions.log_attempt, case=case, by=viewer, at=now)
    if carry_out(form, lambda: write(said=form.said)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Gemt. Tak."))
        return redirect("prevention:attempts", case.pk)
    context: dict[str, Any] = {"case": case, "person": case.person, "draft": begun, "draft_key": key}
    return form_page(request, "prevention/log_attempt.html", form, **context)


@page(Audience.STAFF, WORKS)
@require_http_methods(["GET", "POST"])
def plan_attempt(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Plan the next attempt; the form begins with what the ladder proposes."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.plan_attempt", at=now)
    (reaching,) = queries.reaching([case], viewer=viewer, on=timezone.localdate(now), now=_part(now))
    colleagues = who_work_here(timezone.localdate(now), viewer=viewer).order_by(DanishOrder("name"))
    workers = list(colleagues.values_list("pk", "name"))
    form = forms.PlanAttempt(request.POST or None, workers=workers, initial=_planned(reaching, request, now))
    plan = partial(actions.plan_attempt, case=case, by=viewer, at=now)
    if carry_out(form, lambda: plan(**form.planned)):
        messages.success(request, _("Forsøget er planlagt."))
        return redirect("prevention:attempts", case.pk)
    return form_page(request, "prevention/plan_attempt.html", form, case=case, person=case.person, reaching=reaching)


def _part(now: datetime.datetime) -> rules.Part:
    return rules.part_at(timezone.localtime(now).time())


def _likeliest(case: "PreventionCase", request: ViewerRequest, now: datetime.datetime) -> dict[str, Any]:
    local = timezone.localtime(now)
    (reaching,) = queries.reaching([case], viewer=request.viewer, on=local.date())
    about = reaching.planned or reaching.next
    kind = about.kind if about else rules.Kind.CALL
    return {"kind": str(kind), "day": local.date(), "part": str(rules.part_at(local.time()))}


def _planned(reaching: queries.Reaching, request: ViewerRequest, now: datetime.datetime) -> dict[str, Any]:
    planned, proposed, today = reaching.planned, reaching.next, timezone.localdate(now)
    if planned:
        names = ("kind", "day", "part", "words")
        return {**{name: getattr(planned, name) for name in names}, "worker": planned.worker_id}
    first = {"worker": request.viewer.user_id, "day": today, "kind": rules.Kind.CALL.value}
    if proposed:
        first |= {"kind": proposed.kind.value, "day": max(proposed.due_on, today),
                  "part": proposed.part.value if proposed.part else ""}  # fmt: skip
    return first
