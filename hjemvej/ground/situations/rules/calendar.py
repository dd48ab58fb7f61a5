"""How do years of stays become a calendar? A square a night, month by month, the latest year first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hjemvej.platform.ui.nights import Kind as Drawn
from hjemvej.platform.ui.nights import NightSquare, row_of_nights

from .stays import HOMELESS, IN_A_HOUSE, Kind

DAY = datetime.timedelta(days=1)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Slept(Generic[Row]):
    """A stay as the calendar draws it, and the row of the history it comes from."""

    kind: str
    from_on: datetime.date
    until_on: datetime.date | None
    words: str
    row: Row


@dataclass(frozen=True)
class Month(Generic[Row]):
    first: datetime.date
    squares: list[NightSquare]
    began: list[Row]  # the stays that began in it, the latest first


@dataclass(frozen=True)
class Year(Generic[Row]):
    number: int
    outside: int  # nights
    months: list[Month[Row]]  # the latest first


def drawn_as(kind: str) -> Drawn:
    """Outside, a chair in a café, a house, with others, not known; a home is left blank."""
    if kind == Kind.STREET:
        return "unsafe"
    if kind == Kind.NIGHT_CAFE:
        return "chair"
    if kind == Kind.UNKNOWN:
        return "missing"
    if kind in IN_A_HOUSE or kind == Kind.CRISIS_CENTRE:
        return "safe"
    return "other" if kind in HOMELESS else "blank"


def calendar(stays: Sequence[Slept[Row]], last: datetime.date, *, otherwise: str) -> list[Year[Row]]:
    """Every month from the first stay until the last; nights are drawn until the night `last`, what is to come is not.

    A night that nobody told of says `otherwise`. Stays do not overlap: of each night one is known.
    """
    if not stays:
        return []
    months: list[Month[Row]] = []
    first = min(stay.from_on for stay in stays).replace(day=1)
    month = max(last, *(stay.from_on for stay in stays)).replace(day=1)
    while month >= first:
        months.append(_month(stays, month, last, otherwise))
        month = (month - DAY).replace(day=1)
    return [
        Year(
            number,
            outside=sum(square.kind == "unsafe" for month in theirs for square in month.squares),
            months=theirs,
        )
        for number in sorted({month.first.year for month in months}, reverse=True)
        if (theirs := [month for month in months if month.first.year == number])
    ]


def _month(stays: Sequence[Slept[Row]], first: datetime.date, last: datetime.date, otherwise: str) -> Month[Row]:
    ends = (first + 31 * DAY).replace(day=1)
    until = min(ends, last + DAY)
    known = {
        night: (drawn_as(stay.kind), stay.words)
        for stay in stays
        for night in _nights(max(stay.from_on, first), min(stay.until_on or until, until))
    }
    squares = row_of_nights(known, until - DAY, max((until - first).days, 0), otherwise=otherwise)
    began = sorted(
        (stay for stay in stays if first <= stay.from_on < ends), key=lambda stay: stay.from_on, reverse=True
    )
    return Month(first, squares, [stay.row for stay in began])


def _nights(first: datetime.date, until: datetime.date) -> list[datetime.date]:
    return [first + DAY * number for number in range((until - first).days)]
