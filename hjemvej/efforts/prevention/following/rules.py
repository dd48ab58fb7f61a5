"""Has the citizen a home so many months after the case was closed? Read from the register as known then. Pure."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from hjemvej.efforts.prevention.models import SignalTrace
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS

Home = SignalTrace.Home
MONTHS = (3, 6, 12)
OWN = frozenset({Situation.Kind.OWN_HOME.value, Situation.Kind.AT_RISK.value})
SITUATION, TENANCY, DEATH = "situation", "tenancy", "death"  # as the register's facts name them


class Known(NamedTuple):
    """A fact that holds on the day: what it is about, and what it says."""

    about: str
    what: str = ""


def asked_on(closed_on: datetime.date, months: int) -> datetime.date:
    """The day on which it is asked whether the citizen has a home."""
    return add_months(closed_on, months)


def still_home(facts: Iterable[Known]) -> Home:
    """Say whether the citizen has a home; homelessness outweighs a lease, and what nobody wrote is not known."""
    facts = list(facts)
    slept = {fact.what for fact in facts if fact.about == SITUATION} - {Situation.Kind.UNKNOWN.value}
    if any(fact.about == DEATH for fact in facts):
        return Home.ELSEWHERE
    if slept & HOMELESS:
        return Home.LOST
    if slept & OWN:
        return Home.HOME
    if slept:
        return Home.ELSEWHERE
    return Home.HOME if any(fact.about == TENANCY for fact in facts) else Home.UNKNOWN
