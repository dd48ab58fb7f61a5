"""The wrong guest is written as come, or somebody is out for a while: one tap mends it, and nothing is forgotten."""

import datetime

import pytest

from hjemvej.efforts.safe_night.conftest import on_the_board
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.safe_night.staying.actions import stays, undoing
from hjemvej.efforts.safe_night.staying.queries.guests import house_page
from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.people.actions import set_responsible_municipality
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def come(person_of, us, house_staff, shelter_house, places, night, now, settings):
    """Somebody who slept outside and was handed over, and now is written as come to the shelter."""
    with looking_as(system("test")):
        person = person_of("Testa")
    with looking_as(us):
        record_situation(
            person_id=person.pk, kind="gade", from_on=night - 3 * DAY, by=us, at=now - DAY, source="gadeteamet",
            certainty="seen",
        )  # fmt: skip
        set_responsible_municipality(
            person=person, code=settings.MUNICIPALITY_CODE, name="Vores", from_on=night - 3 * DAY, by=us, at=now
        )
        open_course(person_id=person.pk, kind="safe_night", because="foran Netto", by=us, at=now)
        place_request = requesting.request_place(person_id=person.pk, night=night, needs=(), by=us, at=now)
        held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    with looking_as(house_staff):
        return stays.confirm_arrival(occupancy=held, by=house_staff, at=now + HOUR)


def known(person_id) -> list[tuple[str, datetime.date, datetime.date | None]]:
    rows = Situation.objects.filter(person_id=person_id, superseded_at=None).order_by("from_on")
    return list(rows.values_list("kind", "from_on", "until_on"))


def test_what_a_wrong_arrival_wrote_is_taken_back_and_stays_on_record(come, us, house_staff, night, now):
    assert known(come.person_id)[-1] == ("herberg", night, None)
    with looking_as(house_staff):
        for _tap in range(2):
            undoing.undo_arrival(occupancy=come, by=house_staff, at=now + 2 * HOUR)
    held = Occupancy.objects.get()
    assert (held.status, held.arrived_at, held.held_until) == ("held", None, now + 4 * HOUR)
    assert known(come.person_id) == [("gade", night - 3 * DAY, None)]
    assert Situation.objects.filter(kind="herberg").exclude(superseded_at=None).count() == 1
    assert Task.objects.get().outcome == "Skrevet ved en fejl: gæsten var ikke kommet"
    assert Course.objects.get(closed_at=None).opened_because == "foran Netto"
    assert Event.objects.filter(name="safe_night.arrival_undone").count() == 1
    with looking_as(us):
        assert [listed.person.pk for listed in on_the_board(night, now + 2 * HOUR, us).held] == [come.person_id]


def test_what_was_learned_since_is_not_taken_back(come, us, house_staff, night, now):
    with looking_as(us):
        record_situation(
            person_id=come.person_id, kind="egen_bolig", from_on=night + DAY, by=us, at=now + 2 * HOUR, source="os",
            certainty="told",
        )  # fmt: skip
    with looking_as(house_staff):
        undoing.undo_arrival(occupancy=come, by=house_staff, at=now + 3 * HOUR)
    assert known(come.person_id)[-1][0] == "egen_bolig"


def test_another_night_it_is_no_longer_undone(come, house_staff, now):
    with looking_as(house_staff), pytest.raises(stays.NotStaying):
        undoing.undo_arrival(occupancy=come, by=house_staff, at=now + DAY)


@pytest.mark.parametrize("nights", [0, 2])
def test_who_leaves_and_returns_the_same_night_has_the_place_again(
    come, house_staff, shelter_house, night, now, nights
):
    at = now + nights * DAY
    with looking_as(house_staff):
        stays.depart(occupancy=come, discharged_to="unknown", by=house_staff, at=at + 2 * HOUR)
        left = house_page(shelter_house, night + nights * DAY, at + 3 * HOUR, viewer=house_staff)
        assert [guest.occupancy.pk for guest in left.left_today if guest.may_come_back] == [come.pk]
        stays.confirm_arrival(occupancy=come, by=house_staff, at=at + 4 * HOUR)
    stay = Occupancy.objects.get()
    assert (stay.status, stay.from_night, stay.until_night, stay.discharged_to) == ("staying", night, None, "")
    assert known(come.person_id)[-1][0] == "herberg"
