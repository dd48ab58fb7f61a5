"""How many citizens say that they are nearer a goal, the same, further away? Counts of people, never an average."""

import datetime
from typing import Any

from hjemvej.ground.plans.models import Verdict
from hjemvej.ground.plans.rules import goals as rules
from hjemvej.platform.access.viewer import Viewer


def count_verdicts(on: datetime.date, viewer: Viewer) -> list[int]:
    """Count the citizens with an open goal by their latest verdict: nearer, the same, further away."""
    said: Any = viewer.rows_of(Verdict).filter(
        answer__in=rules.ON_THE_WAY, said_on__lte=on, goal__state=rules.State.OPEN, person__died_on=None
    )
    latest = said.order_by("person_id", "-said_on", "-recorded_at", "-id").distinct("person_id")
    answers = list(latest.values_list("answer", flat=True))
    return [answers.count(answer) for answer in rules.ON_THE_WAY]
