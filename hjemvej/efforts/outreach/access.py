"""Who may open a place, a promise, or write of a citizen met outside? Each look at a citizen is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Place, Promise

WRITE = Permission.WRITE_NOTE


def open_to_write(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The citizen who was met."""
    return open_person(viewer, person_id, page="outreach.write_meeting", at=at, needs=WRITE)


def open_place(viewer: Viewer, place_id: uuid.UUID) -> Place:
    """A place of the viewer's own team; it names no citizen."""
    place = queries.place(place_id, viewer=viewer)
    if place is None:
        raise Http404
    return place


def open_promise(viewer: Viewer, promise_id: uuid.UUID, *, at: datetime.datetime) -> Promise:
    """A promise of the viewer's own team."""
    promise = queries.promise(promise_id, viewer=viewer)
    if promise is None:
        raise Http404
    if promise.person_id is not None:
        open_person(viewer, promise.person_id, page="outreach.close_promise", at=at, needs=WRITE)
    return promise
