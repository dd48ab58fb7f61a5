"""What can the team that handed a person over to the night read? How far the search is, and how it ended."""

import contextlib
import datetime
import uuid

from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.casework.actions import CourseAlreadyClosed, close_course, tell_so_far
from hjemvej.ground.casework.queries import open_courses
from hjemvej.platform.access.viewer import Viewer


def note_on_hand_over(person_id: uuid.UUID, text: str, *, by: Viewer, at: datetime.datetime) -> None:
    """Note on the person's open course that a place is held, or no longer held; the sending team reads it there."""
    for course in open_courses(COURSE, viewer=by).filter(person_id=person_id):
        tell_so_far(course=course, outcome=text[:300], by=by, at=at)


def close_hand_over(person_id: uuid.UUID, outcome: str, *, by: Viewer, at: datetime.datetime) -> None:
    """Close the person's open course with this outcome."""
    for course in open_courses(COURSE, viewer=by).filter(person_id=person_id):
        with contextlib.suppress(CourseAlreadyClosed):  # by a colleague in the same second
            close_course(course=course, outcome=outcome[:300], by=by, at=at)
