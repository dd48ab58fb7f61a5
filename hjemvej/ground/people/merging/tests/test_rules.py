"""Which history of two people's nights holds, and why may two records not become one? Without a database."""

import datetime
from dataclasses import dataclass

import pytest

from hjemvej.ground.people.merging.rules import merge_periods, reasons_against_merging

DAY = datetime.date(2026, 11, 1)
AT = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
FINE = {"same": False, "both_have_cpr": False, "one_is_merged": False, "both_are_ours": True}


@dataclass(frozen=True)
class Night:
    where: str
    from_on: datetime.date
    until_on: datetime.date | None
    recorded_at: datetime.datetime

    @property
    def says_nothing(self) -> bool:
        return self.where == "?"


def nights(where: str, first: int, until: int | None = None, told: int = 0) -> Night:
    end = None if until is None else DAY + datetime.timedelta(days=until)
    return Night(where, DAY + datetime.timedelta(days=first), end, AT + datetime.timedelta(hours=told))


@pytest.mark.parametrize(
    ("rows", "history"),
    [
        ([], []),
        ([nights("gade", 0)], [("gade", 0, None)]),
        ([nights("gade", 0), nights("herberg", 3)], [("gade", 0, 3), ("herberg", 3, None)]),
        ([nights("gade", 0), nights("herberg", 3, 5)], [("gade", 0, 3), ("herberg", 3, 5), ("gade", 5, None)]),
        ([nights("gade", 0), nights("?", 3, 5)], [("gade", 0, None)]),
        ([nights("?", 0), nights("herberg", 3)], [("?", 0, 3), ("herberg", 3, None)]),
        ([nights("gade", 0, told=1), nights("herberg", 0)], [("gade", 0, None)]),
        ([nights("gade", 0), nights("herberg", 0, told=1)], [("herberg", 0, None)]),
        ([nights("gade", 0, 3), nights("gade", 3), nights("?", 0)], [("gade", 0, 3), ("gade", 3, None)]),
    ],
)
def test_each_night_follows_what_began_last_and_says_something(rows, history):
    told = []
    for row, from_on, until_on in merge_periods(rows):
        assert isinstance(row, Night)
        told.append((row.where, (from_on - DAY).days, until_on and (until_on - DAY).days))
    assert told == history


@pytest.mark.parametrize(
    ("differs", "number"),
    [
        ({}, 0),
        ({"same": True}, 1),
        ({"both_have_cpr": True}, 1),
        ({"one_is_merged": True}, 1),
        ({"both_are_ours": False}, 1),
        ({"both_have_cpr": True, "one_is_merged": True}, 2),
    ],
)
def test_every_reason_against_is_told(differs, number):
    assert len(reasons_against_merging(**{**FINE, **differs})) == number
