"""Is a way home counted from its first night to a home that lasted, and followed no longer than the person was?"""

import datetime

import pytest

from hjemvej.insight.mapping.estimation import Slept, WayHome, ways_home

TODAY = datetime.date(2026, 11, 20)


def day(ago: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=ago)


def ways(*moves: tuple[str, int]) -> list[WayHome]:
    """Of kinds, each since so many days ago."""
    ends = [*(day(ago) for _kind, ago in moves[1:]), None]
    nights = [Slept(kind, day(ago), end) for (kind, ago), end in zip(moves, ends, strict=False)]
    return ways_home(
        nights, homeless={"street", "shelter"}, home={"home"}, gone={"dead", "moved", "unknown"}, today=TODAY,
        anew_after=14,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("street", 90), ("shelter", 60)], [WayHome(day(90), None, TODAY, "shelter")]),
        ([("street", 90), ("home", 30)], [WayHome(day(90), day(30), day(30), "street")]),
        ([("street", 90), ("hospital", 60), ("home", 30)], [WayHome(day(90), day(30), day(30), "street")]),
        ([("street", 90), ("dead", 30)], [WayHome(day(90), None, day(30), "street")]),
        ([("street", 90), ("unknown", 30)], [WayHome(day(90), None, day(30), "street")]),
        ([("street", 90), ("home", 60), ("shelter", 50)], [WayHome(day(90), None, TODAY, "shelter")]),
        (
            [("street", 90), ("home", 60), ("shelter", 46)],
            [WayHome(day(90), day(60), day(60), "street"), WayHome(day(46), None, TODAY, "shelter")],
        ),
        (
            [("street", 90), ("unknown", 60), ("street", 40)],
            [WayHome(day(90), None, day(60), "street"), WayHome(day(40), None, TODAY, "street")],
        ),
        ([("street", 90), ("home", 60), ("dead", 30)], [WayHome(day(90), day(60), day(60), "street")]),
        ([("street", 90), ("moved", 60), ("home", 30)], [WayHome(day(90), None, day(60), "street")]),
        ([("street", 90), ("unknown", 40), ("home", 30)], [WayHome(day(90), day(30), day(30), "street")]),
        ([("home", 90), ("dead", 30)], []),
        ([], []),
    ],
)
def test_nights_become_ways_home(moves, expected):
    assert ways(*moves) == expected
