"""Whose need comes first? Classes of need as facts, in the municipality's order; then time. Never a score."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from .why import Rules

CHILDREN, OUTSIDE, LEAVING, YOUNG, EVERYBODY = "need_children", "need_outside", "need_leaving", "need_young", "need_all"
YOUNG_BELOW = "need_young_below"  # the age
CLASSES = (CHILDREN, OUTSIDE, LEAVING, YOUNG, EVERYBODY)


@dataclass(frozen=True)
class Need:
    """The facts that decide the order: which classes a citizen is in, and since when in homelessness."""

    classes: frozenset[str]
    since: datetime.date


def class_of(need: Need, rules: Rules) -> str:
    """Return the first class that the citizen is in, in the municipality's order; everybody is in the last."""
    return min((*need.classes, EVERYBODY), key=lambda one: (rules.get(one, len(CLASSES) + 1), CLASSES.index(one)))


def place(need: Need, record_id: str, rules: Rules) -> tuple[int, datetime.date, str]:
    """The order of those who fit: class, then the longest in homelessness, then the record's id."""
    return rules.get(class_of(need, rules), len(CLASSES) + 1), need.since, record_id


def classes_of(
    *, has_children: bool, sleeps: str, age: int | None, young_below: int, outside: Collection[str],
    leaving: Collection[str],
) -> frozenset[str]:  # fmt: skip
    """Say which classes the facts put a citizen in."""
    said = {
        CHILDREN: has_children, OUTSIDE: sleeps in outside, LEAVING: sleeps in leaving,
        YOUNG: age is not None and age < young_below,
    }  # fmt: skip
    return frozenset(one for one, holds in said.items() if holds)
