"""Does our own Aalen-Johansen agree with fractions by hand and with R, and with Kaplan-Meier of one exit?"""

import csv
import io
import math
import shutil
import subprocess
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.insight.mapping.estimation import aalen_johansen, kaplan_meier

# Days and exits of ten homes, by hand: at risk 10, 8, 7, 5, 3; + still there when last followed.
HOMES = [
    (2, "lost"), (2, "dead"), (4, "lost"), (5, "institution"), (5, None), (8, "lost"), (8, "dead"), (9, None),
    (9, None), (9, None),
]  # fmt: skip
OBSERVED = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["lost", "institution", "dead", None])), max_size=50)

R = """
suppressPackageStartupMessages(library(survival))
seen <- read.csv(file("stdin"))
seen$exit <- factor(seen$exit, levels = c("none", "dead", "institution", "lost"))
curve <- survfit(Surv(time, exit) ~ 1, data = seen, id = seq_len(nrow(seen)))
for (name in c("dead", "institution", "lost")) {
    column <- match(name, curve$states)
    cat(sprintf("%s,%g,%.15f,%.15f\\n", name, curve$time, curve$pstate[, column], curve$std.err[, column]), sep = "")
}
"""


def estimated(observed: Any) -> Any:
    told = list(observed)
    return aalen_johansen([time for time, _way_out in told], [way_out for _time, way_out in told])


def test_the_shares_are_those_worked_out_by_hand():
    found = {name: {one.time: one for one in told} for name, told in estimated(HOMES).by_exit.items()}
    shares = {
        # 10 at risk at 2; 8 at 4, of whom 8/10 had not left; 7 at 5 (7/10); 5 at 8 (6/10)
        "lost": {2: Fraction(1, 10), 4: Fraction(2, 10), 8: Fraction(2, 10) + Fraction(6, 10) * Fraction(1, 5)},
        "dead": {2: Fraction(1, 10), 8: Fraction(1, 10) + Fraction(6, 10) * Fraction(1, 5)},
        "institution": {5: Fraction(1, 10)},
    }
    assert {name: set(told) for name, told in found.items()} == {name: set(told) for name, told in shares.items()}
    for name, told in shares.items():
        for time, share in told.items():
            assert math.isclose(found[name][time].share, share, abs_tol=1e-12)
    assert [found["lost"][time].at_risk for time in (2, 4, 8)] == [10, 8, 5]


def test_the_error_is_that_of_the_plain_share_while_all_are_followed_and_the_delta_methods_after():
    lost = {one.time: one for one in estimated(HOMES).by_exit["lost"]}
    assert math.isclose(lost[2].standard_error ** 2, Fraction(1, 10) * Fraction(9, 10) / 10, abs_tol=1e-12)
    assert math.isclose(lost[4].standard_error ** 2, Fraction(2, 10) * Fraction(8, 10) / 10, abs_tol=1e-12)
    # At 8 the share is 8/25. Each time adds the variance of what one who leaves changes, by those at risk.
    share = Fraction(8, 25)
    added = [
        (10, Fraction(1), {"lost": 1, "dead": 1}, Fraction(1, 10)),
        (8, Fraction(8, 10), {"lost": 1}, Fraction(2, 10)),
        (7, Fraction(7, 10), {"institution": 1}, Fraction(2, 10)),
        (5, Fraction(6, 10), {"lost": 1, "dead": 1}, share),
    ]
    variance = Fraction(0)
    for at_risk, before, left, reached in added:
        later = (share - reached) / (1 - Fraction(sum(left.values()), at_risk))
        gains = {name: (before if name == "lost" else Fraction(0)) - later for name in left}
        mean = sum((gains[name] * number for name, number in left.items()), Fraction(0)) / at_risk
        square = sum((gains[name] ** 2 * number for name, number in left.items()), Fraction(0)) / at_risk
        variance += (square - mean**2) / at_risk
    assert math.isclose(lost[8].standard_error, math.sqrt(variance), abs_tol=1e-12)


@given(OBSERVED)
def test_all_shares_and_those_who_stay_are_one_and_one_exit_is_kaplan_meier(observed):
    found = estimated(observed)
    for reached in found.staying.estimates:
        sums = [
            max((one.share for one in told if one.time <= reached.time), default=0.0)
            for told in found.by_exit.values()
        ]  # fmt: skip
        assert math.isclose(sum(sums) + reached.waiting, 1, abs_tol=1e-9)
    times, any_exit = [time for time, _it in observed], ["gone" if way_out else None for _time, way_out in observed]
    told = estimated(zip(times, any_exit, strict=True)).by_exit.get("gone", ())
    curve: Any = kaplan_meier(times, list(map(bool, any_exit)))
    assert [(one.time, one.at_risk, one.left) for one in told] == [
        (one.time, one.at_risk, one.events) for one in curve.estimates
    ]
    for one, other in zip(told, curve.estimates, strict=True):
        assert math.isclose(one.share, other.arrived, abs_tol=1e-12)
        assert (one.standard_error is None) == (other.standard_error is None)
        if one.standard_error is not None:
            assert math.isclose(one.standard_error, other.standard_error, abs_tol=1e-9)
            assert math.isclose(one.low, 1 - other.high, abs_tol=1e-9)
            assert math.isclose(one.high, 1 - other.low, abs_tol=1e-9)


def test_another_exit_does_not_count_as_if_it_had_only_not_been_followed():
    """Of twenty, ten die at 5 and five lose their home at 10: a quarter has lost it, not half."""
    found = estimated([(5, "dead")] * 10 + [(10, "lost")] * 5 + [(20, None)] * 5)
    assert found.at("lost", 10).share == 0.25
    alone: Any = kaplan_meier([5] * 10 + [10] * 5 + [20] * 5, [False] * 10 + [True] * 5 + [False] * 5)
    assert alone.at(10).arrived == 0.5


def test_with_fewer_than_ten_at_risk_nothing_is_told_and_before_the_first_exit_nobody_has_left():
    found = estimated([(time, "lost") for time in range(1, 13)])
    assert [found.at("lost", time) and round(found.at("lost", time).share, 3) for time in (0, 3, 4)] == [0, 0.25, None]
    assert [one.time for one in found.shown("lost")] == [1, 2, 3]
    assert (found.at("dead", 1).share, found.at("dead", 1).high, found.shown("dead")) == (0.0, 0.0, ())


def test_what_is_no_observation_is_refused():
    for times, ways_out in (([1], []), ([-1], ["lost"]), ([math.nan], [None])):
        with pytest.raises(ValueError, match="time"):
            aalen_johansen(times, ways_out)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed here, so there is nothing to compare with")
def test_shares_and_errors_are_those_of_r():
    seen = "time,exit\n" + "".join(f"{time},{way_out or 'none'}\n" for time, way_out in HOMES)
    answer = subprocess.run(["Rscript", "-e", R], input=seen, capture_output=True, text=True, check=False)
    if answer.returncode and "there is no package" in answer.stderr:
        pytest.skip("R is here without its package survival")
    assert answer.returncode == 0, answer.stderr
    of_r = {
        (name, float(time)): (float(share), float(error))
        for name, time, share, error in csv.reader(io.StringIO(answer.stdout))
    }
    for name, told in estimated(HOMES).by_exit.items():
        for one in told:
            share, error = of_r[name, one.time]
            assert math.isclose(one.share, share, abs_tol=1e-9)
            assert math.isclose(one.standard_error, error, abs_tol=1e-9)
