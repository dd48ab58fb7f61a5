"""What happens before the night after a signal's day? It is answered; else the citizen stands on the night board."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention import queries as prevention
from hjemvej.efforts.prevention.actions import boarding
from hjemvej.efforts.prevention.actions.holding import hold_case, hold_citizen
from hjemvej.efforts.prevention.actions.settling import set_due
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase, Signal
from hjemvej.efforts.prevention.rules import nights
from hjemvej.efforts.prevention.rules.receiving import LOOKS_BACK
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries

DAY = datetime.timedelta(days=1)
ASKS_NO_MORE = "Dagen er flyttet, eller den gælder ikke længere."


class NoSuchDay(Refused):
    """The bailiff does not come on that day, or it is called off already."""

    field = "day"


class DayOfCallingOffIsWrong(Refused):
    """It is not over yet, or after the bailiff's day, or long before."""

    field = "called_off_on"


class DayIsCalledOff(Refused):
    """The bailiff does not come: there is no night after to answer for."""


class NotCalledOff(Refused):
    """A colleague wrote before that the bailiff comes after all."""

    level = messages.INFO


class AnsweredMeanwhile(Refused):
    """A colleague answered after the page was opened."""

    level = messages.INFO


class NotAnswered(Refused):
    """Nothing was chosen."""

    field = "answer"


def answer_night(
    *, case: PreventionCase, night: datetime.date, answer: str, words: str, seen: str | None = None, by: Viewer,
    at: datetime.datetime,
) -> NightAfter:  # fmt: skip
    """Write where the citizen sleeps that night; nowhere tonight: on the night board at once.

    `seen` is what the page said of the night when it was opened (`queries.as_seen`); without it nobody asks.
    """
    if answer not in nights.Answer.values or answer == nights.Answer.CALLED_OFF:
        raise NotAnswered(_("Vælg, hvor borgeren sover."))
    with transaction.atomic():
        hold_citizen(case.person_id)  # nor does the clock put them on the board meanwhile
        held = hold_case(case)
        found = _row(held.person_id, night, by)
        if found.answer == nights.Answer.CALLED_OFF:
            raise DayIsCalledOff(_("Fogeden er aflyst den dag. Kommer fogeden alligevel, så skriv det først."))
        if seen is not None and seen != queries.as_seen(found):
            said = _("En kollega har svaret, mens du skrev. Se, hvad der står nu. Gem igen, hvis dit svar skal gælde.")
            raise AnsweredMeanwhile(said)
        found.answer, found.words = answer, words.strip()
        found.answered_at, found.answered_by_id = at, by.signed_in_id
        if nights.state(night, localdate(at), answer) == "board":
            boarding.stand_on_the_board(found, _("Har ikke et sted at sove i nat. %s") % found.words, by, at)
        else:
            for one in [found, *queries.unanswered_before(found, viewer=by, on=localdate(at))]:
                boarding.close_the_night(one, str(found.get_answer_display()), by, at)
        found.save()
        details: dict[str, object] = {"case": str(held.pk), "night": night.isoformat(), "answer": answer}
        record("prevention.night_answered", by=by, at=at, person_id=held.person_id, details=details)
        return found


def call_off(
    *, case: PreventionCase, day: datetime.date, called_off_by: str, called_off_on: datetime.date, words: str,
    by: Viewer, at: datetime.datetime,
) -> NightAfter:  # fmt: skip
    """The landlord or the court has called the bailiff's day off: its clock stops, and nobody asks of that night."""
    on = localdate(at)
    if not day - LOOKS_BACK <= called_off_on <= min(day, on):
        raise DayOfCallingOffIsWrong(_("Skriv den dag, det blev aflyst: i dag eller før, og ikke efter fogedens dag."))
    with transaction.atomic():
        hold_citizen(case.person_id)  # nor does the clock put them on the board meanwhile
        held = hold_case(case)
        if day not in queries.bailiff_days(held, viewer=by, on=on):
            raise NoSuchDay(_("Den dag er allerede aflyst, eller fogeden kommer ikke den dag."))
        found = _row(held.person_id, day, by)
        found.answer, found.words = nights.Answer.CALLED_OFF, words.strip()
        found.answered_at, found.answered_by_id = at, by.signed_in_id
        found.called_off_by, found.called_off_on = called_off_by, called_off_on
        for night in [found, *prevention.nights_of(held.person_id, day + DAY, on, viewer=by)]:
            if night is found or not night.answer:
                boarding.close_the_night(night, str(nights.Answer.CALLED_OFF.label), by, at)
        found.save()
        _reckon(held.person_id, day, by, at)
        details: dict[str, object] = {"case": str(held.pk), "day": day.isoformat(), "called_off_by": called_off_by}
        record("prevention.bailiff_called_off", by=by, at=at, person_id=held.person_id, details=details)
        return found


