"""What is the highest rent a citizen can pay, with everything, so that enough is left to live on?"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import add_months, length_text

from .incomes import Income, income_of, is_income_sure
from .kinds import DEBTS, EXPENSES, INCOMES, LOW_BENEFITS, Economy, Kind, Rates
from .support import ZERO, Support, is_certain, support_of

A_PALACE = Decimal(10_000_000)  # a rent that boligstøtte is highest for
LEFT_SINGLE, LEFT_COUPLE, LEFT_CHILD = "left_single", "left_couple", "left_child"
USUAL, HEAT, ASKED_AGAIN = "rent_usual_single", "heat_and_water_usual", "economy_asked_again"


@dataclass(frozen=True)
class RentLimit:
    """The highest rent a month with everything: as somebody has told it, worked out, or the usual ceiling."""

    kroner: Decimal
    basis: Literal["told", "worked_out", "usual"]
    is_sure: bool
    is_no_rent: bool = False  # it pays no more than heat and water
    least_left: Decimal | None = None  # where it is worked out

    @property
    def words(self) -> str:
        if self.basis == "told":
            return _("Oplyst: højst %s om måneden med det hele") % self.kroner_text
        if self.basis == "usual":
            return _("Det sædvanlige loft for en enlig på en lav ydelse; hvad der kommer ind, er ikke oplyst")
        least = in_words(self.least_left or ZERO)
        if self.kroner == ZERO:
            return _("Der er mindre end %s at leve for, også uden husleje") % least
        return _("Så er der mindst %s om måneden at leve for") % least

    @property
    def kroner_text(self) -> str:
        """ "3.850 kr." """
        return in_words(self.kroner)


@dataclass(frozen=True)
class Household:
    """The figures a household's rent is reckoned with, in kroner a month; none where something is missing."""

    income: Income
    goes_out: Decimal  # fixed expenses and instalments, but not heat and water
    heat: Decimal  # the part of the rent with everything that is heat and water
    support: Support | None
    support_told: Decimal | None
    least_left: Decimal | None
    is_sure: bool

    def support_for(self, rent: Decimal, *, pays_little: bool = False) -> Decimal:
        """Return boligstøtte a month for a rent with everything: as told, or worked out of what is not heat."""
        if self.support_told is not None:
            return self.support_told
        if self.support is None:
            return ZERO
        return self.support.a_month(max(rent - self.heat, ZERO), pays_little=pays_little)

    def left(self, rent: Decimal, *, pays_little: bool = False) -> Decimal | None:
        """Return what is left to live on a month at a rent with everything."""
        after_tax = self.income.after_tax
        if after_tax is None:
            return None
        return after_tax + self.support_for(rent, pays_little=pays_little) - self.goes_out - rent


def household_of(economy: Economy, rates: Rates, on: date) -> Household:
    """Gather the figures that a rent is laid beside."""
    income = income_of(economy, rates)
    goes_out = sum((item.amount or ZERO for item in economy.of((*EXPENSES, *DEBTS)) if item.kind != Kind.HEAT), ZERO)
    support = None
    if income.for_support is not None and not lacks_partner(economy):  # it goes by the household's income
        support = support_of(economy, income.for_support, rates)
    least = least_left(economy, rates)
    knows_support = economy.support_told is not None or bool(support and support.is_sure)
    is_sure = income.is_sure and knows_support and not is_old(economy, rates, on) and not lacks_partner(economy)
    return Household(income, goes_out, heat_of(economy, rates), support, economy.support_told, least, is_sure)


def heat_of(economy: Economy, rates: Rates) -> Decimal:
    """Return what heat and water cost a month: as told, or what is usual."""
    if Kind.HEAT not in economy.kinds and HEAT in rates:
        return rates[HEAT].value
    return sum((item.amount or ZERO for item in economy.of((Kind.HEAT,))), ZERO)


def least_left(economy: Economy, rates: Rates) -> Decimal | None:
    """Return the least that must be left to live on a month, by the municipality's setting for such a household."""
    adults = rates.get(LEFT_COUPLE if economy.has_partner else LEFT_SINGLE)
    child = rates.get(LEFT_CHILD)
    if adults is None or (economy.children and child is None):
        return None
    return adults.value + (child.value * economy.children if child else ZERO)


