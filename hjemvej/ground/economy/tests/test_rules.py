"""Is the highest rent the highest there is, and does nothing fill in for a rate that is missing?"""

import dataclasses
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hjemvej.ground.economy.rules import Economy, Item, Kind, budget, highest_rent, sure_rent, with_income
from hjemvej.ground.economy.rules.kinds import DEBTS, EXPENSES, INCOMES, RATE_OF
from hjemvej.ground.economy.rules.limits import household_of
from hjemvej.ground.economy.rules.support import support_of
from hjemvej.ground.law import queries as law

from .cases import CASES, ON, TOLD, item, leaves_enough, limit, rates, told

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime.date(2027, 1, 1)


@pytest.fixture(scope="module")
def law_of_2026(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return law.provisions_on(ON)


# --- boligstøtte ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "cost", "a_month"),
    [  # Udbetaling Danmark's own calculator for 2026: income a month, rent a year with the supplement for heat, support
        (12000, 4000 * 12 + 2100, 626), (25000, 4000 * 12 + 2100, 560), (32000, 4000 * 12 + 2100, 0),
        (12000, 6000 * 12 + 2100, 926), (32000, 6000 * 12 + 2100, 500), (36000, 6000 * 12 + 2100, 0),
        (12000, 7600 * 12 + 2100, 1166), (36000, 7600 * 12 + 2100, 740), (38000, 7600 * 12 + 2100, 380),
        (39000, 7600 * 12 + 2100, 0), (20000, 7780 * 12 + 2100, 1193), (20000, 7790 * 12 + 2100, 1194),
        (36000, 11000 * 12 + 2100, 850), (20000, 11000 * 12 + 2100, 1194), (20000, 5000 * 12 - 7230, 660),
    ],
)  # fmt: skip
def test_boligsikring_of_a_single_person_is_what_the_official_calculator_says(income, cost, a_month):
    support = support_of(told(item(Kind.WAGE, income)), Decimal(income), rates())
    assert support is not None
    assert support.a_month(Decimal(cost) / 12) == a_month


def test_children_and_disability_pension_lift_the_ceiling_of_fifteen_percent():
    for economy in (told(item(Kind.WAGE, 14000), children=1), told(item(Kind.DISABILITY_PENSION, 14000))):
        support = support_of(economy, Decimal(14000), rates())
        assert support is not None
        assert support.a_month(Decimal(6000)) == 3600  # 60 percent of the rent; the income is below the limit


def test_a_pensioner_gets_boligydelse():
    support = support_of(told(item(Kind.STATE_PENSION_SINGLE)), Decimal(16273), rates())
    assert support is not None
    assert support.a_month(Decimal(5000)) == 3210  # 60,000 a year but 11 percent of an income of 195,276
    assert support.a_month(Decimal(9000)) == 4969


def test_boligsikring_goes_by_the_income_of_both_to_the_krone():
    both = CASES["Par, hvor begge har indkomst"]
    lines = {line.key: line for line in budget(both, Decimal(11314), rates(), ON).lines}
    assert lines["support"].amount == 614, "60 % of 95,500 but 18 % of (23,500 / 0.6299 x 12 - 170,300): 7,370 a year"
    assert "Partnerens indkomst er talt med, regnet tilbage til før skat." in lines["support"].remark
    without = dataclasses.replace(both, items=tuple(one for one in both.items if one.kind != Kind.PARTNER))
    lines = {line.key: line for line in budget(without, Decimal(11314), rates(), ON).lines}
    assert lines["support"].amount == 0, "the household's income is not known"
    assert "før partnerens indkomst er oplyst" in lines["support"].remark
    none = dataclasses.replace(without, items=(*without.items, item(Kind.PARTNER, 0)))
    lines = {line.key: line for line in budget(none, Decimal(11314), rates(), ON).lines}
    assert lines["support"].amount == 1194, "15 % of 95,500, since the citizen's income alone is low"


