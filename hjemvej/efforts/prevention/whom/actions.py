"""It is about somebody else: a signal leaves the citizen it was settled on, and nothing of it stays with them."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.efforts.prevention import actions, queries
from hjemvej.efforts.prevention.actions import holding, settling
from hjemvej.efforts.prevention.actions.handling import note_how_far
from hjemvej.efforts.prevention.keeping.queries import is_known_by_signals_alone
from hjemvej.efforts.prevention.models import PreventionCase, SentSignal, Signal, SignalNotice
from hjemvej.efforts.prevention.nights_after.actions import leave_the_board
from hjemvej.ground.correspondence.letters.actions import drop_draft, drop_letter
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people import cpr
from hjemvej.ground.people.actions import set_cpr
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.actions import CaseIsAlive, erase_person
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .queries import running_of, told_of, why_it_stays

ABOUT_ANOTHER = "Signalet handlede om en anden borger."
CORRECTED_MEANWHILE = gettext_lazy(
    "En kollega har rettet, hvem signalet handler om, mens siden var åben. Se, hvem det står på nu, og ret det igen, "
    "hvis det er forkert."
)
BECAUSE = "Kun kendt af et signal, der handlede om en anden"


class StaysWhereItIs(Refused):
    """It has ended, or work was done for the citizen it is about."""


class TheSameCitizen(Refused):
    """It is about the one who was chosen already."""

    field = "person"


@dataclass(frozen=True)
class Corrected:
    """A signal that is about somebody else now: the letters that the former citizen was sent, and whether they went."""

    signal: Signal
    sent: Sequence[Letter]
    is_case_closed: bool


def correct_person(
    *, signal: Signal, person_id: uuid.UUID | None, is_new: bool = False, by: Viewer, at: datetime.datetime
) -> Corrected:
    """Say that a signal is about another citizen: it leaves its case, and waits to be taken up for the right one."""
    was_id = signal.person_id
    if was_id is None:
        raise actions.WhomFirst(_("Afgør først, hvem signalet handler om."))
    if person_id is None and not is_new:
        raise actions.NobodyChosen(_("Vælg, om det er en borger, I kender, eller en ny."))
    if person_id == was_id:
        raise TheSameCitizen(_("Det er den borger, signalet står på nu. Vælg en anden."))
    if is_new and signal.has_made_person:
        raise TheSameCitizen(_("Borgeren er oprettet af signalet. Er navnet forkert, så ret det på borgerens side."))
    with transaction.atomic():
        for one in sorted({was_id, person_id or was_id}):
            holding.hold_citizen(one)
        now = holding.hold_signal(signal)
        if now.person_id != was_id:
            raise actions.AlreadySettled(str(CORRECTED_MEANWHILE))
        if person_id:
            refuse_under_glass(person_id, by=by, at=at)
        if why := why_it_stays(now, viewer=by):
            raise StaysWhereItIs(why)
        digits = _number_that_came(now, person_id, by)
        told = told_of(now, viewer=by)
        _take_letters_back(now, by=by, at=at)
        details: dict[str, object] = {"signal": str(now.pk), "letters": [str(one.pk) for one in told.sent]}
        record("prevention.signal_corrected", by=by, at=at, person_id=was_id, details=details)
        is_case_closed = _leave_case(now, by=by, at=at)
        was_made, now.has_made_person = now.has_made_person, person_id is None
        settling.know_of(now, person_id or settling.new_person(now, "", by=by, at=at), by=by, at=at)
        leave_the_board(was_id, now.happens_on, because=ABOUT_ANOTHER, by=by, at=at)
        for other in running_of([was_id, *([now.person_id] if now.person_id else [])], viewer=by):
            settling.set_due(other, viewer=by, at=at)
        if was_made and not told.sent:
            _erase_who_is_left(was_id, at=at)
        if digits and person_id:
            set_cpr(person=by.rows_of(Person).get(pk=person_id), cpr=digits, by=by, at=at)
        now.refresh_from_db()
        return Corrected(now, told.sent, is_case_closed)


def _number_that_came(now: Signal, person_id: uuid.UUID | None, by: Viewer) -> str:
    """The number that came with the signal and stands on the citizen it made: it goes with it to who has none."""
    if not (now.has_made_person and now.had_number and now.person and person_id):
        return ""
    digits = cpr.decrypt(now.person.cpr_encrypted) if now.person.cpr_encrypted else ""
    if digits and by.rows_of(Person).get(pk=person_id).number_mark:
        raise actions.AnotherNumber(_("CPR-nummeret i signalet er et andet end borgerens. Er det en anden borger?"))
    return digits


def _take_letters_back(now: Signal, *, by: Viewer, at: datetime.datetime) -> None:
    """What nobody has been sent goes to nobody; that the citizen now meant is to be told is owed anew."""
    told = told_of(now, viewer=by)
    for one in told.drafts:
        drop_draft(letter=one, by=by, at=at)
    for one in told.ready:
        drop_letter(letter=one, by=by, at=at)
    by.rows_of(SignalNotice).filter(signal=now).delete()


def _leave_case(now: Signal, *, by: Viewer, at: datetime.datetime) -> bool:
    """Leave its case; one that is left without a signal is closed. Return whether it was."""
    case = now.case
    if case is None:
        return False
    now.case, now.taken_up_at = None, None
    now.save(update_fields=["case", "taken_up_at"])
    note_how_far(now, SentSignal.State.RECEIVED, at)
    if queries.signals_of_case(case, viewer=by):
        return False
    wrong = PreventionCase.Outcome.WRONG_SIGNAL
    actions.close_case(case=case, outcome=wrong, words=ABOUT_ANOTHER, by=by, at=at)
    return True


def _erase_who_is_left(person_id: uuid.UUID, *, at: datetime.datetime) -> None:
    """Erase the citizen whom the signal alone had made, unless something else is known of them by now."""
    clock = system("Sletter, hvem kun et signal nævnte")
    with looking_as(clock):
        if not is_known_by_signals_alone(person_id, viewer=clock, is_in_empty_case=True):
            return
        try:
            erase_person(person_id, by=clock, at=at, because=BECAUSE, is_archived=False)
        except CaseIsAlive:
            return
