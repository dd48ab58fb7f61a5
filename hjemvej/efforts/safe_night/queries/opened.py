"""Which request, stay or house does an address name?"""

import uuid

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy, PlaceRequest
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer


def request(request_id: uuid.UUID, *, viewer: Viewer) -> PlaceRequest | None:
    return viewer.rows_of(PlaceRequest).select_related("person").filter(pk=request_id).first()


def own_house(house_id: uuid.UUID, *, viewer: Viewer) -> House | None:
    """A house in use that the viewer's organisation runs."""
    return next(
        (house for house in shelters.houses_in_use(organisation_id=viewer.team_id) if house.pk == house_id), None
    )


def occupancy(occupancy_id: uuid.UUID, *, viewer: Viewer) -> Occupancy | None:
    rows = viewer.rows_of(Occupancy).select_related("person", "house", "place__room", "request")
    return rows.filter(pk=occupancy_id).first()


def admission(notice_id: uuid.UUID, house: House, *, viewer: Viewer) -> AdmissionNotice | None:
    """A house's notice of an admission."""
    rows = viewer.rows_of(AdmissionNotice).filter(house=house)
    return rows.select_related("occupancy__place__room", "told_by").filter(pk=notice_id).first()