def test_a_pensioners_boligydelse_goes_by_the_income_of_both():
    alone = told(item(Kind.STATE_PENSION_COUPLE, 11000), item(Kind.PARTNER, 0), has_partner=True)
    both = told(item(Kind.STATE_PENSION_COUPLE, 11000), item(Kind.PARTNER, 6000), has_partner=True)
    amounts = [household_of(economy, rates(), ON).support_for(Decimal(5700)) for economy in (alone, both)]
    # 60,000 - 11 % of 209,557 = 36,949; 75 % of 68,500 - 22.5 % of (323,861 - 201,400) = 23,821
    assert amounts == [3079, 1985]


# --- the highest rent -------------------------------------------------------------------------------------------------

amounts = some.integers(0, 30_000).map(Decimal)
small = some.integers(0, 3_000).map(Decimal)
incomes = some.tuples(some.sampled_from([k for k in INCOMES if k != Kind.NO_INCOME]), amounts, some.booleans())
outs = some.tuples(some.sampled_from((*EXPENSES, *DEBTS)), small)


@some.composite
def economies(draw) -> Economy:
    comes_in = [
        Item(kind, amount, before) for kind, amount, before in draw(some.lists(incomes, min_size=1, max_size=3))
    ]
    goes_out = [Item(kind, amount) for kind, amount in draw(some.lists(outs, max_size=4))]
    return Economy(
        TOLD, (*comes_in, *goes_out), has_partner=draw(some.booleans()), children=draw(some.integers(0, 5)),
        support_told=draw(some.none() | small),
    )  # fmt: skip


@given(economies())
def test_no_higher_rent_leaves_enough_and_this_one_does(law_of_2026, economy):
    found = limit(economy, law_of_2026)
    household = household_of(economy, law_of_2026, ON)
    assert not found.kroner or leaves_enough(household, found.kroner)
    for more in (*range(1, 40), *range(40, 9000, 97)):
        assert not leaves_enough(household, found.kroner + more)


@pytest.mark.parametrize("income", range(4000, 9000, 311))
def test_every_krone_agrees_where_boligstoette_becomes_enough_to_be_paid(income):
    economy = told(item(Kind.WAGE, income), children=1)
    household = household_of(economy, rates(), ON)
    enough = [rent for rent in range(12_000) if leaves_enough(household, rent)]
    assert limit(economy).kroner == max(enough, default=0)


@given(economies(), small)
def test_one_more_expense_never_raises_the_rent(law_of_2026, economy, more):
    dearer = dataclasses.replace(economy, items=(*economy.items, Item(Kind.OTHER_FIXED, more)))
    assert limit(dearer, law_of_2026).kroner <= limit(economy, law_of_2026).kroner


@given(economies(), some.none() | small, some.booleans(), some.sampled_from([ON, TOLD + datetime.timedelta(days=900)]))
def test_the_sure_rent_is_the_highest_where_that_is_sure(law_of_2026, economy, support, has_partner, on):
    economy = dataclasses.replace(economy, support_told=support, has_partner=has_partner)
    found = highest_rent(economy, law_of_2026, on)
    assert sure_rent(economy, law_of_2026, on) == (found if found and found.is_sure else None)


def test_a_rent_that_was_told_lately_is_sure():
    economy = told(item(Kind.WAGE, 20000), rent_told=Decimal(100))
    assert sure_rent(economy, rates(), ON) == limit(economy)
    assert sure_rent(dataclasses.replace(economy, said_on=TOLD - datetime.timedelta(days=900)), rates(), ON) is None


@given(economies(), some.integers(0, 3000))
def test_what_is_left_never_falls_by_more_than_the_rent_rises(law_of_2026, economy, rent):
    household = household_of(economy, law_of_2026, ON)
    before, after = household.left(Decimal(rent)), household.left(Decimal(rent + 1))
    assert before is not None
    assert after is not None
    assert before - after <= 1


def test_what_somebody_has_told_is_used_before_what_is_worked_out():
    assert limit(told(item(Kind.WAGE, 20000), rent_told=Decimal(100))).kroner == 100
    sure = limit(told(item(Kind.WAGE, 9000), support_told=Decimal(500)))
    assert (sure.kroner, sure.basis, sure.is_sure) == (Decimal(5500), "worked_out", True)
    assert not limit(told(item(Kind.WAGE, 9000))).is_sure, "boligstøtte is an estimate"
    assert not limit(told(item(Kind.WAGE, 9000), support_told=Decimal(5), has_partner=True)).is_sure


