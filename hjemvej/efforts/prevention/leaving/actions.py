"""What happens with a release or a discharge? A step is taken, the day moves, a network meeting is asked for or called.

What the sender tells on its own page is written by the system: the sender may read no signal, not even its own.
"""

import datetime

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions.boarding import put_on_the_board
from hjemvej.efforts.prevention.actions.holding import CaseIsClosed, hold_in_case, hold_signal
from hjemvej.efforts.prevention.models import MovedDay, SentSignal, Signal, StepTaken
from hjemvej.efforts.prevention.nights_after.actions import leave_the_board
from hjemvej.efforts.prevention.queries import first_due
from hjemvej.efforts.prevention.rules.receiving import LOOKS_AHEAD, LOOKS_BACK
from hjemvej.ground.network_meetings import actions as network_meetings
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries, rules

MOVED = "Dagen er flyttet."


class NoSuchStep(Refused):
    """The step is none of this release or discharge."""


class ReasonIsMissing(Refused):
    """A step is not needed, and nobody has said why."""

    field = "words"


class DayIsWrong(Refused):
    """The day is the same as before, or too far away."""

    field = "now_on"


class AlreadyAsked(Refused):
    """The meeting was asked for, or called, before."""

    level = messages.INFO


def take_step(*, signal: Signal, step: str, state: str, words: str, by: Viewer, at: datetime.datetime) -> StepTaken:
    """Write that a step is done, or why it is not needed; what a colleague wrote meanwhile is corrected."""
    if step not in {one.key for one in queries.steps_on(localdate(signal.received_at))}:
        raise NoSuchStep(_("Det trin er ikke med her."))
    if state != rules.State.DONE and not words.strip():
        raise ReasonIsMissing(_("Skriv, hvorfor trinnet ikke er nødvendigt."))
    with transaction.atomic():
        now, case = hold_in_case(signal)
        taken = queries.taken_of([now.pk], viewer=by)[now.pk].get(step) or StepTaken(
            signal=now, person_id=case.person_id, step=step
        )
        taken.state, taken.words, taken.written_at, taken.written_by_id = state, words.strip(), at, by.signed_in_id
        taken.save()
        _record("leaving_step_taken", now, by, at, step=step, state=state)
        return taken


def reopen_step(*, signal: Signal, step: str, by: Viewer, at: datetime.datetime) -> None:
    """It was not done after all; what was written stays in the log."""
    with transaction.atomic():
        now, _case = hold_in_case(signal)
        if by.rows_of(StepTaken).filter(signal=now, step=step).delete()[0]:
            _record("leaving_step_reopened", now, by, at, step=step)


def move_day(*, signal: Signal, now_on: datetime.date, by: Viewer, at: datetime.datetime) -> MovedDay:
    """The day is another; what was known is kept, what is done stays done, and the night board follows at once."""
    with transaction.atomic():
        now, case = hold_in_case(signal)
        was_on, moved = now.happens_on, _move(now, now_on, by, at)
        leave_the_board(case.person_id, was_on, because=MOVED, by=by, at=at)
        put_on_the_board(now, by=by, at=at)
        with looking_as(system("Fortæller afsenderen dagen")):
            SentSignal.objects.filter(pk=signal.pk).update(happens_on=now_on)
        return moved


