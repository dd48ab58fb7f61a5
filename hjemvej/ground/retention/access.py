"""Who sees what goes when? A leader, and counts alone: they are of everybody, so that no team's rule goes unseen."""

import datetime
from decimal import Decimal

from hjemvej.platform.access.viewer import looking_as, system

from . import queries


def would_go(key: str, value: Decimal, from_on: datetime.date, on: datetime.date) -> list[str]:
    """Say what more goes on a day by a lesser value of a rule; counts, never who."""
    by = system("Tæller, hvad der ville slettes")
    with looking_as(by):
        return queries.would_go(key, value, from_on, on=on, viewer=by)