def test_an_old_economy_is_not_sure():
    economy = told(item(Kind.WAGE, 9000), support_told=Decimal(500))
    assert limit(economy, rates(), datetime.date(2026, 12, 31)).is_sure
    old = dataclasses.replace(economy, said_on=datetime.date(2026, 5, 19))
    assert not limit(old).is_sure


# --- a year without its rates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", RATE_OF)
def test_no_rate_of_2026_is_carried_into_2027(kind):
    then = rates(NEXT_YEAR)
    lines = budget(told(item(kind)), Decimal(3000), then, NEXT_YEAR).lines
    assert lines[0].amount is None
    assert "2027 mangler" in lines[0].remark
    assert lines[0].rate_key == RATE_OF[kind]


def test_in_a_year_without_rates_a_single_on_kontanthjaelp_has_the_usual_ceiling_and_others_no_answer():
    then = rates(NEXT_YEAR)
    usual = limit(told(item(Kind.CASH_RAISED)), then, NEXT_YEAR)
    assert (usual.kroner, usual.basis, usual.is_sure) == (Decimal(3500), "usual", False)
    assert highest_rent(told(item(Kind.CASH_RAISED), children=1), then, NEXT_YEAR) is None
    assert highest_rent(told(item(Kind.CASH_RAISED), has_partner=True), then, NEXT_YEAR) is None
    assert highest_rent(told(item(Kind.STATE_PENSION_SINGLE)), then, NEXT_YEAR) is None
    assert highest_rent(told(), then, NEXT_YEAR) is None


def test_what_is_typed_as_paid_out_counts_in_a_year_without_rates_but_boligstoette_does_not():
    economy, then = told(item(Kind.CASH_RAISED, 9500)), rates(NEXT_YEAR)
    found = limit(economy, then, NEXT_YEAR)
    assert (found.kroner, found.is_sure) == (Decimal(5500), False)
    lines = {line.key: line for line in budget(economy, found.kroner, then, NEXT_YEAR).lines}
    assert lines["support"].amount == 0
    assert "Kan ikke regnes for 2027" in lines["support"].remark


def test_what_is_typed_before_tax_has_no_answer_without_the_years_tax():
    economy = told(item(Kind.WAGE, 14000, before_tax=True))
    assert highest_rent(economy, rates(NEXT_YEAR), NEXT_YEAR) is None
    lines = {line.key: line for line in budget(economy, Decimal(0), rates(NEXT_YEAR), NEXT_YEAR).lines}
    assert "Skatten for 2027 kan ikke regnes" in lines["tax"].remark


# --- what if --------------------------------------------------------------------------------------------------------


def test_another_income_takes_the_place_of_the_citizens_own_and_leaves_the_rest():
    economy = told(item(Kind.CASH_RAISED, 9500), item(Kind.CHILD_BENEFIT, 900), item(Kind.PHONE, 100))
    other = with_income(economy, Decimal(12000))
    assert other.items == (item(Kind.CASH_RAISED, 12000), item(Kind.CHILD_BENEFIT, 900), item(Kind.PHONE, 100))
    assert limit(other).kroner > limit(economy).kroner
    assert with_income(told(item(Kind.NO_INCOME)), Decimal(1)).items == (item(Kind.WAGE, 1),)


def test_a_line_says_where_it_is_from_and_is_marked_where_it_is_not_sure():
    lines = {line.key: line for line in budget(CASES["SU uden andet"], Decimal(3000), rates(), ON).lines}
    assert "sats fra 1. januar 2026" in lines[Kind.STUDY_GRANT].source
    assert not lines[Kind.STUDY_GRANT].is_sure
    assert lines[Kind.PHONE].source == "Borgeren selv"
    assert lines["tax"].amount_text == "−1.080\N{NO-BREAK SPACE}kr."
