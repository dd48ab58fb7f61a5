"""Since when has a citizen been homeless: by where they slept, and by what was told of the time before we knew them?

What is told of the time before is taken at its last possible day, so that a duration is never longer than was said.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from hjemvej.ground.situations.models import HomelessSince
from hjemvej.platform.ui.typed_dates import Period
from hjemvej.platform.ui.when import full_date, period_in_words

from .stays import HOMELESS, Certainty, Kind, Stay

Precision = HomelessSince.Precision
NO_DAYS = datetime.timedelta()


@dataclass(frozen=True)
class Told:
    """What was told of when a homelessness began; `by_on` is the last day on which it can have begun."""

    began_on: datetime.date
    by_on: datetime.date
    precision: str
    source: str
    certainty: str

    @property
    def when(self) -> str:
        return period_in_words(self.began_on, self.precision)

    @property
    def how_sure(self) -> str:
        return str(Certainty(self.certainty).label)


@dataclass(frozen=True)
class Began:
    """When the homelessness going on began, as far as is known; `told`: before we knew the citizen."""

    on: datetime.date
    told: Told | None = None

    @property
    def when(self) -> str:
        return self.told.when if self.told else full_date(self.on)

    @property
    def is_at_least(self) -> bool:
        """May it have lasted longer than from that day, as far as it was told?"""
        return self.told is not None and self.told.precision != Precision.DAY


@dataclass(frozen=True)
class Said:
    """Since when the citizen has been homeless, as it was said, and by whom."""

    period: Period
    source: str
    certainty: str

    def told_of(self, slept_from: datetime.date, on: datetime.date) -> Told:
        """Of a homelessness that we know of from that night: it began at the latest then, and not after today."""
        by_on = max(min(self.period.last, slept_from, on), self.period.first)
        return Told(self.period.first, by_on, self.period.precision, self.source, self.certainty)


def homeless_since(known: Iterable[Stay], on: datetime.date, *, anew_after: datetime.timedelta) -> datetime.date | None:
    """When the homelessness going on that day began, of one person's stays without gaps; none: not homeless.

    Fewer nights elsewhere than law `homeless_anew_after` do not end it; nights nobody told of are none elsewhere.
    """
    so_far = sorted((stay for stay in known if stay.from_on <= on), key=lambda stay: stay.from_on)
    if not so_far or so_far[-1].kind not in HOMELESS:
        return None
    since, elsewhere = None, NO_DAYS
    for stay, following in zip_longest(so_far, so_far[1:]):
        if stay.kind in HOMELESS:
            since = stay.from_on if since is None or elsewhere >= anew_after else since
            elsewhere = NO_DAYS
        elif stay.kind != Kind.UNKNOWN and following is not None:
            elsewhere += following.from_on - stay.from_on
    return since


def began(
    known: Iterable[Stay], told: Iterable[Told], on: datetime.date, *, anew_after: datetime.timedelta
) -> Began | None:
    """The same, with what was told of the time before: it holds unless we know of so many nights elsewhere since."""
    known = list(known)
    since = homeless_since(known, on, anew_after=anew_after)
    if since is None:
        return None
    earlier = [one for one in told if one.by_on <= since and _elsewhere(known, one.by_on, since) < anew_after]
    first = min(earlier, key=lambda one: one.by_on, default=None)
    return Began(first.by_on, first) if first else Began(since)


def is_of_the_same(told: Told, known: Iterable[Stay], on: datetime.date, *, anew_after: datetime.timedelta) -> bool:
    """Is it about the homelessness that goes on that day, so that what is told now takes its place?"""
    known = list(known)
    since = homeless_since(known, on, anew_after=anew_after)
    return since is not None and told.by_on <= on and _elsewhere(known, told.by_on, since) < anew_after


def _elsewhere(known: Iterable[Stay], from_on: datetime.date, until_on: datetime.date) -> datetime.timedelta:
    """The nights between two days that we know were slept elsewhere."""
    nights = NO_DAYS
    for stay in known:
        if stay.kind not in HOMELESS and stay.kind != Kind.UNKNOWN:
            ends = until_on if stay.until_on is None else min(stay.until_on, until_on)
            nights += max(ends - max(stay.from_on, from_on), NO_DAYS)
    return nights


def objection(
    told: Told,
    *,
    known: Iterable[Stay],
    slept_from: datetime.date,
    on: datetime.date,
    anew_after: datetime.timedelta,
    born: Period | None = None,
) -> str:
    """Why the homelessness of that night cannot have begun then, and what to do; empty: it can."""
    known = list(known)
    since = homeless_since(known, slept_from, anew_after=anew_after)
    if since is None:
        return _(
            "Det hører til en borger i hjemløshed. Vælg, hvor borgeren sover uden egen bolig, eller lad det stå tomt."
        )
    if told.began_on > on:
        return _(
            "Det ligger ude i fremtiden. Skriv et år, en måned eller en dag, der er begyndt, eller lad det stå tomt."
        )
    if told.began_on > slept_from:
        words = _(
            "Det er efter %(day)s, hvor borgeren allerede var i hjemløshed. Skriv en tidligere dag, eller lad det stå"
            " tomt."
        )
        return words % {"day": full_date(slept_from)}
    if born and told.by_on < born.first:
        words = _("Det er før, borgeren blev født (%(day)s). Ret det, eller ret fødselsdagen på borgerens side.")
        return words % {"day": period_in_words(born.first, born.precision)}
    if told.by_on < since and _elsewhere(known, told.by_on, since) >= anew_after:
        return _had_another_place(known, since)
    if told.began_on > since:
        words = _(
            "Vi ved, at borgeren var i hjemløshed allerede %(day)s. Ret først, hvor borgeren sov, eller lad det stå"
            " tomt."
        )
        return words % {"day": full_date(since)}
    return ""


def _had_another_place(known: Iterable[Stay], since: datetime.date) -> str:
    elsewhere = [
        stay for stay in known if stay.kind not in HOMELESS and stay.kind != Kind.UNKNOWN and stay.from_on < since
    ]
    last = max(elsewhere, key=lambda stay: stay.from_on)
    words = _(
        "Borgeren havde et andet sted at bo indtil %(day)s: %(kind)s. Så begyndte hjemløsheden forfra. Ret først, hvor"
        " borgeren sov, eller lad det stå tomt."
    )
    return words % {"day": full_date(last.until_on or since), "kind": Kind(last.kind).label}
