"""Had we heard that a home was at risk before its citizen became homeless, as far as we may still know? Pure."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hjemvej.efforts.prevention.models import OnsetTrace, Signal
from hjemvej.ground.situations.models import Situation

Heard, CouldTell = OnsetTrace.Heard, OnsetTrace.CouldTell
KNOWN = (Heard.IN_CASE, Heard.SIGNAL, Heard.NONE)
MISTAKE = "mistake"  # the citizen was not homeless after all
LEARNED_FROM = (Heard.NONE, Heard.SIGNAL)  # each is read, one by one
NO_WARNING = frozenset({
    Signal.Ended.WRONG, Signal.Ended.DUPLICATE, Signal.Ended.WITHDRAWN, Signal.Ended.NOT_OURS, Signal.Ended.OBJECTED,
})  # fmt: skip


@dataclass(frozen=True)
class Began:
    """A day on which a citizen became homeless, and how exactly it is known."""

    on: datetime.date
    came_from: str  # the situation before; empty: nobody knew the citizen
    came_to: str
    told: str = ""  # of before we knew the citizen: `day`, `month`, `year`

    @property
    def is_known(self) -> bool:
        """A first night with us is not the first night without a home, and a year is too long to look before."""
        if self.told:
            return self.told in ("day", "month")
        return self.came_from not in ("", Situation.Kind.UNKNOWN)


@dataclass(frozen=True)
class Kept:
    """A signal about the citizen that is still kept."""

    received_on: datetime.date
    ended: str = ""
    is_in_case: bool = False
    is_objected_to: bool = False  # the answer is not given: it may not be used for this (GDPR art. 18)


def heard(
    began: Began, signals: Iterable[Kept], *, on: datetime.date, since: datetime.date, looks: datetime.timedelta
) -> OnsetTrace.Heard:
    """Say whether we had heard; decided on a day, of signals received since a day and before the homelessness began.

    `looks`: the shortest time that a signal is kept which led nowhere. Later than that, none left does not say that
    there was none.
    """
    if not began.is_known:
        return Heard.BEGIN_UNKNOWN
    before = _before(signals, began.on, since)
    used = [one for one in before if not one.is_objected_to]
    if any(one.is_in_case for one in used):
        return Heard.IN_CASE
    if used:
        return Heard.SIGNAL
    if before:
        return Heard.OBJECTED
    return Heard.LATE if on - began.on > looks else Heard.NONE


def had_come(signals: Iterable[Kept], *, before: datetime.date, since: datetime.date) -> bool:
    """Had a signal come that may be used, though nobody had said whom it was about?"""
    return any(not one.is_objected_to for one in _before(signals, before, since))


def _before(signals: Iterable[Kept], day: datetime.date, since: datetime.date) -> list[Kept]:
    return [one for one in signals if since <= one.received_on < day and one.ended not in NO_WARNING]


def is_same(began_on: datetime.date, decided: Collection[datetime.date], anew_after: datetime.timedelta) -> bool:
    """Was this homelessness decided before? A day that is corrected a little begins no other."""
    return any(abs(began_on - one) < anew_after for one in decided)
