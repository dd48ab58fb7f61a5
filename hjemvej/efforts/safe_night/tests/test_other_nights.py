"""Does an action on one night, house or role leave the others alone?"""

import dataclasses
import datetime

import pytest
from django.http import Http404

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.board.queries import unplaced
from hjemvej.efforts.safe_night.conftest import on_the_board
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.models import Course
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as, system

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def tomorrow(person_of, us, shelter_house, places, night, now):
    """Hold a place for the night after."""
    person = person_of("Imorgen")
    place_request = requesting.request_place(person_id=person.pk, night=night + DAY, needs=(), by=us, at=now + DAY)
    return holding.hold_place(request=place_request, place_id=places(shelter_house)[1].pk, by=us, at=now + DAY)


def test_a_place_held_for_the_next_night_is_still_held_when_this_one_is_settled(
    placed, shelter_house, tomorrow, night, now
):
    tonight = placed("Inat", shelter_house)
    settle_night(night=night, by=system("Natten gøres op"), at=now + 14 * HOUR)
    tonight.refresh_from_db()
    tomorrow.refresh_from_db()
    assert (tonight.status, tomorrow.status) == ("expired", "held")
    assert PlaceRequest.objects.get(pk=tomorrow.request_id).status != "unmet"


def test_only_a_role_with_the_permission_runs_a_house(house_staff, shelter_house):
    with looking_as(house_staff):
        assert access.open_own_house(house_staff, shelter_house.pk) == shelter_house
    other = dataclasses.replace(house_staff, role=Role.LANDLORD)
    with looking_as(other), pytest.raises(Http404):
        access.open_own_house(other, shelter_house.pk)


def test_a_hold_that_has_run_out_is_no_longer_on_the_way_and_the_person_waits(placed, us, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    with looking_as(us):
        for at, on_the_way, waits in ((now, 1, 0), (held.held_until, 0, 1), (held.held_until + HOUR, 0, 1)):
            assert len(on_the_board(night, at, us).held) == on_the_way
            assert unplaced(night, at, viewer=us) == waits
    assert Occupancy.objects.get().status == "held"


@pytest.mark.parametrize(
    ("why", "outcome"), [("", "Har selv fundet et sted"), ("hos sin søster", "Har selv fundet et sted: hos sin søster")]
)
def test_the_sender_of_a_hand_over_reads_where_the_person_sleeps_if_the_reason_says_so(
    person_of, us, night, now, why, outcome
):
    person = person_of("Testa")
    with looking_as(us):
        open_course(person_id=person.pk, kind="safe_night", because="Stationen", by=us, at=now)
        place_request = requesting.request_place(person_id=person.pk, night=night, needs=(), by=us, at=now)
        requesting.withdraw_request(request=place_request, why=why, by=us, at=now)
    assert Course.objects.get().outcome == outcome
