"""Does a house's report of its free places close and open places?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.board.actions import (
    MoreFreeThanPlaces,
    close_for_night,
    open_for_night,
    report_free_places,
)
from hjemvej.efforts.safe_night.board.queries import houses
from hjemvej.efforts.safe_night.board.rules import Free
from hjemvej.efforts.safe_night.models import HouseReport
from hjemvej.ground.shelters.models import Closure
from hjemvej.platform.access.viewer import looking_as

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def test_the_houses_word_on_what_is_free_closes_and_opens_places(
    us, house_staff, cafe_house, shelter_house, night, now
):
    with looking_as(house_staff):
        report_free_places(house=shelter_house, free=0, by=house_staff, at=now)
        report_free_places(house=shelter_house, free=0, by=house_staff, at=now)
    house = next(house for house in houses(night, now).every if house.house == shelter_house)
    assert (house.free, house.occupied) == (0, 2)
    with looking_as(house_staff):
        report_free_places(house=shelter_house, free=1, by=house_staff, at=now + HOUR)
        with pytest.raises(MoreFreeThanPlaces, match="højst være 2"):
            report_free_places(house=shelter_house, free=3, by=house_staff, at=now + HOUR)
    assert HouseReport.objects.count() == 3
    assert Closure.objects.count() == 1


def test_a_shelters_own_guests_stay_on_but_a_night_cafe_is_empty_in_the_morning(
    us, cafe_house, shelter_house, night, now
):
    for house in (cafe_house, shelter_house):
        report_free_places(house=house, free=0, by=us, at=now)
    tomorrow = {house.house.name: house.free for house in houses(night + DAY, now + DAY).every}
    assert tomorrow == {"Natcafé Prøve": 3, "Forsorgshjemmet Prøve": 0}


def test_a_place_closed_for_the_night_is_open_tomorrow(us, shelter_house, places, night, now):
    place = places(shelter_house)[0]
    close_for_night(place_id=place.pk, why="oversvømmet", by=us, at=now)
    close_for_night(place_id=place.pk, why="vandskade", by=us, at=now)
    assert [slot.closed_because for slot in houses(night, now).every[0].slots] == ["vandskade", ""]
    assert houses(night + DAY, now + DAY).every[0].free == 2
    open_for_night(place_id=place.pk, by=us, at=now)
    assert houses(night, now).every[0].free == 2


def test_a_chair_of_a_night_café_is_not_counted_as_a_bed(us, cafe_house, shelter_house, night, now):
    assert houses(night, now).free == Free(beds=2, chairs=3)
    report_free_places(house=cafe_house, free=1, by=us, at=now)
    assert houses(night, now).free == Free(beds=2, chairs=1)


@pytest.mark.parametrize(("free", "given_away", "is_taken"), [(0, 0, True), (2, 0, True), (2, 2, True), (3, 0, False)])
def test_a_house_may_say_that_all_its_places_are_free_and_no_more(
    us, shelter_house, night, now, free, given_away, is_taken
):
    report_free_places(house=shelter_house, free=2 - given_away, by=us, at=now)
    if is_taken:
        report_free_places(house=shelter_house, free=free, by=us, at=now)
    else:
        with pytest.raises(MoreFreeThanPlaces):
            report_free_places(house=shelter_house, free=free, by=us, at=now)
    assert houses(night, now).every[0].free == (free if is_taken else 2)
