"""Whom is a signal about? The same as a citizen we know, or somebody new; equal numbers settle themselves."""

import datetime
import uuid
from contextlib import suppress

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.actions import create_person, set_cpr
from hjemvej.ground.people.actions.numbers import holder_of_number
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import as_written
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .. import queries
from ..models import Signal
from . import holding
from .boarding import put_on_the_board

ALREADY_SETTLED = gettext_lazy("Det er allerede afgjort, hvem signalet handler om.")


class AlreadySettled(Refused):
    """A colleague said whom it is about."""


class AnotherNumber(Refused):
    """The citizen chosen has another CPR number than the signal."""


class NobodyChosen(Refused):
    """Neither a citizen we know, nor somebody new."""

    field = "person"


def settle_person(
    *, signal: Signal, person_id: uuid.UUID | None, is_new: bool = False, by: Viewer, at: datetime.datetime
) -> Signal:
    """Say whom the signal is about: a citizen the viewer knows of, or somebody new."""
    if person_id is None and not is_new:
        raise NobodyChosen(_("Vælg, om det er en borger, I kender, eller en ny."))
    digits = queries.number_of(signal)
    holder = holder_of_number(digits, by=by, at=at) if digits else None  # its refusals stay in the log
    with transaction.atomic():
        if known := person_id or holder:
            holding.hold_citizen(known)
        now = holding.hold_signal(signal)
        if now.person_id is not None:
            raise AlreadySettled(str(ALREADY_SETTLED))
        if person_id is None:
            person_id = holder or new_person(now, digits, by=by, at=at)
            now.has_made_person = holder is None
        else:
            refuse_under_glass(person_id, by=by, at=at)
            _same_number(person_id, digits, holder, by=by, at=at)
        know_of(now, person_id, by=by, at=at)
        set_due(now, viewer=by, at=at)
        return now


def new_person(now: Signal, digits: str, *, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    given_names, _space, surname = as_written(now.name).rpartition(" ")
    person = create_person(
        by=by, at=at, given_names=given_names[:120], surname=surname[:120], born_on=now.born_on, cpr=digits,
        basis=NeedToKnow.Basis.INQUIRY,
    )  # fmt: skip
    return person.pk


def _same_number(
    person_id: uuid.UUID, digits: str, holder: uuid.UUID | None, *, by: Viewer, at: datetime.datetime
) -> None:
    """Give the citizen the number that came, where they have none; refuse where theirs is another."""
    if not digits or holder == person_id:
        return
    person = by.rows_of(Person).get(pk=person_id)
    if person.number_mark or holder:
        raise AnotherNumber(_("CPR-nummeret i signalet er et andet end borgerens. Er det en anden borger?"))
    set_cpr(person=person, cpr=digits, by=by, at=at)


def settle_by_number(signal: Signal, *, by: Viewer, at: datetime.datetime) -> None:
    """Equal numbers settle themselves."""
    if signal.person_id is not None or not signal.cpr_lookup:
        return
    with transaction.atomic(), suppress(holding.SignalIsOver):
        if (person := queries.own_with_number(signal, viewer=by)) is None:
            return
        holding.hold_citizen(person.pk)
        now = holding.hold_signal(signal)
        if now.person_id is None:
            know_of(now, person.pk, by=by, at=at)
            signal.refresh_from_db()


def know_of(signal: Signal, person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """From now on the signal is about this citizen; the team that has it needs to know of them, tonight too."""
    basis = NeedToKnow.Basis.INQUIRY
    open_need(person_id=person_id, organisation_id=signal.organisation_id, basis=basis, by=by, at=at)
    signal.person_id, signal.cpr_encrypted, signal.cpr_lookup = person_id, "", ""
    signal.save(update_fields=["person", "cpr_encrypted", "cpr_lookup", "has_made_person"])
    details: dict[str, object] = {"signal": str(signal.pk)}
    record("prevention.signal_settled", by=by, at=at, person_id=person_id, details=details)
    put_on_the_board(signal, by=by, at=at)


def set_due(signal: Signal, *, viewer: Viewer, at: datetime.datetime) -> None:
    """Keep the first clock that still runs, for lists in its order."""
    on = localdate(at)
    due = queries.first_due(signal, viewer=viewer, on=on)
    if (signal.due_on, signal.due_by) != due:
        signal.due_on, signal.due_by = due
        signal.save(update_fields=["due_on", "due_by"])
