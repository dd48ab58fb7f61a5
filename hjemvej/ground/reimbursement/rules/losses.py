"""What is lost, or would be, in a month, and why? Of one citizen; kroner only where the price is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.when import full_date

from .answers import Known
from .kroner import kroner
from .support import Help, at_stake
from .years import Day, Priced, days_used


@dataclass(frozen=True)
class Loss:
    """The day it happens (none: no day is agreed), why, how much, and whether it can still be kept."""

    on: Day | None
    why: str
    amount: Decimal | None  # the state's part; none: nobody has written the price
    can_be_kept: bool
    coming: Decimal | None = None  # of days: what of the amount is not lost yet

    @property
    def parts(self) -> list["Loss"]:
        """What is lost already and what comes, apart, for sums."""
        if self.amount is None or self.coming is None:
            return [self]
        lost = replace(self, amount=self.amount - self.coming, can_be_kept=False, coming=None)
        comes = replace(self, amount=self.coming, coming=None)
        return [one for one in (lost, comes) if one.amount]

    @property
    def amount_in_words(self) -> str:
        return kroner(self.amount) if self.amount is not None else _("prisen er ikke skrevet ind")


@dataclass(frozen=True)
class Sum:
    """Kroner of several losses, and how many have no price."""

    kroner: Decimal
    unpriced: int
    number: int

    @property
    def in_words(self) -> str:
        """Kroner, and how many cases have none."""
        if not self.unpriced:
            return kroner(self.kroner)
        if self.unpriced == self.number:
            return _("et beløb, ingen kender, for priserne er ikke skrevet ind")
        said = ngettext("%(kroner)s, og %(n)d sag uden pris", "%(kroner)s, og %(n)d sager uden pris", self.unpriced)
        return said % {"kroner": kroner(self.kroner), "n": self.unpriced}


def losses(known: Known, stays: Sequence[Priced], month: tuple[Day, Day]) -> list[Loss]:
    """Return what this citizen's clocks cost in a month; a day's `Rate` is the state's part of it."""
    begins, ends = month
    found: list[Loss | None] = [_without_decision(known, day) for day in known.discharges if begins <= day < ends]
    if known.awaits_decision and (known.leaves_on is None or known.leaves_on < ends):
        words = _("På forsorgshjem uden afgørelse om § 85 a eller § 107: beslut før udskrivning")
        found.append(Loss(known.leaves_on, words, at_stake(Help.SUPPORT, known.monthly, known.terms), can_be_kept=True))
    found.append(_days_beyond(known, stays, month))
    return [one for one in found if one is not None]


def _without_decision(known: Known, day: Day) -> Loss | None:
    """A first discharge that nothing was decided before."""
    if known.period is None or known.period[0] != day:
        return None
    claims = [one for one in (*known.support, *known.places) if one.begins == day]
    if any(one.is_paid is not False for one in claims):
        return None
    words = _("Udskrevet %s, uden at § 85 a eller § 107 var afgjort før") % full_date(day)
    monthly = next((one.course.monthly for one in claims if one.course.monthly is not None), known.monthly)
    return Loss(day, words, at_stake(Help.SUPPORT, monthly, known.terms), can_be_kept=False)


def _days_beyond(known: Known, stays: Sequence[Priced], month: tuple[Day, Day]) -> Loss | None:
    """Days of the month that the running year's limit does not cover: those that are over, and those that come."""
    year = known.days
    if year is None or year.remaining > (month[1] - known.on).days:
        return None  # so few days are left of the month that the limit is not reached in it
    begins, ends = max(month[0], year.year_from), min(month[1], year.year_until)
    days = days_used(stays, year.year_from, ends)[year.limit :]
    beyond = [(day, part) for day, part in days if day >= begins]
    if not beyond:
        return None
    said = ngettext("%d døgn på forsorgshjem uden refusion", "%d døgn på forsorgshjem uden refusion", len(beyond))
    is_priced = all(part is not None for _day, part in beyond)
    amount = sum((part for _day, part in beyond if part), Decimal()) if is_priced else None
    coming = sum((part for day, part in beyond if part and day > known.on), Decimal()) if is_priced else None
    return Loss(beyond[0][0], said % len(beyond), amount, can_be_kept=beyond[-1][0] > known.on, coming=coming)


def sum_of(found: Sequence[Loss]) -> Sum:
    prices = [one.amount for one in found if one.amount is not None]
    return Sum(sum(prices, Decimal()), len(found) - len(prices), len(found))
