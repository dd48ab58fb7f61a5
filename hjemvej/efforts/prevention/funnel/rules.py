"""How many signals came how far, with everybody in the denominator? Counts, and how sure they are; no causes. Pure."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from hjemvej.efforts.prevention.models import SignalTrace

Home = SignalTrace.Home
NINETY_FIVE = 1.959963984540054  # of the normal distribution
StepKey = Literal["signals", "taken_up", "reached", "helped", "home_6", "home_12"]


@dataclass(frozen=True)
class Counted:
    """So many signals that came equally far."""

    number: int
    is_taken_up: bool = False
    is_reached: bool = False
    is_helped: bool = False
    home_6: str = ""
    home_12: str = ""
    is_past_6: bool = True  # so many months have passed since its week
    is_past_12: bool = True

    @property
    def reached(self) -> bool:
        return self.is_taken_up and self.is_reached

    @property
    def helped(self) -> bool:
        return self.reached and self.is_helped


@dataclass(frozen=True)
class Step:
    """A step of the way: so many `number` of so many `of`; those of whom it cannot be known yet are in neither."""

    key: StepKey
    number: int
    of: int
    not_yet: int = 0  # the months have not passed
    unknown: int = 0  # passed, and the register knows nothing: in the denominator, and not a home

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.number, self.of)


def wilson(number: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a share after Wilson (1927), as shares; none of none."""
    if not of:
        return None
    share, z2 = number / of, NINETY_FIVE**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = NINETY_FIVE * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def funnel(counted: Iterable[Counted]) -> list[Step]:
    """Return the steps from the signal to a home; each of all signals, also those nobody reached."""
    counted = list(counted)
    every = sum(one.number for one in counted)
    steps = [
        Step("signals", every, every),
        Step("taken_up", _sum(counted, lambda one: one.is_taken_up), every),
        Step("reached", _sum(counted, lambda one: one.reached), every),
        Step("helped", _sum(counted, lambda one: one.helped), every),
    ]
    return [*steps, _home("home_6", counted, every), _home("home_12", counted, every)]


def _home(key: Literal["home_6", "home_12"], counted: Sequence[Counted], every: int) -> Step:
    by_home: Counter[str] = Counter()
    for one in counted:
        home, is_past = (one.home_6, one.is_past_6) if key == "home_6" else (one.home_12, one.is_past_12)
        by_home[home if one.helped else Home.ELSEWHERE if is_past else ""] += one.number
    not_yet = by_home[""]
    return Step(key, by_home[Home.HOME], every - not_yet, not_yet, by_home[Home.UNKNOWN])


def _sum(counted: Iterable[Counted], holds: Callable[[Counted], bool]) -> int:
    return sum(one.number for one in counted if holds(one))
