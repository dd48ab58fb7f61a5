"""What does whoever handed a person over to the night get to know? How far it is, and what came of it."""

import contextlib
import datetime
import uuid

from hjemvej.ground.casework.actions import CourseAlreadyClosed, close_course, tell_so_far
from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import open_courses
from hjemvej.platform.access.viewer import Viewer


def tell_hand_over(person_id: uuid.UUID, so_far: str, *, by: Viewer, at: datetime.datetime) -> None:
    """A place is held, or is no more: whoever handed the person over reads that meanwhile."""
    for course in open_courses(Course.Kind.SAFE_NIGHT, viewer=by).filter(person_id=person_id):
        tell_so_far(course=course, outcome=so_far[:300], by=by, at=at)


def answer_hand_over(person_id: uuid.UUID, outcome: str, *, by: Viewer, at: datetime.datetime) -> None:
    """Whoever handed the person over to the night reads here what came of it."""
    for course in open_courses(Course.Kind.SAFE_NIGHT, viewer=by).filter(person_id=person_id):
        with contextlib.suppress(CourseAlreadyClosed):  # by a colleague in the same second
            close_course(course=course, outcome=outcome[:300], by=by, at=at)
