"""What comes in and goes out at a rent, line by line, each with its source and how sure it is?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.platform.ui.when import full_date

from .incomes import TAX, Income, Taken
from .kinds import DEBTS, EXPENSES, OWN_TAXED, RATE_OF, Economy, Item, Kind, Rates, rate_of
from .limits import HEAT, LEFT_COUPLE, LEFT_SINGLE, Household, household_of, in_words, lacks_partner
from .support import BENEFIT, SECURITY, ZERO, figures_for, is_pensioners

FREE_YEARS = "deposit_loan_free_years"
INCOME_LIMIT = (SECURITY["income_limit"], BENEFIT["income_limit"])  # changed each year, as the amounts beside it are


@dataclass(frozen=True)
class BudgetLine:
    """A line: kroner a month, negative where they go out; none where the amount is missing, and `remark` says what."""

    key: str
    words: str
    amount: Decimal | None
    source: str
    certainty: str = ""  # as the law has it; empty where somebody has told the amount
    is_sure: bool = True
    remark: str = ""  # what is missing or unsure, and what to do about it; or what the amount holds for
    rate_key: str = ""  # the rate of the law that is missing

    @property
    def amount_text(self) -> str:
        if self.amount is None:
            return _("mangler")
        return _signed(self.amount)


@dataclass(frozen=True)
class Budget:
    """A month at a rent with everything: its lines, what is left to live on, and the least that must be left."""

    rent: Decimal
    lines: tuple[BudgetLine, ...]
    left: Decimal | None
    least_left: Decimal | None
    is_sure: bool

    @property
    def is_enough(self) -> bool | None:
        return None if self.left is None or self.least_left is None else self.left >= self.least_left

    @property
    def rent_text(self) -> str:
        return in_words(self.rent)

    @property
    def left_text(self) -> str:
        if self.left is None:
            return _("kan ikke regnes")
        return _signed(self.left)

    @property
    def least_left_text(self) -> str:
        return "" if self.least_left is None else in_words(self.least_left)


def budget(economy: Economy, rent: Decimal, rates: Rates, on: date) -> Budget:
    """Lay out a month at a rent with everything, by the law as it stands on a day.

    Kroner a month. A missing rate gives a line without an amount, never last year's, and nothing is left to be known.
    Source: as each line says.
    """
    household = household_of(economy, rates, on)
    year = on.year
    lines = (
        *(_income_line(taken, economy, rates, year) for taken in household.income.taken),
        *_tax_lines(household.income, rates, year),
        _support_line(economy, household, rent, rates, year),
        *_rent_lines(economy, household, rent, rates),
        *_deposit_line(economy, rates),
        *_out_lines(economy),
    )
    return Budget(rent, tuple(lines), household.left(rent), household.least_left, household.is_sure)


def with_income(economy: Economy, after_tax: Decimal) -> Economy:
    """Return the same economy with another own income a month after tax, in place of what it has now."""
    kept = tuple(item for item in economy.items if item.kind not in OWN_TAXED and item.kind != Kind.NO_INCOME)
    first_own = next((item.kind for item in economy.items if item.kind in OWN_TAXED), Kind.WAGE)
    return replace(economy, items=(Item(first_own, after_tax), *kept), rent_told=None)


def _signed(amount: Decimal) -> str:
    """ "−850 kr.", in one piece"""
    words = f"−{in_words(-amount)}" if amount < 0 else in_words(amount)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def source_of(rule: ProvisionInForce) -> str:
    """Say where a figure of the law is from: its paragraph, and since when it holds."""
    words = _("%(paragraph)s · sats fra %(day)s")
    return words % {"paragraph": rule.paragraph_text, "day": full_date(rule.valid_from)}


def _income_line(taken: Taken, economy: Economy, rates: Rates, year: int) -> BudgetLine:
    kind = taken.item.kind
    words = str(kind.label)
    if taken.is_before_tax:
        words = _("%s, før skat") % words
    if not taken.is_by_rate:
        return BudgetLine(kind, words, taken.amount, economy.source)
    rate = rate_of(kind, rates)
    if rate is None:
        remark = _("Satsen for %(year)s mangler. Skriv det beløb, borgeren får.") % {"year": year}
        return BudgetLine(kind, words, None, "", is_sure=False, remark=remark, rate_key=RATE_OF.get(kind, ""))
    remark = "" if rate.is_certain else _("Satsen er ikke læst i loven. Spørg, hvad borgeren får.")
    return BudgetLine(kind, words, rate.value, source_of(rate), rate.certainty, rate.is_certain, remark)


def _tax_lines(income: Income, rates: Rates, year: int) -> Iterator[BudgetLine]:
    if not any(taken.is_before_tax for taken in income.taken) or income.comes_in is None:
        return
    if income.tax is None:
        remark = _("Skatten for %s kan ikke regnes. Skriv, hvad der bliver udbetalt.") % year
        yield BudgetLine("tax", _("Skat"), None, "", is_sure=False, remark=remark, rate_key="tax_personal_allowance")
        return
    source = source_of(rates["tax_personal_allowance"])
    certainty = _least_certain(rates, TAX)
    if income.labour:
        rule = rates["tax_labour"]
        words = _("Arbejdsmarkedsbidrag")
        yield BudgetLine("labour", words, -income.labour, source_of(rule), rule.certainty, rule.is_certain)
    remark = _("Et overslag. Det, der bliver udbetalt, er mere sikkert.")
    yield BudgetLine("tax", _("Skat, overslag"), -income.tax, source, certainty, is_sure=False, remark=remark)


def _support_line(economy: Economy, household: Household, rent: Decimal, rates: Rates, year: int) -> BudgetLine:
    words = _("Boligydelse") if is_pensioners(economy) else _("Boligsikring")
    if economy.support_told is not None:
        remark = _("Beløbet er oplyst. En anden husleje kan give et andet beløb.")
        return BudgetLine("support", words, economy.support_told, economy.source, remark=remark)
    if household.support is None:
        remark = _("Kan ikke regnes for %s, og er ikke talt med. Skriv det beløb, Udbetaling Danmark siger.") % year
        if household.income.comes_in is None:
            remark = _("Kan ikke regnes, før indkomsten er kendt.")
        elif lacks_partner(economy):
            remark = _("Ikke talt med, før partnerens indkomst er oplyst. Er der ingen, så skriv 0.")
        return BudgetLine("support", words, ZERO, "", is_sure=False, remark=remark)
    keys = figures_for(economy)
    certainty = _least_certain(rates, keys)
    remark = _("Et overslag for en bolig på højst 65 m² til den første og 20 m² til hver af de andre. "
              "Udbetaling Danmark afgør det.")  # fmt: skip
    if Kind.PARTNER in economy.kinds:
        remark = " ".join((_("Partnerens indkomst er talt med, regnet tilbage til før skat."), remark))
    amount = household.support_for(rent)
    return BudgetLine(
        "support",
        words,
        amount,
        source_of(rates[INCOME_LIMIT[is_pensioners(economy)]]),
        certainty,
        is_sure=False,
        remark=remark,
    )


def _rent_lines(economy: Economy, household: Household, rent: Decimal, rates: Rates) -> Iterator[BudgetLine]:
    heat = min(household.heat, rent)
    yield BudgetLine("rent", _("Husleje uden varme og vand"), -(rent - heat), _("den husleje, der regnes på"))
    if not heat:
        return
    if Kind.HEAT in economy.kinds:
        yield BudgetLine("heat", str(Kind.HEAT.label), -heat, economy.source)
        return
    rule = rates[HEAT]
    remark = _("Vores eget skøn, når beløbet ikke er oplyst.")
    yield BudgetLine("heat", str(Kind.HEAT.label), -heat, rule.paragraph_text, rule.certainty, remark=remark)


def _deposit_line(economy: Economy, rates: Rates) -> Iterator[BudgetLine]:
    """Say that a loan for the deposit of the new home costs nothing in its first years."""
    rule = rates.get(FREE_YEARS)
    if rule is None or Kind.DEPOSIT_LOAN in economy.kinds:
        return
    remark = _("Hverken renter eller afdrag de første %s.") % rule.value_text
    yield BudgetLine(
        "new_deposit_loan", _("Nyt beboerindskudslån"), ZERO, rule.paragraph_text, rule.certainty, remark=remark
    )


def _out_lines(economy: Economy) -> Iterator[BudgetLine]:
    for item in economy.of((*EXPENSES, *DEBTS)):
        if item.kind != Kind.HEAT and item.amount is not None:
            yield BudgetLine(item.kind, str(item.kind.label), -item.amount, economy.source)
    if lacks_partner(economy):
        remark = _("En partner er sammen med borgeren, men partnerens indkomst er ikke oplyst.")
        yield BudgetLine("partner_lacks", str(Kind.PARTNER.label), ZERO, "", is_sure=False, remark=remark)


def _least_certain(rates: Rates, keys: tuple[str, ...]) -> str:
    """Return the certainty of the least certain of these figures."""
    return max((rates[key].certainty for key in keys if key in rates), key="LBDA?".index, default="?")


def setting_of(economy: Economy, rates: Rates) -> ProvisionInForce | None:
    """Return the municipality's setting for what such a household has left to live on."""
    return rates.get(LEFT_COUPLE if economy.has_partner else LEFT_SINGLE)
