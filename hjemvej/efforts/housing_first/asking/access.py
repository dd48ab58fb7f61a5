"""Who may open an offer of Housing First? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.housing_first import queries
from hjemvej.efforts.housing_first.models import HousingFirstOffer
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer


def open_offer(viewer: Viewer, offer_id: uuid.UUID, *, page: str, at: datetime.datetime) -> HousingFirstOffer:
    found = queries.offer(offer_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=Permission.WRITE_NOTE)
    return found
