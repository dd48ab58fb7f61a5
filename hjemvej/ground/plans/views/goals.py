"""Which pages are there about a goal? It is written, small steps are agreed and taken, and the citizen says how."""

import datetime
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
from hjemvej.ground.people.access import open_person
from hjemvej.ground.plans import access, actions, queries
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.ground.plans.forms import AddGoal, AddStep, ChangeGoal, CloseStep, SayVerdict
from hjemvej.ground.plans.rules import goals as rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    from hjemvej.ground.plans.models import Goal

SEE, WRITE = Permission.SEE_PERSON, Permission.WRITE_NOTE


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def add_goal(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write what the citizen wants; a part of the map that was pressed is chosen already."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="plans.add_goal", at=now, needs=WRITE)
    key = casework.key_about("goal", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    pressed = request.GET.get("livet", "")
    initial = {"said_on": _("i dag"), "dimension": pressed if pressed in LifeDimension else ""}
    form = AddGoal(request.POST or None, initial={**initial, **(draft.fields if draft else {})})
    add = partial(actions.add_goal, person_id=person.pk, by=viewer, at=now)
    added = carry_out(form, lambda: add(**form.cleaned_data))
    if added:
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet med borgerens egne ord. Hvad er det næste lille skridt?"))
        return redirect("plans:goal", added.value.pk)
    return form_page(request, "plans/add_goal.html", form, person=person, draft_key=key)


@page(Audience.STAFF, SEE)
@require_GET
def goal(request: ViewerRequest, goal_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_goal(request.viewer, goal_id, at=now), now)


@page(Audience.STAFF, SEE)
@require_GET
def goal_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which a small step of ours is done."""
    now = timezone.now()
    step = access.open_step_of_task(request.viewer, task_id, at=now)
    return redirect("plans:goal", step.goal_id)


@page(Audience.STAFF, WRITE)
@require_POST
def add_step(request: ViewerRequest, goal_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_goal(request.viewer, goal_id, at=now, needs=WRITE)
    form = _step_form(request.viewer, request)
    add = partial(actions.add_step, goal=found, by=request.viewer, at=now)
    say = _("Aftalt: det næste lille skridt står i planen.")
    return _written(request, found, now, "step", form, lambda: add(said=form.said), say)


@page(Audience.STAFF, WRITE)
@require_POST
def say_verdict(request: ViewerRequest, goal_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_goal(request.viewer, goal_id, at=now, needs=WRITE)
    form = SayVerdict(request.POST, answers=list(rules.Answer), prefix="svar")
    say_it = partial(actions.say_verdict, goal=found, by=request.viewer, at=now)
    say = _("Skrevet: det siger borgeren selv.")
    return _written(request, found, now, "verdict", form, lambda: say_it(**form.cleaned_data), say)


@page(Audience.STAFF, WRITE)
@require_POST
def change_goal(request: ViewerRequest, goal_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_goal(request.viewer, goal_id, at=now, needs=WRITE)
    form = ChangeGoal(request.POST, prefix="ret")
    change = partial(actions.change_goal, goal=found, by=request.viewer, at=now)
    say = _("Rettet. Loggen husker, hvad der stod.")
    return _written(request, found, now, "change", form, lambda: change(**form.cleaned_data), say)


@page(Audience.STAFF, WRITE)
@require_POST
def close_step(request: ViewerRequest, small_step_id: uuid.UUID) -> HttpResponse:
    """The step is taken or not needed, from the plan or from the goal's own page."""
    now = timezone.now()
    step = access.open_small_step(request.viewer, small_step_id, at=now, needs=WRITE)
    form = CloseStep(request.POST)
    if form.is_valid():
        close = partial(actions.close_step, step=step, by=request.viewer, at=now)
        press(request, lambda: close(**form.cleaned_data), say=_("Skrevet. Hvad er det næste lille skridt?"))
    else:
        messages.error(request, _("Det blev ikke skrevet: vælg ”Gjort” eller ”Ikke nødvendigt”, med højst 4000 tegn."))
    return redirect("plans:goal", step.goal_id)


def _written(
    request: ViewerRequest, found: "Goal", now: datetime.datetime, name: str, form: Form,
    action: Callable[[], object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the goal's page asks, or show the page with the form again."""
    if carry_out(form, action):
        messages.success(request, say)
        return redirect("plans:goal", found.pk)
    found.refresh_from_db()
    return _show(request, found, now, **{name: form})


def _step_form(viewer: Viewer, request: ViewerRequest | None = None) -> AddStep:
    found = casework.possible_coordinators(viewer=viewer, on=timezone.localdate())
    colleagues = sorted(((str(one.id), one.name) for one in found), key=lambda one: one[0] != str(viewer.user_id))
    return AddStep(request.POST if request else None, colleagues=colleagues, prefix="skridt")


def _show(request: ViewerRequest, found: "Goal", now: datetime.datetime, **typed: Form) -> HttpResponse:
    today, viewer = timezone.localdate(now), request.viewer
    verdicts = list(queries.verdicts_of(found, viewer=viewer))
    step = typed.get("step") or _step_form(viewer)
    answers = rules.may_be_said(found.state)
    verdict = typed.get("verdict") or SayVerdict(answers=answers, prefix="svar", initial={"said_on": _("i dag")})
    if isinstance(verdict, SayVerdict):
        verdict.fields["answer"].choices = [(each.value, each.label) for each in answers]  # type: ignore[attr-defined]
    change = typed.get("change") or ChangeGoal(
        prefix="ret", initial={"words": found.words, "dimension": found.dimension}
    )
    [shown] = queries.shown_goals([found], on=today)
    context = {
        "goal": found, "shown": shown, "person": found.person, "verdicts": verdicts, "verdict_form": verdict,
        "change": change, "is_open": found.state == rules.State.OPEN,
        "step_opens": bool(step.errors) or not shown.steps, "may_write": viewer.may(WRITE), "today": today,
    }  # fmt: skip
    return form_page(request, "plans/goal.html", step, verdict, change, begins_in_form=False, **context)
