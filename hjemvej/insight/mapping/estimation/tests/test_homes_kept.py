"""Is each move-in followed over planned moves to the way by which it ended, and no longer than the person was?"""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.insight.mapping.estimation import Home, HomeKept, Kinds, Limits, Slept, WayOut
from hjemvej.insight.mapping.estimation import homes_kept as module_function
from hjemvej.insight.mapping.estimation.homes_kept import DIED, EVICTED, LEFT, OTHER_HOME, STAY

TODAY = datetime.date(2026, 11, 20)
KINDS = Kinds({"street"}, {"own"}, {"residential"}, {"hospital"}, {"away"})
LIMITS = Limits(lost_within=30, institution_after=90, bridged_under=14)
LOST, INSTITUTION, DEAD = WayOut.LOST, WayOut.INSTITUTION, WayOut.DEAD


def day(ago):
    return TODAY - datetime.timedelta(days=ago)


def home(since, until=None, ended=""):
    return Home(day(since), None if until is None else day(until), ended)


def kept(homes, *moves, died=None):
    """Of kinds, each since so many days ago."""
    ends = [*(day(ago) for _kind, ago in moves[1:]), None]
    nights = [Slept(kind, day(ago), end) for (kind, ago), end in zip(moves, ends, strict=False)]
    died_on = None if died is None else day(died)
    return module_function(homes, nights, died_on=died_on, kinds=KINDS, limits=LIMITS, today=TODAY)


@pytest.mark.parametrize(
    ("homes", "moves", "expected"),
    [
        ([home(400)], [("own", 400)], [(400, 0, None, True)]),
        ([home(400, 100, "evicted")], [("own", 400)], [(400, 100, LOST, False)]),
        ([home(400, 100, "evicted"), home(100)], [("own", 400)], [(400, 100, LOST, False), (100, 0, None, True)]),
        ([home(400, 100, "ran_out")], [("own", 400), ("street", 70)], [(400, 100, LOST, False)]),
        ([home(400, 100, "ran_out")], [("own", 400), ("street", 69)], [(400, 100, None, False)]),
        ([home(400, 100, "left")], [("own", 400)], [(400, 100, LOST, False)]),
        ([home(400, 100, "left")], [("own", 400), ("away", 100)], [(400, 100, None, False)]),
        ([home(400, 100, "other_home")], [("own", 400)], [(400, 0, None, True)]),
        ([home(400, 100, "other_home")], [("own", 400), ("away", 100)], [(400, 100, None, False)]),
        ([home(400, 100, "other_home"), home(110)], [("own", 400)], [(400, 0, None, True)]),
        ([home(400, 100, "left"), home(80)], [("own", 400), ("street", 90), ("own", 80)], [(400, 0, None, True)]),
        (
            [home(400, 100, "left"), home(86)],
            [("own", 400), ("street", 100), ("own", 86)],
            [(400, 100, LOST, False), (86, 0, None, True)],
        ),
        ([home(400, 100, "left")], [("own", 400), ("street", 95), ("own", 90)], [(400, 0, None, True)]),
        ([home(400, 100, "stay")], [("residential", 100)], [(400, 100, INSTITUTION, False)]),
        ([home(400, 100, "left")], [("hospital", 100)], [(400, 100, INSTITUTION, False)]),
        ([home(400, 90, "left")], [("hospital", 90)], [(400, 90, None, False)]),
        ([home(400)], [("own", 400), ("hospital", 91)], [(400, 0, INSTITUTION, False)]),
        ([home(400)], [("own", 400), ("hospital", 90)], [(400, 0, None, True)]),
        ([home(400)], [("own", 400), ("hospital", 200), ("own", 105)], [(400, 109, INSTITUTION, False)]),
        ([home(400)], [("hospital", 200), ("residential", 150), ("own", 105)], [(400, 109, INSTITUTION, False)]),
        ([home(400, 100, "died")], [], [(400, 100, DEAD, False)]),
        ([home(-5)], [], []),
        ([], [("own", 400)], []),
    ],
)
def test_each_move_in_is_followed_to_its_way_out(homes, moves, expected):
    assert kept(homes, *moves) == [HomeKept(day(began), day(last), out, on) for began, last, out, on in expected]


def test_death_ends_it_on_its_day_also_where_nobody_ended_the_lease():
    assert kept([home(400)], ("own", 400), died=50) == [HomeKept(day(400), day(50), DEAD)]
    assert kept([home(400, 100, "ran_out")], ("own", 400), died=80) == [HomeKept(day(400), day(80), DEAD)]
    assert kept([home(400, 100, "evicted")], ("own", 400), died=80) == [HomeKept(day(400), day(100), LOST)]


ENDS = [EVICTED, LEFT, OTHER_HOME, STAY, DIED, "ran_out"]
KINDS_OF_NIGHTS = st.sampled_from(["street", "own", "hospital", "residential", "away"])


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(1, 500), st.sampled_from(ENDS)), max_size=6),
    st.lists(st.tuples(KINDS_OF_NIGHTS, st.integers(0, 900)), max_size=8),
)
def test_a_move_in_begins_only_when_the_one_before_has_ended(drawn, moves):
    homes = [home(since, since - days if since - days >= 0 else None, ended if since >= days else "")
             for since, days, ended in drawn]  # fmt: skip
    in_order = sorted({ago: kind for kind, ago in moves}.items(), reverse=True)
    found = kept(homes, *((kind, ago) for ago, kind in in_order))
    for one in found:
        assert one.moved_in_on <= one.last_on <= TODAY
        assert not (one.is_followed and one.way_out)
    assert all(two.moved_in_on > one.last_on or one.way_out for one, two in itertools.pairwise(found))
