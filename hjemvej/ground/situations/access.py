"""Who may see and say where a person sleeps? Those who may open the person; each look is logged."""

import datetime
import uuid

from hjemvej.ground.people.access import open_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer


def open_history(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The person whose situations are to be read."""
    return open_person(viewer, person_id, page="situations.history", at=at)


def open_to_record(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The person of whom something is to be recorded."""
    return open_person(viewer, person_id, page="situations.record_situation", at=at, needs=Permission.EDIT_PERSON)


def open_to_say_since(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The person whose homelessness began before we knew them."""
    return open_person(viewer, person_id, page="situations.say_homeless_since", at=at, needs=Permission.EDIT_PERSON)
