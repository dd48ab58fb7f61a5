"""What do we decide about where a person sleeps? What counts as homelessness, which night it is, what remains known."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .models import Situation

Kind, Certainty = Situation.Kind, Situation.Certainty

# VIVE's nine situations (counting.md § 1.2); a person in any of them counts as homeless.
HOMELESS: frozenset[str] = frozenset({
    Kind.STREET, Kind.NIGHT_CAFE, Kind.SHELTER, Kind.HOTEL, Kind.FAMILY_FRIENDS, Kind.TRANSITIONAL,
    Kind.PRISON_RELEASE, Kind.DISCHARGE, Kind.OTHER,
})  # fmt: skip
HOUSED: frozenset[str] = frozenset({Kind.OWN_HOME, Kind.AT_RISK})
IN_A_HOUSE: frozenset[str] = frozenset({Kind.NIGHT_CAFE, Kind.SHELTER, Kind.HOTEL, Kind.TRANSITIONAL})

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
NIGHT_ENDS = datetime.time(4)


def night_of(at: datetime.datetime) -> datetime.date:
    """The night a moment belongs to, by its evening's date: before 04:00 it is still yesterday's night."""
    local = at.astimezone(COPENHAGEN)
    return local.date() - datetime.timedelta(days=1) if local.time() < NIGHT_ENDS else local.date()


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


def unknown(from_on: datetime.date, until_on: datetime.date | None) -> Stay:
    """Nights nobody has told us about."""
    return Stay(Kind.UNKNOWN, from_on, until_on, source=_("Ikke oplyst"), certainty=Certainty.ASSUMED)


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
