"""What do we decide about where a person sleeps? What counts as homelessness, which night it is, what remains known."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy

from hjemvej.ground.known.models import VIVE_KINDS
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import NIGHT_ENDS
from hjemvej.ground.situations.models import WITHIN_A_MONTH, Situation

Kind, Certainty = Situation.Kind, Situation.Certainty

HOMELESS: frozenset[str] = frozenset(VIVE_KINDS)
LEAVES_WITHIN: frozenset[str] = frozenset(WITHIN_A_MONTH)  # an institution, a month, and no home
HAS_A_HOME: frozenset[str] = frozenset({Kind.OWN_HOME, Kind.AT_RISK, Kind.FUNCTIONAL})
AWAY: frozenset[str] = frozenset(  # for a time somewhere that is none of VIVE's nine
    {Kind.PRISON, Kind.HOSPITAL, Kind.RESIDENTIAL, Kind.UNHOUSED, Kind.CRISIS_CENTRE, Kind.ABROAD}
)
IN_A_HOUSE: frozenset[str] = frozenset({Kind.NIGHT_CAFE, Kind.SHELTER, Kind.HOTEL, Kind.TRANSITIONAL})
SLEEPS_AS: dict[str, str] = {  # who sleeps in a house under this paragraph
    House.Paragraph.SHELTER: Kind.SHELTER,
    House.Paragraph.CRISIS_CENTRE: Kind.CRISIS_CENTRE,
    House.Paragraph.EMERGENCY: Kind.NIGHT_CAFE,  # VIVE counts nødovernatning with the night cafés
    House.Paragraph.TRANSITIONAL: Kind.TRANSITIONAL,
    House.Paragraph.HOTEL: Kind.HOTEL,
}

SHORT: dict[str, Any] = {  # for lists and pictures, where the whole label is too long
    Kind.STREET: gettext_lazy("Gade"),
    Kind.NIGHT_CAFE: gettext_lazy("Natcafé"),
    Kind.SHELTER: gettext_lazy("Forsorgshjem"),
    Kind.HOTEL: gettext_lazy("Hotel"),
    Kind.FAMILY_FRIENDS: gettext_lazy("Familie eller venner"),
    Kind.TRANSITIONAL: gettext_lazy("Udslusningsbolig"),
    Kind.PRISON_RELEASE: gettext_lazy("Løslades"),
    Kind.DISCHARGE: gettext_lazy("Udskrives"),
    Kind.OTHER: gettext_lazy("Campingvogn eller andet"),
}

ETHOS_LIGHT: dict[str, str] = {
    Kind.STREET: "1.1",
    Kind.NIGHT_CAFE: "2.2",
    Kind.SHELTER: "3.3",
    Kind.HOTEL: "3.4",
    Kind.TRANSITIONAL: "3.5",
    Kind.CRISIS_CENTRE: "3.6",  # ETHOS counts the refuge, VIVE does not
    Kind.DISCHARGE: "4.7",
    Kind.PRISON_RELEASE: "4.8",
    Kind.OTHER: "5.9-5.11",
    Kind.FAMILY_FRIENDS: "6.12",
}

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def begins_at(night: datetime.date) -> datetime.datetime:
    """The moment from which one is said to sleep somewhere this night: at 04:00 on its own day."""
    return datetime.datetime.combine(night, NIGHT_ENDS, COPENHAGEN)


def end_of_day(day: datetime.date) -> datetime.datetime:
    """The last moment of a day here: what "as known on" a day means."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), COPENHAGEN)
    return midnight - datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Stay:
    """One situation as it is known: what, from which night, until which night (left out; none: goes on)."""

    kind: str
    from_on: datetime.date
    until_on: datetime.date | None
    source: str
    certainty: str
    house_id: uuid.UUID | None = None
    detail: str = ""
    expected_until: datetime.date | None = None
    unusable_home: str = ""  # why the home that they have cannot be used meanwhile

    def covers(self, other: "Stay") -> bool:
        """All of the other's nights are ours too."""
        ends_later = self.until_on is None or (other.until_on is not None and other.until_on <= self.until_on)
        return self.from_on <= other.from_on and ends_later

    def says_the_same_as(self, other: "Stay") -> bool:
        return replace(self, from_on=other.from_on, until_on=other.until_on) == other

    def touches(self, other: "Stay") -> bool:
        """At least one night is both ours and the other's."""
        starts_before_other_ends = other.until_on is None or self.from_on < other.until_on
        return starts_before_other_ends and (self.until_on is None or other.from_on < self.until_on)


NOBODY_SAID = "Ikke oplyst"  # remembered, so it is not translated


def unknown(from_on: datetime.date, until_on: datetime.date | None) -> Stay:
    """Nights nobody has told us about."""
    return Stay(Kind.UNKNOWN, from_on, until_on, source=NOBODY_SAID, certainty=Certainty.ASSUMED)


def replacement(known: Iterable[Stay], new: Stay) -> tuple[list[Stay], list[Stay]]:
    """Which of the known stays no longer hold when the new is true, and what is to be known in their place.

    Nights before and after the new stay keep what was known of them; where nothing was known, they become unknown.
    The answer leaves no gap and an open end.
    """
    known = sorted(known, key=lambda stay: stay.from_on)
    wrong = [stay for stay in known if stay.touches(new)]
    right = [new]
    for stay in wrong:
        if stay.from_on < new.from_on:
            right.append(replace(stay, until_on=new.from_on))
        if new.until_on is not None and (stay.until_on is None or stay.until_on > new.until_on):
            right.append(replace(stay, from_on=new.until_on))
    if new.until_on is not None:
        first_after = min((stay.from_on for stay in known if stay.from_on >= new.until_on), default=None)
        resumes = any(stay.until_on is None or stay.until_on > new.until_on for stay in wrong)
        if not resumes and first_after != new.until_on:
            right.append(unknown(new.until_on, first_after))
    return wrong, sorted(right, key=lambda stay: stay.from_on)


def is_contradicted(stay: Stay, known: Iterable[Stay], until: datetime.date) -> bool:
    """Something else is known now of a night it was held true for, before `until`; what came later is no correction."""
    ends = until if stay.until_on is None else min(stay.until_on, until)
    if ends <= stay.from_on:
        return False
    held = replace(stay, until_on=ends)
    return any(other.kind != stay.kind and other.touches(held) for other in known)


@dataclass(frozen=True)
class Recorded:
    """A stay with the time it was held true: from when we recorded it until something else took its place."""

    stay: Stay
    recorded_at: datetime.datetime
    superseded_at: datetime.datetime | None


def predecessor(row: Recorded, rows: Iterable[Recorded]) -> Recorded | None:
    """The row this one only carries on: a correction beside some nights rewrites their row, not what we know."""
    for earlier in rows:
        is_just_before = earlier.superseded_at == row.recorded_at and earlier.recorded_at < row.recorded_at
        if is_just_before and earlier.stay.says_the_same_as(row.stay) and earlier.stay.covers(row.stay):
            return earlier
    return None


def first_learned(row: Recorded, rows: Iterable[Recorded]) -> datetime.datetime:
    """When did we first know this of these nights?"""
    rows = list(rows)
    while earlier := predecessor(row, rows):
        row = earlier
    return row.recorded_at