def tell_new_day(*, sent: SentSignal, now_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The sender tells another day. It costs the same whether we know the citizen or not."""
    clock = system("Flytter dagen for en partner")
    with transaction.atomic(), looking_as(clock):
        signal = _hold_sent(sent)
        _move(signal, now_on, by, at, reader=clock)
        SentSignal.objects.filter(pk=sent.pk).update(happens_on=now_on)


def ask_for_meeting(*, sent: SentSignal, by: Viewer, at: datetime.datetime) -> None:
    """The sender asks for a network meeting: the clock of both sides' right to call one begins."""
    with transaction.atomic(), looking_as(system("Beder om et netværksmøde for en partner")):
        signal = _hold_sent(sent)
        if not SentSignal.objects.filter(pk=sent.pk, meeting_asked_on=None, meeting_called_on=None).update(
            meeting_asked_on=localdate(at)
        ):
            raise AlreadyAsked(_("I har allerede bedt om et netværksmøde."))
        _record("meeting_asked", signal, by, at, is_about=False)


def call_meeting(
    *, signal: Signal, about: str, place: str, minutes_long: int, times: list[datetime.datetime],
    guests: list[network_meetings.Guest], by: Viewer, at: datetime.datetime,
) -> Signal:  # fmt: skip
    """Call a network meeting for the citizen, as any other; the sender sees that it is called, and then its day."""
    with transaction.atomic():
        now, case = hold_in_case(signal)
        if now.meeting_id is not None:
            raise AlreadyAsked(_("Netværksmødet er allerede indkaldt."))
        now.meeting = network_meetings.invite_citizen(
            person_id=case.person_id, about=about, place=place, minutes_long=minutes_long, times=times,
            guests=guests, by=by, at=at,
        )  # fmt: skip
        now.save(update_fields=["meeting"])
        with looking_as(system("Fortæller afsenderen, at et netværksmøde er indkaldt")):
            SentSignal.objects.filter(pk=now.pk).update(meeting_called_on=localdate(at))
        _record("meeting_called", now, by, at)
        return now


def tell_meeting_days(*, by: Viewer) -> None:
    """Let each sender see the day that was chosen for the meeting called about what it sent, or that none is."""
    with looking_as(by), transaction.atomic():
        for sent in SentSignal.objects.exclude(meeting_called_on=None).select_related("signal__meeting"):
            meeting = sent.signal.meeting
            day = localdate(meeting.starts_at) if meeting and meeting.starts_at else None
            if day != sent.meeting_on:
                SentSignal.objects.filter(pk=sent.pk).update(meeting_on=day)


def _move(
    signal: Signal, now_on: datetime.date, by: Viewer, at: datetime.datetime, *, reader: Viewer | None = None
) -> MovedDay:  # fmt: skip
    received_on = localdate(signal.received_at)
    if now_on == signal.happens_on:
        raise DayIsWrong(_("Det er den dag, vi kender i forvejen. Skriv den nye dag."))
    if not received_on - LOOKS_BACK <= now_on <= localdate(at) + LOOKS_AHEAD:
        raise DayIsWrong(_("Dagen ligger for langt væk. Er året rigtigt?"))
    if signal.began_on and now_on < signal.began_on:
        words = _("Dagen ligger før indsættelsen eller indlæggelsen %s. Er årene rigtige?")
        raise DayIsWrong(words % full_date(signal.began_on))
    moved = MovedDay.objects.create(
        signal=signal, was_on=signal.happens_on, now_on=now_on, told_at=at, told_by_id=by.user_id
    )
    signal.happens_on = now_on
    signal.due_on, signal.due_by = first_due(signal, viewer=reader or by, on=localdate(at))
    signal.save(update_fields=["happens_on", "due_on", "due_by"])
    _record("day_moved", signal, by, at, is_about=by.organisation_id == signal.organisation_id)
    return moved


def _hold_sent(sent: SentSignal) -> Signal:
    now = hold_signal(Signal(pk=sent.pk))  # the sender reads no signal, not even its own
    if SentSignal.objects.filter(pk=sent.pk, state=SentSignal.State.CLOSED).exists():
        raise CaseIsClosed(_("Det, I sendte, er afsluttet. Ring til teamet, eller send et nyt."))
    return now


def _record(
    name: str, signal: Signal, by: Viewer, at: datetime.datetime, *, is_about: bool = True, **more: object
) -> None:
    """An event names the citizen only where our own staff did it: a partner may not learn from it whom we know."""
    details: dict[str, object] = {"signal": str(signal.pk), **more}
    person_id = signal.person_id if is_about else None
    record(f"prevention.{name}", by=by, at=at, person_id=person_id, details=details)
