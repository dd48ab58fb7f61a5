"""What is lost, or would be, in a month, and why? Of one citizen; kroner only where the price is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .answers import Known
from .kroner import kroner
from .shelter_days import days_between
from .support import Help, at_stake
from .years import Day, Priced, days_used


@dataclass(frozen=True)
class Loss:
    """The day it happens (none: no day is agreed), why, how much, and whether it can still be kept.

    Days beyond the limit yield nothing whatever is done: those that come are lost only if the stay goes on.
    """

    on: Day | None
    about: Literal["undecided", "left_undecided", "days"]
    amount: Decimal | None  # the state's part; none: nobody has written the price
    can_be_kept: bool
    coming: Decimal = Decimal()  # of days: what of the amount is lost only if the stay goes on
    is_coming: bool = False  # all of it
    is_unsettled: bool = False  # lost by the strictest reading, and the law does not say
    days: int = 0  # beyond the limit

    @property
    def why(self) -> str:
        """The same in words, for the losses that a page shows."""
        if self.about == "undecided":
            return _("Ingen afgørelse om § 85 a eller § 107 endnu")
        if self.about == "left_undecided":
            return _("Udskrevet, uden at § 85 a eller § 107 var afgjort før")
        said = ngettext("%d døgn på forsorgshjem uden refusion", "%d døgn på forsorgshjem uden refusion", self.days)
        words = said % self.days
        return _("%s efter den strengeste læsning") % words if self.is_unsettled else words

    @property
    def amount_in_words(self) -> str:
        if self.amount is None:
            return _("prisen mangler")
        if self.coming and not self.is_coming:
            said = {"amount": kroner(self.amount), "coming": kroner(self.coming)}
            return _("%(amount)s, heraf %(coming)s kun hvis opholdet fortsætter") % said
        return kroner(self.amount)


@dataclass(frozen=True)
class Sum:
    """Kroner of several losses, apart what is lost only if stays go on, and how many have no price."""

    kroner: Decimal
    coming: Decimal
    unsettled: Decimal  # of the kroner: lost by the strictest reading alone
    unpriced: int
    number: int


def losses(known: Known, stays: Sequence[Priced], month: tuple[Day, Day]) -> list[Loss]:
    """Return what this citizen's clocks cost in a month; a day's `Rate` is the state's part of it."""
    begins, ends = month
    found: list[Loss | None] = [_without_decision(known, day) for day in known.discharges if begins <= day < ends]
    if known.awaits_decision and (known.leaves_on is None or known.leaves_on < ends):
        at_most = at_stake(Help.SUPPORT, known.monthly, known.terms)
        found.append(Loss(known.leaves_on, "undecided", at_most, can_be_kept=True))
    found.append(_days_beyond(known, stays, month))
    return [one for one in found if one is not None]


def _without_decision(known: Known, day: Day) -> Loss | None:
    """A first discharge that nothing was decided before."""
    if known.period is None or known.period[0] != day:
        return None
    claims = [one for one in (*known.support, *known.places) if one.begins == day]
    if any(one.is_paid is not False for one in claims):
        return None
    monthly = next((one.course.monthly for one in claims if one.course.monthly is not None), known.monthly)
    return Loss(day, "left_undecided", at_stake(Help.SUPPORT, monthly, known.terms), can_be_kept=False)


def _days_beyond(known: Known, stays: Sequence[Priced], month: tuple[Day, Day]) -> Loss | None:
    """Days of the month that the running year's limit does not cover: those that are over, and those that come."""
    year = known.days
    if year is None or year.remaining > (month[1] - known.on).days:
        return None  # so few days are left of the month that the limit is not reached in it
    begins, ends = max(month[0], year.year_from), min(month[1], year.year_until)
    before = days_between([(first, until or ends) for first, until, _part in stays], year.year_from, begins)
    beyond = days_used(stays, begins, ends)[max(0, year.limit - before) :]
    if not beyond:
        return None
    is_priced = all(part is not None for _day, part in beyond)
    return Loss(
        beyond[0][0],
        "days",
        sum((part for _day, part in beyond if part), Decimal()) if is_priced else None,
        can_be_kept=False,
        coming=sum((part for day, part in beyond if part and day > known.on), Decimal()) if is_priced else Decimal(),
        is_coming=beyond[0][0] > known.on,
        is_unsettled=year.is_unsettled,
        days=len(beyond),
    )


def sum_of(found: Sequence[Loss]) -> Sum:
    priced = [(one, one.amount - one.coming) for one in found if one.amount is not None]
    return Sum(
        sum((amount for _one, amount in priced), Decimal()),
        sum((one.coming for one in found), Decimal()),
        sum((amount for one, amount in priced if one.is_unsettled), Decimal()),
        len(found) - len(priced),
        len(found),
    )
