"""Does our own Kaplan-Meier agree with R, keep those who wait in the count, and tell nothing of too few?"""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.insight.mapping.estimation import SMALLEST_AT_RISK, kaplan_meier

# Freireich 1963, the treated; R survival 3.5-3: survfit(..., conf.type = "log-log"). With + still waiting.
VECTOR = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()
TIMES, HAPPENED = [int(one.rstrip("+")) for one in VECTOR], ["+" not in one for one in VECTOR]
OBSERVED = st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=60)


@pytest.fixture
def curve():
    return kaplan_meier(TIMES, HAPPENED)


@pytest.mark.parametrize(
    ("time", "at_risk", "waiting"),
    [(6, 21, 0.857), (7, 17, 0.807), (10, 15, 0.753), (13, 12, 0.690), (16, 11, 0.627), (22, 7, 0.538), (23, 6, 0.448)],
)
def test_the_share_waiting_is_that_of_r(curve, time, at_risk, waiting):
    found = {one.time: one for one in curve.estimates}[time]
    assert (found.at_risk, round(found.waiting, 3)) == (at_risk, waiting)


@pytest.mark.parametrize(("time", "low", "high"), [(6, 0.620, 0.952), (10, 0.503, 0.889), (23, 0.188, 0.680)])
def test_the_band_is_that_of_r(curve, time, low, high):
    found = {one.time: one for one in curve.estimates}[time]
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_the_standard_error_is_greenwoods(curve):
    assert round(curve.estimates[0].standard_error, 4) == 0.0764


def test_with_fewer_than_ten_at_risk_nothing_is_told(curve):
    assert curve.at_risk(17) == 10
    assert round(curve.at(17).waiting, 3) == 0.627
    assert curve.at(18) is None  # nine are followed so far
    assert curve.median() is None  # half is reached at 23, with six at risk
    assert [one.time for one in curve.shown()] == [6, 7, 10, 13, 16]


def test_before_the_first_event_everybody_waits(curve):
    assert (curve.at(0).waiting, curve.at(5.5).waiting, curve.at(0).arrived) == (1, 1, 0)


def test_the_median_is_the_first_time_by_which_half_have_arrived():
    assert kaplan_meier(range(1, 21), [True] * 20).median() == 10  # ten of twenty by 10
    assert kaplan_meier(range(1, 20), [True] * 19).median() == 10


def test_those_who_wait_longest_are_in_the_count():
    """The mean of the finished is 10 days; but half of all have waited 400 and are not there yet."""
    curve = kaplan_meier([10] * 20 + [400] * 20, [True] * 20 + [False] * 20)
    assert [found and found.arrived for found in (curve.at(10), curve.at(399))] == [0.5, 0.5]


def test_without_anybody_the_curve_is_empty():
    curve = kaplan_meier([], [])
    assert (curve.estimates, curve.median(), curve.at(0)) == ((), None, None)


@pytest.mark.parametrize(
    ("times", "happened"), [([1], []), ([-1], [True]), ([math.nan], [True]), ([math.inf], [False])]
)
def test_what_is_no_observation_is_refused(times, happened):
    with pytest.raises(ValueError, match="time"):
        kaplan_meier(times, happened)


@given(OBSERVED)
def test_the_curve_only_falls_within_its_band_and_ignores_the_order(observed):
    times, happened = [time for time, _it in observed], [it for _time, it in observed]
    curve = kaplan_meier(times, happened)
    shuffled = list(reversed(observed))
    assert kaplan_meier([one[0] for one in shuffled], [one[1] for one in shuffled]) == curve
    assert all(one.waiting > two.waiting for one, two in itertools.pairwise(curve.estimates))
    for one in curve.estimates:
        assert 0 <= one.waiting <= 1
        if one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.waiting <= one.high <= 1
    assert all(one.at_risk >= SMALLEST_AT_RISK for one in curve.shown())


@given(st.lists(st.integers(0, 50), min_size=SMALLEST_AT_RISK, max_size=60))
def test_where_nobody_is_left_waiting_it_is_the_plain_share(times):
    curve = kaplan_meier(times, [True] * len(times))
    for one in curve.estimates:
        assert math.isclose(one.arrived, sum(time <= one.time for time in times) / len(times), abs_tol=1e-9)
