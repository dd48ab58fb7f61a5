"""Whose is the CPR number that was typed? A number opens nothing: of another team's citizen it only says to ask.

Each number of a citizen that the viewer need not know of is logged with the citizen, counted, and read by the leader.
"""

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr, queries
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.queries import formers_of, need_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record, record_many
from hjemvej.platform.tries.counting import Limit, is_used_up, take_try
from hjemvej.platform.ui.refusals import Refused

MET_ELSEWHERE = Limit(queries.MET_ELSEWHERE, 10, datetime.timedelta(hours=1))


WAITED = datetime.timedelta(minutes=1)  # a colleague for whom we waited began after us, and so did the need


class CprBelongsToAnother(Refused):
    """The number is another person's: these two may be one."""

    field = "cpr"

    def __init__(self) -> None:
        super().__init__(_("CPR-nummeret hører til en borger, vi allerede har oprettet. Læg de to sammen i stedet."))


class NumberMayBeElsewhere(Refused):
    """The number is of a citizen that the viewer need not know of; the answer names no citizen and no team."""

    field = "cpr"

    def __init__(self) -> None:
        super().__init__(_("CPR-nummeret hører måske til et andet team: spørg dem, eller brug nødadgang."))


class NumberOfFormer(Refused):
    """The number is of a citizen with whom the viewer's organisation no longer has a case."""

    field = "cpr"

    def __init__(self) -> None:
        super().__init__(_("I har ikke længere en sag med den borger: søg på CPR-nummeret, og brug nødadgang."))


class TooManyNumbers(Refused):
    """The viewer has typed many numbers of others' citizens; until the hour is over no number is answered."""

    field = "cpr"

    def __init__(self) -> None:
        super().__init__(_("Du har skrevet mange numre, der måske hører til andre. Gem uden nummeret, og spørg dem."))


def holder_of_number(digits: str, *, by: Viewer, at: datetime.datetime) -> uuid.UUID | None:
    """Return the viewer's own citizen with this number, if any; refuse when another team's citizen has it.

    Call it outside a transaction that the refusal rolls back: the try stays in the log.
    """
    hashed = cpr.lookup(digits)
    queries.one_at_a_time(hashed, by=by)
    if is_used_up(MET_ELSEWHERE, by.user_id, at=at):
        raise TooManyNumbers
    waiting = queries.own_with_waiting_number(hashed, viewer=by, at=at)
    holder = queries.id_of_cpr(digits)
    if holder is None or by.scope == "system" or need_of(by, holder, at=at + WAITED):
        return holder or waiting
    if waiting:
        return waiting
    if formers_of([holder], viewer=by):
        raise NumberOfFormer
    if not take_try(MET_ELSEWHERE, by.user_id, at=at):
        raise TooManyNumbers
    with transaction.atomic():
        record("people.number_met_elsewhere", by=by, at=at, person_id=holder)
    raise NumberMayBeElsewhere


def note_numbers_met(holders: Collection[uuid.UUID], *, by: Viewer, at: datetime.datetime) -> None:
    """A list brought numbers of others' citizens: each citizen's log says so."""
    with transaction.atomic():
        record_many("people.number_met_elsewhere", by=by, at=at, person_ids=holders, details={"from": "list"})


def settle_number(*, person: Person, by: Viewer, at: datetime.datetime) -> bool:
    """Give a citizen the number that waits, if nobody else has it any longer."""
    waits = person.cpr_waiting
    if not waits or queries.ids_of_cprs([waits]):
        return False
    with transaction.atomic():
        person.cpr_lookup, person.cpr_waiting = waits, ""
        person.save(update_fields=["cpr_lookup", "cpr_waiting"])
        record("people.cpr_set", by=by, at=at, person_id=person.pk)
    return True
