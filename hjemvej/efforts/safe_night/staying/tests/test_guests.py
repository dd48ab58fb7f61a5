"""Who is a guest of which house, who may open it, and which team has the notice of an admission?"""

import datetime
import uuid

import pytest
from django.http import Http404

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.staying.queries.guests import house_page, may_be_undone, may_still_arrive
from hjemvej.efforts.safe_night.staying.queries.notices import NOTICE, open_notice, responsible_team
from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as

HOUR, DAY, SECOND = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(seconds=1)


# --- may the arrival be written, or undone? ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "may"),
    [
        ({"status": "held"}, True),
        ({"status": "expired"}, True),
        ({"status": "did_not_come"}, True),
        ({"status": "staying"}, False),
        ({"status": "turned_away", "left_at": True}, False),
        ({"status": "ended", "until_night": 0, "discharged_to": "street"}, True),
        ({"status": "ended", "until_night": -1, "discharged_to": "street"}, False),
        ({"status": "ended", "until_night": 0, "discharged_to": "expelled"}, False),
        ({"status": "ended", "until_night": 0, "discharged_to": ""}, False),  # the night ended the stay
        ({"status": "cancelled", "left_at": True}, True),
        ({"status": "cancelled", "left_at": True, "from_night": -1}, False),
        ({"status": "cancelled"}, False),  # a hold given up
    ],
)
def test_who_was_expected_or_left_tonight_may_arrive(night, now, row, may):
    facts = {**row, "from_night": night + row.get("from_night", 0) * DAY, "left_at": now if "left_at" in row else None}
    if "until_night" in row:
        facts["until_night"] = night + row["until_night"] * DAY
    assert may_still_arrive(Occupancy(**facts), night) == may


@pytest.mark.parametrize(
    ("status", "first", "arrived", "may"),
    [
        ("staying", 0, SECOND, True),
        ("staying", 0, 0 * SECOND, False),  # came to the door
        ("staying", 0, None, False),
        ("staying", -1, SECOND, False),
        ("ended", 0, SECOND, False),
    ],
)
def test_only_tonights_arrival_to_a_held_place_may_be_undone(night, now, status, first, arrived, may):
    at = None if arrived is None else now + arrived
    row = Occupancy(status=status, from_night=night + first * DAY, made_at=now, arrived_at=at)
    assert may_be_undone(row, night) == may


# --- the house's page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "shown_as"),
    [
        ({"status": "held", "held_until": HOUR}, "on_the_way"),
        ({"status": "held", "held_until": -HOUR}, "on_the_way"),  # may still come
        ({"status": "held", "held_until": HOUR, "first": 1}, None),
        ({"status": "held", "held_until": HOUR, "first": -1, "until": 0}, None),
        ({"status": "staying"}, "staying"),
        ({"status": "staying", "first": -5}, "staying"),
        ({"status": "staying", "first": -5, "until": 0}, None),
        ({"status": "did_not_come"}, "did_not_come"),
        ({"status": "expired"}, "did_not_come"),
        ({"status": "expired", "first": -1}, None),
        ({"status": "turned_away"}, None),
        ({"status": "ended", "first": -1, "until": 0, "left": -HOUR}, "slept_here"),
        ({"status": "ended", "first": -1, "until": 0, "left": -16 * HOUR}, "slept_here"),
        ({"status": "ended", "first": -1, "until": 0, "left": -16 * HOUR - SECOND}, None),
        ({"status": "ended", "first": -1, "until": 0, "left": -HOUR, "discharged_to": "street"}, "left_today"),
        ({"status": "cancelled", "left": -HOUR}, "left_today"),
        ({"status": "cancelled", "left": -HOUR, "first": 1}, None),
        ({"status": "cancelled"}, None),
        ({"status": "did_not_come", "first": -1, "left": -HOUR}, None),
        ({"status": "staying", "house": "café"}, None),
        ({"status": "ended", "first": -1, "until": 0, "left": -HOUR, "forgotten": True}, None),
        ({"status": "staying", "forgotten": True}, "staying"),
        ({"status": "did_not_come", "forgotten": True}, "did_not_come"),
    ],
)
def test_the_house_sees_each_of_its_guests_in_one_list(
    guest, house_staff, shelter_house, cafe_house, night, now, facts, shown_as
):
    first, until, left, held = (facts.get(name) for name in ("first", "until", "left", "held_until"))
    row = guest(
        facts["status"], house=cafe_house if "house" in facts else shelter_house, from_night=night + (first or 0) * DAY,
        until_night=None if until is None else night + until * DAY, left_at=left and now + left,
        held_until=held and now + held, discharged_to=facts.get("discharged_to", ""),
    )  # fmt: skip
    if "forgotten" not in facts:
        NeedToKnow.objects.create(
            person_id=row.person_id, organisation_id=house_staff.organisation_id, basis="guest", from_at=now - DAY
        )
    with looking_as(house_staff):
        page = house_page(shelter_house, night, now, viewer=house_staff)
    lists = ("on_the_way", "staying", "did_not_come", "slept_here", "left_today")
    shown = {name: [one.name for one in getattr(page, name)] for name in lists}
    name = "Tidligere gæst" if "forgotten" in facts else "Testa Prøvensen"
    assert shown == {each: [name] if each == shown_as else [] for each in lists}


