"""Does an arrival, a move, a departure or a guest list leave alone what only looks like it?"""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import occupying
from hjemvej.efforts.safe_night.staying.actions import stays, telling, undoing, walking_in
from hjemvej.efforts.safe_night.staying.queries.notices import NOTICE
from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.audit.models import Event

HOUR, DAY, SECOND = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(seconds=1)


def status_of(row: Occupancy) -> str:
    return Occupancy.objects.get(pk=row.pk).status


def belongs(row: Occupancy, code: str, night: datetime.date) -> None:
    ResponsibleMunicipality.objects.create(
        person=row.person, municipality_code=code, municipality_name="Nabokommunen", from_on=night - DAY
    )


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
    ("kind", "code", "title", "told"),
    [
        ("shelter", None, None, [("", "")]),
        ("shelter", "own", "Indskrevet på Forsorgshjemmet Prøve: begynd handleplanen", [("Nabokommunen", "here")]),
        ("shelter", "350", None, [("Nabokommunen", "")]),
        ("hotel", "own", None, []),
        ("hotel", None, None, []),
    ],
)
def test_an_admission_tells_the_municipality_that_is_responsible(
    guest, us, our_team, shelter_house, night, now, settings, kind, code, title, told
):
    House.objects.update(kind=kind)
    shelter_house.refresh_from_db()
    row = guest("held", held_until=now + HOUR)
    if code:
        belongs(row, settings.MUNICIPALITY_CODE if code == "own" else code, night)
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert [task.title for task in Task.objects.filter(kind=NOTICE)] == ([title] if title else [])
    assert list(AdmissionNotice.objects.values_list("municipality_name", "how")) == told


@pytest.mark.parametrize(("open_already", "notices"), [(True, 1), (False, 2)])
def test_a_second_admission_starts_no_second_clock_while_the_first_is_open(
    guest, us, our_team, shelter_house, night, now, settings, open_already, notices
):
    row = guest("held", held_until=now + HOUR)
    belongs(row, settings.MUNICIPALITY_CODE, night)
    Task.objects.create(
        person=row.person, organisation=our_team, kind=NOTICE, title="Svar", due_at=now, created_at=now - DAY,
        done_at=None if open_already else now,
    )  # fmt: skip
    stays.confirm_arrival(occupancy=row, by=us, at=now)
    assert Task.objects.count() == notices


def test_without_any_team_nobody_has_the_notice(guest, us, night, now, settings, monkeypatch):
    monkeypatch.setattr(telling, "responsible_team", lambda occupancy, viewer: None)
    row = guest("held", held_until=now + HOUR)
    belongs(row, settings.MUNICIPALITY_CODE, night)
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
