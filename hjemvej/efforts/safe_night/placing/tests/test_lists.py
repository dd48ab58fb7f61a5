"""Does each list of the night take its own rows alone? Every other row differs from a wanted row in one thing."""

import datetime

import pytest

from hjemvej.efforts.safe_night.board.queries import unplaced
from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request, on_the_board
from hjemvej.efforts.safe_night.models import Answer, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.queries.handed_over import courses_until, hand_over_note, handed_over
from hjemvej.efforts.safe_night.placing.queries.offers import find_place
from hjemvej.efforts.safe_night.placing.queries.tried import what_was_tried
from hjemvej.efforts.safe_night.placing.queries.waiting import (
    current_place,
    places_of_person,
    waiting,
    waiting_request,
)
from hjemvej.ground.casework.models import Course
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.situations.rules import begins_at

HOUR, DAY, SECOND = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(seconds=1)
HELD_ON = HOUR  # a hold that still lasts


@pytest.mark.parametrize(
    ("nights_later", "status", "place", "waits"),
    [
        (0, "waiting", None, True),
        (1, "waiting", None, False),
        (-1, "waiting", None, False),
        (0, "withdrawn", None, False),
        (0, "placed", None, False),
        (0, "unmet", None, False),
        (0, "waiting", ("held", 0, None, HELD_ON), False),
        (0, "waiting", ("held", -2, 1, HELD_ON), False),
        (0, "waiting", ("held", 0, None, 0 * HOUR), True),
        (0, "waiting", ("held", 0, None, -HOUR), True),
        (0, "waiting", ("held", -1, 0, HELD_ON), True),  # until tonight
        (0, "waiting", ("held", 1, None, HELD_ON), True),  # from tomorrow
        (0, "waiting", ("staying", 0, None, None), False),
        (0, "waiting", ("staying", 0, None, -HOUR), False),  # it was a hold until then
        (0, "waiting", ("ended", 0, 1, None), True),
        (0, "waiting", ("did_not_come", 0, None, None), True),
        (0, "waiting", ("cancelled", 0, None, None), True),
    ],
)
def test_the_list_of_people_without_a_place_is_as_long_as_its_figure(
    person_of, us, our_team, shelter_house, places, night, now, nights_later, status, place, waits
):
    person, other = person_of("Testa"), person_of("Anden")
    add_request(person, night + nights_later * DAY, our_team, now, status)
    add_occupancy(other, places(shelter_house)[1], "staying", night, now)
    if place:
        state, first, until, held = place
        add_occupancy(
            person, places(shelter_house)[0], state, night + first * DAY, now,
            until_night=None if until is None else night + until * DAY, held_until=None if held is None else now + held,
        )  # fmt: skip
    assert [one.person.pk for one in waiting(night, viewer=us, at=now)] == [person.pk] * waits
    assert unplaced(night, now, viewer=us) == waits


@pytest.mark.parametrize(
    ("status", "from_tonight", "held_until", "is_on_the_way"),
    [
        ("held", 0, SECOND, True),
        ("held", 0, 0 * SECOND, False),
        ("held", 1, SECOND, False),
        ("did_not_come", 0, SECOND, False),
        ("expired", 0, SECOND, False),
        ("staying", 0, SECOND, False),
    ],
)
def test_only_a_hold_that_lasts_is_on_the_way(
    person_of, us, shelter_house, places, night, now, status, from_tonight, held_until, is_on_the_way
):
    add_occupancy(
        person_of("Testa"), places(shelter_house)[0], status, night + from_tonight * DAY, now,
        held_until=now + held_until,
    )  # fmt: skip
    assert len(on_the_board(night, now, us).held) == is_on_the_way


@pytest.mark.parametrize(
    ("opened", "is_tonights", "is_until_tonight"),
    [
        ((0, -SECOND), False, True),
        ((0, 0 * SECOND), True, True),
        ((1, -SECOND), True, True),
        ((1, 0 * SECOND), False, False),
    ],
)
def test_a_hand_over_is_of_the_night_it_was_made_in(person_of, us, night, opened, is_tonights, is_until_tonight):
    person, other = person_of("Testa"), person_of("Anden")
    at = begins_at(night + opened[0] * DAY) + opened[1]
    course = Course.objects.create(person=person, kind="safe_night", opened_at=at, opened_because="foran Netto")
    assert list(handed_over(night, viewer=us)) == [course] * is_tonights
    assert list(courses_until(night, viewer=us)) == [course] * is_until_tonight
    assert hand_over_note(person.pk, night, viewer=us) == "foran Netto" * is_tonights
    assert hand_over_note(other.pk, night, viewer=us) == ""


