"""Does a request, a hold or a no leave alone what only looks like it: another person, house, night or state?"""

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, occupying, requesting
from hjemvej.ground.shelters.models import House, Place
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.audit.models import Event

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def asked(person_of, our_team, night, now):
    return add_request(person_of("Testa"), night, our_team, now)


@pytest.fixture
def held(asked, us, shelter_house, places, now):
    return holding.hold_place(request=asked, place_id=places(shelter_house)[0].pk, by=us, at=now)


def guests_of(house: House) -> int:
    needs = NeedToKnow.objects.filter(basis="guest", until_at=None, organisation_id=house.organisation_id)
    return needs.count()


def status_of(occupancy: Occupancy) -> str:
    return Occupancy.objects.get(pk=occupancy.pk).status


# --- a request -----------------------------------------------------------------------------------------------------


def test_a_second_call_adds_but_neither_empties_nor_replaces_the_inquiry(person_of, us, night, now):
    person, inquiry, later = person_of("Testa"), uuid.uuid4(), uuid.uuid4()
    said = {"safety": "må ikke møde eks", "note": "ved havnen"}

    def ask(**facts: Any) -> PlaceRequest:
        return requesting.request_place(person_id=person.pk, night=night, needs=(), by=us, at=now, **facts)

    first = ask(**said)
    assert first.inquiry_id is None
    assert ask(inquiry_id=inquiry).inquiry_id == inquiry
    again = ask(inquiry_id=later, note="")
    assert (again.pk, again.safety, again.note, again.inquiry_id) == (first.pk, *said.values(), inquiry)
    changed = Event.objects.filter(name="safe_night.request_changed")
    assert changed.count() == 1
    ask(**said)
    assert changed.count() == 1, "nothing new was said"


@pytest.mark.parametrize("differs", ["person", "night", "withdrawn"])
def test_only_the_same_persons_standing_request_of_the_night_is_added_to(asked, person_of, us, night, now, differs):
    person_id = person_of("Anden").pk if differs == "person" else asked.person_id
    if differs == "withdrawn":
        PlaceRequest.objects.update(status="withdrawn")
    tonight = night + DAY if differs == "night" else night
    new = requesting.request_place(person_id=person_id, night=tonight, needs=["dog"], by=us, at=now)
    asked.refresh_from_db()
    assert (new.pk == asked.pk, asked.needs) == (False, [])


def test_an_id_that_another_request_has_is_refused(asked, person_of, us, night, now):
    other = person_of("Anden")
    with pytest.raises(IntegrityError), transaction.atomic():
        requesting.request_place(person_id=other.pk, night=night, needs=(), request_id=asked.pk, by=us, at=now)
    assert PlaceRequest.objects.get() == asked


def test_a_withdrawn_request_frees_its_own_hold_alone(held, asked, placed, us, shelter_house, now):
    other = placed("Anden", shelter_house, 1)
    requesting.withdraw_request(request=asked, by=us, at=now)
    assert (status_of(held), status_of(other)) == ("cancelled", "held")
    assert PlaceRequest.objects.get(pk=other.request_id).status == "waiting"


def test_who_has_come_meanwhile_keeps_the_place_when_the_request_is_withdrawn(held, asked, us, now):
    Occupancy.objects.update(status="staying", held_until=None)
    requesting.withdraw_request(request=asked, by=us, at=now)
    assert status_of(held) == "staying"


# --- a hold --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("thing", ["place", "house"])
def test_a_place_that_is_not_in_use_cannot_be_held(asked, us, shelter_house, places, now, thing):
    place = places(shelter_house)[0]
    (Place.objects.filter(pk=place.pk) if thing == "place" else House.objects).update(is_active=False)
    with pytest.raises(occupying.PlaceNoLongerFree, match="ikke i brug længere"):
        holding.hold_place(request=asked, place_id=place.pk, by=us, at=now)


def test_a_place_held_once_and_given_up_is_held_anew(held, asked, us, places, shelter_house, now):
    holding.cancel_hold(occupancy=held, by=us, at=now)
    again = holding.hold_place(request=asked, place_id=held.place_id, by=us, at=now + HOUR)
    assert (again.pk == held.pk, again.status) == (False, "held")


def test_a_hold_is_extended_alone_and_only_while_it_is_a_hold(held, placed, us, shelter_house, now):
    other = placed("Anden", shelter_house, 1)
    holding.extend_hold(occupancy=held, until=now + 9 * HOUR, by=us, at=now)
    assert Occupancy.objects.get(pk=other.pk).held_until == other.held_until
    Occupancy.objects.filter(pk=held.pk).update(status="staying", held_until=None)
    with pytest.raises(occupying.PlaceNoLongerFree):
        holding.extend_hold(occupancy=held, until=now + 9 * HOUR, by=us, at=now)
    assert Occupancy.objects.get(pk=held.pk).held_until is None


