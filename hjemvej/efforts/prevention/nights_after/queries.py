"""Whose day is near, and what is known of the night after it? Of everybody at once."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.models import Happening, NightAfter, PreventionCase, Signal
from hjemvej.efforts.prevention.rules import nights
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event
from hjemvej.platform.rooms import Reported

DAY = datetime.timedelta(days=1)
PUT_THERE = "prevention.put_on_the_board"
Outcome, Ended = PreventionCase.Outcome, Signal.Ended
# Ways in which a case or a signal ends and no day asks of a night; in every other a citizen may be without a bed.
HAS_A_HOME = (Outcome.KEPT, Outcome.MOVED, Outcome.SOLVED_ALONE, Outcome.WRONG_SIGNAL)
DAYS_NO_MORE = (Ended.WRONG, Ended.WITHDRAWN, Ended.SOLVED, Ended.NO_RISK, Ended.OBJECTED)
AHEAD = datetime.timedelta(days=7)  # more than the longest run of days off
BEHIND = datetime.timedelta(days=7)  # a partner may tell afterwards that somebody was let out


@dataclass(frozen=True)
class Near:
    """A citizen's day that is near: by which signal, and what is answered of the night after it."""

    signal: Signal
    day: datetime.date
    night: NightAfter | None
    state: nights.State


def near(*, viewer: Viewer, on: datetime.date) -> list[Near]:
    """List the days of known citizens from today on, the first first; of a citizen's one day only one."""
    found = _signals(on, on + AHEAD, viewer=viewer).exclude(person=None).filter(person__died_on=None)
    signals = list(found.order_by("happens_on", "received_at", "id"))
    known = _nights({one.person_id for one in signals if one.person_id}, on, viewer=viewer)
    days: dict[tuple[uuid.UUID | None, datetime.date], Near] = {}
    for signal in signals:
        if (day := signal.happens_on) and (signal.person_id, day) not in days:
            night = known.get((signal.person_id, day))
            days[signal.person_id, day] = Near(signal, day, night, nights.state(day, on, night.answer if night else ""))
    return list(days.values())


def come(*, viewer: Viewer, on: datetime.date) -> QuerySet[Signal]:
    """Return the signals of known citizens whose day is today, or was within a week; their nights are not looked at."""
    return _signals(on - BEHIND, on, viewer=viewer).exclude(person=None).order_by("happens_on", "received_at", "id")


def stand_unanswered(*, viewer: Viewer, on: datetime.date) -> list[tuple[uuid.UUID, datetime.date]]:
    """List who stands on the board because nobody has answered for them, and since which night."""
    rows = viewer.rows_of(NightAfter).filter(answer="", night__lte=on, course__closed_at=None).exclude(course=None)
    found = rows.values("person_id").annotate(since=Min("night")).order_by("since", "person_id")
    return list(found.values_list("person_id", "since"))


def nights_no_longer_asked(
    person_id: uuid.UUID, first: datetime.date, on: datetime.date, *, viewer: Viewer
) -> list[NightAfter]:
    """List the unanswered nights, from a day on, of which no day of the citizen asks any longer.

    A signal's day asks of the first night from that day on that is answered, or that stood on the board.
    """
    days = _days_that_ask(person_id, on, viewer=viewer)
    known = queries.nights_of(person_id, min([first, *days]), on, viewer=viewer)
    settled = [one.night for one in known if one.course_id or one.answer not in ("", nights.Answer.NOWHERE)]
    asked = {min((night for night in settled if night >= day), default=on) for day in days}
    return [one for one in known if one.night >= first and not one.answer and one.night not in asked]


