"""What do the figures keep of an erased citizen's nights? How many of each kind a week."""

import datetime
from collections import Counter, defaultdict

from hjemvej.efforts.safe_night.models import Outcome, SpellNights
from hjemvej.efforts.safe_night.mornings.queries.figures import BESIDE
from hjemvej.efforts.safe_night.queries.nights import nights_as_known
from hjemvej.ground.retention.rules import week_of
from hjemvej.platform.rooms import Leaving

KINDS = (*Outcome.values, BESIDE)


def leave_nights(leaving: Leaving) -> None:
    """Count the citizen's nights of each kind, for the figures of those months."""
    weeks: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    rows = nights_as_known(viewer=leaving.viewer).filter(person_id=leaving.person_id)
    for night, outcome, in_homelessness in rows.values_list("night", "outcome", "in_homelessness"):
        weeks[week_of(night)][outcome if in_homelessness else BESIDE] += 1
    SpellNights.objects.bulk_create(
        SpellNights(spell_id=leaving.spell_id, week_on=week, **{kind: nights[kind] for kind in KINDS})
        for week, nights in sorted(weeks.items())
    )