@pytest.mark.parametrize(
    ("status", "held_until", "after"),
    [
        ("held", -HOUR, "expired"),
        ("held", 0 * HOUR, "expired"),
        ("held", HOUR, "held"),
        ("staying", -HOUR, "staying"),  # came while the place was held
        ("cancelled", -HOUR, "cancelled"),
    ],
)
def test_only_a_hold_that_has_run_out_expires(person_of, shelter_house, places, night, now, status, held_until, after):
    row = add_occupancy(person_of("Testa"), places(shelter_house)[0], status, night, now, held_until=now + held_until)
    assert holding.expire_holds(at=now) == (after == "expired")
    assert status_of(row) == after


@pytest.mark.parametrize("elsewhere", ["another guest", "another house", "an earlier stay"])
def test_a_house_forgets_a_cancelled_guest_whatever_else_there_is(
    held, placed, us, shelter_house, cafe_house, places, night, now, elsewhere
):
    if elsewhere == "another guest":
        placed("Anden", shelter_house, 1)
    elif elsewhere == "another house":
        Occupancy.objects.filter(pk=held.pk).update(until_night=night + DAY)
        add_occupancy(held.person, places(cafe_house)[0], "held", night + DAY, now, held_until=now + DAY)
    else:
        add_occupancy(held.person, places(shelter_house)[1], "ended", night - DAY, now, until_night=night)
    before = guests_of(shelter_house)
    holding.cancel_hold(occupancy=held, by=us, at=now)
    assert guests_of(shelter_house) == before - 1
    assert not NeedToKnow.objects.filter(person_id=held.person_id, basis="guest", until_at=None).exists()


@pytest.mark.parametrize("status", ["held", "staying"])
def test_a_house_that_has_the_person_in_another_place_still_knows_them(
    held, us, shelter, shelter_house, places, night, now, status
):
    twin = add_house("Hus to", House.Kind.SHELTER, shelter, 1)
    Occupancy.objects.filter(pk=held.pk).update(until_night=night + DAY)
    until = now + DAY if status == "held" else None
    add_occupancy(held.person, places(twin)[0], status, night + DAY, now, held_until=until)
    holding.cancel_hold(occupancy=held, by=us, at=now)
    assert guests_of(shelter_house) == 1


# --- a no ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("write", "freed_as"), [(holding.decline, "cancelled"), (holding.turn_away, "turned_away")])
def test_a_no_frees_what_its_house_holds_for_its_person(
    held, asked, placed, us, shelter_house, cafe_house, places, night, now, write, freed_as
):
    other = placed("Anden", shelter_house, 1)
    Occupancy.objects.filter(pk=held.pk).update(until_night=night + DAY)
    elsewhere = add_occupancy(
        asked.person, places(cafe_house)[0], "held", night + DAY, now, held_until=now + DAY, request=asked
    )
    write(request=asked, house=shelter_house, words="for langt", by=us, at=now)
    assert [status_of(row) for row in (held, other, elsewhere)] == [freed_as, "held", "held"]
    assert Occupancy.objects.get(pk=held.pk).why == "for langt"


@pytest.mark.parametrize("who", ["another guest is there", "the person is elsewhere"])
def test_a_no_is_written_whoever_sleeps_there(
    asked, person_of, us, our_team, shelter_house, cafe_house, places, night, now, who
):
    if who == "another guest is there":
        guest, bed = person_of("Anden"), places(shelter_house)[0]
        add_occupancy(guest, bed, "staying", night, now, request=add_request(guest, night, our_team, now))
    else:
        add_occupancy(asked.person, places(cafe_house)[0], "staying", night, now, request=asked)
    holding.decline(request=asked, house=shelter_house, words="for langt", by=us, at=now)
    assert asked.answers.count() == 1


def test_a_no_to_a_house_where_the_person_has_come_meanwhile_is_refused(held, asked, us, shelter_house, now):
    Occupancy.objects.update(status="staying", held_until=None)
    with pytest.raises(holding.AlreadyCome):
        holding.decline(request=asked, house=shelter_house, words="for langt", by=us, at=now)
    assert (status_of(held), asked.answers.count()) == ("staying", 0)


# --- who has it already --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "where"), [("held", "Natcafé Prøve"), ("staying", "Natcafé Prøve"), ("ended", "et andet sted")]
)
def test_a_person_with_a_place_is_told_where_it_is(
    asked, person_of, us, other_team: Organisation, shelter_house, cafe_house, places, night, now, status, where
):
    add_occupancy(person_of("Anden"), places(shelter_house)[1], "staying", night, now)
    until = now + HOUR if status == "held" else None
    add_occupancy(asked.person, places(shelter_house)[1], "ended", night - DAY, now, until_night=night)
    add_occupancy(asked.person, places(cafe_house)[0], status, night, now, held_until=until, until_night=night + DAY)
    with pytest.raises(occupying.AlreadyPlaced, match=f"plads i nat: {where}. Giv"):
        holding.hold_place(request=asked, place_id=places(shelter_house)[0].pk, by=us, at=now)
