"""How does a release or a discharge stand: its steps and days, the home, the meeting, and the days that moved?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import (
    LeavingStep,
    MovedDay,
    PreventionCase,
    Sender,
    SentSignal,
    Signal,
    StepTaken,
)
from hjemvej.efforts.prevention.rules.choices import LEAVES
from hjemvej.ground.homes.queries import lives_in
from hjemvej.ground.law.queries import due_on, provision_on
from hjemvej.ground.law.rules import Deadline
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.reimbursement import queries as reimbursement
from hjemvej.ground.reimbursement.rules.gate import Gate
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import home_on_the_way
from hjemvej.platform.spans.queries import lasting_on

from . import rules
from .rules import Due, Home, Stay

HOME = frozenset({"release_home", "discharge_home"})  # the steps that find one
SHORT, ASKED = "good_release_short", "network_meeting_asked"  # of ground/law


@dataclass(frozen=True)
class Planned:
    """A step with its day, and what was written of it."""

    due: Due
    taken: StepTaken | None
    who: str
    is_late: bool


@dataclass(frozen=True)
class Leaving:
    """A release or a discharge as its page shows it."""

    signal: Signal
    stay: Stay
    left: str
    home: Home
    steps: Sequence[Planned]
    scope: str
    next: Planned | None
    meeting: NetworkMeeting | None
    asked: Deadline | None  # the other side asked for a meeting, and none is called yet: by when
    moved: Sequence[MovedDay]

    @property
    def lacks_home_though_done(self) -> bool:
        """The step of a home is written as done, and no row of ours says that there is one."""
        done = any(one.taken and one.taken.state == rules.State.DONE for one in self.steps if one.due.step.key in HOME)
        return done and self.home.state in ("none", "unknown")

    @property
    def is_over(self) -> bool:
        return self.signal.case is None or self.signal.case.closed_at is not None


def stay_of(signal: Signal) -> Stay:
    return Stay(
        happening=signal.kind.happening, received_on=localdate(signal.received_at), began_on=signal.began_on,
        happens_on=signal.happens_on, has_home=signal.has_home,
    )  # fmt: skip


def _leaving(*, viewer: Viewer) -> QuerySet[Signal]:
    rows = viewer.rows_of(Signal).filter(kind__happening__in=LEAVES, ended_at=None)
    return rows.select_related("kind", "case", "person", "sent_by", "meeting", "sent")


def signal_of_case(case: PreventionCase, *, viewer: Viewer, on: datetime.date) -> Signal | None:
    """Return the release or discharge that a case is about now."""
    return min(_leaving(viewer=viewer).filter(case=case), key=partial(_nearness, on=on), default=None)


def _nearness(signal: Signal, on: datetime.date) -> tuple[bool, int, datetime.datetime, uuid.UUID]:
    """Order a case's releases: the next to come first, one without a day after it, then the last that was."""
    day = (signal.happens_on or datetime.date.max).toordinal()
    was = day < on.toordinal()
    return was, -day if was else day, signal.received_at, signal.pk


def steps_on(on: datetime.date) -> list[LeavingStep]:
    """List the steps of both methods as they hold on a day."""
    return list(LeavingStep.objects.filter(lasting_on(on, begins="valid_from", until="valid_to")).order_by("order"))


def short_months(on: datetime.date) -> int:
    return int(provision_on(SHORT, on).value)


def taken_of(signals: Collection[uuid.UUID], *, viewer: Viewer) -> Mapping[uuid.UUID, dict[str, StepTaken]]:
    """By signal and step, what was written."""
    found: dict[uuid.UUID, dict[str, StepTaken]] = defaultdict(dict)
    for row in viewer.rows_of(StepTaken).filter(signal__in=signals).select_related("written_by"):
        found[row.signal_id][row.step] = row
    return found


def leaving_of(signal: Signal, *, viewer: Viewer, on: datetime.date) -> Leaving:
    stay = stay_of(signal)
    taken = taken_of([signal.pk], viewer=viewer)[signal.pk]
    dues = rules.days_of(steps_on(localdate(signal.received_at)), stay, short_months=short_months(on))
    planned = [_planned(one, taken, stay.happening, on) for one in dues]
    following = rules.next_of(dues, taken.keys())
    return Leaving(
        signal=signal, stay=stay, left=rules.days_left(stay, on), home=_home(signal, stay, viewer=viewer, on=on),
        steps=planned, scope=rules.scope(stay, short_months(on))[1],
        next=next((one for one in planned if one.due is following), None), meeting=signal.meeting,
        asked=asked(signal, on), moved=list(moved_days(signal, viewer=viewer)),
    )  # fmt: skip


