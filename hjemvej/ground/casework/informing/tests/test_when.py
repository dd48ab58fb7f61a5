"""When must a citizen be told of their record? The rule alone; no database."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from hjemvej.ground.casework.informing.rules import Facts, state
from hjemvej.ground.law.rules import ProvisionInForce

D = datetime.date
LAW: dict[str, Any] = {
    "title": "", "text": "", "certainty": "A", "is_certain": False, "valid_from": D(2018, 5, 25), "valid_to": None,
    "binds": "us",
}  # fmt: skip
AT_ONCE = ProvisionInForce(key="a", paragraph="GDPR art. 13", value=Decimal(0), unit="days", **LAW)
A_MONTH = ProvisionInForce(key="b", paragraph="GDPR art. 14", value=Decimal(1), unit="months", **LAW)
CREATED = D(2026, 11, 3)


def found(on=D(2026, 11, 20), **known):
    facts = Facts(**{"created_on": CREATED, "is_nameless": False, "has_way": True, **known})
    return state(facts, on, at_first_contact=AT_ONCE, at_latest=A_MONTH)


def test_what_others_told_us_is_told_within_a_month():
    assert (found().kind, found().due_on) == ("runs", D(2026, 12, 3))
    assert "GDPR art. 14" in found().due.explanation


def test_a_month_that_ends_on_a_day_off_ends_before_it_for_us():
    assert found(created_on=D(2026, 11, 5)).due_on == D(2026, 12, 4)  # the fifth is a Saturday


@pytest.mark.parametrize(
    ("met_on", "due_on"),
    [
        (D(2026, 11, 3), D(2026, 11, 3)),  # from the citizen: at the first contact
        (D(2026, 11, 20), D(2026, 11, 20)),  # from others: at the first contact after
        (D(2026, 12, 2), D(2026, 12, 2)),
        (D(2026, 12, 9), D(2026, 12, 3)),  # at the latest a month after
        (D(2026, 10, 1), D(2026, 11, 3)),  # met before there was a record
    ],
)
def test_the_first_contact_comes_first_and_the_month_last(met_on, due_on):
    assert found(met_on=met_on).due_on == due_on


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ({"is_nameless": True, "has_way": False}, "unreachable"),
        ({"is_nameless": True, "has_way": True}, "runs"),
        ({"is_nameless": False, "has_way": False}, "runs"),
        ({"is_nameless": True, "has_way": False, "met_on": D(2026, 11, 4)}, "runs"),
    ],
)
def test_the_clock_of_somebody_nobody_can_reach_waits(known, kind):
    assert found(**known).kind == kind


def test_the_month_of_somebody_nameless_begins_with_their_name():
    assert found(named_on=D(2026, 11, 17)).due_on == D(2026, 12, 17)


@pytest.mark.parametrize(("on", "kind"), [(D(2026, 11, 29), "waits"), (D(2026, 11, 30), "look_again")])
def test_an_exception_holds_until_the_day_to_look_again(on, kind):
    excepted = found(on, look_again_on=D(2026, 11, 30))
    assert (excepted.kind, excepted.due_on) == (kind, D(2026, 11, 30))


def test_told_is_told_whatever_else_stands():
    assert found(told_on=CREATED, met_on=CREATED, look_again_on=CREATED, is_nameless=True, has_way=False).kind == "told"


def test_without_a_rule_no_day_is_made_up():
    facts = Facts(created_on=CREATED, is_nameless=False, has_way=True, met_on=CREATED)
    assert state(facts, CREATED, at_first_contact=None, at_latest=None).due_on is None


def test_a_day_of_another_year_than_the_readers_bears_its_year():
    told = found(on=D(2026, 11, 20), created_on=D(2023, 12, 4), met_on=D(2023, 12, 4))
    assert "mandag d. 4. december 2023" in told.due.explanation
    this_year = found(on=D(2026, 11, 20), created_on=D(2026, 11, 2), met_on=D(2026, 11, 2))
    assert "2026" not in this_year.due.explanation.partition("(")[0]
    over_new_year = found(on=D(2026, 12, 22), created_on=D(2026, 12, 21))
    assert "d. 21. december:" in over_new_year.due.explanation
    assert " 2027" in over_new_year.due.explanation
    read_later = found(on=D(2027, 1, 2), created_on=D(2026, 12, 21))
    assert "d. 21. december 2026:" in read_later.due.explanation
    assert " 2027" not in read_later.due.explanation
