"""Which support of the invented town was decided on? Most of it, some days before it began."""

import datetime
import random
import uuid

from hjemvej.efforts.support.models import SupportCourse
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.decisions.records import DECIDED, GUIDANCE
from hjemvej.platform.rooms import TownSoFar

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
DECIDED_IN_TIME = 0.85


def live(town: TownSoFar) -> None:
    """Decide on most of the support of those who moved into a home."""
    town.ledger.flush()
    told = {
        soul.id for soul in town.souls if not soul.has_a_story and any(one.kind == "egen_bolig" for one in soul.past)
    }
    decided = set(Decision.objects.values_list("person_id", flat=True))
    rows = SupportCourse.objects.filter(team_id=town.team, person_id__in=told - decided).order_by("began_on", "id")
    for person_id, began_on in rows.values_list("person_id", "began_on"):
        rng = random.Random(f"decided {person_id} {began_on}")  # noqa: S311 -- an invented life, and its own
        if rng.random() < DECIDED_IN_TIME:
            _decide(town, rng, person_id, began_on - rng.randrange(2, 15) * DAY)


def _decide(town: TownSoFar, rng: random.Random, person_id: uuid.UUID, on: datetime.date) -> None:
    at = town.at_work(datetime.datetime.combine(on, datetime.time(10), town.now.tzinfo))
    town.ledger.add(
        Decision, id=uuid.UUID(int=rng.getrandbits(128), version=4), person_id=person_id, organisation_id=town.team,
        author_id=town.colleagues[0], written_at=at - HOUR, sent_at=at, sent_by_id=town.colleagues[0],
        received_on=at.date(), reached_by="handed_over", complaint_text=GUIDANCE,
        complaint_until_on=town.due_on("complaint", at.date()), **DECIDED[0],
    )  # fmt: skip
