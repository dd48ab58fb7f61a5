"""Do we count days as Danes do? Easter, Christmas, the day of prayer that is gone, short months."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from hjemvej.ground.law import rules

D = datetime.date


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (D(2026, 11, 3), 3, D(2026, 11, 6)),  # an ordinary Tuesday
        (D(2026, 11, 4), 3, D(2026, 11, 7)),  # Saturday counts
        (D(2026, 11, 6), 3, D(2026, 11, 10)),  # Sunday does not
        (D(2026, 4, 1), 3, D(2026, 4, 8)),  # Easter: Thursday, Friday, Sunday and Monday are off
        (D(2026, 12, 23), 3, D(2026, 12, 29)),  # 24 December counts as hverdag, the 25th to the 27th do not
        (D(2026, 12, 31), 1, D(2027, 1, 2)),
    ],
)
def test_weekdays_are_monday_to_saturday_without_holidays(start, n, due):
    assert rules.add_weekdays(start, n) == due


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (D(2026, 11, 3), 7, D(2026, 11, 12)),
        (D(2026, 4, 1), 1, D(2026, 4, 7)),  # Easter
        (D(2026, 12, 23), 1, D(2026, 12, 28)),  # 24 December is no working day
        (D(2026, 12, 30), 1, D(2027, 1, 4)),  # nor is the 31st
        (D(2026, 6, 4), 1, D(2026, 6, 8)),  # nor Constitution Day, a Friday
        (D(2026, 4, 30), 1, D(2026, 5, 1)),  # 1 May is counted: it gives the earlier day
    ],
)
def test_working_days_are_monday_to_friday_when_offices_are_open(start, n, due):
    assert rules.add_working_days(start, n) == due


def test_the_great_day_of_prayer_is_a_holiday_until_2023_and_no_longer():
    assert not rules.is_weekday(D(2023, 5, 5))
    assert rules.is_weekday(D(2024, 4, 26))
    assert rules.is_working_day(D(2024, 4, 26))


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert rules.add_months(D(2027, 1, 31), 1) == D(2027, 2, 28)
    assert rules.add_months(D(2028, 1, 31), 1) == D(2028, 2, 29)
    assert rules.add_months(D(2028, 2, 29), 12) == D(2029, 2, 28)
    assert rules.add_months(D(2026, 11, 20), 2) == D(2027, 1, 20)


def rule(value: int, unit: str, *, binds: str = "us", event: str = "start") -> rules.ProvisionInForce:
    start = D(2015, 1, 1)
    return rules.ProvisionInForce(
        "k", "Prøve", "SEL § 0", "Tekst", Decimal(value), unit, "B", True, start, None, event, binds
    )


def test_a_deadline_is_explained_so_that_it_can_be_read_aloud():
    found = rules.deadline(rule(14, "days", event="underretning"), D(2026, 11, 3))
    assert found.due_on == D(2026, 11, 17)
    assert found.explanation == "14 dage efter underretning tirsdag d. 3. november: tirsdag d. 17. november (SEL § 0)"


def test_a_deadline_without_an_event_is_counted_from_a_start():
    found = rules.deadline(rule(14, "days", event=""), D(2026, 11, 3))
    assert found.explanation.startswith("14 dage efter start tirsdag d. 3. november")


def test_our_own_deadline_on_a_day_off_is_acted_on_before_it():
    found = rules.deadline(rule(14, "days"), D(2026, 11, 8))
    assert (found.due_on, found.last_day) == (D(2026, 11, 20), D(2026, 11, 22))
    assert "vi handler på den tidligste dag" in found.explanation


def test_our_own_deadline_is_never_before_the_day_its_clock_started():
    assert rules.deadline(rule(1, "days"), D(2026, 11, 7)).due_on == D(2026, 11, 7)  # Saturday; Sunday is off
    same_day = rules.deadline(rule(0, "days", binds="citizen"), D(2026, 11, 7))
    assert (same_day.due_on, "fridag" in same_day.explanation) == (D(2026, 11, 7), False)


def test_the_first_of_may_is_no_working_day_when_it_is_a_public_holiday():
    assert not rules.is_working_day(D(2015, 5, 1))
    assert rules.is_working_day(D(2014, 5, 1))


def test_a_deadline_in_another_year_tells_the_year_and_one_in_the_same_does_not():
    assert "1. november 2028" in rules.deadline(rule(2, "novembers", binds="nobody"), D(2026, 11, 20)).explanation
    assert "2026" not in rules.deadline(rule(14, "days"), D(2026, 11, 3)).explanation


def test_the_citizens_deadline_on_a_day_off_runs_to_the_next_working_day():
    found = rules.deadline(rule(4, "weeks", binds="citizen"), D(2026, 11, 26))
    assert (found.due_on, found.last_day) == (D(2026, 12, 28), D(2026, 12, 24))
    assert "løber derfor til næste arbejdsdag" in found.explanation


def test_a_day_in_doubt_gives_the_citizen_longer_and_us_no_longer():
    """1 May 2026, a Friday, is a day off by some agreements only."""
    theirs = rules.deadline(rule(4, "weeks", binds="citizen"), D(2026, 4, 3))
    ours = rules.deadline(rule(4, "weeks"), D(2026, 4, 3))
    assert (theirs.last_day, theirs.due_on, ours.due_on) == (D(2026, 5, 1), D(2026, 5, 4), D(2026, 5, 1))


def test_a_period_that_just_runs_out_is_not_moved():
    assert rules.deadline(rule(2, "years", binds="nobody"), D(2026, 11, 21)).due_on == D(2028, 11, 21)


def test_at_once_is_said_as_at_once():
    found = rules.deadline(rule(0, "days", event="underretning"), D(2026, 11, 22))
    assert found.due_on == D(2026, 11, 22)
    assert found.explanation.startswith("Straks, samme dag som underretning søndag d. 22. november")


def test_an_exemption_ends_on_a_first_of_november():
    assert rules.deadline(rule(2, "novembers", binds="nobody"), D(2026, 11, 20)).due_on == D(2028, 11, 1)


def test_a_deadline_of_hours_falls_on_the_day_the_hours_end():
    assert rules.deadline(rule(72, "hours"), D(2026, 11, 20)).due_on == D(2026, 11, 23)


def test_a_rate_has_no_deadline():
    with pytest.raises(rules.NotADeadline):
        rules.deadline(rule(50, "percent"), D(2026, 11, 20))


def test_a_deadline_of_no_time_is_the_same_day_and_an_amount_of_nothing_is_zero():
    assert rules.length_text(Decimal(0), "days") == "samme dag"
    assert rules.length_text(Decimal(0), "kroner") == "0 kr."


def test_a_rule_holds_until_the_day_before_the_next_and_goes_on_where_there_is_none():
    assert rule(1, "days").last_valid_on is None
    assert replace(rule(1, "days"), valid_to=D(2026, 4, 1)).last_valid_on == D(2026, 3, 31)


def test_a_limit_that_binds_no_party_or_is_in_hours_is_not_moved_from_a_day_off():
    sunday = D(2026, 11, 22)
    assert rules.deadline(rule(48, "hours"), D(2026, 11, 20)).due_on == sunday
    assert rules.deadline(rule(14, "days", binds="nobody"), D(2026, 11, 8)).due_on == sunday


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("50", "percent", "50 procent"), ("12.5", "percent", "12,50 procent"), ("42766", "kroner", "42.766 kr.")],
)
def test_an_amount_is_told_with_its_hundredths(value, unit, words):
    assert rules.length_text(Decimal(value), unit) == words
