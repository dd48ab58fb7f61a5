"""Which rows do tests and a bystander have? A goal, its small step and task, a plan in writing and one agreed."""

from typing import Any

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.platform.rooms import Bystander, Laid

from .actions import STEP
from .models import Goal, PlanVersion, SmallStep, Strengths, Verdict

SAYS: dict[str, Any] = {
    "purpose": "Et sted at bo, og ro til at blive der.", "effort": "Støtte to gange om ugen.",
    "duration": "Ni måneder", "home": "En lille lejlighed nær stationen.",
}  # fmt: skip


def goal(laid: Laid) -> Goal:
    return Goal.objects.create(
        person=laid.person, organisation=laid.team, words="Have mit eget, med en dør jeg kan lukke.", dimension="home",
        said_on=localdate(laid.at), recorded_at=laid.at, recorded_by=laid.user,
    )  # fmt: skip


def small_step(laid: Laid) -> SmallStep:
    return _step(laid, _clock(laid))


def _clock(laid: Laid) -> Task:
    return Task.objects.create(
        person=laid.person, organisation=laid.team, kind=STEP, title="Ringe til boligselskabet", due_at=laid.at,
        created_at=laid.at, assigned_to=laid.user,
    )  # fmt: skip


def _step(laid: Laid, clock: Task) -> SmallStep:
    return SmallStep.objects.create(
        person=laid.person, organisation=laid.team, goal=laid.made.get(Goal) or goal(laid), what=clock.title,
        who="worker", worker=laid.user, by_on=localdate(laid.at), task=clock, recorded_at=laid.at,
        recorded_by=laid.user,
    )  # fmt: skip


def task(laid: Laid) -> Task:
    """Lay out the task of a small step: its address leads to the goal."""
    clock = _clock(laid)
    _step(laid, clock)
    return clock


def plan_version(laid: Laid) -> PlanVersion:
    return PlanVersion.objects.create(
        person=laid.person, organisation=laid.team, kind="plan_141", begun_at=laid.at, begun_by=laid.user,
        together="spoken", agreed_on=localdate(laid.at), agreed_at=laid.at, agreed_by=laid.user, **SAYS,
    )  # fmt: skip


def draft(laid: Laid) -> PlanVersion:
    return PlanVersion.objects.create(
        person=laid.person, organisation=laid.team, kind="plan_142", begun_at=laid.at, begun_by=laid.user, **SAYS
    )


def add_bystander(bystander: Bystander) -> None:
    """Lay out a goal with a step and a verdict, strengths, and a plan in writing (an agreed one is never removed)."""
    at, who = bystander.at, {"person": bystander.person, "organisation_id": bystander.team_id}
    by: dict[str, Any] = {"recorded_at": at, "recorded_by_id": bystander.worker_id}
    found = bystander.add(Goal, **who, **by, words="Uberørt", said_on=bystander.night)
    clock = bystander.add(Task, **who, kind=STEP, title="Uberørt", due_at=at, created_at=at)
    bystander.add(
        SmallStep, **who, **by, goal=found, what="Uberørt", who="worker", worker_id=bystander.worker_id,
        by_on=bystander.night, task=clock,
    )  # fmt: skip
    bystander.add(Verdict, **who, **by, goal=found, answer="same", said_on=bystander.night)
    bystander.add(Strengths, **who, **by, good_at="Uberørt", said_on=bystander.night)
    bystander.add(PlanVersion, **who, kind="plan_142", begun_at=at, begun_by_id=bystander.worker_id, purpose="Uberørt")
