"""Are the instalments the debt to the øre, is each state one of all, and does it matter how a payment was split?"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.law.rules import is_surely_working_day
from hjemvej.ground.payment_plans import rules
from hjemvej.ground.payment_plans.rules import PlanState, Stands

D = datetime.date
ORE = Decimal("0.01")
debts = st.integers(1, 5_000_000).map(lambda ore: ore * ORE)
days = st.dates(D(2024, 1, 1), D(2032, 12, 31))
maybe_days = st.none() | days


@dataclass(frozen=True)
class One:
    """An instalment as a value."""

    number: int
    amount: Decimal
    falls_on: D
    due_on: D
    paid: Decimal = Decimal(0)
    paid_on: D | None = None
    short_on: D | None = None


@st.composite
def ones(draw, number=1):
    amount, falls_on = draw(debts), draw(days)
    paid = draw(st.sampled_from([Decimal(0), amount, (amount / 2).quantize(ORE)]))
    paid_on = draw(days) if paid == amount else None
    short_on = None if paid_on else draw(maybe_days)
    return One(number, amount, falls_on, rules.last_day(falls_on), paid, paid_on, short_on)


plans = st.integers(1, 6).flatmap(lambda n: st.tuples(*(ones(number) for number in range(1, n + 1))))


@given(debts, debts, days)
def test_instalments_are_the_debt_to_the_ore_and_the_last_is_the_smallest(debt, a_month, first_on):
    dues = rules.monthly(debt, a_month, first_on)
    if debt > a_month * rules.MOST:
        assert "flere end 120" in rules.wrong_with(debt, dues)
        return
    assert sum(due.amount for due in dues) == debt
    assert rules.wrong_with(debt, dues) == ""
    assert all(due.amount == a_month for due in dues[:-1])
    assert 0 < dues[-1].amount <= a_month
    assert [due.falls_on for due in dues] == sorted({due.falls_on for due in dues})


@given(days)
def test_the_last_day_is_the_first_that_is_surely_a_working_day(day):
    last = rules.last_day(day)
    assert is_surely_working_day(last)
    assert not any(is_surely_working_day(day + n * rules.DAY) for n in range((last - day).days))


@pytest.mark.parametrize(
    ("falls_on", "due_on"),
    [
        (D(2027, 1, 1), D(2027, 1, 4)),  # New Year's Day is a Friday
        (D(2027, 5, 1), D(2027, 5, 3)),  # a Saturday
        (D(2026, 5, 1), D(2026, 5, 4)),  # a Friday in doubt: the later reading
        (D(2027, 3, 25), D(2027, 3, 30)),  # over Easter
        (D(2026, 12, 24), D(2026, 12, 28)),  # Christmas
        (D(2028, 2, 29), D(2028, 2, 29)),
        (D(2026, 12, 1), D(2026, 12, 1)),
    ],
)
def test_a_day_off_gives_the_citizen_until_the_next_working_day(falls_on, due_on):
    assert rules.last_day(falls_on) == due_on


def test_the_month_that_is_shorter_has_its_last_day_and_the_next_its_own():
    dues = rules.monthly(Decimal(4000), Decimal(1000), D(2027, 12, 31))
    assert [due.falls_on for due in dues] == [D(2027, 12, 31), D(2028, 1, 31), D(2028, 2, 29), D(2028, 3, 31)]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ([], "mindst ét afdrag"), ([0], "mindst ét afdrag"), ([600, 300], "100\N{NO-BREAK SPACE}kr. mindre"),
        ([600, "400.50"], "0,50\N{NO-BREAK SPACE}kr. mere"), ([600, 400], ""),
    ],
)  # fmt: skip
def test_instalments_that_are_not_the_debt_are_told_by_how_much(amounts, words):
    dues = [rules.Due(Decimal(amount), D(2027, 1, 1)) for amount in amounts]
    wrong = rules.wrong_with(Decimal(1000), dues)
    assert words in wrong
    assert bool(wrong) == bool(words)


@given(ones(), days)
def test_an_instalment_stands_in_exactly_one_way(one, on):
    how = rules.stands(one, on)
    is_all = one.paid == one.amount
    assert {
        Stands.PAID: is_all and one.paid_on <= one.due_on if one.paid_on else False,
        Stands.LATE: is_all and one.paid_on > one.due_on if one.paid_on else False,
        Stands.MISSED: not is_all and one.short_on is not None and not one.paid,
        Stands.PART: not is_all and one.short_on is not None and one.paid > 0,
        Stands.UNSAID: not is_all and one.short_on is None and one.due_on < on,
        Stands.COMING: not is_all and one.short_on is None and one.due_on >= on,
    } == {each: each == how for each in Stands}


@given(plans, days, st.sampled_from(PlanState.values))
def test_a_plan_stands_in_one_way_with_reasons_and_the_calendar_breaks_none(plan, on, state):
    found = rules.standing(state, plan, on)
    hows = {rules.stands(one, on) for one in plan}
    assert found.words
    assert found.left == sum(one.amount - one.paid for one in plan)
    if state != PlanState.LIVE:
        assert (found.kind, found.next_one) == (state, None)
    elif hows & set(rules.BEHIND):
        assert found.kind == "behind"
    else:
        assert found.kind == ("unsaid" if Stands.UNSAID in hows else "in_time")
    assert len(found.reasons) == sum(rules.stands(one, on) != Stands.COMING for one in plan)
    assert rules.may_be_broken(plan, on) == bool(hows & set(rules.BEHIND))


@given(plans, debts)
def test_a_payment_is_spread_to_the_ore_and_no_instalment_gets_more_than_it_lacks(plan, kroner):
    parts = rules.spread(kroner, plan[0], plan)
    lacks = {one.number: one.amount - one.paid for one in plan}
    assert all(0 < part <= lacks[number] for number, part in parts)
    assert sum(part for _number, part in parts) == min(kroner, sum(lacks.values()))
    assert len({number for number, _part in parts}) == len(parts)


def test_the_plan_says_in_one_line_how_it_stands():
    first = One(1, Decimal(1500), D(2026, 11, 2), D(2026, 11, 2), Decimal(1500), D(2026, 11, 1))
    plan = [first, One(2, Decimal(1500), D(2027, 1, 1), D(2027, 1, 4))]
    assert rules.standing("live", plan, D(2026, 12, 1)).words == (
        "Løber. 1 af 2 afdrag betalt. Næste: 1.500\N{NO-BREAK SPACE}kr. den 4. januar."
    )
    assert rules.standing("live", plan, D(2027, 1, 5)).words == "Er afdraget for januar betalt? 1 af 2 afdrag betalt."
    missed = [first, One(2, Decimal(1500), D(2027, 1, 1), D(2027, 1, 4), Decimal(500), None, D(2027, 1, 6))]
    assert rules.standing("live", missed, D(2027, 1, 9)).words == (
        "Ét afdrag mangler: 1.000\N{NO-BREAK SPACE}kr. 1 af 2 afdrag betalt."
    )
    assert rules.standing("broken", missed, D(2027, 1, 9)).words == "Brudt. 1 af 2 afdrag betalt."


@pytest.mark.parametrize(
    ("without", "least", "mark"),
    [
        (None, 5000, "unknown"),
        (7000, None, "unknown"),
        (6500, 5000, "holds"),
        (6499, 5000, "fails"),
        (0, 5000, "fails"),
    ],
)
def test_the_what_if_lays_the_plan_beside_the_least_to_live_on(without, least, mark):
    without, least = (Decimal(each) if each is not None else None for each in (without, least))
    found = rules.left_to_live(without, least, Decimal(1500), is_sure=True)
    assert found.reason.mark == mark
    assert bool(found.reason.change) == (mark == "fails" or without is None)


def test_the_month_in_which_most_is_paid_counts():
    dues = [rules.Due(Decimal(n), D(2027, month, day)) for n, month, day in ((500, 1, 1), (700, 1, 15), (900, 2, 1))]
    assert rules.most_in_a_month(dues) == 1200
    assert rules.most_in_a_month([]) == 0
