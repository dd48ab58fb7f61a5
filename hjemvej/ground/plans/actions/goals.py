"""What happens to a goal? It is said, small steps are agreed and taken, the citizen says how it goes; it may rest."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.plans import queries
from hjemvej.ground.plans.models import Goal, SmallStep, Strengths, Verdict
from hjemvej.ground.plans.rules import goals as rules
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .holding import hold

STEP = "small_step"  # the kind of task
EVENT_OF_ANSWER: dict[str, str] = {
    rules.Answer.NEARER: "plans.goal_nearer",
    rules.Answer.SAME: "plans.goal_same",
    rules.Answer.FURTHER: "plans.goal_further",
    rules.Answer.REACHED: "plans.goal_reached",
    rules.Answer.SET_ASIDE: "plans.goal_set_aside",
    rules.Answer.DROPPED: "plans.goal_dropped",
    rules.Answer.TAKEN_UP: "plans.goal_taken_up",
}
EVENT_OF_OUTCOME: dict[str, str] = {
    rules.Outcome.DONE: "plans.step_done",
    rules.Outcome.NOT_NEEDED: "plans.step_not_needed",
}


class NothingSaid(Refused):
    """Not a word of what was meant to be written."""

    field = "words"


class SaidInTheFuture(Refused):
    """Nobody has said it yet, or not so long ago."""

    field = "said_on"


class GoalRests(Refused):
    """The goal is reached, set aside or dropped, perhaps by a colleague a moment ago; or it does not rest."""

    level = messages.INFO


class StepIsClosed(Refused):
    """A colleague was first."""

    level = messages.INFO


class StepNamesNobody(Refused):
    """It is not said who takes the step, or by when one of us does."""

    field = "who"


class WrittenMeanwhile(Refused):
    """A colleague wrote after this form was opened."""

    level = messages.INFO


def add_goal(
    *, person_id: uuid.UUID, words: str, said_on: datetime.date, by: Viewer, at: datetime.datetime,
    dimension: str = "",
) -> Goal:  # fmt: skip
    """Write down what the citizen wants, as they say it."""
    _refuse_future(said_on, at)
    if not words.strip():
        raise NothingSaid(_("Skriv, hvad borgeren gerne vil, med borgerens egne ord."))
    with transaction.atomic():
        goal = Goal.objects.create(
            person_id=person_id, organisation_id=by.team_id, words=words.strip(), dimension=dimension,
            said_on=said_on, recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        _record("plans.goal_added", goal, by, at)
        return goal


def change_goal(*, goal: Goal, words: str, dimension: str, by: Viewer, at: datetime.datetime) -> Goal:
    """The citizen says it otherwise, or it was written wrong; the log keeps what stood there."""
    if not words.strip():
        raise NothingSaid(_("Skriv, hvad borgeren gerne vil, med borgerens egne ord."))
    with transaction.atomic():
        row = _locked(goal, by)
        row.words, row.dimension = words.strip(), dimension
        row.save(update_fields=["words", "dimension"])
        _record("plans.goal_changed", row, by, at)
        return row


@dataclass(frozen=True)
class SaidStep:
    """A small step as it was agreed: what, who (and which worker, or which other), by when."""

    what: str
    who: str
    worker_id: uuid.UUID | None = None
    who_words: str = ""
    by_on: datetime.date | None = None


def add_step(*, goal: Goal, said: SaidStep, by: Viewer, at: datetime.datetime) -> SmallStep:
    """Agree on the next small step; where one of us takes it, it is a task of theirs. A citizen's own is no task."""
    _refuse_incomplete(said, localdate(at))
    with transaction.atomic():
        row = _open(goal, by)
        task = None
        if said.who == rules.Who.WORKER and said.by_on:
            task = casework.add_task(
                person_id=row.person_id, organisation_id=by.team_id, kind=STEP, title=said.what,
                due_at=end_of_day(said.by_on), assigned_to_id=said.worker_id, by=by, at=at,
            )  # fmt: skip
        step = SmallStep.objects.create(
            person_id=row.person_id, organisation_id=by.team_id, goal=row, what=said.what.strip(), who=said.who,
            task=task, by_on=said.by_on,
            worker_id=said.worker_id if said.who == rules.Who.WORKER else None,
            who_words=said.who_words.strip() if said.who == rules.Who.OTHER else "",
            recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        _record("plans.step_added", row, by, at)
        return step


def _refuse_incomplete(said: SaidStep, on: datetime.date) -> None:
    if not said.what.strip():
        raise NothingSaid(_("Skriv, hvad det næste lille skridt er."), field="what")
    if said.who == rules.Who.WORKER and said.worker_id is None:
        raise StepNamesNobody(_("Vælg, hvem af os der gør det."), field="worker")
    if said.who == rules.Who.OTHER and not said.who_words.strip():
        raise StepNamesNobody(_("Skriv, hvem der gør det, f.eks. ”min søster”."), field="who_words")
    if said.who == rules.Who.WORKER and said.by_on is None:
        raise StepNamesNobody(_("Skriv, hvilken dag vi har lovet det: så står det på I dag."), field="by_on")
    if said.by_on and said.by_on < on:
        raise StepNamesNobody(_("Vælg en dag fra i dag og frem."), field="by_on")


def close_step(
    *, step: SmallStep, outcome: str, by: Viewer, at: datetime.datetime, outcome_words: str = ""
) -> SmallStep:
    """The step is taken, or not needed any more."""
    with transaction.atomic():
        hold(step.person_id, by)
        row = by.rows_of(SmallStep).select_related("goal", "task").get(pk=step.pk)
        if row.closed_at:
            raise StepIsClosed(_("En kollega har allerede skrevet, hvordan det gik."))
        return _close(row, outcome, outcome_words, by, at)


def _close(row: SmallStep, outcome: str, words: str, by: Viewer, at: datetime.datetime) -> SmallStep:
    row.outcome, row.outcome_words = rules.Outcome(outcome), words.strip()
    row.closed_at, row.closed_by_id = at, by.signed_in_id
    row.save(update_fields=["outcome", "outcome_words", "closed_at", "closed_by"])
    if row.task and row.task.done_at is None:
        casework.complete_task(task=row.task, outcome=str(row.outcome.label), by=by, at=at)
    _record(EVENT_OF_OUTCOME[row.outcome], row.goal, by, at)
    return row


def say_verdict(
    *, goal: Goal, answer: str, said_on: datetime.date, by: Viewer, at: datetime.datetime, words: str = ""
) -> Verdict:
    """Write what the citizen says of the goal; where it ends or rests, its steps are not needed any more."""
    _refuse_future(said_on, at)
    with transaction.atomic():
        row = _locked(goal, by)
        if answer not in rules.may_be_said(row.state):
            raise GoalRests(_("Målet er ændret imens. Se, hvordan det står, og vælg igen; dine ord står her endnu."))
        if said_on < row.said_on:
            raise SaidInTheFuture(_("Målet er først sagt senere. Skriv en dag fra da af og til i dag."))
        said = Verdict.objects.create(
            person_id=row.person_id, organisation_id=by.team_id, goal=row, answer=answer, words=words.strip(),
            said_on=said_on, recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        becomes = rules.BECOMES.get(rules.Answer(answer))
        if becomes:
            row.state, row.state_on = becomes, None if becomes == rules.State.OPEN else said_on
            row.save(update_fields=["state", "state_on"])
        if becomes and becomes != rules.State.OPEN:
            for step in by.rows_of(SmallStep).filter(goal=row, closed_at=None).select_related("goal", "task"):
                _close(step, rules.Outcome.NOT_NEEDED, str(row.get_state_display()), by, at)
        _record(EVENT_OF_ANSWER[said.answer], row, by, at)
        return said


def write_strengths(
    *, person_id: uuid.UUID, good_at: str, has_worked: str, said_on: datetime.date, after: uuid.UUID | None,
    by: Viewer, at: datetime.datetime,
) -> Strengths:  # fmt: skip
    """Write what the citizen is good at and what has worked; `after` is the telling that the form began with."""
    _refuse_future(said_on, at)
    if not good_at.strip() and not has_worked.strip():
        raise NothingSaid(_("Skriv mindst ét af de to felter."), field="good_at")
    with transaction.atomic():
        hold(person_id, by)
        latest = queries.strengths_of(person_id, viewer=by).first()
        if latest and latest.pk != after:
            raise WrittenMeanwhile(
                _("En kollega har skrevet her imens. Dine ord står her endnu: læs kollegaens, ret, og gem igen.")
            )
        said = Strengths.objects.create(
            person_id=person_id, organisation_id=by.team_id, good_at=good_at.strip(), has_worked=has_worked.strip(),
            said_on=said_on, recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        record("plans.strengths_written", by=by, at=at, person_id=person_id, details={"strengths": str(said.pk)})
        return said


def _refuse_future(said_on: datetime.date, at: datetime.datetime) -> None:
    if said_on > localdate(at):
        raise SaidInTheFuture(_("Skriv den dag, borgeren sagde det: i dag eller før."))


def _locked(goal: Goal, by: Viewer) -> Goal:
    """Return the goal as it stands now, and its citizen held until the change is written."""
    hold(goal.person_id, by)
    return by.rows_of(Goal).get(pk=goal.pk)


def _open(goal: Goal, by: Viewer) -> Goal:
    row = _locked(goal, by)
    if row.state != rules.State.OPEN:
        raise GoalRests(_("Målet er ikke i gang længere. Tag det op igen, før I aftaler et skridt."))
    return row


def _record(name: str, goal: Goal, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=goal.person_id, details={"goal": str(goal.pk)})
