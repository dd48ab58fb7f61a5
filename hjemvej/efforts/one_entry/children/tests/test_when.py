"""When may a child need support, and until when has the receiver? The rules alone; no database."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from hjemvej.efforts.one_entry import rules
from hjemvej.efforts.one_entry.children.rules import receivers_clocks
from hjemvej.ground.law.rules import ProvisionInForce

SAID = {
    "children": 1, "tonight": "unknown", "concerns": [], "is_threatened": False, "danger": "", "eviction_on": None,
}  # fmt: skip
D = datetime.date
TOLD = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)  # a Friday, 14.30 in Copenhagen
RULE = ProvisionInForce(
    key="x", title="", paragraph="barnets lov §§ 133-137", text="", value=Decimal(6), unit="weekdays", certainty="B",
    is_certain=True, valid_from=D(2024, 1, 1), valid_to=None, binds="others", counted_from="underretningen",
)  # fmt: skip
HOURS = dataclasses.replace(RULE, value=Decimal(24), unit="hours")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, []),
        ({"tonight": "has_place", "concerns": ["support", "discharge", "other"]}, []),
        ({"tonight": "no_place"}, ["Et barn i husstanden: har ikke et sted at sove i nat"]),
        ({"concerns": ["no_home"]}, ["Et barn i husstanden: har intet hjem"]),
        ({"concerns": ["losing_home"]}, ["Et barn i husstanden: kan miste sit hjem"]),
        ({"eviction_on": D(2026, 12, 1), "children": 2}, ["2 børn i husstanden: kan miste sit hjem"]),
        ({"is_threatened": True}, ["Et barn i husstanden: er truet eller i fare"]),
        ({"danger": "kniv"}, ["Et barn i husstanden: der er noget at passe på: kniv"]),
    ],
)
def test_a_child_may_need_support_when_what_was_said_touches_it(known, says):
    assert [reason.text for reason in rules.child_may_need_support(**{**SAID, **known})] == says
    for nobody in (None, 0):
        assert rules.child_may_need_support(**{**SAID, **known, "children": nobody}) == []


def clocks(**known):
    return receivers_clocks(TOLD, **{"receipt_on": None, "asked_on": None, "assessed": HOURS, "receipt": RULE, **known})


def test_the_receiver_assesses_in_24_hours_and_confirms_in_six_hverdage():
    found = clocks()
    assert found.assessed_by == TOLD + datetime.timedelta(hours=24)
    assert found.receipt.due_on == D(2026, 11, 27)  # Saturday counts, Sunday does not
    assert "Tæller lørdag ikke med, er det mandag d. 30. november" in found.receipt.explanation
    assert "vi handler" not in found.receipt.explanation


@pytest.mark.parametrize(("on", "asks"), [(D(2026, 11, 27), False), (D(2026, 11, 28), True)])
def test_we_ask_the_day_after_and_never_before(on, asks):
    assert clocks().is_time_to_ask(on) is asks
    assert not clocks(receipt_on=D(2026, 11, 25)).is_time_to_ask(on)


@pytest.mark.parametrize(("on", "asks"), [(D(2026, 12, 5), False), (D(2026, 12, 6), True)])
def test_having_asked_they_have_as_long_once_more(on, asks):
    assert clocks(asked_on=D(2026, 11, 28)).is_time_to_ask(on) is asks


def test_without_a_rule_in_force_nobody_has_a_clock():
    found = clocks(assessed=None, receipt=None)
    assert (found.assessed_by, found.receipt, found.is_time_to_ask(D(2030, 1, 1))) == (None, None, False)


def test_a_receipt_is_late_the_day_after_it_should_have_come():
    due_on = clocks().receipt.due_on
    assert not clocks(told_on=due_on).is_receipt_late
    assert clocks(told_on=due_on + datetime.timedelta(days=1)).is_receipt_late
    assert not clocks(told_on=due_on + datetime.timedelta(days=1), receipt_on=due_on).is_receipt_late
