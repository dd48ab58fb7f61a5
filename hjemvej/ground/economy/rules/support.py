"""How much boligstøtte does a rent give? By the formula of boligstøtteloven §§ 21-23, from dated parameters.

Units: kroner a month in and out, kroner a year within. What is left out: the size of the home (support is given to
65 m² for the first person and 20 m² for each other), supplements and deductions by square metre, savings, the incomes
of others in the household than the citizen and a partner, and the higher limits for couples under 30, for people who
move with great difficulty, and for shared homes. Udbetaling Danmark decides; what it tells is used before this.
Source: LBK 995 of 1/7/2025 §§ 14, 21-23, and the rates of each year in `ground/law`.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .kinds import PENSIONS, Economy, Kind, Rates

ZERO, MONTHS, HUNDRED = Decimal(0), Decimal(12), Decimal(100)
FOUR = 4  # children, from whom on the most is more
# Boligsikring, for most; and boligydelse, for pensioners: each parameter's key in the law.
SECURITY = {
    "rent_share": "housing_support_rent_share",
    "income_share": "housing_support_income_share",
    "income_limit": "housing_support_income_limit",
    "income_limit_child": "housing_support_income_limit_child",
    "own_payment": "housing_support_own_payment",
    "most": "housing_support_most",
    "most_of_four": "support_most_of_four",
    "rent_ceiling": "housing_support_rent_ceiling",
    "least": "housing_support_least",
    "childless_share": "housing_support_childless_share",
}
BENEFIT = {
    "rent_share": "pension_support_rent_share",
    "income_share": "pension_support_income_share",
    "income_limit": "pension_support_income_limit",
    "income_limit_child": "pension_support_income_limit_child",
    "own_payment": "pension_support_own_payment",
    "own_share": "pension_support_own_share",
    "most": "pension_support_most",
    "most_of_four": "support_most_of_four",
    "rent_ceiling": "pension_support_rent_ceiling",
    "rent_supplement": "pension_support_rent_supplement",
    "least": "pension_support_least",
}


@dataclass(frozen=True)
class Support:
    """Boligstøtte as a function of the rent without heat, for one household: the least of a few straight lines."""

    pieces: tuple[tuple[Decimal, Decimal], ...]  # kroner a year: so much, and so much of each krone of yearly rent
    rent_ceiling: Decimal  # kroner a year: rent above it counts no more
    least: Decimal  # kroner a year: below it nothing is paid
    is_sure: bool

    def a_month(self, rent: Decimal, *, pays_little: bool = False) -> Decimal:
        """Return whole kroner a month for a rent a month; with `pays_little`, also what is too little to be paid."""
        cost = min(MONTHS * rent, self.rent_ceiling)
        a_year = min(start + share * cost for start, share in self.pieces)
        if a_year <= 0 or (a_year < self.least and not pays_little):
            return ZERO
        return in_kroner(in_kroner(a_year) / MONTHS)


def in_kroner(amount: Decimal) -> Decimal:
    """Round to whole kroner, a half upwards, as Udbetaling Danmark's own calculator does."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def is_pensioners(economy: Economy) -> bool:
    """Say whether the household gets boligydelse, as folkepension and førtidspension from before 2003 give."""
    return bool(economy.kinds & PENSIONS)


def figures_for(economy: Economy) -> tuple[str, ...]:
    """Return the keys of the law's figures that decide this household's boligstøtte."""
    keys = dict(BENEFIT if is_pensioners(economy) else SECURITY)
    if economy.children < 2:
        del keys["income_limit_child"]
    if economy.children < FOUR:
        del keys["most_of_four"]
    if "childless_share" in keys and not has_childless_ceiling(economy):
        del keys["childless_share"]
    return tuple(keys.values())


def has_childless_ceiling(economy: Economy) -> bool:
    """Say whether boligsikring is held to a share of the rent, as it is without children (§ 22 stk. 3)."""
    return not economy.children and Kind.DISABILITY_PENSION not in economy.kinds


def support_of(economy: Economy, income: Decimal, rates: Rates) -> Support | None:
    """Return the boligstøtte of a household with an income a month before tax; none where a parameter is missing."""
    pensioners = is_pensioners(economy)
    keys = BENEFIT if pensioners else SECURITY
    if any(key not in rates for key in keys.values()):
        return None
    value = {name: rates[key].value for name, key in keys.items()}
    income_a_year = MONTHS * income
    more_children = min(max(economy.children - 1, 0), 3)
    over = max(income_a_year - value["income_limit"] - more_children * value["income_limit_child"], ZERO)
    share = value["rent_share"] / HUNDRED
    supplement = value["rent_supplement"] * share if pensioners else ZERO
    own_payment = value["own_payment"]
    if pensioners:
        own_payment = max(own_payment, income_a_year * value["own_share"] / HUNDRED)
    most = value["most"] * (1 + (value["most_of_four"] / HUNDRED if economy.children >= FOUR else 0))
    pieces = [(supplement - over * value["income_share"] / HUNDRED, share), (-own_payment, Decimal(1)), (most, ZERO)]
    if not pensioners and has_childless_ceiling(economy):
        pieces.append((ZERO, value["childless_share"] / HUNDRED))
    return Support(tuple(pieces), value["rent_ceiling"], value["least"], is_certain(economy, rates))


def is_certain(economy: Economy, rates: Rates) -> bool:
    """Say whether the law is certain of every figure that decides this household's boligstøtte."""
    return all(key in rates and rates[key].is_certain for key in figures_for(economy))