def is_old(economy: Economy, rates: Rates, on: date) -> bool:
    """Say whether the economy was told so long ago that the citizen is asked again."""
    asked_again = rates.get(ASKED_AGAIN)
    return bool(asked_again) and add_months(economy.said_on, int(asked_again.value)) < on  # type: ignore[union-attr]


def lacks_partner(economy: Economy) -> bool:
    """Say whether a partner lives with the citizen, whose income the sheet does not tell."""
    return economy.has_partner and Kind.PARTNER not in economy.kinds


def highest_rent(economy: Economy, rates: Rates, on: date) -> RentLimit | None:
    """Return the highest rent a month, in whole kroner with everything, or none where the sheet tells too little.

    Told by somebody, it stands as told. Worked out, it is the highest at which what is left to live on is at least
    the municipality's setting; found by bisection. Where the year's rates are missing, a single person on a low
    benefit has the usual ceiling.
    """
    if economy.rent_told is not None:
        is_sure, is_no_rent = not is_old(economy, rates, on), economy.rent_told <= heat_of(economy, rates)
        return RentLimit(economy.rent_told, "told", is_sure, is_no_rent)
    household = household_of(economy, rates, on)
    kroner = _highest(household)
    if kroner is None:
        return _usual(economy, rates)
    return RentLimit(kroner, "worked_out", household.is_sure, kroner <= household.heat, household.least_left)


def sure_rent(economy: Economy, rates: Rates, on: date) -> RentLimit | None:
    """Return the highest rent where it is sure; where it cannot be, it is not worked out."""
    if economy.rent_told is None and not _can_be_sure(economy, rates, on):
        return None
    found = highest_rent(economy, rates, on)
    return found if found and found.is_sure else None


def _can_be_sure(economy: Economy, rates: Rates, on: date) -> bool:
    if is_old(economy, rates, on) or lacks_partner(economy) or not is_income_sure(economy, rates):
        return False
    return economy.support_told is not None or is_certain(economy, rates)


def _highest(household: Household) -> Decimal | None:
    """Find the highest rent that leaves enough.

    What is left falls as the rent rises, but for one jump: where boligstøtte becomes enough to be paid. So look first
    as if any amount were paid; where too little is paid at what is found, no lower rent has boligstøtte either.
    """
    after_tax, least = household.income.after_tax, household.least_left
    if least is None or after_tax is None:
        return None
    spare = after_tax - household.goes_out - least
    found = _bisect(household, spare, pays_little=True)
    if household.support_for(found) != household.support_for(found, pays_little=True):
        return _bisect(household, spare, pays_little=False, most=found)
    return found


def _bisect(household: Household, spare: Decimal, *, pays_little: bool, most: Decimal | None = None) -> Decimal:
    """Find the highest rent in whole kroner that what is to spare pays, with boligstøtte; none is below 0.

    Boligstøtte never falls as the rent rises. So what is paid at a rent tells of others than that one: where it is
    enough, that much is paid too; where it is not, no more than that is.
    """
    low = max(int(spare.to_integral_value(ROUND_FLOOR)), 0)  # paid without any boligstøtte
    high = low + 1 + int(household.support_for(A_PALACE, pays_little=True))
    if most is not None:
        low, high = min(low, int(most)), int(most)
    while low < high:
        middle = (low + high + 1) // 2
        paid = spare + household.support_for(Decimal(middle), pays_little=pays_little)
        if paid >= middle:
            low = min(int(paid), high)
        else:
            high = max(low, int(paid))
    return Decimal(low)


def _usual(economy: Economy, rates: Rates) -> RentLimit | None:
    usual = rates.get(USUAL)
    own = economy.kinds & frozenset(INCOMES)
    if usual is None or economy.has_partner or economy.children or not own or not own <= LOW_BENEFITS:
        return None
    return RentLimit(usual.value, "usual", is_sure=False)


def in_words(kroner: Decimal) -> str:
    """ "3.850 kr." """
    return length_text(kroner, "kroner")
