"""Does an arrival, a move, a departure or a guest list leave alone what only looks like it?"""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import occupying
from hjemvej.efforts.safe_night.staying.actions import stays, undoing, walking_in
from hjemvej.efforts.safe_night.staying.queries.guests import house_page, may_be_undone, may_still_arrive
from hjemvej.efforts.safe_night.staying.queries.notices import NOTICE, open_notice, responsible_team
from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

HOUR, DAY, SECOND = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(seconds=1)


@pytest.fixture
def guest(person_of, our_team, shelter_house, places, night, now):
    """Give `guest(status, …)`: a guest of the shelter, with a request."""

    def lay(status: str, *, house: House = shelter_house, number: int = 0, name: str = "Testa", **facts) -> Occupancy:
        person = person_of(name)
        first = facts.pop("from_night", night)
        request = add_request(person, first, our_team, now, "placed")
        return add_occupancy(person, places(house)[number], status, first, now, request=request, **facts)

    return lay


def status_of(row: Occupancy) -> str:
    return Occupancy.objects.get(pk=row.pk).status


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


# --- arriving ------------------------------------------------------------------------------------------------------


def test_who_returns_to_a_house_of_so_many_nights_gets_at_least_tonight(guest, us, shelter_house, night, now):
    House.objects.update(max_nights=3)
    row = guest("ended", from_night=night - 5 * DAY, until_night=night, discharged_to="street", left_at=now)
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert Occupancy.objects.get().until_night == night + DAY
    again = guest("ended", number=1, name="Anden", from_night=night - DAY, until_night=night, discharged_to="street")
    stays.confirm_arrival(occupancy=again, by=us, at=now)
    assert Occupancy.objects.get(pk=again.pk).until_night == night + 2 * DAY


@pytest.mark.parametrize(
    ("kind", "code", "title"),
    [
        ("shelter", None, "Indskrevet på Forsorgshjemmet Prøve: svar på beskeden"),
        ("shelter", "own", "Indskrevet på Forsorgshjemmet Prøve: svar på beskeden"),
        ("shelter", "350", "Indskrevet på Forsorgshjemmet Prøve: giv Nabokommunen besked"),
        ("hotel", None, None),
    ],
)
def test_an_admission_tells_the_municipality_that_is_responsible(
    guest, us, our_team, shelter_house, night, now, settings, kind, code, title
):
    House.objects.update(kind=kind)
    shelter_house.refresh_from_db()
    row = guest("held", held_until=now + HOUR)
    if code:
        ResponsibleMunicipality.objects.create(
            person=row.person, municipality_code=settings.MUNICIPALITY_CODE if code == "own" else code,
            municipality_name="Nabokommunen", from_on=night - DAY,
        )  # fmt: skip
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert [task.title for task in Task.objects.filter(kind=NOTICE)] == ([title] if title else [])


@pytest.mark.parametrize(("open_already", "notices"), [(True, 1), (False, 2)])
def test_a_second_admission_starts_no_second_clock_while_the_first_is_open(
    guest, us, our_team, shelter_house, night, now, open_already, notices
):
    row = guest("held", held_until=now + HOUR)
    Task.objects.create(
        person=row.person, organisation=our_team, kind=NOTICE, title="Svar", due_at=now, created_at=now - DAY,
        done_at=None if open_already else now,
    )  # fmt: skip
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert Task.objects.count() == notices


def test_without_any_team_nobody_has_the_notice(guest, us, now, monkeypatch):
    monkeypatch.setattr(stays, "responsible_team", lambda occupancy, viewer: None)
    row = guest("held", held_until=now + HOUR)
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert (status_of(row), Task.objects.count()) == ("staying", 0)


# --- leaving, staying longer, moving -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "status", "kind", "certainty"),
    [
        ("street", "cancelled", "gade", "told"),
        ("own_home", "cancelled", "egen_bolig", "told"),
        ("unknown", "cancelled", "ukendt", "assumed"),
        ("expelled", "turned_away", "ukendt", "assumed"),
    ],
)
def test_who_leaves_on_the_first_night_waits_again_and_is_where_was_said(
    guest, us, night, now, to, status, kind, certainty
):
    row, other = guest("staying"), guest("staying", number=1, name="Anden")
    stays.depart(occupancy=row, discharged_to=to, why="x", by=us, at=now)
    situation = Situation.objects.get(person=row.person)
    assert (status_of(row), situation.kind, situation.certainty) == (status, kind, certainty)
    told = dict(PlaceRequest.objects.values_list("person_id", "status"))
    assert told == {row.person_id: "waiting", other.person_id: "placed"}


