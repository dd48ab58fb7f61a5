"""What share still waits after a time, when some have not been followed to the end? The product-limit estimate.

Kaplan & Meier 1958; the standard error after Greenwood 1926; the band on the scale of log(-log S), which stays between
0 and 1 (Kalbfleisch & Prentice 2002, § 1.4). A mean of the finished alone would grow as those who waited longest are
helped, so none is given.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_AT_RISK = 10  # with fewer still followed nothing is told
Z = 1.959963984540054  # standard deviations of a 95 % interval


@dataclass(frozen=True)
class Estimate:
    """The state of the curve from a time until the next event.

    `time` is in the units of the observations; `at_risk` and `events` are people just before and at it; `waiting` is
    S(time), a share from 0 to 1; `standard_error` is Greenwood's, in the same unit; `low` and `high` are the 95 % band.
    Where nobody waits any longer the error and the band are None, since neither is defined.
    """

    time: float
    at_risk: int
    events: int
    waiting: float
    standard_error: float | None
    low: float | None
    high: float | None

    @property
    def arrived(self) -> float:
        """The share whom it has happened to by then: 1 - S(time)."""
        return 1 - self.waiting


@dataclass(frozen=True)
class Curve:
    """An estimate at each time at which it happened to somebody, and the times of all, in order."""

    times: tuple[float, ...]  # sorted; of those whom it happened to, and of those followed until then without it
    estimates: tuple[Estimate, ...]

    def at_risk(self, time: float) -> int:
        """How many were still followed just before a time, in people."""
        return sum(one >= time for one in self.times)

    def at(self, time: float) -> Estimate | None:
        """The estimate at a time; None where fewer than `SMALLEST_AT_RISK` were still followed, so nothing is told."""
        at_risk = self.at_risk(time)
        if at_risk < SMALLEST_AT_RISK:
            return None
        reached = [one for one in self.estimates if one.time <= time]
        last = reached[-1] if reached else Estimate(0, len(self.times), 0, 1.0, 0.0, 1.0, 1.0)
        events = last.events if last.time == time else 0
        return Estimate(time, at_risk, events, last.waiting, last.standard_error, last.low, last.high)

    def median(self) -> float | None:
        """The first time by which it has happened to half, in the units of the observations.

        None where it has not happened to half, or where fewer than `SMALLEST_AT_RISK` were followed that far.
        """
        half = next((one for one in self.estimates if one.waiting <= 0.5 + 1e-12), None)
        return half.time if half and half.at_risk >= SMALLEST_AT_RISK else None

    def shown(self) -> tuple[Estimate, ...]:
        """The estimates that may be told: those with at least `SMALLEST_AT_RISK` still followed."""
        return tuple(one for one in self.estimates if one.at_risk >= SMALLEST_AT_RISK)


def kaplan_meier(times: Sequence[float], happened: Sequence[bool]) -> Curve:
    """Estimate the share still waiting, from n observations.

    `times`: n numbers of one unit, such as days or steps, none negative. `happened`: n values; False for a person who
    still waited when last followed (censored). Who is censored at a time counts as at risk at it. Raises ValueError
    where the two differ in length or a time is negative or no number. Without observations the curve is empty.
    """
    if len(times) != len(happened):
        raise ValueError(f"{len(times)} times, but {len(happened)} say whether it happened")
    if any(not time >= 0 or math.isinf(time) for time in times):
        raise ValueError("a time is a number from 0")
    events = Counter(time for time, it_did in zip(times, happened, strict=True) if it_did)
    left = Counter(times)
    at_risk, waiting, greenwood = len(times), 1.0, 0.0
    estimates = []
    for time in sorted(left):
        if number := events[time]:
            waiting *= 1 - number / at_risk
            if number < at_risk:
                greenwood += number / (at_risk * (at_risk - number))
            estimates.append(_estimate(time, at_risk, number, waiting if number < at_risk else 0.0, greenwood))
        at_risk -= left[time]
    return Curve(tuple(sorted(times)), tuple(estimates))


def _estimate(time: float, at_risk: int, events: int, waiting: float, greenwood: float) -> Estimate:
    if waiting == 0:
        return Estimate(time, at_risk, events, 0.0, None, None, None)
    error = waiting * math.sqrt(greenwood)
    return Estimate(time, at_risk, events, waiting, error, *log_log_band(waiting, error))


def log_log_band(waiting: float, standard_error: float) -> tuple[float, float]:
    """The 95 % band of a share above 0 and below 1, on the scale of log(-log): it stays between them."""
    spread = Z * standard_error / (waiting * abs(math.log(waiting)))
    return waiting ** math.exp(spread), waiting ** math.exp(-spread)
