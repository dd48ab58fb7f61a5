"""Is this house open now, and does it still take people in? Pure: hours and a moment in, the answer in words out."""

import datetime
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.platform.ui.when import clock

from .models import MOSTLY_UNDER, DayRate, House, Place

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(hours=1)
NIGHT_BEGINS, NIGHT_ENDS = datetime.time(20), datetime.time(4)  # on the date it bears; on the day after
KINDS = House.Kind.choices
PARAGRAPHS = House.Paragraph.choices
RATE_CERTAINTIES = DayRate.Certainty.choices
ALWAYS = datetime.date.min  # it was wrong all the time
TRAITS: dict[str, str | Promise] = {
    "is_women_only": gettext_lazy("kun kvinder"),
    "takes_couples": gettext_lazy("par"),
    "takes_children": gettext_lazy("børn"),
    "takes_dogs": gettext_lazy("hund"),
    "is_wheelchair_accessible": gettext_lazy("kørestol"),
    "is_substance_free": gettext_lazy("stoffri"),
}


class Hours(Protocol):
    """One weekday's hours; closing at or before opening means after midnight."""

    @property
    def weekday(self) -> int: ...
    @property
    def opens_at(self) -> datetime.time: ...
    @property
    def closes_at(self) -> datetime.time: ...
    @property
    def intake_until(self) -> datetime.time | None: ...


@dataclass(frozen=True)
class Opening:
    """Whether a house is open at a moment; `closes_at` and `takes_in_until` are of the opening now or next."""

    is_open: bool
    takes_in: bool
    closes_at: datetime.datetime | None
    text: str
    opens_at: datetime.datetime | None = None
    takes_in_until: datetime.datetime | None = None

    def awaits_guests(self, at: datetime.datetime) -> bool:
        """Open, or soon: the page that is drawn just before may be without a line when the door opens."""
        return self.is_open or (self.opens_at is not None and self.opens_at - at <= SOON)


@dataclass(frozen=True)
class Span:
    """One stretch of open hours, in local time."""

    opens_at: datetime.datetime
    closes_at: datetime.datetime
    takes_in_until: datetime.datetime


def night_of(at: datetime.datetime) -> datetime.date:
    """The night a moment belongs to, by its evening's date: before 04:00 it is still yesterday's night."""
    local = at.astimezone(COPENHAGEN)
    return local.date() - datetime.timedelta(days=1) if local.time() < NIGHT_ENDS else local.date()


def opening(house_hours: Sequence[Hours], at: datetime.datetime) -> Opening:
    """How the door stands at this moment. No hours at all: always open."""
    if not house_hours:
        return Opening(True, True, None, _("åbent hele døgnet"))
    local = at.astimezone(COPENHAGEN)
    for span in _spans(house_hours, local.date() - DAY, 9):
        if span.closes_at <= local:
            continue
        if span.opens_at <= local:
            return _open_now(span, local)
        text = _("lukket nu · åbner %(when)s") % {"when": _when(span.opens_at, local)}
        if span.takes_in_until < span.closes_at:
            text += _(" · tager ind til %(clock)s") % {"clock": clock(span.takes_in_until)}
        return Opening(False, False, span.closes_at, text, span.opens_at, span.takes_in_until)
    return Opening(False, False, None, _("lukket"))


def takes_in_on_night(house_hours: Sequence[Hours], night: datetime.date, at: datetime.datetime) -> Opening | None:
    """Return the opening in which a guest can still come this night; None when it is too late or the house is closed.

    A house that opens after midnight, before the night ends, is open in the night of the day before.
    """
    now = opening(house_hours, at)
    if not house_hours or now.takes_in:
        return now
    local = at.astimezone(COPENHAGEN)
    night_begins = datetime.datetime.combine(night, NIGHT_BEGINS, COPENHAGEN)
    night_ends = datetime.datetime.combine(night + DAY, NIGHT_ENDS, COPENHAGEN)
    for span in _spans(house_hours, night - DAY, 3):
        if local < span.takes_in_until and night_begins < span.closes_at and span.opens_at < night_ends:
            return opening(house_hours, max(local, span.opens_at))
    return None


