"""Which pages are there about agreed plans? One in writing, a version as it was, and who in a shelter has none."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.access import open_person
from hjemvej.ground.plans import access, actions, queries
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from .forms import BeginPlan, WritePlan

if TYPE_CHECKING:
    from hjemvej.ground.plans.models import PlanVersion

SEE, WRITE = Permission.SEE_PERSON, Permission.WRITE_NOTE
ON_A_PAGE = 50
NAMED_EMPLOYEE = "named_shelter_employee"  # of ground/law


@page(Audience.STAFF, WRITE)
@require_POST
def begin_plan(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Begin a handleplan, or go on with the one in writing."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="plans.plan", at=now, needs=WRITE)
    form = BeginPlan(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vælg, hvilken handleplan det er."))
        return redirect("plans:plan", person.pk)
    begin = partial(actions.begin_plan, person_id=person.pk, by=viewer, at=now)
    begun = press(request, lambda: begin(kind=form.cleaned_data["kind"]))
    return redirect("plans:write_plan", begun.value.pk) if begun else redirect("plans:plan", person.pk)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def write_plan(request: ViewerRequest, plan_version_id: uuid.UUID) -> HttpResponse:
    """Write on at a plan, and agree on it; an agreed one is read instead."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_plan_version(viewer, plan_version_id, at=now, needs=WRITE)
    if found.agreed_at or found.kind not in rules.BY_THE_TEAM:
        return redirect("plans:plan_version", found.pk)
    key = f"plan-{found.pk}"
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    kept = {name: getattr(found, name) for name in rules.TYPED}
    initial = {**kept, "agreed_on": _("i dag"), **(draft.fields if draft else {}), "version": found.version}
    form = WritePlan(request.POST or None, initial=initial, asks_wish=found.kind == rules.Kind.PLAN_142)
    if carry_out(form, lambda: _write(request, found, form, now)):
        discard_draft(key=key, by=viewer)
        if "aftal" in request.POST:
            messages.success(request, _("Planen er aftalt og låst. Print den, og giv den til borgeren."))
            return redirect("plans:plan_version", found.pk)
        messages.success(request, _("Udkastet er gemt. Planen er ikke aftalt endnu."))
        return redirect("plans:write_plan", found.pk)
    if form.has_error(NON_FIELD_ERRORS, actions.ChangedMeanwhile.__name__):
        found.refresh_from_db()
        form.data = {**request.POST.dict(), "version": str(found.version)}  # so that saving again is meant
    return form_page(request, "plans/write_plan.html", form, draft_key=key, **_beside(request, found, now))


def _write(request: ViewerRequest, found: "PlanVersion", form: WritePlan, now: datetime.datetime) -> "PlanVersion":
    said = {"plan": found, "said": form.said, "version": form.cleaned_data["version"], "by": request.viewer, "at": now}
    if "aftal" in request.POST:
        agreed_on = form.cleaned_data["agreed_on"] or timezone.localdate(now)
        return actions.agree_plan(**said, agreed_on=agreed_on)
    return actions.change_draft(**said)


def _beside(request: ViewerRequest, found: "PlanVersion", now: datetime.datetime) -> dict[str, object]:
    """What is before the eyes while a plan is written: the goals that will be in it, and what the law says."""
    viewer, today = request.viewer, timezone.localdate(now)
    goals = list(queries.open_goals(found.person_id, viewer=viewer))
    return {
        "plan": found, "person": found.person, "goals": queries.shown_goals(goals, on=today),
        "asks_wish": found.kind == rules.Kind.PLAN_142, "named_employee": provision_then(NAMED_EMPLOYEE, today),
        "before": queries.version_before(found, viewer=viewer),
    }  # fmt: skip


@page(Audience.STAFF, SEE)
@require_GET
def plan_version(request: ViewerRequest, plan_version_id: uuid.UUID) -> HttpResponse:
    """A plan as it was agreed, and what was new in it."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_plan_version(viewer, plan_version_id, at=now)
    versions = list(queries.versions_of(found.person_id, viewer=viewer))
    then = found.goals if found.agreed_at else rules.goals_then(queries.open_goals(found.person_id, viewer=viewer))
    context = {
        "plan": found, "person": found.person, "shown": queries.shown(found, viewer=viewer),
        "goals": [(goal["words"], [rules.step_in_words(step) for step in goal["steps"]]) for goal in then],
        "others": [one for one in versions if one.pk != found.pk], "may_write": viewer.may(WRITE),
        "is_latest": queries.is_latest(found, viewer=viewer),
    }  # fmt: skip
    return render(request, "plans/plan_version.html", context)


@page(Audience.STAFF, WRITE)
@require_POST
def drop_plan_draft(request: ViewerRequest, plan_version_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_plan_version(request.viewer, plan_version_id, at=now, needs=WRITE)
    drop = partial(actions.drop_draft, plan=found, by=request.viewer, at=now)
    press(request, drop, say=_("Udkastet er smidt væk. Loggen husker, hvad der stod."))
    return redirect("plans:plan", found.person_id)


@page(Audience.STAFF, WRITE)
@require_POST
def write_plan_letter(request: ViewerRequest, plan_version_id: uuid.UUID) -> HttpResponse:
    """The plan as a letter in large print, to read through together and print."""
    now = timezone.now()
    found = access.open_plan_version(request.viewer, plan_version_id, at=now, needs=WRITE)
    written = press(request, partial(actions.write_plan_letter, plan=found, by=request.viewer, at=now))
    if written:
        return redirect("correspondence:letter", written.value.pk)
    return redirect("plans:plan_version", found.pk)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def without_plan(request: ViewerRequest) -> HttpResponse:
    """Who stays in a shelter without a handleplan by § 142, the longest first."""
    now, viewer = timezone.now(), request.viewer
    found = queries.without_plan(viewer=viewer, at=now)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    known = people.people({one.person_id for one in shown}, viewer=viewer)
    today = timezone.localdate(now)
    context = {
        "number": len(found), "over": sum(one.days_over(today) > 0 for one in found), "page": shown,
        "goal": provision_then(rules.OUR_GOAL, today),
        "rows": [(one, one.days_over(today), known[one.person_id]) for one in shown if one.person_id in known],
    }  # fmt: skip
    return render(request, "plans/without_plan.html", context)
