"""What does an empty day cost, whose turn is it, and which state may follow which? Pure, with words."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from .models import IdleSpan, Vacancy

Cause: TypeAlias = IdleSpan.Cause
Owner: TypeAlias = IdleSpan.Owner
State: TypeAlias = Vacancy.State

# Whose turn it is, unless somebody says otherwise.
OWNER: dict[str, Owner] = {
    Cause.NOT_READY: Owner.LANDLORD,
    Cause.REPAIRS: Owner.LANDLORD,
    Cause.SEARCH: Owner.US,
    Cause.PREPARES: Owner.US,
    Cause.THINKS: Owner.CITIZEN,
    Cause.DECLINED: Owner.US,
    Cause.PAPERS: Owner.LANDLORD,
    Cause.DEPOSIT: Owner.AUTHORITY,
    Cause.MOVES: Owner.CITIZEN,
}
# The states from which each may follow.
FOLLOWS: dict[str, tuple[State, ...]] = {
    State.RESERVED: (State.NOTIFIED,),
    State.OFFERED: (State.RESERVED,),
    State.NOTIFIED: (State.RESERVED, State.OFFERED, State.SIGNED),
    State.SIGNED: (State.RESERVED, State.OFFERED),
    State.LET: (State.RESERVED, State.OFFERED, State.SIGNED),
    State.GIVEN_BACK: (State.NOTIFIED,),
}
ORE = Decimal("0.01")


@dataclass(frozen=True)
class Idle:
    """Days idle for one cause; `until_on` is the first day of the next, or none while it lasts."""

    from_on: datetime.date
    until_on: datetime.date | None
    cause: str
    owner: str

    def days_between(self, begins: datetime.date, ends: datetime.date) -> int:
        """Count its days from a day to the day before another."""
        last = ends if self.until_on is None else min(ends, self.until_on)
        return max((last - max(begins, self.from_on)).days, 0)


def day_price(monthly_rent: Decimal) -> Decimal:
    """The price of an idle day: a year's rent by its 365 days.

    Rent is owed by the month (almenlejeloven), and no paragraph says how a part of a month is reckoned: this is ours.
    """
    return (monthly_rent * 12 / 365).quantize(ORE, ROUND_HALF_UP)


def first_idle(notified_on: datetime.date, can_move_in_on: datetime.date) -> list[Idle]:
    """Nobody can move in yet, and then it is for us to find somebody."""
    search = Idle(max(notified_on, can_move_in_on), None, Cause.SEARCH, OWNER[Cause.SEARCH])
    if can_move_in_on <= notified_on:
        return [search]
    return [Idle(notified_on, can_move_in_on, Cause.NOT_READY, OWNER[Cause.NOT_READY]), search]


def painted(spans: Iterable[Idle], new: Idle) -> list[Idle]:
    """Put the new span over those that were; what is left of these stands, and equal neighbours become one."""
    rest = [*_before(spans, new.from_on), *(_after(spans, new.until_on) if new.until_on else ())]
    joined: list[Idle] = []
    for span in sorted([*rest, new], key=lambda one: one.from_on):
        last = joined[-1] if joined else None
        if last and (last.cause, last.owner, last.until_on) == (span.cause, span.owner, span.from_on):
            joined[-1] = replace(last, until_on=span.until_on)
        else:
            joined.append(span)
    return joined


def ended(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    """No day from here on is idle."""
    return _before(spans, on)


def moved_ready(spans: Sequence[Idle], before: datetime.date, after: datetime.date) -> list[Idle]:
    """Another day to move in: the days before it wait for the landlord, the days after for whom they waited then."""
    begins = spans[0].from_on
    if after > max(begins, before):
        return painted(spans, Idle(max(begins, before), after, Cause.NOT_READY, OWNER[Cause.NOT_READY]))
    then = next(span for span in spans if span.until_on is None or span.until_on > before)
    first = max(begins, after)
    return painted(spans, replace(then, from_on=first, until_on=before)) if first < before else list(spans)


def _before(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    return [
        span if span.until_on and span.until_on <= on else replace(span, until_on=on)
        for span in spans if span.from_on < on
    ]  # fmt: skip


def _after(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    return [
        span if span.from_on >= on else replace(span, from_on=on)
        for span in spans if span.until_on is None or span.until_on > on
    ]  # fmt: skip


def idle_days(spans: Iterable[Idle], begins: datetime.date, ends: datetime.date) -> int:
    """Count the idle days from a day to the day before another."""
    return sum(span.days_between(begins, ends) for span in spans)


def cost(
    spans: Iterable[Idle],
    monthly_rent: Decimal,
    liable_from: datetime.date | None,
    begins: datetime.date,
    ends: datetime.date,
) -> Decimal:
    """What the idle days from a day to the day before another cost us: those from the day that we owe the rent."""
    if liable_from is None:
        return Decimal(0)
    return day_price(monthly_rent) * idle_days(spans, max(begins, liable_from), ends)


def as_idle(row: IdleSpan) -> Idle:
    return Idle(row.from_on, row.until_on, row.cause, row.owner)


def why_not(state: State) -> str:
    """Say why a vacancy in this state cannot go where somebody wanted it."""
    match state:
        case State.NOTIFIED:
            return _("Boligen er ikke reserveret mere. Intet er tabt: reservér den igen, hvis den stadig er ledig.")
        case State.RESERVED:
            return _("En kollega har reserveret boligen. Intet er tabt: vælg en anden bolig, eller tal med kollegaen.")
        case State.OFFERED:
            return _("Boligen er tilbudt en borger. Intet er tabt: vælg en anden bolig, eller vent på svaret.")
        case State.SIGNED:
            return _("Der er skrevet lejekontrakt på boligen. Vælg en anden bolig.")
        case State.LET:
            return _("Boligen er lejet ud. Vælg en anden bolig.")
    return _("Boligen er givet tilbage til boligorganisationen. Vælg en anden bolig.")