def _open_now(span: Span, local: datetime.datetime) -> Opening:
    takes_in = local < span.takes_in_until
    text = _("åben til %(clock)s") % {"clock": clock(span.closes_at)}
    if span.takes_in_until < span.closes_at:
        if takes_in:
            text = _("lukker for indtag %(clock)s") % {"clock": clock(span.takes_in_until)}
        else:
            text = _("tager ikke flere ind siden %(clock)s") % {"clock": clock(span.takes_in_until)}
    return Opening(True, takes_in, span.closes_at, text, span.opens_at, span.takes_in_until)


def _spans(house_hours: Sequence[Hours], first: datetime.date, days: int) -> Iterator[Span]:
    by_weekday = {hours.weekday: hours for hours in house_hours}
    for day in (first + DAY * number for number in range(days)):
        hours = by_weekday.get(day.weekday())
        if hours is None:
            continue
        opens_at = datetime.datetime.combine(day, hours.opens_at, COPENHAGEN)
        closes_at = _after(opens_at, hours.closes_at)
        intake = closes_at if hours.intake_until is None else _after(opens_at, hours.intake_until)
        yield Span(opens_at, closes_at, min(intake, closes_at))


def _after(opens_at: datetime.datetime, time: datetime.time) -> datetime.datetime:
    """The first time the clock shows this after opening: perhaps past midnight."""
    day = opens_at.date() if time > opens_at.timetz().replace(tzinfo=None) else opens_at.date() + DAY
    return datetime.datetime.combine(day, time, COPENHAGEN)


def _when(moment: datetime.datetime, now: datetime.datetime) -> str:
    if moment.date() == now.date():
        return clock(moment)
    if moment.date() == now.date() + DAY:
        return _("i morgen %(clock)s") % {"clock": clock(moment)}
    return f"{WEEKDAYS[moment.weekday()]} {clock(moment)}"


def trait_words(place: Place) -> list[str]:
    """Whom the place is for, in a few words."""
    return [str(words) for name, words in TRAITS.items() if getattr(place, name)]


def hours_in_words(hours: Hours) -> str:
    """One weekday: kl. 21.00 til kl. 8.00, tager ind til kl. 23.00."""
    words = _("%(opens)s til %(closes)s") % {"opens": clock(hours.opens_at), "closes": clock(hours.closes_at)}
    if hours.intake_until is None:
        return words
    return _("%(hours)s, tager ind til %(intake)s") % {"hours": words, "intake": clock(hours.intake_until)}


def week_in_words(hours: Sequence[Hours]) -> list[tuple[str, str]]:
    """Each day with its hours; a week of equal days in one line."""
    days = [(str(WEEKDAYS[row.weekday]), hours_in_words(row)) for row in hours]
    if len(days) == 7 and len({words for _day, words in days}) == 1:
        return [(_("hver dag"), days[0][1])]
    return days


def under_in_words(house: House) -> str:
    """What one stays there under; empty where the kind of house says it already."""
    says_it = {House.Kind.SHELTER, House.Kind.NIGHT_CAFE, House.Kind.HOTEL}
    if house.kind in says_it and house.stands_under == MOSTLY_UNDER[house.kind]:
        return ""
    return str(House.Paragraph(house.stands_under).label)


def under_from(house: House, paragraph: str, from_on: datetime.date) -> House:
    """The house as it stands under another paragraph from a day on, or as if it always had (`ALWAYS`); not saved."""
    changed = copy(house)
    changed.paragraph, changed.stood_under = paragraph, []
    if from_on != ALWAYS:
        kept = [one for one in house.stood_under if one["until"] < from_on.isoformat()]
        last = house.stands_under_on(from_on - datetime.timedelta(days=1))
        changed.stood_under = [*kept, {"until": from_on.isoformat(), "paragraph": last}]
    return changed


def spans_under(
    house: House, paragraph: str, first: datetime.date, until: datetime.date | None
) -> list[tuple[datetime.date, datetime.date | None]]:
    """The parts of a span (its end left out; none: goes on) in which the house stood under a paragraph."""
    if not house.stood_under:  # as nearly every house
        return [(first, until)] if house.stands_under == paragraph else []
    cuts = [datetime.date.fromisoformat(one["until"]) for one in house.stood_under]
    days = [first, *(day for day in cuts if first < day and (until is None or day < until)), until]
    return [
        (begins, ends)
        for begins, ends in pairwise(days)
        if begins is not None and house.stands_under_on(begins) == paragraph
    ]