def _planned(due: Due, taken: Mapping[str, StepTaken], happening: str, on: datetime.date) -> Planned:
    written = taken.get(due.step.key)
    is_late = written is None and due.due_on is not None and due.due_on < on and (due.is_ours or not due.was_over)
    return Planned(due, written, rules.who_acts(due, happening), is_late)


def asked(signal: Signal, on: datetime.date) -> Deadline | None:
    """By when a meeting that the other side asked for is held; nothing once it is called."""
    sent = sent_of(signal)
    if signal.meeting_id or sent is None or sent.meeting_asked_on is None:
        return None
    return due_on(ASKED, sent.meeting_asked_on, told_on=on)


def sent_of(signal: Signal) -> SentSignal | None:
    """What the sender sees of it; nothing where it came as a letter or a call."""
    return getattr(signal, "sent", None)


def _home(signal: Signal, stay: Stay, *, viewer: Viewer, on: datetime.date) -> Home:
    person_id = signal.person_id
    lives = lives_in(person_id, stay.happens_on or on, viewer=viewer) if person_id else None
    coming = home_on_the_way()(person_id, viewer=viewer) if person_id else None
    return rules.home(
        stay, lives_from=lives.from_on if lives else None, agreed_on=coming.agreed_on if coming else None,
        lease_from=coming.lease_from_on if coming and coming.signed_on else None,
    )  # fmt: skip


def gate_of(signal: Signal, *, viewer: Viewer, on: datetime.date) -> Gate | None:
    """Of a shelter's discharge: may it be decided? The one gate of the house (SEL § 110 stk. 5)."""
    if signal.sender_kind != Sender.SHELTER or signal.person_id is None:
        return None
    return reimbursement.gate_of(signal.person_id, viewer=viewer, on=on)


def moved_days(signal: Signal, *, viewer: Viewer) -> QuerySet[MovedDay]:
    return viewer.rows_of(MovedDay).filter(signal=signal).select_related("told_by").order_by("-told_at", "-id")


@dataclass(frozen=True)
class Coming:
    """What is next in an open case: a step of ours, or a meeting that the other side asked for."""

    case: PreventionCase
    signal: Signal
    next: Due | None
    asked: Deadline | None

    @property
    def due_on(self) -> datetime.date | None:
        """A meeting that the other side waits for goes before our own steps."""
        if self.asked:
            return self.asked.due_on
        return self.next.due_on if self.next else None


def next_of_ours(signals: Sequence[Signal], *, viewer: Viewer, on: datetime.date) -> Mapping[uuid.UUID | None, Due]:
    """By case, the next step of ours of the release or discharge that it is about now; three queries however many."""
    if not signals:
        return {}
    now: dict[uuid.UUID | None, Signal] = {}
    for signal in sorted(signals, key=partial(_nearness, on=on)):
        now.setdefault(signal.case_id, signal)
    steps, short = list(LeavingStep.objects.order_by("order")), short_months(on)
    taken = taken_of([one.pk for one in now.values()], viewer=viewer)
    found = {}
    for case_id, signal in now.items():
        came_on = localdate(signal.received_at)
        held = [one for one in steps if one.valid_from <= came_on and (one.valid_to is None or came_on < one.valid_to)]
        dues = rules.days_of(held, stay_of(signal), short_months=short)
        if following := rules.next_of(dues, taken[signal.pk].keys(), ours=True):
            found[case_id] = following
    return found


def coming(*, viewer: Viewer, on: datetime.date) -> list[Coming]:
    """List what is next in the viewer's open cases, one of each case, the first due first; four queries."""
    signals = _leaving(viewer=viewer).filter(case__closed_at=None, case__responsible_id=viewer.user_id)
    found: dict[uuid.UUID | None, Signal] = {}
    for signal in sorted(signals.select_related("case__person"), key=partial(_nearness, on=on)):
        found.setdefault(signal.case_id, signal)
    if not found:
        return []
    taken = taken_of([one.pk for one in found.values()], viewer=viewer)
    steps, short = steps_on(on), short_months(on)
    rows = []
    for signal in found.values():
        dues = rules.days_of(steps, stay_of(signal), short_months=short)
        if signal.case:
            following = rules.next_of(dues, taken[signal.pk].keys(), ours=True)
            rows.append(Coming(signal.case, signal, following, asked(signal, on)))
    return sorted(rows, key=lambda one: (one.due_on or datetime.date.max, one.case.opened_at))
