"""Who came, who left, what that writes of the person, and which clocks it starts."""

import datetime
import uuid

import pytest

from hjemvej.efforts.safe_night.board.queries import houses
from hjemvej.efforts.safe_night.conftest import situation
from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, occupying
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting
from hjemvej.efforts.safe_night.staying.actions import stays, walking_in
from hjemvej.efforts.safe_night.staying.queries.guests import house_page
from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def test_an_arrival_writes_the_situation_and_starts_the_shelters_clock(placed, house_staff, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now + HOUR)
    assert situation(held.person_id, night) == "herberg"
    assert PlaceRequest.objects.get().status == "placed"
    notice = AdmissionNotice.objects.get()
    assert (notice.house, notice.admitted_on, notice.told_at) == (shelter_house, night, None)
    assert not Task.objects.exists()  # whose citizen it is, nobody knows yet
    assert Event.objects.filter(name="safe_night.arrived").count() == 1
    with looking_as(house_staff):
        assert len(house_page(shelter_house, night, now, viewer=house_staff).staying) == 1


def test_confirmed_twice_over_a_bad_line_is_one_arrival(placed, house_staff, shelter_house, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now + HOUR)
    assert AdmissionNotice.objects.count() == 1
    assert Event.objects.filter(name="safe_night.arrived").count() == 1
    assert Occupancy.objects.get().arrived_at == now


def test_who_comes_after_the_hold_ran_out_still_gets_the_place_while_it_is_free(
    placed, house_staff, shelter_house, now
):
    held = placed("Testa", shelter_house)
    holding.expire_holds(at=now + 5 * HOUR)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now + 6 * HOUR)
    assert Occupancy.objects.get().status == "staying"


def test_who_comes_too_late_for_a_place_given_away_is_told_and_may_take_another(
    placed, us, house_staff, shelter_house, places, now
):
    late = placed("Testa", shelter_house)
    holding.expire_holds(at=now + 5 * HOUR)
    placed("Eksempel", shelter_house)
    with looking_as(house_staff):
        with pytest.raises(occupying.PlaceNoLongerFree):
            stays.confirm_arrival(occupancy=late, by=house_staff, at=now + 6 * HOUR)
        other = places(shelter_house)[1]
        stays.confirm_arrival(occupancy=late, by=house_staff, at=now + 6 * HOUR, place_id=other.pk)
    assert Occupancy.objects.get(pk=late.pk).place == other


def test_who_did_not_come_waits_again_and_the_place_is_free(placed, us, house_staff, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.did_not_come(occupancy=held, by=house_staff, at=now)
        stays.did_not_come(occupancy=held, by=house_staff, at=now)
    waits = waiting(night, viewer=us, at=now)
    assert waits[0].tried == ["kom ikke til Forsorgshjemmet Prøve"]
    assert houses(night, now).every[0].free == 2
    assert Event.objects.filter(name="safe_night.did_not_come").count() == 1


def test_leaving_another_day_frees_the_place_that_night_and_moves_the_situation(
    placed, house_staff, shelter_house, night, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
        stays.depart(occupancy=held, discharged_to="family_friends", by=house_staff, at=now + 2 * DAY)
    stay = Occupancy.objects.get()
    assert (stay.status, stay.until_night) == ("ended", night + 2 * DAY)
    assert situation(held.person_id, night + DAY) == "herberg"
    assert situation(held.person_id, night + 2 * DAY) == "familie_venner"


def test_leaving_the_same_night_leaves_the_person_without_a_place_and_on_the_list(
    placed, us, house_staff, shelter_house, night, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
        stays.depart(occupancy=held, discharged_to="expelled", why="slagsmål", by=house_staff, at=now + HOUR)
    assert Occupancy.objects.get().status == "turned_away"
    assert [listed.person.pk for listed in waiting(night, viewer=us, at=now)] == [held.person_id]
    assert houses(night, now).every[0].free == 2


def test_a_guest_moves_to_another_bed_and_the_nights_before_stay(
    placed, house_staff, shelter_house, places, night, now
):
    held = placed("Testa", shelter_house)
    other = places(shelter_house)[1]
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
        moved = stays.move(occupancy=held, place_id=other.pk, by=house_staff, at=now + DAY)
    assert moved.pk != held.pk
    assert (moved.place, moved.from_night) == (other, night + DAY)
    assert Occupancy.objects.get(pk=held.pk).until_night == night + DAY
    assert AdmissionNotice.objects.count() == 1  # no new admission


def test_somebody_without_a_name_walks_in_once_however_often_it_is_sent(house_staff, shelter_house, places, now):
    key, place = uuid.uuid4(), places(shelter_house)[0]
    with looking_as(house_staff):
        for _try in range(2):
            walking_in.take_in(
                key=key, house=shelter_house, place_id=place.pk, description="kvinde med rød jakke", by=house_staff,
                at=now,
            )  # fmt: skip
    person = Person.objects.get()
    assert (person.name, Occupancy.objects.get().status) == ("kvinde med rød jakke", "staying")
    bases = set(NeedToKnow.objects.values_list("organisation__name", "basis"))
    assert bases == {(house_staff.organisation_name, "guest")}  # our team hears of our own citizens only
    assert (AdmissionNotice.objects.count(), Task.objects.count()) == (1, 0)


def test_a_night_cafes_nameless_guest_is_the_cafes_alone(
    night_cafe_worker, viewer_for, our_team, cafe_house, places, now
):
    by = viewer_for(night_cafe_worker)
    with looking_as(by):
        walking_in.take_in(
            key=uuid.uuid4(), house=cafe_house, place_id=places(cafe_house)[0].pk, description="ung mand", by=by, at=now
        )
    assert not NeedToKnow.objects.filter(organisation=our_team).exists()
    assert Task.objects.count() == 0
