"""What changes about a citizen's circumstances? An answer is written; a wrong one is withdrawn, or written anew."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.plans.actions.holding import hold
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.typed_dates import Period

from . import queries
from .models import Circumstance
from .questions import form_on


class ToldInTheFuture(Refused):
    """Nobody has told it yet."""

    field = "told_on"


class BeginsLater(Refused):
    """It has not been so yet on the day it was told."""

    field = "since"


class WrittenMeanwhile(Refused):
    """A colleague answered the question after the form was opened."""

    level = messages.INFO


class AlreadyWithdrawn(Refused):
    """A colleague corrected or withdrew it."""

    level = messages.INFO


@dataclass(frozen=True)
class Said:
    """An answer as it was told; `after` is the latest answer that the form showed, or none."""

    answers: Sequence[str]
    source: str
    told_on: datetime.date
    since: Period | None = None
    words: str = ""
    after: uuid.UUID | None = None


def write_fact(*, person_id: uuid.UUID, question: str, said: Said, by: Viewer, at: datetime.datetime) -> Circumstance:
    """Write an answer down; what was answered before stays, and holds until the day of this one."""
    _refuse_what_is_to_come(said, at)
    with transaction.atomic():
        hold(person_id, by)
        latest = queries.latest_of(person_id, question, viewer=by)
        if latest and latest.pk != said.after:
            raise WrittenMeanwhile(
                _("En kollega har svaret på det, siden du åbnede siden. Svaret står herunder. Gem igen, hvis dit også"
                  " skal stå; intet er tabt.")
            )  # fmt: skip
        fact = _write_circumstance(person_id, question, form_on(localdate(at)).year, said, by, at)
        _record_answer("circumstances.fact_written", fact, by, at)
        return fact


def correct_fact(*, fact: Circumstance, said: Said, because: str, by: Viewer, at: datetime.datetime) -> Circumstance:
    """Withdraw an answer that was written wrong, and write the right one beside it."""
    _refuse_what_is_to_come(said, at)
    with transaction.atomic():
        hold(fact.person_id, by)
        _withdraw_answer(fact, because, by, at)
        right = _write_circumstance(fact.person_id, fact.question, fact.form_year, said, by, at)
        _record_answer("circumstances.fact_corrected", right, by, at)
        return right


def withdraw_fact(*, fact: Circumstance, because: str, by: Viewer, at: datetime.datetime) -> None:
    """Withdraw an answer that is wrong; it stays readable, and counts no more from now on."""
    with transaction.atomic():
        hold(fact.person_id, by)
        _withdraw_answer(fact, because, by, at)
        _record_answer("circumstances.fact_withdrawn", fact, by, at)


def _refuse_what_is_to_come(said: Said, at: datetime.datetime) -> None:
    if said.told_on > localdate(at):
        raise ToldInTheFuture(_("Skriv den dag, det blev sagt eller set: i dag eller før."))
    if said.since and said.since.first > said.told_on:
        raise BeginsLater(_("Det kan ikke have været sådan fra en dag efter den, hvor det blev sagt."))


def _withdraw_answer(fact: Circumstance, because: str, by: Viewer, at: datetime.datetime) -> None:
    row = by.rows_of(Circumstance).get(pk=fact.pk)
    if row.withdrawn_at:
        raise AlreadyWithdrawn(_("En kollega har rettet det eller trukket det tilbage. Se, om det er rigtigt nu."))
    row.withdrawn_at, row.withdrawn_by_id = max(at, row.recorded_at), by.signed_in_id
    row.withdrawn_because = because.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def _write_circumstance(
    person_id: uuid.UUID, question: str, form_year: int, said: Said, by: Viewer, at: datetime.datetime
) -> Circumstance:
    return Circumstance.objects.create(
        person_id=person_id, organisation_id=by.team_id, question=question, form_year=form_year,
        answers=list(said.answers), source=said.source, told_on=said.told_on,
        from_on=said.since.first if said.since else said.told_on,
        precision=said.since.precision if said.since else "", words=said.words.strip(), recorded_at=at,
        recorded_by_id=by.signed_in_id,
    )  # fmt: skip


def _record_answer(name: str, fact: Circumstance, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=fact.person_id, details={"circumstance": str(fact.pk)})
