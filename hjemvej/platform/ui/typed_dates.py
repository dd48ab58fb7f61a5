"""Which day did they mean? Dates and times as Danes type them; pure, and never anything but a date or a plain no."""

import calendar
import datetime
import re
from typing import Literal, NamedTuple

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _

Near = Literal["any", "past", "future"]
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENGLISH = {"may": 5, "oct": 10}
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WORDS = {
    "i dag": 0, "idag": 0, "today": 0, "i går": -1, "igår": -1, "yesterday": -1, "i morgen": 1, "imorgen": 1,
    "tomorrow": 1, "i forgårs": -2, "forgårs": -2, "i overmorgen": 2, "overmorgen": 2, "i nat": 0, "i aften": 0,
}  # fmt: skip
EARLIEST, LATEST = 1880, 2150
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))  # as programs make of one
ON_A_DAY = re.compile(r"^(?:(?:\w+?dag|man|tirs?|ons|tors?|fre|lør|søn)\.?\s+(?:d\.|den)?|d\.|den)\s*")
YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")


class DateNotUnderstood(ValueError):
    """The message says in words what to write instead."""


def read_date(text: str, *, today: datetime.date, near: Near = "any") -> datetime.date:
    """The day meant; without a year the nearest such day (or the last, or the next, by `near`)."""
    words = " ".join(text.lower().translate(DASHES).replace(",", " ").split())
    if words in WORDS:
        return today + datetime.timedelta(days=WORDS[words])
    by_name = _weekday(words, today)
    if by_name is not None:
        return by_name
    day, month, year = _parts(words, today, near)
    if year is None:
        return _nearest(day, month, today, near)
    return _made(day, month, _possible(year))


class Period(NamedTuple):
    """A day, a month or a year: how exactly something is remembered."""

    first: datetime.date
    last: datetime.date
    precision: Literal["day", "month", "year"]


def read_period(text: str, *, today: datetime.date) -> Period:
    """The year, month or day of the past meant; a month without a year is the last such month that has begun."""
    words = " ".join(text.lower().replace(",", " ").split())
    words = re.sub(r"^(ca\.?|cirka|omkring|siden|i)\s+(?=[0-9a-zæøå])", "", words) if words not in WORDS else words
    if re.fullmatch(r"[0-9]{4}", words):
        whole = _possible(int(words))
        return Period(datetime.date(whole, 1, 1), datetime.date(whole, 12, 31), "year")
    numbers = re.fullmatch(r"([0-9]{1,2})\s*[./ -]\s*([0-9]{4})", words)
    iso = re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})", words)
    named = re.fullmatch(r"([a-zæøå]{3,9})\.?(?:\s*([0-9]{4}))?", words)
    month, year = (numbers[1], numbers[2]) if numbers else (iso[2], iso[1]) if iso else (None, None)
    if month and year:
        return _month_of(int(month), int(year))
    if named and words not in WORDS and (number := _month(named[1])):
        begun = today.year if number <= today.month else today.year - 1
        return _month_of(number, int(named[2]) if named[2] else begun)
    try:
        day = read_date(text, today=today, near="past")
    except DateNotUnderstood as problem:
        if re.search(r"[0-9]", words) and not named:
            raise
        raise DateNotUnderstood(
            _("Skriv et år, en måned eller en dag, f.eks. 2019, maj 2019 eller 3/5-19.")
        ) from problem
    return Period(day, day, "day")


def _month_of(month: int, year: int) -> Period:
    first = _made(1, month, _possible(year))
    return Period(first, first.replace(day=calendar.monthrange(year, month)[1]), "month")


def _possible(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        said = _("Årstallet %d kan ikke passe.") if year > 999 else _("Skriv årstallet %d med fire cifre.")
        raise DateNotUnderstood(said % year)
    return year


def read_time(text: str) -> datetime.time:
    found = re.fullmatch(r"(?:kl\.?|klokken)?\s*([0-9]{1,2})(?:\s*[.:,]?\s*([0-9]{2}))?", text.lower().strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
    if not found or hour > 23 or minute > 59:
        raise DateNotUnderstood(_("Skriv klokken som 15.20 eller 1520."))
    return datetime.time(hour, minute)


def _weekday(words: str, today: datetime.date) -> datetime.date | None:
    """i mandags and sidste mandag were; på mandag and mandag will be (today itself when it is one)."""
    found = re.fullmatch(r"(i|sidste|på|næste)?\s*(\w+?)(s?)", words)
    if not found or found[2] not in DAYS:
        return None
    ahead = (DAYS.index(found[2]) - today.weekday()) % 7
    if found[1] == "sidste" or (found[1] == "i" and found[3]):
        return today - datetime.timedelta(days=7 - ahead)
    return today + datetime.timedelta(days=ahead or (7 if found[1] in ("på", "næste") else 0))


def _parts(words: str, today: datetime.date, near: Near) -> tuple[int, int, int | None]:
    """Day, month and perhaps year."""
    words = ON_A_DAY.sub("", words)
    iso = re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", words) or YEAR_FIRST.fullmatch(words)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    dense = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})", words)
    numbers = dense or re.fullmatch(
        r"([0-9]{1,2})\s*[./ -]\s*([0-9]{1,2})\.?(?:\s*[./ -]\s*(?:'|år )?([0-9]{2}|[0-9]{4}))?", words
    )
    if numbers:
        return int(numbers[1]), int(numbers[2]), _year(numbers[3], today, near)
    named = re.fullmatch(r"([0-9]{1,2})\.?[\s-]*([a-zæøå]{3,9})\.?(?:[\s-]*'?([0-9]{2}|[0-9]{4}))?", words)
    if named:
        month = _month(named[2])
        if month:
            return int(named[1]), month, _year(named[3], today, near)
    raise DateNotUnderstood(_("Skriv en dato, f.eks. 3. maj 2026, 3/5-26 eller i går."))


def _month(word: str) -> int | None:
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else ENGLISH.get(word[:3])


def _year(digits: str | None, today: datetime.date, near: Near) -> int | None:
    """Two digits mean the year at most ten years ahead (none ahead in the past), else the century before."""
    if not digits:
        return None
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year + (0 if near == "past" else 10) else year - 100


def _nearest(day: int, month: int, today: datetime.date, near: Near) -> datetime.date:
    found = []
    for year in range(today.year - 4, today.year + 5):  # a leap day may be four years away
        try:
            found.append(datetime.date(year, month, day))
        except ValueError:
            continue
    if not found:
        return _made(day, month, today.year)
    if near == "past":
        return max(one for one in found if one <= today)
    if near == "future":
        return min(one for one in found if one >= today)
    return min(found, key=lambda one: abs((one - today).days))


def _made(day: int, month: int, year: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        if month not in MONTH_NAMES:
            raise DateNotUnderstood(_("Der er kun tolv måneder. Skriv en dato, f.eks. 3. maj 2026.")) from None
        message = _("Der findes ingen %(day)d. %(month)s i %(year)d.")
        raise DateNotUnderstood(message % {"day": day, "month": MONTH_NAMES[month], "year": year}) from None
