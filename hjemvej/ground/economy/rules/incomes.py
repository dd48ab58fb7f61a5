"""What comes in a month, before and after tax? Typed amounts as typed, rates as the law has them, tax as an estimate.

Units: kroner a month. The tax is an estimate: AM-bidrag of wages, then bundskat and kommuneskat of what is above the
personfradrag; no deduction for work, no church tax, no other deductions. Where an own income is typed after tax, the
personfradrag is taken to be used there, so that the estimate never says too much is left.
Boligstøtte goes by the income of the household, before tax and after AM-bidrag. What is told as paid out, the partner's
income always, is reckoned back without personfradrag: too high rather than too low.
Source: personskatteloven and the rates of each year in `ground/law`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .kinds import OWN_TAXED, Economy, Item, Kind, Rates, rate_of
from .support import HUNDRED, MONTHS, ZERO, in_kroner

TAX = ("tax_personal_allowance", "tax_bottom", "tax_municipal", "tax_labour")


@dataclass(frozen=True)
class Taken:
    """An income of the sheet with its amount: as typed, or by the rate; none where the year's rate is missing."""

    item: Item
    amount: Decimal | None
    is_by_rate: bool
    is_before_tax: bool
    is_sure: bool


@dataclass(frozen=True)
class Income:
    """All that comes in, and the tax of what was told before tax; none where something is missing."""

    taken: tuple[Taken, ...]
    comes_in: Decimal | None  # before the tax below is taken
    labour: Decimal  # AM-bidrag
    tax: Decimal | None
    for_support: Decimal | None  # the citizen's and the partner's, before tax and after AM-bidrag
    is_sure: bool

    @property
    def after_tax(self) -> Decimal | None:
        return None if self.comes_in is None or self.tax is None else self.comes_in - self.labour - self.tax


def income_of(economy: Economy, rates: Rates) -> Income:
    """Add up what comes in a month, with an estimate of the tax of what was told before tax."""
    taken = _taken(economy, rates)
    amounts = [one.amount for one in taken]
    has_estimate = any(one.is_before_tax for one in taken)
    is_sure = all(one.is_sure for one in taken) and not has_estimate
    if not taken or any(amount is None for amount in amounts):
        return Income(taken, None, ZERO, None, None, is_sure=False)
    comes_in = sum((amount for amount in amounts if amount is not None), ZERO)
    law = {key: rates[key].value for key in TAX if key in rates}
    if len(law) < len(TAX):
        return Income(taken, comes_in, ZERO, None if has_estimate else ZERO, None, is_sure)
    wages = _sum(one for one in taken if one.is_before_tax and one.item.kind == Kind.WAGE)
    labour = in_kroner(wages * law["tax_labour"] / HUNDRED)
    before_tax = _sum(one for one in taken if one.is_before_tax) - labour
    after_tax = _sum(one for one in taken if not one.is_before_tax and one.item.kind in OWN_TAXED)
    rate = (law["tax_bottom"] + law["tax_municipal"]) / HUNDRED
    allowance = ZERO if after_tax else law["tax_personal_allowance"] / MONTHS
    tax = in_kroner(max(before_tax - allowance, ZERO) * rate)
    partner = _sum(one for one in taken if one.item.kind == Kind.PARTNER)
    for_support = before_tax + (after_tax + partner) / (1 - rate)
    return Income(taken, comes_in, labour, tax, for_support, is_sure)


def is_income_sure(economy: Economy, rates: Rates) -> bool:
    """Say whether every income is told as it is paid out, so that nothing is missing and no tax is an estimate."""
    taken = _taken(economy, rates)
    return bool(taken) and all(one.amount is not None and one.is_sure and not one.is_before_tax for one in taken)


_INCOME_KINDS = OWN_TAXED | {Kind.CHILD_BENEFIT, Kind.OTHER_FREE, Kind.PARTNER, Kind.NO_INCOME}


def _taken(economy: Economy, rates: Rates) -> tuple[Taken, ...]:
    return tuple(_take(item, rates) for item in economy.items if item.kind in _INCOME_KINDS)


def _take(item: Item, rates: Rates) -> Taken:
    taxed = item.kind in OWN_TAXED
    if item.amount is not None:
        return Taken(item, item.amount, is_by_rate=False, is_before_tax=taxed and item.is_before_tax, is_sure=True)
    if item.kind == Kind.NO_INCOME:
        return Taken(item, ZERO, is_by_rate=False, is_before_tax=False, is_sure=True)
    rate = rate_of(item.kind, rates)
    return Taken(
        item, rate.value if rate else None, is_by_rate=True, is_before_tax=taxed, is_sure=bool(rate and rate.is_certain)
    )


def _sum(taken: Iterator[Taken]) -> Decimal:
    return sum((one.amount for one in taken if one.amount is not None), ZERO)
