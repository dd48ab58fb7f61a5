"""Is each place free, held, taken or closed, and does its house say for whom it is and whether it takes a guest in?"""

import datetime
from typing import Any

import pytest

from hjemvej.efforts.safe_night.board.queries import HOUSES_SHOWN, Houses, houses
from hjemvej.efforts.safe_night.board.rules import Free
from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import HouseReport
from hjemvej.efforts.safe_night.queries.places import (
    GIVEN_AWAY,
    HouseTonight,
    PlaceOn,
    Slot,
    free_and_given_away,
    free_slots,
    houses_tonight,
    place_of,
)
from hjemvej.efforts.safe_night.rules import Freshness
from hjemvej.ground.shelters.models import Closure, House, Place, Room
from hjemvej.ground.shelters.rules import TRAITS, Opening

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
OPEN = Opening(True, True, None, "åbent hele døgnet")
FRESH = Freshness(False, "lige nu")
PLACE = PlaceOn(House().pk, "seng 1", "Værelse", House().pk, *[False] * len(TRAITS))


def house_of(*slots: Slot, intake: Opening | None = OPEN) -> HouseTonight:
    return HouseTonight(House(), OPEN, intake, None, HOUR, FRESH, slots)


def free(**traits: Any) -> Slot:
    return Slot(PLACE._replace(**traits), "free")


@pytest.mark.parametrize(
    ("slots", "intake", "takes_in"),
    [
        ([free()], OPEN, True),
        ([free()], None, False),
        ([Slot(PLACE, "held")], OPEN, False),
        ([], OPEN, False),
    ],
)
def test_a_house_takes_a_guest_in_with_a_free_place_and_its_door_open(slots, intake, takes_in):
    assert house_of(*slots, intake=intake).can_take_in == takes_in


@pytest.mark.parametrize(
    ("slots", "traits"),
    [
        ([], ["alle"]),
        ([free()], ["alle"]),
        ([free(is_women_only=True)], ["kun kvinder"]),
        ([free(is_women_only=True), free()], ["alle", "nogle kun kvinder"]),
        ([free(takes_dogs=True), free(takes_dogs=True, takes_couples=True)], ["alle", "hund", "par"]),
        ([free(is_women_only=True, takes_children=True), free(is_women_only=True)], ["kun kvinder", "børn"]),
    ],
)
def test_a_house_says_first_what_all_its_places_have(slots, traits):
    assert house_of(*slots).traits == traits


def test_houses_that_take_in_come_first_and_the_rest_is_counted():
    full, shut, good = house_of(Slot(PLACE, "held")), house_of(free(), intake=None), house_of(free())
    tonight = Houses([full] * HOUSES_SHOWN + [shut, good])
    assert tonight.free_first[0] is good
    assert tonight.free == Free(beds=1)  # the house that takes nobody in has none to send to
    assert (tonight.beyond.number, tonight.beyond.can_take_in) == (2, 0)
    assert Houses([good] * (HOUSES_SHOWN + 1)).beyond.can_take_in == 1


@pytest.mark.parametrize(
    ("status", "nights", "held_until", "state", "until"),
    [
        ("held", (0, None), HOUR, "held", HOUR),
        ("held", (0, None), 0 * HOUR, "free", None),
        ("held", (0, None), -HOUR, "free", None),
        ("held", (1, None), HOUR, "free", None),
        ("held", (-1, 0), HOUR, "free", None),
        ("staying", (0, None), None, "occupied", None),
        ("staying", (0, None), -HOUR, "occupied", -HOUR),  # it was a hold until then
        ("cancelled", (0, None), None, "free", None),
        ("did_not_come", (0, None), None, "free", None),
    ],
)
def test_a_place_is_taken_while_a_guest_has_it(
    person_of, shelter_house, cafe_house, places, night, now, status, nights, held_until, state, until
):
    first, last = nights
    add_occupancy(
        person_of("Testa"), places(shelter_house)[0], status, night + first * DAY, now,
        until_night=None if last is None else night + last * DAY,
        held_until=None if held_until is None else now + held_until,
    )  # fmt: skip
    slot, beside = houses_tonight([shelter_house], night, now)[0].slots
    assert (slot.state, slot.until_at) == (state, until and now + until)
    assert beside.state == "free"
    assert houses_tonight([cafe_house], night, now)[0].free == 3
    free_now, given_away = free_and_given_away(shelter_house, night, at=now)
    assert (len(free_now), given_away) == (2 if state == "free" else 1, [])


@pytest.mark.parametrize(
    ("why", "first", "state", "closed_because"),
    [(GIVEN_AWAY, 0, "occupied", ""), ("væggelus", 0, "closed", "væggelus"), ("væggelus", 1, "free", "")],
)
def test_a_place_that_the_house_gave_away_is_taken_and_another_closed_place_says_why(
    shelter_house, places, night, now, why, first, state, closed_because
):
    Closure.objects.create(place=places(shelter_house)[0], from_night=night + first * DAY, why=why)
    slot, beside = houses_tonight([shelter_house], night, now)[0].slots
    assert (slot.state, slot.closed_because, beside.state) == (state, closed_because, "free")
    assert [slot.state for slot in free_slots(shelter_house, night, now)] == ["free"] * (2 if state == "free" else 1)
    free_now, given_away = free_and_given_away(shelter_house, night, at=now)
    assert (len(free_now), len(given_away)) == (2 if state == "free" else 1, int(why == GIVEN_AWAY))


def test_a_houses_latest_report_is_its_own(shelter_house, cafe_house, night, now):
    for house, hours in ((shelter_house, 3), (shelter_house, 1), (cafe_house, 0)):
        HouseReport.objects.create(house=house, night=night, free_places=1, reported_at=now - hours * HOUR)
    told = {house.house: house.reported_at for house in houses(night, now).every}
    assert told == {shelter_house: now - HOUR, cafe_house: now}
    HouseReport.objects.all().delete()
    assert [house.reported_at for house in houses(night, now).every] == [None, None]


def test_places_in_use_stand_in_the_order_people_count(shelter_house, cafe_house, night, now):
    room = Room.objects.create(house=shelter_house, name="Værelse 10")
    Place.objects.create(room=room, label="seng 9")
    room = Room.objects.create(house=shelter_house, name="Værelse 9")
    for number in (10, 9, 8):
        Place.objects.create(room=room, label=f"seng {number}", is_active=number != 8)
    (house,) = houses_tonight([shelter_house], night, now)
    names = [slot.name for slot in house.slots]
    assert names == [
        "Værelse, seng 1", "Værelse, seng 2", "Værelse 9, seng 9", "Værelse 9, seng 10", "Værelse 10, seng 9"
    ]  # fmt: skip
    both = houses_tonight([cafe_house, shelter_house], night, now)
    assert [len(one.slots) for one in both] == [3, 5]
    assert [slot.name for slot in both[1].slots] == names


def test_only_a_place_in_use_of_the_house_itself_is_found(shelter_house, cafe_house, places):
    mine, unused = places(shelter_house)
    unused.is_active = False
    unused.save()
    assert place_of(shelter_house, mine.pk) == mine
    assert place_of(shelter_house, unused.pk) is None
    assert place_of(cafe_house, mine.pk) is None
