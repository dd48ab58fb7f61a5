"""What becomes of a signal? It joins the citizen's one open case, or ends with a reason; and the case ends."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.requests.queries import open_objections
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situation_of
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .. import queries
from ..models import PreventionCase, SentSignal, Signal, SignalTrace
from ..rules import keeping
from ..rules.receiving import LOOKS_BACK
from . import holding
from .boarding import put_on_the_board
from .settling import set_due

COURSE = "prevention"  # the kind of course by which other efforts hand a citizen over to this one


class WhomFirst(Refused):
    """Nobody has said yet whom the signal is about."""


class AlreadyTakenUp(Refused):
    """A colleague was first."""

    level = messages.INFO


class UnderObjection(Refused):
    """The citizen objects to its use, and no paragraph asks us to act on it meanwhile (GDPR art. 18)."""


class WithoutOutcome(Refused):
    """What came of it is missing."""

    field = "outcome"


class DayOfAnswerIsWrong(Refused):
    """Long before the case was opened, or not come yet."""

    field = "on"


def take_up(*, signal: Signal, by: Viewer, at: datetime.datetime) -> PreventionCase:
    """Take a signal up: it joins the citizen's open case, or opens one."""
    if signal.person_id is None:
        raise WhomFirst(_("Afgør først, hvem signalet handler om."))
    with transaction.atomic():
        case = open_case(person_id=signal.person_id, because=str(signal.kind), by=by, at=at)
        now = holding.hold_signal(signal)
        if now.case_id is not None:
            raise AlreadyTakenUp(_("Signalet er allerede taget op."))
        if not signal.kind.clocks and open_objections({now.pk}, viewer=by):
            raise UnderObjection(_("Borgeren har gjort indsigelse. Signalet tages ikke op, før der er svaret."))
        now.case, now.taken_up_at = case, at
        now.save(update_fields=["case", "taken_up_at"])
        set_due(now, viewer=by, at=at)
        put_on_the_board(now, by=by, at=at)
        note_how_far(now, SentSignal.State.TAKEN_UP, at, is_taken_up=True)
        details: dict[str, object] = {"signal": str(now.pk), "case": str(case.pk)}
        record("prevention.signal_taken_up", by=by, at=at, person_id=now.person_id, details=details)
        return case


def open_case(*, person_id: uuid.UUID, because: str, by: Viewer, at: datetime.datetime) -> PreventionCase:
    """Return the citizen's open case; where there is none, open it, as a course that other efforts see."""
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        holding.hold_citizen(person_id)  # two who take up at once: a single case
        found = queries.open_case_of(person_id, viewer=by)
        if found:
            return found
        course = casework.open_course(person_id=person_id, kind=COURSE, because=because, by=by, at=at)
        case = PreventionCase.objects.create(
            person_id=person_id, organisation_id=by.team_id, course=course, responsible_id=by.user_id, opened_at=at,
            opened_by_id=by.user_id,
        )  # fmt: skip
        details: dict[str, object] = {"case": str(case.pk)}
        record("prevention.case_opened", by=by, at=at, person_id=person_id, details=details)
        return case


def end_signal(*, signal: Signal, ended: str, words: str, by: Viewer, at: datetime.datetime) -> Signal:
    """End a signal that leads to no case, with a reason of the closed list; how long it is kept follows from both."""
    if ended not in Signal.Ended.values:
        raise WithoutOutcome(_("Vælg, hvorfor signalet afsluttes."), field="ended")
    with transaction.atomic():
        now = holding.hold_signal(signal)
        if now.case_id is not None:
            raise AlreadyTakenUp(_("Signalet er taget op i en sag. Afslut sagen i stedet."))
        now.ended, now.ended_words, now.ended_at, now.ended_by_id = ended, words.strip(), at, by.user_id
        now.due_on, now.due_by = None, ""
        now.kept_from, now.kept_as = localdate(at), keeping.kept_as(ended, signal.kind.keep_nowhere)
        now.save()
        note_how_far(now, SentSignal.State.CLOSED, at, came_to=ended)
        details: dict[str, object] = {"signal": str(now.pk), "ended": ended}
        record("prevention.signal_ended", by=by, at=at, person_id=now.person_id, details=details)
        return now


def note_answer(*, case: PreventionCase, answer: str, on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The question of help is answered: help is given, or it was decided not to (RSL § 5 a). That clock stops."""
    with transaction.atomic():
        now = holding.hold_case(case)
        if on > localdate(at) or on < localdate(now.opened_at) - LOOKS_BACK:
            raise DayOfAnswerIsWrong(_("Skriv den dag, svaret blev givet: i dag eller før. Er året rigtigt?"))
        now.answer, now.answered_on = answer, on
        now.save(update_fields=["answer", "answered_on"])
        for signal in queries.signals_of_case(now, viewer=by):
            set_due(signal, viewer=by, at=at)
        details: dict[str, object] = {"case": str(now.pk), "answer": answer}
        record("prevention.help_answered", by=by, at=at, person_id=now.person_id, details=details)


def close_case(*, case: PreventionCase, outcome: str, words: str, by: Viewer, at: datetime.datetime) -> PreventionCase:
    """The case ends with an outcome of the closed list; its signals are kept until twelve months are counted."""
    if outcome not in PreventionCase.Outcome.values:
        raise WithoutOutcome(_("Vælg, hvad der kom ud af det."))
    with transaction.atomic():
        holding.hold_citizen(case.person_id)  # nobody takes a signal up meanwhile
        now = holding.hold_case(case)
        now.outcome, now.outcome_words, now.closed_at, now.closed_by_id = outcome, words.strip(), at, by.user_id
        now.save(update_fields=["outcome", "outcome_words", "closed_at", "closed_by"])
        for signal in queries.signals_of_case(now, viewer=by):
            signal.due_on, signal.due_by = None, ""
            signal.kept_from, signal.kept_as = localdate(at), keeping.IN_CASE
            signal.save(update_fields=["due_on", "due_by", "kept_from", "kept_as"])
            note_how_far(signal, SentSignal.State.CLOSED, at, came_to=outcome)
        if outcome == PreventionCase.Outcome.KEPT:
            _tell_home(now.person_id, by=by, at=at)
        if now.course.closed_at is None:
            casework.close_course(course=now.course, outcome=str(now.get_outcome_display()), by=by, at=at)
        details: dict[str, object] = {"case": str(now.pk), "outcome": outcome}
        record("prevention.case_closed", by=by, at=at, person_id=now.person_id, details=details)
        return now


def _tell_home(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """The register learns that the citizen lives at home, unless it knows of another place to sleep."""
    known = situation_of(person_id, localdate(at), viewer=by)
    if known is None or known.kind in (Situation.Kind.AT_RISK, Situation.Kind.UNKNOWN):
        record_situation(
            person_id=person_id, kind=Situation.Kind.OWN_HOME, from_on=localdate(at), by=by, at=at,
            source=_("Sagen om at beholde hjemmet"), certainty=Situation.Certainty.TOLD,
        )  # fmt: skip


def note_how_far(
    signal: Signal, state: str, at: datetime.datetime, *, is_taken_up: bool = False, came_to: str = ""
) -> None:
    """Let the sender see how far it came, and the counts too."""
    changes: dict[str, object] = {"came_to": came_to} if came_to else {"is_taken_up": is_taken_up}
    with transaction.atomic(), looking_as(system("Fortæller afsenderen, hvor langt et signal er")):
        SentSignal.objects.filter(pk=signal.pk).update(state=state, state_on=localdate(at))
        SignalTrace.objects.filter(signal=signal).update(**changes)
