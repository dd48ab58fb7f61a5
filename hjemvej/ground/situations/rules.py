"""What do we decide about where a person sleeps? What counts as homelessness, which night it is, what remains known."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import NIGHT_ENDS
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .models import VIVE_KINDS, WITHIN_A_MONTH, Situation

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


def homeless_since(known: Iterable[Stay], on: datetime.date, *, anew_after: datetime.timedelta) -> datetime.date | None:
    """When the homelessness going on that day began, of one person's stays without gaps; none: not homeless.

    Fewer nights elsewhere than law `homeless_anew_after` do not end it; nights nobody told of are none elsewhere.
    """
    so_far = sorted((stay for stay in known if stay.from_on <= on), key=lambda stay: stay.from_on)
    if not so_far or so_far[-1].kind not in HOMELESS:
        return None
    since, elsewhere = None, datetime.timedelta()
    for stay, following in zip_longest(so_far, so_far[1:]):
        if stay.kind in HOMELESS:
            since = stay.from_on if since is None or elsewhere >= anew_after else since
            elsewhere = datetime.timedelta()
        elif stay.kind != Kind.UNKNOWN and following is not None:
            elsewhere += following.from_on - stay.from_on
    return since


class HeardFrom(TextChoices):
    """How do we know? The answer says how sure we are."""

    SEEN = "seen", gettext_lazy("Jeg har selv set det")
    PLACE = "place", gettext_lazy("Stedet siger det (herberg, natcafé, sygehus …)")
    CITIZEN = "citizen", gettext_lazy("Borgeren siger det")
    OTHERS = "others", gettext_lazy("Andre siger det (pårørende, nabo, anden myndighed …)")
    CPR = "cpr", gettext_lazy("CPR-adressen")
    ASSUMED = "assumed", gettext_lazy("Vi går ud fra det")


CERTAINTY_OF: dict[str, str] = {
    HeardFrom.SEEN: Certainty.SEEN,
    HeardFrom.PLACE: Certainty.SEEN,
    HeardFrom.CITIZEN: Certainty.TOLD,
    HeardFrom.OTHERS: Certainty.HEARD,
    HeardFrom.CPR: Certainty.ASSUMED,
    HeardFrom.ASSUMED: Certainty.ASSUMED,
}
ONE_MONTH = datetime.timedelta(days=31)
ONE_YEAR = datetime.timedelta(days=365)
LATELY = datetime.timedelta(days=7)


def asked_from(stay: Stay) -> datetime.date | None:
    """The day from which we ask whether it is still so: the day it was to end, or VIVE's month; none: we don't."""
    if stay.until_on is not None:
        return None
    if stay.expected_until is None and stay.kind in LEAVES_WITHIN:
        return stay.from_on + ONE_MONTH + datetime.timedelta(days=1)
    return stay.expected_until


def question(stay: Stay, on: datetime.date) -> str:
    """What we ask of a stay that was to be over by now; empty: nothing. It changes nothing by itself."""
    day = asked_from(stay)
    if day is None or day > on:
        return ""
    if stay.expected_until is None:
        return _("Der er gået mere end en måned. Er borgeren ikke løsladt eller udskrevet nu?")
    return _("Det skulle slutte %(day)s. Hvor sover borgeren nu?") % {"day": full_date(day)}


def doubts(
    new: Stay, *, heard_from: str, known: Iterable[Stay], on: datetime.date, died_on: datetime.date | None = None
) -> list[Reason]:
    """What to think over before this is written down: ✗ speaks against it, ? would make it better. Never a refusal."""
    known = list(known)
    checks = [
        _cpr_proves_nothing(heard_from),
        _released_by_now(new, on),
        _leaves_soon(new, on),
        _lies_ahead(new, on),
        _long_ago(new, on),
        _after_death(new, died_on),
        _was_seen_otherwise(new, known, on),
        _replaces_what_came_later(new, known),
        _which_house(new),
        _counted_elsewhere(new),
    ]
    return [reason for reason in checks if reason]


def _cpr_proves_nothing(heard_from: str) -> Reason | None:
    if heard_from != HeardFrom.CPR:
        return None
    text = _(
        "En CPR-adresse er ikke bevis. Man kan sove ude og have en c/o-adresse, og den, der er truet, kan stå uden."
    )
    return Reason("fails", text, law="CPR-loven § 6")


def _released_by_now(new: Stay, on: datetime.date) -> Reason | None:
    asks = question(new, on)
    return Reason("fails", asks) if asks else None


def _lies_ahead(new: Stay, on: datetime.date) -> Reason | None:
    return Reason("fails", _("Det ligger ude i fremtiden.")) if new.from_on > on else None


def _long_ago(new: Stay, on: datetime.date) -> Reason | None:
    if on - new.from_on <= ONE_YEAR:
        return None
    return Reason("fails", _("Det er mere end et år siden. Er årstallet rigtigt?"))


def _after_death(new: Stay, died_on: datetime.date | None) -> Reason | None:
    is_alive = died_on is None or (new.until_on is not None and new.until_on <= died_on) or new.kind == Kind.DEAD
    return None if is_alive else Reason("fails", _("Borgeren er registreret som død før det."))


def _was_seen_otherwise(new: Stay, known: Iterable[Stay], on: datetime.date) -> Reason | None:
    if new.certainty == Certainty.SEEN or on - new.from_on > LATELY:
        return None
    for stay in known:
        if stay.certainty == Certainty.SEEN and stay.kind != new.kind and stay.from_on == new.from_on:
            said = {"kind": Kind(stay.kind).label, "source": stay.source}
            return Reason("fails", _("For samme nat er det set anderledes: %(kind)s (%(source)s).") % said)
    return None


def _replaces_what_came_later(new: Stay, known: Iterable[Stay]) -> Reason | None:
    later = [stay for stay in known if stay.from_on > new.from_on and stay.kind != Kind.UNKNOWN]
    if new.until_on is not None or not later:
        return None
    said = {"day": full_date(min(stay.from_on for stay in later))}
    return Reason(
        "fails", _("Det, vi ved fra %(day)s og frem, bliver også rettet. Skriv, hvornår det hørte op.") % said
    )


def _which_house(new: Stay) -> Reason | None:
    if new.kind not in {Kind.SHELTER, Kind.NIGHT_CAFE} or new.house_id:
        return None
    return Reason("unknown", _("Hvilket sted? Uden stedet kan nætter og frister ikke regnes."))


def _counted_elsewhere(new: Stay) -> Reason | None:
    law, text = {
        Kind.CRISIS_CENTRE: ("SEL § 109", _("Krisecenter tæller ikke med i VIVE's optælling af hjemløshed.")),
        Kind.FUNCTIONAL: (
            "SEL § 110",
            _(
                "Borgeren har en bolig og tæller derfor ikke med hos VIVE. Et ophold på forsorgshjem imens tæller med i"
                " statistikken over § 110-ophold."
            ),
        ),
        Kind.RESIDENTIAL: ("SEL §§ 107, 108", _("Den, der bor på et botilbud, tæller ikke med hos VIVE.")),
        Kind.UNHOUSED: (
            "SEL § 80",
            _("Husvild er ikke en af VIVE's ni situationer. Bor borgeren på hotel imens, så vælg hotel: det er."),
        ),
    }.get(Kind(new.kind), ("", ""))
    return Reason("unknown", text, law=law) if text else None


def _leaves_soon(new: Stay, on: datetime.date) -> Reason | None:
    """Prison or hospital with an end in sight: without a home it is one of VIVE's nine."""
    soon = {Kind.PRISON: Kind.PRISON_RELEASE, Kind.HOSPITAL: Kind.DISCHARGE}.get(Kind(new.kind))
    if soon is None or new.expected_until is None or not on < new.expected_until <= on + ONE_MONTH:
        return None
    said = {"kind": soon.label}
    return Reason("fails", _("Det er inden for en måned. Har borgeren ingen bolig, så vælg “%(kind)s”.") % said)


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
