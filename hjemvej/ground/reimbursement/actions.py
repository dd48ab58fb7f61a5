"""What changes? A worker writes what the system does not know of a clock; a new row corrects the one before."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries
from .models import ClockFact
from .rules.facts import HAPPENED, HAS_END, IN_MONTHS

Kind = ClockFact.Kind


class NotHappenedYet(Refused):
    """What has happened has a day that is not in the future."""

    field = "on"


class EndsBeforeItBegins(Refused):
    """Support or a stay ends before it begins."""

    field = "until_on"


class AmountIsMissing(Refused):
    """Months used are a number."""

    field = "amount"


class WrittenMeanwhile(Refused):
    """A colleague wrote the same since the form was opened."""

    level = messages.INFO


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a worker writes of a clock or a discharge, and where they have it from."""

    kind: str
    on: datetime.date
    source: str
    is_so: bool = True
    until_on: datetime.date | None = None
    amount: Decimal | None = None


def write_fact(
    *, person_id: uuid.UUID, told: Told, seen: uuid.UUID | None, by: Viewer, at: datetime.datetime
) -> ClockFact:
    """Write a fact; `seen` is the one of its kind that the writer has before them, which it corrects."""
    _check(told, at)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)  # one writer of a citizen at a time
        known = queries.latest(person_id, told.kind, viewer=by)
        if (known.pk if known else None) != seen:
            raise WrittenMeanwhile(
                _("En kollega har skrevet det imens. Dine ord står her endnu: se, hvad der nu står, og gem igen.")
            )
        fact = ClockFact.objects.create(
            person_id=person_id, organisation_id=by.team_id, kind=told.kind, is_so=told.is_so, on=told.on,
            until_on=told.until_on if told.kind in HAS_END else None, amount=told.amount,
            source=told.source.strip(), recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        name = "reimbursement.fact_corrected" if known else "reimbursement.fact_written"
        record(name, by=by, at=at, person_id=person_id, details={"fact": str(fact.pk), "kind": told.kind})
        return fact


def _check(told: Told, at: datetime.datetime) -> None:
    if told.kind in HAPPENED and told.is_so and told.on > localdate(at):
        raise NotHappenedYet(_("Den dag er ikke kommet endnu. Skriv det, når det er sket."))
    if told.until_on is not None and told.until_on <= told.on:
        raise EndsBeforeItBegins(_("Slutdagen skal ligge efter den første dag."))
    if told.kind in IN_MONTHS and told.is_so and told.amount is None:
        raise AmountIsMissing(_("Skriv, hvor mange måneder der er brugt."))
