"""How does the invented town learn from those who became homeless? Of some it had heard, and of some one has read."""

import datetime
import uuid

from hjemvej.efforts.prevention.models import Onset, OnsetTrace
from hjemvej.ground.law.rules import monday_of
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.rooms import TownSoFar

from . import queries, rules

DAY = datetime.timedelta(days=1)
HEARD = ("in_case", "signal", "none", "none", "none")
READ = 0.5  # the share that somebody has read
COULD_TELL = ("landlord", "landlord", "unit", "citizen", "health", "us", "nobody")


def live(town: TownSoFar) -> None:
    """Decide of everybody who became homeless within the year, the day after each, as the clock would have."""
    town.ledger.flush()
    since, by = queries.signals_since(town.until), system("Den opdigtede kommune")
    with looking_as(by):
        found = queries.came(viewer=by, on=town.until, since=since)
    for person_id, began in found:
        heard = rules.Heard(town.rng.choice(HEARD)) if began.is_known else rules.Heard.BEGIN_UNKNOWN
        is_read = heard in rules.LEARNED_FROM and town.rng.random() < READ
        trace, decided_at = _id(town), min(town.now, town.now - (town.until - began.on - DAY))
        town.ledger.add(
            OnsetTrace, id=trace, began_week=monday_of(began.on), decided_after=1, heard=heard,
            came_from=began.came_from, came_to=began.came_to,
            could_tell=town.rng.choice(COULD_TELL) if is_read else "",
        )  # fmt: skip
        town.ledger.add(
            Onset, id=_id(town), person_id=person_id, began_on=began.on, trace_id=trace, decided_at=decided_at,
            read_at=town.at_work(max(town.now - 3 * DAY, decided_at)) if is_read else None,
            read_by_id=town.rng.choice(town.colleagues) if is_read else None,
        )  # fmt: skip


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
