"""Which of the invented people have been told that the team has a record of them?"""

import datetime
import random
import uuid

from hjemvej.ground.casework.models import Informing

from . import words
from .ledger import Ledger
from .life import DAY, Soul
from .working_days import next_working_day


def told_of_record(
    ledger: Ledger, soul: Soul, day: datetime.date, until: datetime.date, *, team: uuid.UUID, by: uuid.UUID
) -> None:
    """Mostly told at the first meeting; of those who came lately some are not yet, and of a few it waits."""
    rng = random.Random(f"told {soul.id}")  # noqa: S311 -- an invented life, and its own
    came_lately = day > until - 10 * DAY
    if came_lately and (soul.is_nameless or rng.random() < 0.4):
        return
    told = {
        "person_id": soul.id, "recorded_at": soul.recorded_at, "organisation_id": team, "on": day, "recorded_by_id": by,
    }  # fmt: skip
    if rng.random() < 0.02:
        ledger.add(
            Informing, **told, kind="waits", basis_key="inform_endangers", why=words.NOT_TOLD,
            look_again_on=next_working_day(until + rng.randrange(-2, 20) * DAY),
        )  # fmt: skip
        return
    reached_by = "oral" if soul.is_nameless else rng.choice(["oral", "handed_over", "digital_post"])
    ledger.add(Informing, **told, kind="told", reached_by=reached_by)
