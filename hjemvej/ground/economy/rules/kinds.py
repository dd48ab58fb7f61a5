"""Which kinds of income, expense and debt are there, which go by a rate of the law, and what are the rates' keys?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from hjemvej.ground.law.rules import ProvisionInForce

from ..models import Sheet, SheetLine

Kind = SheetLine.Kind
SaidBy = Sheet.SaidBy
Rates = Mapping[str, ProvisionInForce]  # the law as it stands on a day, by key

RATE_OF = {
    Kind.CASH_RAISED: "income_cash_raised",
    Kind.CASH_BASIC: "income_cash_basic",
    Kind.CASH_MINIMUM: "income_cash_minimum",
    Kind.CASH_SINGLE: "income_cash_single",
    Kind.CASH_SINGLE_PARENT: "income_cash_single_parent",
    Kind.CASH_CHILDREN: "income_cash_children",
    Kind.STATE_PENSION_SINGLE: "income_state_pension_single",
    Kind.STATE_PENSION_COUPLE: "income_state_pension_couple",
    Kind.STUDY_GRANT: "income_study_grant",
    Kind.UNEMPLOYMENT: "income_unemployment",
    Kind.SICK_PAY: "income_sick_pay",
}
EXPENSES = (
    Kind.HEAT, Kind.ELECTRICITY, Kind.PHONE, Kind.INSURANCE, Kind.TRANSPORT, Kind.MEDICINE, Kind.CHILDREN,
    Kind.OTHER_FIXED,
)  # fmt: skip
DEBTS = (Kind.RENT_ARREARS, Kind.PUBLIC_DEBT, Kind.DEPOSIT_LOAN, Kind.BANK, Kind.OTHER_DEBT)
INCOMES = tuple(kind for kind in Kind if kind not in (*EXPENSES, *DEBTS))
UNTAXED = frozenset({Kind.CHILD_BENEFIT, Kind.OTHER_FREE, Kind.PARTNER, Kind.NO_INCOME})
OWN_TAXED = frozenset(INCOMES) - UNTAXED
LOW_BENEFITS = frozenset({Kind.CASH_RAISED, Kind.CASH_BASIC, Kind.CASH_MINIMUM, Kind.CASH_SINGLE})
PENSIONS = frozenset({Kind.STATE_PENSION_SINGLE, Kind.STATE_PENSION_COUPLE, Kind.OLD_DISABILITY_PENSION})
MOST = Decimal(999_999)  # an amount a month above this is mistyped


@dataclass(frozen=True)
class Item:
    """A line of a sheet: kroner a month, or none where an income goes by its rate."""

    kind: Kind
    amount: Decimal | None
    is_before_tax: bool = False


@dataclass(frozen=True)
class Economy:
    """What a sheet tells, with the household as it is known now. Amounts are kroner a month."""

    said_on: date
    items: tuple[Item, ...] = ()
    has_partner: bool = False
    children: int = 0
    rent_told: Decimal | None = None
    support_told: Decimal | None = None
    source: str = ""  # who said it

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(item.kind for item in self.items)

    def of(self, kinds: tuple[Kind, ...]) -> tuple[Item, ...]:
        """Return the lines of these kinds, in the sheet's order."""
        return tuple(item for item in self.items if item.kind in kinds)


def rate_of(kind: Kind, rates: Rates) -> ProvisionInForce | None:
    """Return the rate that this kind of income goes by, before tax, if the law as we know it has one on that day."""
    key = RATE_OF.get(kind)
    return rates.get(key) if key else None