@pytest.mark.parametrize(("ends", "until"), [(None, 0), (5, 0), (0, 0), (-1, -1)])
def test_a_stay_that_is_left_ends_tonight_or_when_it_was_to_end(guest, us, night, now, ends, until):
    row = guest("staying", from_night=night - 3 * DAY, until_night=None if ends is None else night + ends * DAY)
    stays.depart(occupancy=row, discharged_to="street", by=us, at=now)
    assert (status_of(row), Occupancy.objects.get().until_night) == ("ended", night + until * DAY)


def test_a_guest_who_has_not_come_cannot_leave_and_who_has_left_leaves_once(guest, us, now):
    held, gone = guest("held", held_until=now + HOUR), guest("cancelled", number=1, name="Anden", left_at=now)
    with pytest.raises(stays.NotStaying, match="ikke meldt kommet"):
        stays.depart(occupancy=held, discharged_to="street", by=us, at=now)
    stays.depart(occupancy=gone, discharged_to="street", by=us, at=now)
    Occupancy.objects.filter(pk=gone.pk).update(status="ended", left_at=None)
    stays.depart(occupancy=gone, discharged_to="street", by=us, at=now)
    assert (status_of(held), Event.objects.filter(name="safe_night.departed").count()) == ("held", 0)


@pytest.mark.parametrize("status", ["held", "ended"])
def test_only_a_stay_that_goes_on_is_made_longer(guest, us, night, now, status):
    row = guest(status, held_until=now + HOUR if status == "held" else None, until_night=night + DAY)
    with pytest.raises(stays.NotStaying):
        stays.extend_stay(occupancy=row, until_night=night + 5 * DAY, by=us, at=now)
    assert Occupancy.objects.get().until_night == night + DAY


@pytest.mark.parametrize(
    ("status", "where", "moves"),
    [
        ("held", "same", True),
        ("staying", "same", True),
        ("staying", "other", False),
        ("expired", "same", False),
        ("ended", "same", False),
    ],
)
def test_a_guest_moves_within_the_house_while_the_place_is_theirs(
    guest, us, shelter_house, cafe_house, places, now, status, where, moves
):
    row = guest(status, held_until=now + HOUR if status == "held" else None)
    place = places(shelter_house)[1] if where == "same" else places(cafe_house)[0]
    if moves:
        assert stays.move(occupancy=row, place_id=place.pk, by=us, at=now).pk == row.pk
    else:
        with pytest.raises(stays.NotStaying, match="samme hus"):
            stays.move(occupancy=row, place_id=place.pk, by=us, at=now)
    assert (Occupancy.objects.get().place_id == place.pk) == moves


def test_a_move_to_the_place_one_has_is_no_move(guest, us, now):
    row = guest("staying")
    stays.move(occupancy=row, place_id=row.place_id, by=us, at=now + 3 * DAY)
    assert (Occupancy.objects.count(), Event.objects.filter(name="safe_night.moved").count()) == (1, 0)


# --- undoing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrote", [True, False])
def test_only_what_the_arrival_itself_wrote_is_taken_back(guest, us, our_team, night, now, wrote):
    row = guest("staying", arrived_at=now + HOUR)
    at = now + HOUR if wrote else now - DAY
    Task.objects.create(person=row.person, organisation=our_team, kind=NOTICE, title="Svar", due_at=now, created_at=at)
    Course.objects.create(person=row.person, kind="safe_night", opened_at=now - DAY, closed_at=at, outcome="kommet")
    undoing.undo_arrival(occupancy=row, by=us, at=now + 2 * HOUR)
    assert (Task.objects.get().done_at is not None) == wrote
    assert Course.objects.filter(closed_at=None).exists() == wrote


def test_without_a_notice_or_a_hand_over_an_arrival_is_undone_too(guest, us, now):
    row = guest("staying", arrived_at=now + HOUR)
    undoing.undo_arrival(occupancy=row, by=us, at=now + 2 * HOUR)
    assert status_of(row) == "held"


# --- at the door ---------------------------------------------------------------------------------------------------


def test_two_guests_at_the_door_are_two_and_a_key_is_good_in_one_house(
    us, shelter, shelter_house, cafe_house, places, now
):
    key = uuid.uuid4()

    def take_in(key: uuid.UUID, house: House, place: Place) -> Occupancy:
        return walking_in.take_in(key=key, house=house, place_id=place.pk, description="mand", by=us, at=now)

    first = take_in(key, shelter_house, places(shelter_house)[0])
    assert take_in(uuid.uuid4(), shelter_house, places(shelter_house)[1]).pk != first.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        take_in(key, cafe_house, places(cafe_house)[0])
    with pytest.raises(occupying.PlaceNoLongerFree, match="hører ikke til her"):
        take_in(uuid.uuid4(), shelter_house, places(cafe_house)[0])
    assert Occupancy.objects.count() == 2


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
        (None, "Gamma, ended", "Alfa"),
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