def test_a_guest_brings_age_needs_and_notes_when_there_is_a_request(guest, us, night, now, shelter_house):
    with_request, without = guest("staying"), guest("staying", number=1, name="Anden")
    PlaceRequest.objects.filter(pk=with_request.request_id).update(needs=["dog"], safety="må ikke møde eks", note="")
    Occupancy.objects.filter(pk=without.pk).update(request=None)
    Person.objects.filter(pk=with_request.person_id).update(born_on=datetime.date(2000, 1, 1))
    page = house_page(shelter_house, night, now, viewer=us)
    told = {one.occupancy.pk: (one.age, one.needs, one.note) for one in page.staying}
    assert told == {with_request.pk: ("26 år", ["hund"], "må ikke møde eks"), without.pk: ("", [], "")}


# --- who has the notice? -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked_by", "case", "team"),
    [
        ("Beta", None, "Beta"),
        ("Beta", "Gamma", "Beta"),
        ("Nedlagt", "Gamma", "Gamma"),
        ("Herberg", "Gamma", "Gamma"),
        (None, "Gamma", "Gamma"),
        (None, "Nedlagt", "Alfa"),
        (None, "Herberg", "Alfa"),
        (None, None, "Alfa"),
        (None, "Gamma, ended", "Gamma"),
        (None, "Gamma, inquiry", "Alfa"),
        (None, "Gamma, another's", "Alfa"),
    ],
)
def test_the_notice_goes_to_who_asked_else_who_has_the_case_else_the_first_team(
    us, shelter_house, places, night, now, asked_by, case, team
):
    Organisation.objects.update(is_active=False)
    teams = {
        name: Organisation.objects.create(
            name=name, kind="shelter" if name == "Herberg" else "team", is_active=name != "Nedlagt"
        )
        for name in ("Gamma", "Beta", "Alfa", "Nedlagt", "Herberg")
    }
    person, other = (Person.objects.create(given_names=name, created_at=now) for name in ("Testa", "Anden"))
    if case:
        name, *how = case.split(", ")
        NeedToKnow.objects.create(
            person_id=other.pk if how == ["another's"] else person.pk, organisation=teams[name],
            basis="inquiry" if how == ["inquiry"] else "case", from_at=now - DAY,
            until_at=now if how == ["ended"] else None,
        )  # fmt: skip
    request = add_request(person, night, teams[asked_by], now) if asked_by else None
    add_request(other, night, teams["Beta"], now)
    row = add_occupancy(person, places(shelter_house)[0], "staying", night, now, request=request)
    assert responsible_team(row, viewer=us) == teams[team].pk


def test_without_a_team_no_team_has_the_notice(guest, us, our_team, now):
    row = guest("staying")
    Organisation.objects.update(is_active=False)
    assert responsible_team(row, viewer=us) is None


@pytest.mark.parametrize(
    ("whose", "kind", "is_done", "is_open"),
    [
        ("own", NOTICE, False, True),
        ("own", NOTICE, True, False),
        ("own", "own", False, False),
        ("another's", NOTICE, False, False),
    ],
)
def test_an_open_notice_is_the_persons_own(person_of, us, our_team, now, whose, kind, is_done, is_open):
    person, other = person_of("Testa"), person_of("Anden")
    Task.objects.create(
        person=person if whose == "own" else other, organisation=our_team, kind=kind, title="Svar", due_at=now,
        created_at=now, done_at=now if is_done else None,
    )  # fmt: skip
    assert (open_notice(person.pk, viewer=us) is not None) == is_open


# --- the doors -----------------------------------------------------------------------------------------------------


def test_a_house_that_is_unknown_unused_or_anothers_is_not_opened(
    house_staff, shelter, other_shelter, shelter_house, cafe_house
):
    unused = add_house("Nedlagt", House.Kind.SHELTER, shelter, 1)
    House.objects.filter(pk=unused.pk).update(is_active=False)
    with looking_as(house_staff):
        assert access.open_house(cafe_house.pk) == cafe_house
        for pk in (unused.pk, uuid.uuid4()):
            with pytest.raises(Http404):
                access.open_house(pk)
        for pk in (unused.pk, uuid.uuid4(), cafe_house.pk):
            with pytest.raises(Http404):
                access.open_own_house(house_staff, pk)


def test_a_guest_is_opened_in_the_house_where_they_are(guest, house_staff, shelter, shelter_house, now):
    row = guest("staying")
    NeedToKnow.objects.create(
        person_id=row.person_id, organisation_id=house_staff.organisation_id, basis="guest", from_at=now - DAY
    )
    twin = add_house("Hus to", House.Kind.SHELTER, shelter, 1)
    with looking_as(house_staff):
        assert access.open_guest(house_staff, shelter_house, row.pk, page="partner.depart", at=now) == row
        for house, pk in ((twin, row.pk), (shelter_house, uuid.uuid4())):
            with pytest.raises(Http404):
                access.open_guest(house_staff, house, pk, page="partner.depart", at=now)


@pytest.mark.parametrize("opened", [access.open_request, access.open_occupancy])
def test_an_unknown_id_is_not_opened(us, now, opened):
    with looking_as(us), pytest.raises(Http404):
        opened(us, uuid.uuid4(), page="safe_night.stay", at=now)