def _days_that_ask(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> list[datetime.date]:
    rows = (
        viewer.rows_of(Signal).filter(person_id=person_id, happens_on__lte=on).exclude(kind__happening=Happening.NONE)
    )
    rows = rows.exclude(ended__in=DAYS_NO_MORE).exclude(
        Q(case__closed_at__isnull=False) & Q(case__outcome__in=HAS_A_HOME)
    )
    return [day for day in rows.values_list("happens_on", flat=True) if day]


def was_opened_by_us(night: NightAfter, *, viewer: Viewer) -> bool:
    """Did the night's day open the course by which the citizen stands on the board, or did they stand there before?"""
    put_there = viewer.rows_of(Event).filter(name=PUT_THERE, person_id=night.person_id)
    return night.course_id is not None and put_there.filter(details__course=str(night.course_id)).exists()


def _signals(first: datetime.date, last: datetime.date, *, viewer: Viewer) -> QuerySet[Signal]:
    rows = viewer.rows_of(Signal).filter(ended_at=None, happens_on__range=(first, last))
    rows = rows.filter(Q(case=None) | Q(case__closed_at=None)).exclude(kind__happening=Happening.NONE)
    return rows.select_related("person", "kind", "case")


def _nights(
    person_ids: set[uuid.UUID], on: datetime.date, *, viewer: Viewer
) -> dict[tuple[uuid.UUID | None, datetime.date], NightAfter]:
    rows = viewer.rows_of(NightAfter).filter(person__in=person_ids, night__gte=on)
    return {(row.person_id, row.night): row for row in rows}


def night_of_case(
    case: PreventionCase, *, viewer: Viewer, on: datetime.date
) -> tuple[datetime.date, NightAfter | None]:
    """Return the night that is asked about: of the case's next day that holds, and of tonight where it has none."""
    off = viewer.rows_of(NightAfter).filter(person_id=case.person_id, answer=nights.Answer.CALLED_OFF).values("night")
    coming = viewer.rows_of(Signal).filter(case=case, happens_on__gte=on).exclude(kind__happening=Happening.NONE)
    day = coming.exclude(happens_on__in=off).order_by("happens_on").values_list("happens_on", flat=True).first() or on
    return day, night_of(case.person_id, day, viewer=viewer)


def nights_of_people(
    person_ids: Collection[uuid.UUID], days: Collection[datetime.date], *, viewer: Viewer
) -> list[NightAfter]:
    """List what is answered of some citizens' nights after some days."""
    rows = viewer.rows_of(NightAfter).filter(person_id__in=person_ids, night__in=days).exclude(answer="")
    return list(rows.order_by("night"))


def bailiff_days(case: PreventionCase, *, viewer: Viewer, on: datetime.date) -> list[datetime.date]:
    """List the bailiff's days of a case that can be called off: those to come, and what was within a week."""
    rows = viewer.rows_of(Signal).filter(case=case, kind__happening=Happening.BAILIFF, happens_on__gte=on - BEHIND)
    off = {night for _who, night in queries.called_off([case.person_id], viewer=viewer)}
    return sorted({day for day in rows.values_list("happens_on", flat=True) if day} - off)


def signals_of_day(person_id: uuid.UUID, day: datetime.date, *, viewer: Viewer) -> list[Signal]:
    """List the citizen's signals that run and name the bailiff's day."""
    running = queries.with_clocks_running(viewer=viewer).filter(person_id=person_id, happens_on=day)
    return list(running.filter(kind__happening=Happening.BAILIFF))


def night_of(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> NightAfter | None:
    rows = viewer.rows_of(NightAfter).filter(person_id=person_id, night=night)
    return rows.select_related("course", "answered_by").first()


def unanswered_before(night: NightAfter, *, viewer: Viewer, on: datetime.date) -> list[NightAfter]:
    """List the nights by which the citizen stands on the board, where it is tonight that was answered."""
    before = queries.nights_of(night.person_id, night.night - BEHIND, night.night - DAY, viewer=viewer)
    return [one for one in before if not one.answer] if night.night == on else []


def as_seen(night: NightAfter | None) -> str:
    """Name the answer that stands, for the page to carry: another answer, or one of another night, is another name."""
    return f"{night.night} {night.answered_at.isoformat()}" if night and night.answered_at else ""


def reports_tonight(viewer: Viewer, at: datetime.datetime) -> list[Reported]:
    """Of somebody whom nobody has been able to name: the day is today."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return []
    on = localdate(at)
    rows = _signals(on, on, viewer=viewer).filter(organisation_id=viewer.team_id, person=None)
    return [
        Reported(
            f"{one.name}: {one.kind.title}", one.address, one.received_at, reverse("prevention:signal", args=[one.pk])
        )
        for one in rows.order_by("received_at", "id")
    ]
