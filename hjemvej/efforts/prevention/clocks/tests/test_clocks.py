"""When is a signal due, and why? Worked cases over Easter, Christmas, a leap day; never later when typed in."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.cases.rules import demand_came_too_early
from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.efforts.prevention.clocks.rules import DECIDE, DEMAND, IN_CRISIS, OWN_GOAL, TAKE_UP, Heard
from hjemvej.efforts.prevention.models import Happening
from hjemvej.ground.law.rules import ProvisionInForce, deadline

D = datetime.date
DAY = datetime.timedelta(days=1)


def rule(key, value, unit, binds, certainty="D"):
    return ProvisionInForce(key, key, "RSL § 5 a", "", value, unit, certainty, certainty == "L", D(2000, 1, 1), None,
                            binds=binds)  # fmt: skip


LAW = {
    TAKE_UP: rule(TAKE_UP, 0, "days", "us"),
    DECIDE: rule(DECIDE, 14, "days", "us"),
    DEMAND: rule(DEMAND, 14, "days", "citizen"),
    OWN_GOAL: rule(OWN_GOAL, 2, "working_days", "us", "L"),
    IN_CRISIS: rule(IN_CRISIS, 0, "days", "us", "L"),
}
NOTICE = Heard(D(2026, 11, 20), (TAKE_UP, DECIDE), "§ 92", "D", Happening.BAILIFF, D(2026, 12, 8), children="no")


def due(heard, *, needs=(), on=None):
    begun = clocks.started(heard, needs)
    deadlines = {(key, start): deadline(LAW[key], start) for key, start in begun}
    return {one.key: one.due_on for one in clocks.clocks(heard, deadlines, on=on or heard.received_on, needs=needs)}


def test_a_notice_without_children_or_known_need_has_our_own_goal_the_decision_and_the_bailiffs_day():
    assert due(NOTICE) == {OWN_GOAL: D(2026, 11, 24), DECIDE: D(2026, 12, 4), "bailiff": D(2026, 12, 8)}


def test_with_children_it_is_taken_up_at_once():
    assert due(replace(NOTICE, children="yes"))[TAKE_UP] == D(2026, 11, 20)


def test_an_open_case_with_us_is_a_known_need_and_is_taken_up_at_once():
    assert due(NOTICE, needs=["course"])[TAKE_UP] == D(2026, 11, 20)


def test_at_once_means_the_same_day_on_a_sunday_and_on_christmas_day():
    for day in (D(2026, 11, 22), D(2026, 12, 25)):
        assert due(replace(NOTICE, children="yes", received_on=day))[TAKE_UP] == day


def test_what_is_no_eviction_has_no_law_to_be_taken_up_by():
    break_up = replace(NOTICE, starts=(), happening=Happening.HOME_ENDS, children="yes")
    assert due(break_up) == {OWN_GOAL: D(2026, 11, 24), "home_ends": D(2026, 12, 8)}


def test_a_crisis_is_taken_up_the_same_day_by_our_own_goal():
    assert due(replace(NOTICE, is_crisis=True))[IN_CRISIS] == D(2026, 11, 20)


@pytest.mark.parametrize(
    ("received_on", "decided_by"),
    [
        (D(2026, 3, 20), D(2026, 4, 1)),  # 14 days end on Good Friday, 3 April; Maundy Thursday is a day off too
        (D(2026, 3, 23), D(2026, 4, 1)),  # on Easter Monday, 6 April
        (D(2026, 12, 10), D(2026, 12, 23)),  # on Christmas Eve, when offices are closed
        (D(2026, 12, 11), D(2026, 12, 23)),  # on Christmas Day
        (D(2028, 2, 15), D(2028, 2, 29)),  # on a leap day, a Tuesday
        (D(2027, 2, 15), D(2027, 3, 1)),  # the year before has none
    ],
)
def test_a_decision_that_ends_on_a_day_off_is_made_before_it(received_on, decided_by):
    assert due(replace(NOTICE, received_on=received_on))[DECIDE] == decided_by


@pytest.mark.parametrize(
    ("reached_on", "pay_until"),
    [
        (D(2026, 11, 13), D(2026, 11, 27)),  # a Friday
        (D(2026, 11, 14), D(2026, 11, 30)),  # ends on a Saturday: Monday
        (D(2026, 11, 15), D(2026, 11, 30)),  # on a Sunday
        (D(2026, 5, 22), D(2026, 6, 8)),  # on 5 June, a Friday
        (D(2026, 3, 20), D(2026, 4, 7)),  # on Good Friday: Tuesday after Easter
        (D(2026, 12, 11), D(2026, 12, 28)),  # on Christmas Day
        (D(2024, 2, 15), D(2024, 2, 29)),  # a leap day
    ],
)
def test_a_demands_fourteen_days_run_on_to_the_next_hverdag(reached_on, pay_until):
    assert due(replace(NOTICE, demand_reached_on=reached_on))[DEMAND] == pay_until


def test_a_demand_that_is_over_waits_no_more_once_the_signal_is_taken_up():
    said = replace(NOTICE, demand_reached_on=D(2026, 11, 1))
    assert due(said)[DEMAND] == D(2026, 11, 16)  # it says what to do now, while nobody has taken it up
    assert DEMAND not in due(replace(said, is_taken_up=True))


MONDAY = D(2026, 11, 23)
QUIET = Heard(MONDAY)


@pytest.mark.parametrize(
    ("key", "heard", "day", "said", "is_late"),
    [
        (TAKE_UP, replace(NOTICE, children="yes"), D(2026, 11, 20), "3 dage for sent", True),
        (IN_CRISIS, replace(QUIET, is_crisis=True), MONDAY, "i dag", False),
        (OWN_GOAL, replace(QUIET, received_on=D(2026, 11, 19)), MONDAY, "i dag", False),
        (OWN_GOAL, replace(QUIET, received_on=D(2026, 11, 18)), D(2026, 11, 20), "3 dage for sent", True),
        (DECIDE, replace(NOTICE, received_on=D(2026, 11, 9)), MONDAY, "i dag", False),
        (DECIDE, replace(NOTICE, received_on=D(2026, 11, 6)), D(2026, 11, 20), "3 dage for sent", True),
        (DEMAND, replace(QUIET, demand_reached_on=D(2026, 11, 4)), D(2026, 11, 18), "spørg, om der er betalt", False),
        ("bailiff", replace(NOTICE, happens_on=D(2026, 11, 19)), D(2026, 11, 19), "hvor borgeren bor nu", False),
    ],
)
def test_whose_lateness_counts(key, heard, day, said, is_late):
    """Ours alone: a day of the tenant, the court, a prison or a ward is over, and says what to ask now."""
    deadlines = {(one, start): deadline(LAW[one], start) for one, start in clocks.started(heard)}
    found = next(one for one in clocks.clocks(heard, deadlines, on=MONDAY) if one.key == key)
    assert (found.due_on, found.is_late(MONDAY)) == (day, is_late)
    assert found.is_gone(MONDAY) == (key in (DEMAND, "bailiff"))
    assert said in f"{found.why} {clocks.days_left_in_words(found.due_on, MONDAY)}"


def test_taking_it_up_ends_the_first_clocks_and_an_answer_ends_the_decision():
    taken_up = replace(NOTICE, children="yes", is_taken_up=True)
    assert set(due(taken_up, needs=["course"])) == {DECIDE, "bailiff"}
    assert set(due(replace(taken_up, is_answered=True))) == {"bailiff"}


def test_the_first_due_stands_first_and_of_two_on_a_day_the_laws():
    said = replace(NOTICE, children="yes", is_crisis=True, happens_on=D(2026, 11, 20))
    assert list(due(said)) == [TAKE_UP, "bailiff", IN_CRISIS, DECIDE]


def test_a_rule_that_the_leader_has_ended_starts_no_clock():
    found = clocks.clocks(NOTICE, {}, on=D(2026, 11, 20))
    assert [one.key for one in found] == ["bailiff"]


def test_each_clock_says_why_by_which_paragraph_and_how_sure():
    begun = clocks.started(replace(NOTICE, children="yes"))
    deadlines = {(key, start): deadline(LAW[key], start) for key, start in begun}
    first, *_others = clocks.clocks(replace(NOTICE, children="yes"), deadlines, on=D(2026, 11, 20))
    assert (first.why, first.paragraph, first.is_certain) == ("Straks: der er børn i hjemmet", "RSL § 5 a", False)


@pytest.mark.parametrize(
    ("paid_by", "reached_on", "is_early"),
    [
        (D(2026, 12, 3), D(2026, 12, 8), True),  # 4, 7, 8 December: the third hverdag itself
        (D(2026, 12, 3), D(2026, 12, 9), False),
        (D(2026, 6, 3), D(2026, 6, 9), True),  # 4, 8, 9 June: neither 5 June nor Saturday counts
        (D(2026, 6, 3), D(2026, 6, 10), False),
    ],
)
def test_a_demand_may_come_after_the_third_hverdag_not_saturday_or_the_fifth_of_june(paid_by, reached_on, is_early):
    assert bool(demand_came_too_early(paid_by, reached_on, 3)) == is_early


def test_how_long_is_left_in_words():
    on = D(2026, 11, 20)
    said = [clocks.days_left_in_words(on + days * DAY, on) for days in (-2, -1, 0, 1, 5)]
    assert said == ["2 dage for sent", "1 dag for sent", "i dag", "om 1 dag", "om 5 dage"]


DAYS = st.dates(D(2010, 1, 1), D(2040, 12, 31))
SAID = st.builds(
    Heard, received_on=DAYS, starts=st.sampled_from([(), (TAKE_UP, DECIDE)]), happening=st.sampled_from(Happening),
    happens_on=st.none() | DAYS, demand_reached_on=st.none() | DAYS, children=st.sampled_from(["yes", "no", "unknown"]),
    is_crisis=st.booleans(),
)  # fmt: skip


@given(SAID, st.integers(0, 400))
def test_a_signal_that_came_earlier_is_never_due_later(said, days):
    later = replace(said, received_on=said.received_on + days * DAY)
    before, after = due(said), due(later)
    assert before.keys() == after.keys()
    assert all(before[key] <= after[key] for key in before)


@given(SAID, st.integers(0, 400))
def test_however_late_it_is_typed_in_no_clock_moves(said, days):
    assert due(said, on=said.received_on) == due(said, on=said.received_on + days * DAY)


@given(SAID, SAID)
def test_another_signal_to_the_same_case_never_gives_it_longer(one, other):
    both = [*due(one).values(), *due(other).values()]
    assert min(both) <= min(due(one).values())


@pytest.mark.django_db
def test_the_day_a_signal_came_is_the_danish_day_on_both_sides_of_midnight(typed, now):
    before, after = (datetime.datetime(2026, 11, 18, 22 + late, 59 - 59 * late, tzinfo=datetime.UTC) for late in (0, 1))
    found = [typed(received_at=at, children="yes", amount=None, address=str(at)).due_on for at in (before, after)]
    assert found == [D(2026, 11, 18), D(2026, 11, 19)]
