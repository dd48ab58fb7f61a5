"""Is a service judged by what is known, told by the right day, joined over methods, and nothing invented?"""

import datetime
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.support.reporting import rules
from hjemvej.efforts.support.reporting.order import ORDERS, next_change, order_on
from hjemvej.efforts.support.reporting.rules import Known, Service

D = datetime.date
ON = D(2026, 11, 30)
WHO = uuid.UUID(int=1)
SERVICE = Service(uuid.UUID(int=2), WHO, D(2026, 9, 10))
WHOLE = Known(SERVICE, "support_85a", D(2026, 9, 3), has_cpr=True, municipality="265")


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        (WHOLE, []),
        (replace(WHOLE, decided_on=None), ["no_decision"]),
        (replace(WHOLE, decided_on=None, has_draft=True), ["not_sent"]),
        (replace(WHOLE, has_draft=True), []),
        (replace(WHOLE, has_cpr=False), ["no_cpr"]),
        (replace(WHOLE, municipality=""), ["no_municipality"]),
        (Known(SERVICE), ["no_decision", "no_cpr", "no_municipality"]),
    ],
)
def test_what_is_missing_is_named(known, lacking):
    assert rules.lacks(known) == lacking
    assert all(key in rules.MISSING for key in lacking)


def test_another_municipality_reports_its_own():
    assert rules.is_ours(WHOLE, "265")
    assert not rules.is_ours(WHOLE, "350")
    assert rules.is_ours(replace(WHOLE, municipality=""), "350"), "unknown: ours until somebody says otherwise"


@pytest.mark.parametrize(
    ("day", "due"),
    [(D(2026, 11, 1), D(2026, 12, 14)), (D(2026, 11, 30), D(2026, 12, 14)), (D(2026, 12, 31), D(2027, 1, 14))],
)
def test_what_happened_in_a_month_is_reported_in_the_next(day, due):
    assert rules.reported_by(day, 14) == due


def test_the_day_is_the_months_last_where_the_month_is_shorter_and_unknown_where_nobody_says_it():
    assert rules.reported_by(D(2027, 1, 20), 31) == D(2027, 2, 28)
    assert rules.reported_by(ON, 0) is None
    assert rules.next_report(ON, 0) is None
    assert rules.when(WHOLE, ON, 0) == "Hvornår, kan ikke vides: ingen har skrevet dagen."


@pytest.mark.parametrize(
    ("on", "due"),
    [(D(2026, 11, 14), D(2026, 11, 14)), (D(2026, 11, 15), D(2026, 12, 14)), (D(2026, 12, 31), D(2027, 1, 14)),
     (D(2027, 1, 1), D(2027, 1, 14))],
)  # fmt: skip
def test_the_next_report_is_today_or_later(on, due):
    assert rules.next_report(on, 14) == due


def test_it_is_due_after_the_month_in_which_it_was_decided_and_had_begun():
    assert rules.due_on(WHOLE, 14) == D(2026, 10, 14)
    assert rules.due_on(replace(WHOLE, decided_on=D(2026, 11, 2)), 14) == D(2026, 12, 14)
    assert rules.when(WHOLE, ON, 14) == "Skulle have været der 14. oktober 2026."
    late = replace(WHOLE, service=replace(SERVICE, from_on=D(2026, 11, 20)))
    assert rules.when(late, ON, 14) == "Skal være der senest 14. december 2026."


def test_a_planned_end_is_told_months_ahead():
    ends = replace(SERVICE, ends_by_plan_on=D(2027, 1, 12))
    said = "Slutter efter planen 12. januar 2027. Slutdagen skal være der senest 14. februar 2027."
    assert rules.told_when_it_ends(ends, 14) == said
    assert rules.told_when_it_ends(ends, 0) == "Slutter efter planen 12. januar 2027."
    assert rules.told_when_it_ends(SERVICE, 14) == ""


def test_who_is_due_first_stands_first_and_of_those_that_end_who_ends_first():
    early = replace(
        WHOLE, service=replace(SERVICE, from_on=D(2026, 1, 5), ends_by_plan_on=D(2027, 2, 1)), decided_on=None
    )
    late = replace(WHOLE, service=replace(SERVICE, ends_by_plan_on=D(2027, 1, 12)))
    assert sorted([late, early], key=lambda one: rules.place(one, by_end=False)) == [early, late]
    assert sorted([early, late], key=lambda one: rules.place(one, by_end=True)) == [late, early]


def test_a_change_of_method_is_no_new_help():
    first = replace(SERVICE, until_on=D(2026, 10, 1), is_followed=True)
    second = Service(uuid.UUID(int=3), WHO, D(2026, 10, 1))
    other = Service(uuid.UUID(int=4), uuid.UUID(int=5), D(2026, 10, 1))
    one, two = rules.joined([second, other, first])
    assert (one.support_id, one.from_on, one.until_on) == (SERVICE.support_id, SERVICE.from_on, None)
    assert two == other
    ended = replace(first, is_followed=False)
    assert rules.joined([ended, second]) == [ended, second], "an end for another reason, and a new beginning"


def test_a_row_says_what_is_known_and_leaves_the_rest_empty():
    order = order_on(ON)
    row = rules.row(WHOLE, order, cpr="0101901234", municipality="265")
    assert {key: value for key, value in row.items() if value} == {
        "cpr": "0101901234", "municipality": "265", "paragraph": "SEL § 85 a", "decided_on": "2026-09-03",
        "from_on": "2026-09-10",
    }  # fmt: skip
    assert [key for key, value in row.items() if not value] == [
        "until_on", "target_group", "service", "performer", "need", "case_number", "follow_up", "extent",
    ]  # fmt: skip


def test_every_field_says_where_it_is_read_and_how_sure_that_is():
    for order in ORDERS:
        assert all(field.source and field.certainty in "BA?" for field in order.fields)
        assert len({field.key for field in order.fields}) == len(order.fields)
    assert next_change(ON) == D(2027, 1, 1)
    assert next_change(D(2027, 1, 1)) == D(2027, 7, 1)


@given(on=st.dates(D(2024, 1, 1), D(2040, 12, 31)), day=st.integers(1, 31))
def test_a_report_is_never_due_before_its_month_is_over(on, day):
    due = rules.reported_by(on, day)
    assert due
    assert (due.year * 12 + due.month) - (on.year * 12 + on.month) == 1
    coming = rules.next_report(on, day)
    assert coming
    assert 0 <= (coming - on).days <= 61


def test_the_year_before_is_open_until_it_is_approved():
    assert rules.year_open_since(D(2027, 2, 28)) == D(2026, 1, 1)
    assert rules.year_open_since(D(2027, 3, 1)) == D(2027, 1, 1)