@pytest.mark.parametrize(
    ("whose", "nights_later", "status", "waits_without_a_request"),
    [
        ("own", 0, "waiting", False),
        ("own", 0, "unmet", False),
        ("own", 0, "withdrawn", True),
        ("own", 1, "waiting", True),
        ("another's", 0, "waiting", True),
    ],
)
def test_a_hand_over_waits_until_its_own_person_has_a_request_this_night(
    person_of, us, our_team, night, now, whose, nights_later, status, waits_without_a_request
):
    person, other = person_of("Testa"), person_of("Anden")
    Course.objects.create(person=person, kind="safe_night", opened_at=now)
    add_request(person if whose == "own" else other, night + nights_later * DAY, our_team, now, status)
    assert len(handed_over(night, viewer=us)) == waits_without_a_request


@pytest.mark.parametrize(
    ("whose", "nights_later", "status", "is_found"),
    [
        ("own", 0, "waiting", True),
        ("own", 0, "placed", False),
        ("own", 1, "waiting", False),
        ("another's", 0, "waiting", False),
    ],
)
def test_the_persons_own_waiting_request_of_the_night_is_found(
    person_of, us, our_team, night, now, whose, nights_later, status, is_found
):
    person, other = person_of("Testa"), person_of("Anden")
    add_request(person if whose == "own" else other, night + nights_later * DAY, our_team, now, status)
    assert (waiting_request(person.pk, night, viewer=us) is not None) == is_found


@pytest.mark.parametrize(
    ("rows", "now_at"),
    [
        ([], None),
        ([("held", SECOND)], 0),
        ([("held", 0 * SECOND)], None),
        ([("held", None)], None),
        ([("expired", SECOND)], None),
        ([("held", SECOND), ("staying", None)], 1),
        ([("ended", None), ("held", SECOND), ("held", HOUR)], 1),
    ],
)
def test_where_the_person_sleeps_counts_before_a_hold_and_a_hold_while_it_lasts(now, rows, now_at):
    places = [Occupancy(status=status, held_until=held and now + held) for status, held in rows]
    assert current_place(places, now) is (None if now_at is None else places[now_at])


def test_the_places_of_a_person_are_that_persons_of_that_night(person_of, us, shelter_house, places, night, now):
    person = person_of("Testa")
    place, other_place = places(shelter_house)
    first = add_occupancy(person, place, "cancelled", night, now - HOUR)
    second = add_occupancy(person, place, "held", night, now, held_until=now + HOUR)
    add_occupancy(person, place, "ended", night - DAY, now - DAY, until_night=night)
    add_occupancy(person_of("Anden"), other_place, "held", night, now, held_until=now + HOUR)
    assert places_of_person(person.pk, night, viewer=us) == [first, second]


