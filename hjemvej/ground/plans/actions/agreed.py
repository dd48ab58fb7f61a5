"""What happens to a plan? It is begun from the one before, written on, agreed and locked, and given as a letter."""

import datetime
import uuid
from collections.abc import Mapping

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.actions import complete_task
from hjemvej.ground.casework.models import Task
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.plans import queries
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .holding import hold


class PlanLacks(Refused):
    """Something that an agreed plan must say is missing; beside the field that it is about."""


class PlanIsAgreed(Refused):
    """An agreed plan is locked: a new version corrects it."""

    level = messages.INFO


class NotYetAgreed(Refused):
    """Only an agreed plan is given as a letter."""

    level = messages.INFO


class ChangedMeanwhile(Refused):
    """A colleague wrote at the same draft since it was opened."""


class AgreedInTheFuture(Refused):
    """The day has not come."""

    field = "agreed_on"


class AgreedTooEarly(Refused):
    """The day lies before the stay that the plan is for, or before the plan that it takes over from."""

    field = "agreed_on"


def begin_plan(*, person_id: uuid.UUID, kind: str, by: Viewer, at: datetime.datetime) -> PlanVersion:
    """Begin a plan with the words of the one before; the one in writing goes on, where there is one."""
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        hold(person_id, by)
        begun = queries.draft_of(person_id, kind, viewer=by)
        if begun:
            return begun
        draft = PlanVersion(
            person_id=person_id, organisation_id=by.team_id, kind=rules.Kind(kind), begun_at=at,
            begun_by_id=by.signed_in_id,
        )  # fmt: skip
        before = queries.version_before(draft, viewer=by)
        if before:
            for name in rules.PARTS:
                setattr(draft, name, getattr(before, name))
        draft.save()
        _record("plans.draft_begun", draft, by, at)
        return draft


def change_draft(
    *, plan: PlanVersion, said: Mapping[str, str], version: int, by: Viewer, at: datetime.datetime
) -> PlanVersion:
    """Write on at a draft; `version` is the one that the writer has before them."""
    with transaction.atomic():
        row = _write(plan, said, version, by)
        row.save()
        _record("plans.draft_changed", row, by, at)
        return row


def agree_plan(
    *, plan: PlanVersion, said: Mapping[str, str], version: int, agreed_on: datetime.date, by: Viewer,
    at: datetime.datetime,
) -> PlanVersion:  # fmt: skip
    """The plan is agreed and locked, with the goals and steps as they stand now."""
    if agreed_on > localdate(at):
        raise AgreedInTheFuture(_("Skriv den dag, I aftalte planen: i dag eller før."))
    with transaction.atomic():
        row = _write(plan, rules.without_a_wish(said), version, by)
        for field, words in rules.lacks(row.kind, {name: getattr(row, name) for name in rules.TYPED}).items():
            raise PlanLacks(words, field=field)
        _refuse_an_earlier_day(row, agreed_on, by, localdate(at))
        row.goals = rules.goals_then(queries.open_goals(row.person_id, viewer=by))
        row.agreed_on, row.agreed_at, row.agreed_by_id = agreed_on, at, by.signed_in_id
        row.save()
        if row.kind == rules.Kind.PLAN_142:
            tasks = by.rows_of(Task).filter(person_id=row.person_id, organisation_id=by.team_id, done_at=None)
            for task in tasks.filter(law_key=rules.OUR_GOAL):
                complete_task(task=task, outcome=_("Handleplanen er aftalt"), by=by, at=at)
        _record("plans.plan_agreed", row, by, at)
        return row


def _refuse_an_earlier_day(row: PlanVersion, agreed_on: datetime.date, by: Viewer, on: datetime.date) -> None:
    """Keep one order of plans, and let no day before this stay pass for a plan of it."""
    began = None if row.kind == rules.Kind.PLAN_141 else queries.stay_began(row.person_id, viewer=by, on=on)
    before = queries.version_before(row, viewer=by)
    if words := rules.too_early(agreed_on, stay_began_on=began, before_on=before.agreed_on if before else None):
        raise AgreedTooEarly(words)


def write_stay_plan(
    *, person_id: uuid.UUID, said: Mapping[str, str], version: int, agreed_on: datetime.date | None, by: Viewer,
    at: datetime.datetime,
) -> PlanVersion:  # fmt: skip
    """A house writes its own plan with a guest, and agrees on it where a day says so; `version` 0: none was begun."""
    with transaction.atomic():
        hold(person_id, by)
        known = queries.draft_of(person_id, rules.Kind.STAY, viewer=by)
        if (known.version if known else 0) != version:
            raise ChangedMeanwhile(
                _("En kollega har skrevet i planen imens. Dine ord står her endnu: gem igen for at skrive hen over.")
            )
        draft = known or begin_plan(person_id=person_id, kind=rules.Kind.STAY, by=by, at=at)
        if agreed_on is None:
            return change_draft(plan=draft, said=said, version=draft.version, by=by, at=at)
        return agree_plan(plan=draft, said=said, version=draft.version, agreed_on=agreed_on, by=by, at=at)


def drop_draft(*, plan: PlanVersion, by: Viewer, at: datetime.datetime) -> None:
    """Throw a draft away; the log keeps what it said."""
    with transaction.atomic():
        row = _draft_now(plan, by)
        _record("plans.draft_dropped", row, by, at)
        row.delete()


def write_plan_letter(*, plan: PlanVersion, by: Viewer, at: datetime.datetime) -> Letter:
    """Write the agreed plan as a letter to the citizen, to read through together, print and give."""
    if plan.agreed_at is None:
        raise NotYetAgreed(_("Planen er ikke aftalt endnu. Aftal den først, så kan den trykkes."))
    with transaction.atomic():
        letter = draft_letter(
            person_id=plan.person_id, kind=LetterKind.PLAN, values=rules.letter_values(plan), by=by, at=at
        )
        _record("plans.plan_letter_written", plan, by, at)
        return letter


def _write(plan: PlanVersion, said: Mapping[str, str], version: int, by: Viewer) -> PlanVersion:
    row = _draft_now(plan, by)
    if row.version != version:
        raise ChangedMeanwhile(
            _("En kollega har skrevet i planen imens. Dine ord står her endnu: gem igen for at skrive hen over.")
        )
    for name in rules.TYPED:
        setattr(row, name, str(said.get(name, getattr(row, name))).strip())
    row.version += 1
    return row


def _draft_now(plan: PlanVersion, by: Viewer) -> PlanVersion:
    """Return the draft as it stands now, and its citizen held until the change is written."""
    hold(plan.person_id, by)
    row = by.rows_of(PlanVersion).filter(organisation_id=by.team_id, pk=plan.pk).first()
    if row is None or row.agreed_at:
        raise PlanIsAgreed(_("Planen er aftalt eller smidt væk imens. Begynd en ny, hvis den skal ændres."))
    return row


def _record(name: str, plan: PlanVersion, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"plan": str(plan.pk), "kind": plan.kind}
    record(name, by=by, at=at, person_id=plan.person_id, details=details)
