"""Who may open a hand-over? Those who may write about the citizen; the citizen's own door stands before it."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.casework.models import HandOver
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_hand_over(viewer: Viewer, hand_over_id: uuid.UUID, *, at: datetime.datetime) -> HandOver:
    given = queries.hand_over(hand_over_id, viewer=viewer)
    if given is None:
        raise Http404
    open_person(viewer, given.person_id, page="casework.hand_over", at=at, needs=Permission.WRITE_NOTE)
    return given