def test_what_was_tried_is_told_of_each_request_in_its_own_words(
    person_of, us, our_team, shelter_house, cafe_house, places, night, now
):
    asked, other = (add_request(person_of(name), night, our_team, now) for name in ("Testa", "Anden"))
    bed, other_bed = places(shelter_house)
    noes = [("declined", shelter_house, "for langt"), ("turned_away", cafe_house, "fyldt op")]
    for number, (kind, house, words) in enumerate(noes):
        Answer.objects.create(request=asked, house=house, kind=kind, words=words, at=now + number * SECOND)
    kept = [("expired", 0, None), ("did_not_come", 0, None), ("held", 0, now), ("expired", -1, None)]
    kept += [("cancelled", 0, None), ("turned_away", 0, None), ("staying", 1, None)]
    for number, (status, later, held_until) in enumerate(kept):
        made_at = now + number * SECOND
        add_occupancy(asked.person, bed, status, night + later * DAY, made_at, request=asked, held_until=held_until,
                      until_night=night + (later + 1) * DAY)  # fmt: skip
    add_occupancy(other.person, other_bed, "cancelled", night, now, request=other)
    tried = what_was_tried([asked.pk, other.pk], night, viewer=us)
    assert tried[asked.pk].words == [
        "sagde nej til Forsorgshjemmet Prøve: ”for langt”",
        "Natcafé Prøve sagde nej: fyldt op",
        "pladsen på Forsorgshjemmet Prøve udløb",
        "kom ikke til Forsorgshjemmet Prøve",
        "pladsen på Forsorgshjemmet Prøve udløb",
    ]
    assert tried[asked.pk].noes == {
        shelter_house.pk: "borgeren sagde nej: ”for langt”", cafe_house.pk: "stedet sagde nej: fyldt op",
    }  # fmt: skip
    assert (tried[asked.pk].was_kept, tried[other.pk].was_kept, tried[other.pk].words) == (True, False, [])
    given = list(Occupancy.objects.filter(request__in=[asked, other], from_night=night).order_by("made_at"))
    assert what_was_tried([asked.pk], night, viewer=us, kept=given)[asked.pk].words == tried[asked.pk].words
    assert what_was_tried([asked.pk], night, viewer=us, kept=[])[asked.pk].was_kept is False


@pytest.mark.parametrize(
    ("whose", "until", "status", "left"),
    [
        ("own", 0, "ended", "1 nat tilbage her"),
        ("own", -1, "ended", "3 nætter tilbage her"),  # not in a row with tonight
        ("own", 0, "cancelled", "3 nætter tilbage her"),
        ("another's", 0, "ended", "3 nætter tilbage her"),
    ],
)
def test_only_the_persons_own_nights_up_to_last_night_are_counted_against_the_house(
    person_of, us, our_team, shelter_house, cafe_house, places, night, now, whose, until, status, left
):
    House.objects.update(max_nights=3)
    person, other = person_of("Testa"), person_of("Anden")
    guest = person if whose == "own" else other
    bed = places(shelter_house)[0]
    add_occupancy(guest, bed, status, night + (until - 2) * DAY, now, until_night=night + until * DAY)
    offers = find_place(add_request(person, night, our_team, now), now, viewer=us)
    told = {offer.house.house: [reason.text for reason in offer.reasons] for offer in offers}
    assert left in told[shelter_house]
    assert "3 nætter tilbage her" in told[cafe_house]


def test_a_house_is_offered_once_for_each_kind_that_fits_and_else_once(
    person_of, us, our_team, shelter, shelter_house, cafe_house, places, night, now
):
    many = add_house("Hus Eksempel", House.Kind.SHELTER, shelter, 1)
    for number, traits in enumerate([{"takes_dogs": True}, {"takes_dogs": True, "takes_couples": True}]):
        Place.objects.create(room=many.rooms.get(), label=f"stor {number}", **traits)
    Place.objects.create(room=shelter_house.rooms.get(), label="dobbelt", takes_couples=True)
    asked = add_request(person_of("Testa"), night, our_team, now)
    PlaceRequest.objects.update(needs=["dog"])
    asked.refresh_from_db()
    offers = find_place(asked, now, viewer=us)
    names = sorted((offer.house.house.name, offer.fits) for offer in offers)
    assert names == [
        ("Forsorgshjemmet Prøve", False), ("Hus Eksempel", True), ("Hus Eksempel", True), ("Natcafé Prøve", True),
    ]  # fmt: skip


def test_a_full_house_offers_what_is_free_soonest(person_of, us, our_team, shelter, night, now):
    full = add_house("Fuldt hus", House.Kind.SHELTER, shelter, 4)
    asked = add_request(person_of("Testa"), night, our_team, now)
    beds = list(Place.objects.filter(room__house=full).order_by("label"))
    ends = [None, now + 3 * HOUR, now + 2 * HOUR, None]
    for number, (bed, held_until) in enumerate(zip(beds, ends, strict=True)):
        status = "held" if held_until else "staying"
        add_occupancy(person_of(f"Gæst{number}"), bed, status, night, now, held_until=held_until)
    [offer] = find_place(asked, now, viewer=us)
    assert (offer.slot.name, offer.number, offer.fits) == ("Værelse, seng 3", 0, False)
