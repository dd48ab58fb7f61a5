"""Who may open a request, a stay or a night? The person's door, and the look is logged; else 404."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from hjemvej.efforts.safe_night.queries.nights import persons_night
from hjemvej.efforts.safe_night.queries.opened import admission, occupancy, own_house, request
from hjemvej.ground.people.access import open_person
from hjemvej.ground.shelters.queries import houses_in_use
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.queries import is_known_to
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person
    from hjemvej.ground.shelters.models import House

    from .models import AdmissionNotice, Night, Occupancy, PlaceRequest


def open_request(viewer: Viewer, request_id: uuid.UUID, *, page: str, at: datetime.datetime) -> "PlaceRequest":
    """A request for a place, by those who find places for the person."""
    place_request = request(request_id, viewer=viewer)
    if place_request is None:
        raise Http404
    enter(viewer, place_request.person_id, page=page, at=at, needs=Permission.FIND_PLACE)
    return place_request


def open_occupancy(viewer: Viewer, occupancy_id: uuid.UUID, *, page: str, at: datetime.datetime) -> "Occupancy":
    """A held place or a stay, by those who find places for the person."""
    row = occupancy(occupancy_id, viewer=viewer)
    if row is None:
        raise Http404
    enter(viewer, row.person_id, page=page, at=at, needs=Permission.FIND_PLACE)
    return row


def open_person_to_place(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> "Person":
    return open_person(viewer, person_id, page="safe_night.request_place", at=at, needs=Permission.FIND_PLACE)


def open_night(
    viewer: Viewer, person_id: uuid.UUID, night: datetime.date, *, at: datetime.datetime
) -> "tuple[Person, Night | None]":
    """Open a person's night, settled or not yet."""
    person = open_person(viewer, person_id, page="safe_night.correct_night", at=at, needs=Permission.FIND_PLACE)
    return person, persons_night(person.pk, night, viewer=viewer)


def open_house(house_id: uuid.UUID) -> "House":
    """Any house in use; a house is not personal."""
    found = next((house for house in houses_in_use() if house.pk == house_id), None)
    if found is None:
        raise Http404
    return found


def open_own_house(viewer: Viewer, house_id: uuid.UUID) -> "House":
    """A house of the viewer's own organisation; another's is as unknown as none."""
    house = own_house(house_id, viewer=viewer)
    if house is None or not viewer.may(Permission.RUN_HOUSE):
        raise Http404
    return house


def open_guest(
    viewer: Viewer, house: "House", occupancy_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> "Occupancy":
    """A guest of the viewer's own house."""
    row = occupancy(occupancy_id, viewer=viewer)
    if row is None or row.house_id != house.pk:
        raise Http404
    enter(viewer, row.person_id, page=page, at=at, needs=Permission.RUN_HOUSE)
    return row


def open_admission(
    viewer: Viewer, house: "House", notice_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> "AdmissionNotice":
    """A notice of the viewer's own house; of a guest who has left it opens as well, without the guest's name."""
    notice = admission(notice_id, house, viewer=viewer)
    if notice is None:
        raise Http404
    if is_known_to(notice.person_id, organisation_id=viewer.team_id, at=at):
        enter(viewer, notice.person_id, page=page, at=at, needs=Permission.RUN_HOUSE)
    return notice
