"""What share has left by each of several exits after a time, when some have not been followed to the end?

Aalen & Johansen 1978: an exit's share grows by those who take it, of those who had taken none. Whoever takes another
exit can no longer take this one, so they are not treated as if they merely were not followed: 1 - Kaplan-Meier of one
exit would tell too much. The standard error is the delta method's with the multinomial variance of each time's exits
(Marubini & Valsecchi 1995, § 10.2), the same as the infinitesimal jackknife of R's survival; with one exit it is
Greenwood's. The band is on the scale of log(-log(1 - share)), so that with one exit it is Kaplan-Meier's.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .kaplan_meier import SMALLEST_AT_RISK, Curve, kaplan_meier, log_log_band


@dataclass(frozen=True)
class Incidence:
    """The share that has left by one exit, from a time until the next who leaves by it.

    `time` is in the units of the observations; `at_risk` and `left` are people just before and at it; `share` is from
    0 to 1; `low` and `high` are the 95 % band. Where all have left by it the error and the band are None.
    """

    time: float
    at_risk: int
    left: int
    share: float
    standard_error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Exits:
    """The incidence of each exit at each time at which somebody took it, and the curve of those who took none."""

    staying: Curve
    by_exit: Mapping[str, tuple[Incidence, ...]]

    def at(self, way_out: str, time: float) -> Incidence | None:
        """The share that has left by this exit; None where fewer than `SMALLEST_AT_RISK` were still followed."""
        at_risk = self.staying.at_risk(time)
        if at_risk < SMALLEST_AT_RISK:
            return None
        reached = [one for one in self.by_exit.get(way_out, ()) if one.time <= time]
        if not reached:
            return Incidence(time, at_risk, 0, 0.0, 0.0, 0.0, 0.0)
        last = reached[-1]
        left = last.left if last.time == time else 0
        return Incidence(time, at_risk, left, last.share, last.standard_error, last.low, last.high)

    def shown(self, way_out: str) -> tuple[Incidence, ...]:
        """The incidences that may be told: those with at least `SMALLEST_AT_RISK` still followed."""
        return tuple(one for one in self.by_exit.get(way_out, ()) if one.at_risk >= SMALLEST_AT_RISK)


@dataclass(frozen=True)
class _Step:
    """What happened at one time: to how many of those at risk, and the shares after it."""

    time: float
    at_risk: int
    left: Counter[str]
    staying_before: float
    shares: Mapping[str, float]


def aalen_johansen(times: Sequence[float], ways_out: Sequence[str | None]) -> Exits:
    """Estimate the cumulative incidence of competing exits, from n observations.

    `times`: n numbers of one unit, none negative. `ways_out`: n names of the exit that each took at its time; None for
    a person who had taken none when last followed (censored), and who counts as at risk at that time. Raises ValueError
    as `kaplan_meier` does.
    """
    staying = kaplan_meier(times, [way_out is not None for way_out in ways_out])
    steps = _steps(times, ways_out)
    names = sorted({way_out for way_out in ways_out if way_out is not None})
    return Exits(staying, {name: tuple(_incidences(steps, name)) for name in names})


def _steps(times: Sequence[float], ways_out: Sequence[str | None]) -> list[_Step]:
    left: dict[float, Counter[str]] = {}
    for time, way_out in zip(times, ways_out, strict=True):
        if way_out is not None:
            left.setdefault(time, Counter())[way_out] += 1
    leave, at_risk, staying = Counter(times), len(times), 1.0
    steps: list[_Step] = []
    sums: dict[str, float] = {}
    for time in sorted(leave):
        if time in left:
            for name, number in left[time].items():
                sums[name] = sums.get(name, 0.0) + staying * number / at_risk
            steps.append(_Step(time, at_risk, left[time], staying, dict(sums)))
            staying *= 1 - left[time].total() / at_risk
        at_risk -= leave[time]
    return steps


def _incidences(steps: Sequence[_Step], name: str) -> list[Incidence]:
    found = []
    for number, step in enumerate(steps):
        if name in step.left:
            share = step.shares[name]
            if share > 1 - 1e-12:
                found.append(Incidence(step.time, step.at_risk, step.left[name], 1.0, None, None, None))
                continue
            error = math.sqrt(sum(_variance(one, name, share) for one in steps[: number + 1]))
            high, low = (1 - edge for edge in log_log_band(1 - share, error))
            found.append(Incidence(step.time, step.at_risk, step.left[name], share, error, low, high))
    return found


def _variance(step: _Step, name: str, share: float) -> float:
    """What the chance of one time adds to the variance of the share reached at a later time.

    One more who leaves at this time takes from all that comes later; if it is by this very exit, it also adds.
    """
    number = step.left.total()
    later = 0.0 if number == step.at_risk else (share - step.shares.get(name, 0.0)) / (1 - number / step.at_risk)
    gains = {way_out: (step.staying_before if way_out == name else 0.0) - later for way_out in step.left}
    mean = sum(gains[way_out] * left for way_out, left in step.left.items()) / step.at_risk
    square = sum(gains[way_out] ** 2 * left for way_out, left in step.left.items()) / step.at_risk
    return (square - mean**2) / step.at_risk
