"""How does the invented town follow its wellbeing? A few wish it; most get better by bits, and one wants it no more."""

import datetime
import random
import uuid

from hjemvej.efforts.support.models import SupportCourse, WellbeingSheet, WellbeingWish
from hjemvej.platform.rooms import TownSoFar

from .statements import VERSIONS

DAY = datetime.timedelta(days=1)
WISH, EVERY = 7, 5  # so many wish it: each fifth of those who are supported
AGAIN = (28, 35, 42, 56)  # days until it is filled in again
STEPS = (-1, 0, 0, 0, 1, 1)  # of an answer, from one time to the next


def live(town: TownSoFar) -> None:
    """Let a few of those who are supported fill in the sheet now and then."""
    town.ledger.flush()
    told = {soul.id for soul in town.souls if not soul.has_a_story}
    running = SupportCourse.objects.filter(ended_on=None, began_on__lt=town.until - 40 * DAY, person_id__in=told)
    courses = running.order_by("began_on", "id").values_list("person_id", "worker_id", "began_on")
    for number, (person_id, worker_id, began_on) in enumerate(courses[::EVERY][:WISH]):
        rng = random.Random(f"wellbeing {person_id}")  # noqa: S311 -- an invented life, and its own
        _wish(town, rng, person_id, worker_id or town.supporters[0], began_on, is_taken_back=number == WISH - 1)


def _wish(
    town: TownSoFar, rng: random.Random, person_id: uuid.UUID, worker_id: uuid.UUID, began_on: datetime.date, *,
    is_taken_back: bool,
) -> None:  # fmt: skip
    wish = uuid.UUID(int=rng.getrandbits(128), version=4)
    day = max(began_on, town.until - 300 * DAY) + rng.randrange(8, 30) * DAY
    wished_at = _at(town, day, 10)
    back = {}
    if is_taken_back:
        taken_at = _at(town, town.until - DAY, 14)
        back = {"taken_back_at": taken_at, "taken_back_recorded_by_id": worker_id, "afterwards": "hidden"}
    town.ledger.add(
        WellbeingWish, id=wish, person_id=person_id, team_id=town.team, wished_at=wished_at, recorded_by_id=worker_id,
        **back,
    )  # fmt: skip
    town.ledger.flush()
    answers, filled = [rng.choice((1, 2, 2, 3)) for _each in range(5)], set()
    while day < town.until:
        written_at = _at(town, day, 11)
        if written_at.date() not in filled:
            filled.add(written_at.date())
            town.ledger.add(
                WellbeingSheet, id=uuid.UUID(int=rng.getrandbits(128), version=4), person_id=person_id, wish_id=wish,
                worker_id=worker_id, filled_on=written_at.date(), written_at=written_at, statements=VERSIONS[-1].key,
                answers=list(answers),
            )  # fmt: skip
        answers = [min(5, max(0, answer + rng.choice(STEPS))) for answer in answers]
        day += rng.choice(AGAIN) * DAY


def _at(town: TownSoFar, on: datetime.date, hour: int) -> datetime.datetime:
    return town.at_work(min(datetime.datetime.combine(on, datetime.time(hour), town.now.tzinfo), town.now))
