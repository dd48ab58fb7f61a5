"""Which rows of this room keep a need to know open? For `tests/test_needs_end.py`."""

import datetime

from hjemvej.efforts.prevention.models import PreventionCase, Signal
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from tests.rows import saved

LONG_AGO = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 9, 10, 21, 30, tzinfo=datetime.UTC)  # 23.30 in Denmark


def signal(person: Person, team: Organisation, lasts: bool) -> None:
    over = {} if lasts else {"ended": "wrong", "ended_at": LATE}
    came = {"received_at": LONG_AGO, "recorded_at": LONG_AGO}
    saved(Signal, person=person, organisation=team, **came, **over)


def prevention_case(person: Person, team: Organisation, lasts: bool) -> None:
    over = {} if lasts else {"closed_at": LATE, "outcome": "kept"}
    course = saved(Course, closed_at=LONG_AGO)
    saved(PreventionCase, person=person, organisation=team, course=course, opened_at=LONG_AGO, **over)
