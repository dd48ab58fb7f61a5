"""Which goals does a citizen have, what comes next, and what did the citizen say of each?"""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.queries.whose import readable
from hjemvej.ground.plans.models import Goal, SmallStep, Strengths, Verdict
from hjemvej.ground.plans.rules import goals as rules
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine
from hjemvej.platform.ui.when import day_in_words

VERDICTS_SHOWN = 3
ON_PAPER = {"citizen": "Du", "worker": "Vi"}


def goals_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Goal]:
    """Return all that the citizen has wanted, in the order it was said."""
    rows = viewer.rows_of(Goal).filter(readable(viewer), person_id=person_id)
    return rows.order_by("said_on", "recorded_at", "id").prefetch_related("steps__worker", "verdicts")


def open_goals(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Goal]:
    return goals_of(person_id, viewer=viewer).filter(state=rules.State.OPEN)


def goal(goal_id: uuid.UUID, *, viewer: Viewer) -> Goal | None:
    rows = viewer.rows_of(Goal).filter(readable(viewer), pk=goal_id)
    return rows.select_related("person", "recorded_by").first()


def _steps(viewer: Viewer) -> QuerySet[SmallStep]:
    return viewer.rows_of(SmallStep).filter(readable(viewer)).select_related("goal", "person", "task", "worker")


def small_step(small_step_id: uuid.UUID, *, viewer: Viewer) -> SmallStep | None:
    return _steps(viewer).filter(pk=small_step_id).first()


def small_step_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> SmallStep | None:
    return _steps(viewer).filter(task_id=task_id).first()


def verdicts_of(found: Goal, *, viewer: Viewer) -> QuerySet[Verdict]:
    """Return what the citizen has said of a goal, the latest first."""
    rows = viewer.rows_of(Verdict).filter(readable(viewer), goal=found).select_related("recorded_by")
    return rows.order_by("-said_on", "-recorded_at", "-id")


def strengths_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Strengths]:
    """Return what the citizen is good at and what has worked, the latest telling first."""
    rows = viewer.rows_of(Strengths).filter(readable(viewer), person_id=person_id).select_related("recorded_by")
    return rows.order_by("-recorded_at", "id")


@dataclass(frozen=True)
class ShownStep:
    """A small step as a page draws it: who does it, and how long there is left; a citizen's own is never late."""

    step: SmallStep
    who: str
    clock: casework.Clock | None


@dataclass(frozen=True)
class ShownGoal:
    """A goal with its open steps, the steps that were taken, and the citizen's latest verdicts."""

    goal: Goal
    steps: list[ShownStep]
    taken: list[SmallStep]
    verdicts: list[Verdict]
    number: str = ""  # on the page

    @property
    def verdict(self) -> Verdict | None:
        return self.verdicts[0] if self.verdicts else None


def shown_goals(goals: Sequence[Goal], *, on: datetime.date) -> list[ShownGoal]:
    """Draw goals that were fetched with their steps and verdicts."""
    return [_shown(goal, on, str(number)) for number, goal in enumerate(goals, start=1)]


def _shown(found: Goal, on: datetime.date, number: str) -> ShownGoal:
    steps = sorted(found.steps.all(), key=lambda step: (step.by_on or datetime.date.max, step.recorded_at))
    verdicts = sorted(found.verdicts.all(), key=lambda said: (said.said_on, said.recorded_at, said.pk), reverse=True)
    return ShownGoal(
        found,
        [ShownStep(step, rules.who(step), _clock(step, on)) for step in steps if step.closed_at is None],
        [step for step in steps if step.closed_at],
        verdicts[:VERDICTS_SHOWN],
        number,
    )


def _clock(step: SmallStep, on: datetime.date) -> casework.Clock | None:
    if step.by_on is None:
        return None
    clock = casework.clock(casework.end_of_day(step.by_on), on=on)
    if step.who == rules.Who.WORKER:
        return clock
    return casework.Clock(day_in_words(step.by_on, on), "neutral")


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """Return what the person page's line says: how many goals, the next step, and the citizen's words."""
    found = list(open_goals(person_id, viewer=viewer))
    step = rules.first(step for goal in found for step in goal.steps.all())
    return {
        "person_id": person_id, "goals": found, "headline": rules.headline(len(found), step, on),
        "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def paper(person_id: uuid.UUID, viewer: Viewer, _at: datetime.datetime) -> Iterator[PaperLine]:
    """List the small steps on the citizen's own paper: the citizen's own, ours, and those of others."""
    rows = _steps(viewer).filter(person_id=person_id, closed_at=None, organisation_id=viewer.team_id)
    for step in rows.order_by("by_on", "recorded_at", "id"):
        yield PaperLine(ON_PAPER.get(step.who) or step.who_words, step.what, step.by_on)