def put_on_again(*, case: PreventionCase, day: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The bailiff comes after all, or it was a mistake: the clock runs and the night is asked about as before."""
    with transaction.atomic():
        hold_citizen(case.person_id)
        held = hold_case(case)
        found = _row(held.person_id, day, by)
        if found.answer != nights.Answer.CALLED_OFF:
            raise NotCalledOff(_("Fogedens dag er ikke aflyst."))
        found.delete()  # what was written stays in the log
        for signal in _reckon(held.person_id, day, by, at):
            boarding.put_on_the_board(signal, by=by, at=at)
        details: dict[str, object] = {"case": str(held.pk), "day": day.isoformat()}
        record("prevention.bailiff_on_again", by=by, at=at, person_id=held.person_id, details=details)


def _reckon(person_id: uuid.UUID, day: datetime.date, by: Viewer, at: datetime.datetime) -> list[Signal]:
    found = queries.signals_of_day(person_id, day, viewer=by)
    for signal in found:
        set_due(signal, viewer=by, at=at)
    return found


def put_on_the_board(*, by: Viewer, at: datetime.datetime) -> int:
    """As days pass, and of what a partner told: whose day has come without an answer; return how many are new."""
    with looking_as(by):
        waiting = list(queries.come(viewer=by, on=localdate(at)))
    return sum(_put_on_the_board(one, by, at) for one in waiting)


def _put_on_the_board(signal: Signal, by: Viewer, at: datetime.datetime) -> bool:
    with looking_as(by), transaction.atomic():
        return boarding.put_on_the_board(signal, by=by, at=at)


def leave_the_board(
    person_id: uuid.UUID, since: datetime.date | None, *, because: str, by: Viewer, at: datetime.datetime
) -> bool:
    """No day asks any longer where the citizen sleeps: what this room put on the board from that day on goes.

    A course that was open before stays; so does one that another night, which is still asked about, stands on.
    """
    if since is None or since > (on := localdate(at)):
        return False
    left = queries.nights_no_longer_asked(person_id, since, on, viewer=by)
    for night in left:
        is_ours = queries.was_opened_by_us(night, viewer=by)
        night.delete()
        if is_ours and not by.rows_of(NightAfter).filter(course=night.course).exists():
            boarding.close_the_night(night, because, by, at)
    return bool(left)


def take_off_the_board(*, by: Viewer, at: datetime.datetime) -> int:
    """Of what a partner told, and of what has ended: whose day asks no longer; return how many left."""
    on = localdate(at)
    with looking_as(by):
        unanswered = queries.stand_unanswered(viewer=by, on=on)
    return sum(_take_off_the_board(person_id, since, by, at) for person_id, since in unanswered)


def _take_off_the_board(person_id: uuid.UUID, since: datetime.date, by: Viewer, at: datetime.datetime) -> bool:
    with looking_as(by), transaction.atomic():
        hold_citizen(person_id)  # nor does a colleague answer meanwhile
        return leave_the_board(person_id, since, because=ASKS_NO_MORE, by=by, at=at)


def _row(person_id: uuid.UUID, night: datetime.date, by: Viewer) -> NightAfter:
    return queries.night_of(person_id, night, viewer=by) or NightAfter(person_id=person_id, night=night)
