"""Which day does a cell mean? Exact days, the night before four in the morning, and days told roughly. Pure."""

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.shelters.rules import NIGHT_ENDS
from hjemvej.platform.ui.typed_dates import MONTHS, DateNotUnderstood, Near, read_date

from .cells import CellNotUnderstood, is_blank, serial_day

EARLIEST = 1990
STILL = {  # of a day until which: it goes on
    "løbende", "fortsat", "stadig", "nu", "d.d", "dd", "dags dato", "til dato", "i dag", "idag", "åben", "igangværende",
    "forsat", "pågår", "nuværende", "current", "endnu", "lb", "lbd",
}  # fmt: skip
NEVER_ENDS = 2100  # "31-12-9999" and its like, as programs write it
LEAD = re.compile(r"^(?:ca\.?|cirka|omkring|siden|fra|til|pr\.?|d\.(?!d))(?![a-zæøå])\s*")
CLOCK = re.compile(r"(?:[ t]|\s+kl\.?\s*)(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?$|\s+kl\.?\s*(\d{1,2})$")
LOST_ITS_ZERO = re.compile(r"\d{1,2}[.,]1")  # 3.1 is 3.10 as a number: the first of October or of January?
PART = {
    "primo": 1, "start": 1, "starten af": 1, "begyndelsen af": 1, "tidligt i": 1,
    "medio": 15, "midt": 15, "midten af": 15, "midt i": 15,
    "ultimo": 28, "slut": 28, "slutningen af": 28, "sidst i": 28, "sent i": 28,
}  # fmt: skip
WHOLE_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
SEASONS = {"forår": 3, "foråret": 3, "sommer": 6, "sommeren": 6, "efterår": 9, "efteråret": 9, "vinter": 12,
           "vinteren": 12}  # fmt: skip
A_MONTH = re.compile(
    rf"(?:({'|'.join(PART)})\s+)?([a-zæøå]{{3,9}})\.?[\s/-]*'?(\d{{4}}|\d{{2}})|(\d{{1,2}})[/-](\d{{4}})|(\d{{4}})"
)
ALONE = re.compile(
    rf"(?:i\s+)?(?:({'|'.join(PART)})\s+)?([a-zæøå]{{3,9}})\.?"
)  # a month without its year: the latest of them
A_WEEK = re.compile(r"uge\s*(\d{1,2})(?:\s*[-/,. ]?\s*(?:år\s*|i\s*)?'?(\d{4}|\d{2}))?")


class TwoReadings(CellNotUnderstood):
    """It may be one of two days."""


class Told(NamedTuple):
    """A day as a cell tells it: nothing where it tells none, and whether it is told roughly."""

    day: datetime.date | None = None
    is_rough: bool = False


def read_day(
    text: str, on: datetime.date, *, ends: bool = False, counts_from_1904: bool = False, near: Near = "past"
) -> Told:
    """A day of a stay; `ends`: the day until which it lasts, which may say that it goes on.

    `near` says which year is meant where none is written.
    """
    words = LEAD.sub("", " ".join(text.lower().split()))
    if is_blank(words) or (ends and fold_words(words) in STILL):
        return Told()
    if serial := serial_day(words, counts_from_1904=counts_from_1904):
        return _plausible(serial)
    words, is_before_dawn = _without_clock(words)
    if LOST_ITS_ZERO.fullmatch(words):
        number = int(words[:-2])
        raise TwoReadings(
            _("”%(text)s” kan være %(day)d. januar eller %(day)d. oktober. Skriv året med.")
            % {"text": text[:20], "day": number}
        )
    if ends and re.search(r"(?<!\d)(?:2[1-9]|[3-9]\d)\d\d(?!\d)", words):
        return Told()
    if rough := _rough(words, on, ends=ends, near=near):
        return Told(_plausible(rough).day, is_rough=True)
    try:
        day = read_date(words, today=on, near="any" if ends else near)
    except (DateNotUnderstood, ValueError, OverflowError):
        raise CellNotUnderstood(_("”%(text)s” er ikke en dato. Skriv f.eks. 3/5-2026.") % {"text": text[:30]}) from None
    return _plausible(day - datetime.timedelta(days=is_before_dawn))


def _without_clock(words: str) -> tuple[str, bool]:
    """The day without its hour; before four in the morning it is the night of the day before."""
    found = CLOCK.search(words)
    if not found:
        return words, False
    hour, minute = int(found[1] or found[3]), int(found[2] or 0)
    is_midnight = (hour, minute) == (0, 0)  # a program's way to say that it knows no hour
    return words[: found.start()], hour < NIGHT_ENDS.hour and not is_midnight


def _rough(words: str, on: datetime.date, *, ends: bool, near: Near) -> datetime.date | None:
    """The first day of what is told roughly; the last where it ends."""
    if found := A_WEEK.fullmatch(words):
        return _week(int(found[1]), found[2], on, ends=ends, near=near)
    found = A_MONTH.fullmatch(words)
    if not found:
        return None if ends else _month_alone(words, on, near)
    part, word, year, number, its_year, alone = found.groups()
    if alone:
        return datetime.date(int(alone), 12 if ends else 1, 31 if ends else 1) if int(alone) >= EARLIEST else None
    month = int(number) if number else _month(word)
    if not 1 <= month <= 12:
        return None
    full_year = int(its_year or year) if len(its_year or year) == 4 else 2000 + int(year)
    if part:
        return datetime.date(full_year, month, PART[part])
    first = datetime.date(full_year, month, 1)
    following = (first + datetime.timedelta(days=95 if word in SEASONS else 31)).replace(day=1)
    return following - datetime.timedelta(days=1) if ends else first


def _month_alone(words: str, on: datetime.date, near: Near) -> datetime.date | None:
    found = ALONE.fullmatch(words)
    month = _month(found[2]) if found else 0
    if not found or not month or not _is_a_month(found[2]):
        return None
    day = datetime.date(on.year, month, PART[found[1]] if found[1] else 1)
    return _in_year(lambda year: day.replace(year=year), on, near)


def _in_year(day_of: Callable[[int], datetime.date], on: datetime.date, near: Near) -> datetime.date:
    """The day in the year that is meant: the last such day, or the one nearest."""
    if near != "past":
        return min(map(day_of, (on.year - 1, on.year, on.year + 1)), key=lambda day: abs((day - on).days))
    day = day_of(on.year)
    return day if day <= on else day_of(on.year - 1)


def _is_a_month(word: str) -> bool:
    """A month's whole name, the first letters of it, or a season; ”mandag” is none."""
    return word in SEASONS or any(name.startswith(word) for name in WHOLE_MONTHS)


def _month(word: str) -> int:
    return SEASONS.get(word) or (MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else 0)


def _week(number: int, typed: str | None, on: datetime.date, *, ends: bool, near: Near) -> datetime.date | None:
    def monday_of(year: int) -> datetime.date:
        return datetime.date.fromisocalendar(year, number, 1)

    try:
        year = on.year if not typed else int(typed) if len(typed) == 4 else 2000 + int(typed)
        monday = monday_of(year) if typed else _in_year(monday_of, on, near)
    except ValueError:
        return None
    return monday + datetime.timedelta(days=6 if ends else 0)


def _plausible(day: datetime.date) -> Told:
    if day.year < EARLIEST:
        raise CellNotUnderstood(_("%(year)d ligger for langt tilbage.") % {"year": day.year})
    return Told(day)
