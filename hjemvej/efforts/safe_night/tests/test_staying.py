"""Who came, who left, what that writes of the person, and which clocks it starts."""

import datetime
import uuid

import pytest

from hjemvej.efforts.safe_night import actions, queries
from hjemvej.efforts.safe_night.models import HouseReport, Night, Occupancy, PlaceRequest
from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import Closure
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
MACHINE = system("Natten gøres op")


@pytest.fixture
def placed(person_of, us, night, now, places):
    """Give `placed("Testa", house)`: somebody with a place held there."""

    def make(name, house, number=0):
        with looking_as(us):
            request = actions.request_place(
                person_id=person_of_system(person_of, name).pk, night=night, needs=(), by=us, at=now
            )
            return actions.hold_place(request=request, place_id=places(house)[number].pk, by=us, at=now)

    return make


def person_of_system(person_of, name):
    with looking_as(system("test")):
        return person_of(name)


def situation(person_id: uuid.UUID, on: datetime.date) -> str | None:
    rows = Situation.objects.filter(person_id=person_id, superseded_at=None, from_on__lte=on)
    row = rows.order_by("-from_on").first()
    return row.kind if row else None


def test_an_arrival_writes_the_situation_and_starts_the_shelters_clock(
    placed, house_staff, our_team, shelter_house, night, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now + HOUR)
    assert situation(held.person_id, night) == "herberg"
    assert PlaceRequest.objects.get().status == "placed"
    task = Task.objects.get()
    assert (task.kind, task.organisation, task.law_key) == ("shelter_notice", our_team, "shelter_notice")
    assert task.due_at.date() == datetime.date(2026, 11, 24)  # Saturday, Monday, Tuesday
    assert Event.objects.filter(name="safe_night.arrived").count() == 1
    with looking_as(house_staff):
        assert len(queries.house_page(shelter_house, night, now, viewer=house_staff).staying) == 1


def test_confirmed_twice_over_a_bad_line_is_one_arrival(placed, house_staff, shelter_house, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now)
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now + HOUR)
    assert Task.objects.count() == 1
    assert Event.objects.filter(name="safe_night.arrived").count() == 1
    assert Occupancy.objects.get().arrived_at == now


def test_who_comes_after_the_hold_ran_out_still_gets_the_place_while_it_is_free(
    placed, house_staff, shelter_house, now
):
    held = placed("Testa", shelter_house)
    actions.expire_holds(at=now + 5 * HOUR)
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now + 6 * HOUR)
    assert Occupancy.objects.get().status == "staying"


def test_who_comes_too_late_for_a_place_given_away_is_told_and_may_take_another(
    placed, us, house_staff, shelter_house, places, now
):
    late = placed("Testa", shelter_house)
    actions.expire_holds(at=now + 5 * HOUR)
    placed("Eksempel", shelter_house)
    with looking_as(house_staff):
        with pytest.raises(actions.PlaceNoLongerFree):
            actions.confirm_arrival(occupancy=late, by=house_staff, at=now + 6 * HOUR)
        other = places(shelter_house)[1]
        actions.confirm_arrival(occupancy=late, by=house_staff, at=now + 6 * HOUR, place_id=other.pk)
    assert Occupancy.objects.get(pk=late.pk).place == other


def test_who_did_not_come_waits_again_and_the_place_is_free(placed, us, house_staff, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        actions.did_not_come(occupancy=held, by=house_staff, at=now)
        actions.did_not_come(occupancy=held, by=house_staff, at=now)
    waiting = queries.waiting(night, viewer=us, at=now)
    assert waiting[0].tried == ["kom ikke til Forsorgshjemmet Prøve"]
    assert queries.board(night, now, viewer=us).houses[0].free == 2
    assert Event.objects.filter(name="safe_night.did_not_come").count() == 1


def test_leaving_another_day_frees_the_place_that_night_and_moves_the_situation(
    placed, house_staff, shelter_house, night, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now)
        actions.depart(occupancy=held, discharged_to="family_friends", by=house_staff, at=now + 2 * DAY)
    stay = Occupancy.objects.get()
    assert (stay.status, stay.until_night) == ("ended", night + 2 * DAY)
    assert situation(held.person_id, night + DAY) == "herberg"
    assert situation(held.person_id, night + 2 * DAY) == "familie_venner"


def test_leaving_the_same_night_leaves_the_person_without_a_place_and_on_the_list(
    placed, us, house_staff, shelter_house, night, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now)
        actions.depart(occupancy=held, discharged_to="expelled", why="slagsmål", by=house_staff, at=now + HOUR)
    assert Occupancy.objects.get().status == "turned_away"
    assert [one.person.pk for one in queries.waiting(night, viewer=us, at=now)] == [held.person_id]
    assert queries.board(night, now, viewer=us).houses[0].free == 2


def test_a_guest_moves_to_another_bed_and_the_nights_before_stay(
    placed, house_staff, shelter_house, places, night, now
):
    held = placed("Testa", shelter_house)
    other = places(shelter_house)[1]
    with looking_as(house_staff):
        actions.confirm_arrival(occupancy=held, by=house_staff, at=now)
        moved = actions.move(occupancy=held, place_id=other.pk, by=house_staff, at=now + DAY)
    assert moved.pk != held.pk
    assert (moved.place, moved.from_night) == (other, night + DAY)
    assert Occupancy.objects.get(pk=held.pk).until_night == night + DAY
    assert Task.objects.count() == 1  # no new admission


def test_somebody_without_a_name_walks_in_once_however_often_it_is_sent(
    house_staff, our_team, shelter_house, places, now
):
    key, place = uuid.uuid4(), places(shelter_house)[0]
    with looking_as(house_staff):
        for _try in range(2):
            actions.take_in(
                key=key, house=shelter_house, place_id=place.pk, description="kvinde med rød jakke", by=house_staff,
                at=now,
            )  # fmt: skip
    person = Person.objects.get()
    assert (person.name, Occupancy.objects.get().status) == ("kvinde med rød jakke", "staying")
    bases = set(NeedToKnow.objects.values_list("organisation__name", "basis"))
    assert bases == {(house_staff.organisation_name, "guest"), (our_team.name, "inquiry")}
    assert Task.objects.get().organisation == our_team


def test_a_night_cafes_nameless_guest_is_the_cafes_alone(
    night_cafe_worker, viewer_for, our_team, cafe_house, places, now
):
    by = viewer_for(night_cafe_worker)
    with looking_as(by):
        actions.take_in(
            key=uuid.uuid4(), house=cafe_house, place_id=places(cafe_house)[0].pk, description="ung mand", by=by, at=now
        )
    assert not NeedToKnow.objects.filter(organisation=our_team).exists()
    assert Task.objects.count() == 0


def test_the_houses_word_on_what_is_free_closes_and_opens_places(
    us, house_staff, cafe_house, shelter_house, night, now
):
    with looking_as(house_staff):
        actions.report_free_places(house=shelter_house, free=0, by=house_staff, at=now)
        actions.report_free_places(house=shelter_house, free=0, by=house_staff, at=now)
    house = next(one for one in queries.board(night, now, viewer=us).houses if one.house == shelter_house)
    assert (house.free, house.occupied) == (0, 2)
    with looking_as(house_staff):
        actions.report_free_places(house=shelter_house, free=1, by=house_staff, at=now + HOUR)
        with pytest.raises(actions.MoreFreeThanPlaces, match="højst være 2"):
            actions.report_free_places(house=shelter_house, free=3, by=house_staff, at=now + HOUR)
    assert HouseReport.objects.count() == 3
    assert Closure.objects.count() == 1


def test_a_shelters_own_guests_stay_on_but_a_night_cafe_is_empty_in_the_morning(
    us, cafe_house, shelter_house, night, now
):
    for house in (cafe_house, shelter_house):
        actions.report_free_places(house=house, free=0, by=us, at=now)
    tomorrow = {house.house.name: house.free for house in queries.board(night + DAY, now + DAY, viewer=us).houses}
    assert tomorrow == {"Natcafé Prøve": 3, "Forsorgshjemmet Prøve": 0}


def test_a_place_closed_for_the_night_is_open_tomorrow(us, shelter_house, places, night, now):
    place = places(shelter_house)[0]
    actions.close_for_night(place_id=place.pk, why="oversvømmet", by=us, at=now)
    actions.close_for_night(place_id=place.pk, why="vandskade", by=us, at=now)
    assert [slot.closed_because for slot in queries.board(night, now, viewer=us).houses[0].slots] == ["vandskade", ""]
    assert queries.board(night + DAY, now + DAY, viewer=us).houses[0].free == 2
    actions.open_for_night(place_id=place.pk, by=us, at=now)
    assert queries.board(night, now, viewer=us).houses[0].free == 2


# --- the morning after ---------------------------------------------------------------------------------------------


@pytest.fixture
def four(now):
    """04:00 in Copenhagen, the morning after."""
    return datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)


def outcomes() -> dict[str, tuple[str, str]]:
    rows = Night.objects.select_related("person")
    return {row.person.given_names: (row.outcome, row.what_happened) for row in rows}


def test_the_night_is_made_up_for_everybody(placed, person_of, us, shelter_house, cafe_house, places, night, now, four):
    actions.confirm_arrival(occupancy=placed("Inde", cafe_house), by=us, at=now)
    actions.did_not_come(occupancy=placed("Komikke", shelter_house), by=us, at=now)
    placed("Udløb", shelter_house)
    no_place = person_of("Uden")
    request = actions.request_place(person_id=no_place.pk, night=night, needs=(), by=us, at=now)
    actions.decline(request=request, house=shelter_house, words="for langt", by=us, at=now)
    outside = person_of("Gade")
    Situation.objects.create(
        person=outside, kind="gade", from_on=night - DAY, source="os", certainty="seen", recorded_at=now - DAY
    )
    result = actions.make_up_night(night=night, by=MACHINE, at=four)
    assert result == {"safe": 1, "unsafe": 2, "missing": 2}
    assert outcomes() == {
        "Inde": ("safe", ""),
        "Komikke": ("missing", "Kom ikke til Forsorgshjemmet Prøve."),
        "Udløb": ("missing", "Pladsen på Forsorgshjemmet Prøve udløb."),
        "Uden": ("unsafe", "Sagde nej til Forsorgshjemmet Prøve: “for langt”."),
        "Gade": ("unsafe", "Sover ude, så vidt vi ved. Ingen bad om en plads."),
    }
    assert set(PlaceRequest.objects.values_list("status", flat=True)) == {"placed", "unmet"}
    assert Occupancy.objects.get(house=cafe_house).status == "ended"


def test_made_up_again_changes_nothing_and_keeps_corrections(placed, us, shelter_house, night, now, four):
    held = placed("Komikke", shelter_house)
    actions.make_up_night(night=night, by=MACHINE, at=four)
    what = "mødt af gadeteamet kl. 7.10, sov i kælderskakt"
    actions.correct_night(
        person_id=held.person_id, night=night, outcome="unsafe", what_happened=what, slept_outside=True, by=us,
        at=four + 4 * HOUR,
    )  # fmt: skip
    actions.make_up_night(night=night, by=MACHINE, at=four + 5 * HOUR)
    assert outcomes() == {"Komikke": ("unsafe", what)}
    assert situation(held.person_id, night) == "gade"
    assert Event.objects.filter(name="safe_night.night_made_up").count() == 1


def test_a_night_in_a_night_cafe_is_over_in_the_morning_and_the_street_resumes(
    placed, us, cafe_house, night, now, four
):
    held = placed("Testa", cafe_house)
    Situation.objects.create(
        person_id=held.person_id, kind="gade", from_on=night - DAY, source="os", certainty="seen",
        recorded_at=now - DAY,
    )  # fmt: skip
    actions.confirm_arrival(occupancy=held, by=us, at=now)
    actions.make_up_night(night=night, by=MACHINE, at=four)
    assert situation(held.person_id, night) == "natvarmestue"
    assert situation(held.person_id, night + DAY) == "gade"
    actions.make_up_night(night=night + DAY, by=MACHINE, at=four + DAY)
    assert queries.nights_outside([held.person_id], night + 2 * DAY, viewer=us) == {held.person_id: 1}


def test_a_house_stops_seeing_a_guest_some_days_after(placed, us, shelter_house, night, now, four):
    held = placed("Testa", shelter_house)
    actions.confirm_arrival(occupancy=held, by=us, at=now)
    actions.depart(occupancy=held, discharged_to="own_home", by=us, at=now + DAY)
    guests = NeedToKnow.objects.filter(basis="guest", until_at=None)
    actions.make_up_night(night=night + DAY, by=MACHINE, at=four + DAY)
    assert guests.count() == 1
    actions.make_up_night(night=night + 5 * DAY, by=MACHINE, at=four + 5 * DAY)
    assert guests.count() == 0


def test_nights_without_a_safe_place_are_counted_as_people_and_nights(person_of, us, night, now):
    first, second = person_of("Testa"), person_of("Eksempel")
    for days_back, person, outcome in [(1, first, "unsafe"), (2, first, "unsafe"), (2, second, "unsafe"),
                                       (3, second, "missing"), (40, second, "unsafe")]:  # fmt: skip
        Night.objects.create(person=person, night=night - days_back * DAY, outcome=outcome, recorded_at=now)
    found = queries.unsafe_nights(viewer=us, from_night=night - 30 * DAY, until_night=night)
    assert (found.nights, found.people, found.missing) == (3, 2, 1)
    assert found.per_night[-3:] == [(night - 3 * DAY, 0), (night - 2 * DAY, 2), (night - DAY, 1)]
    assert queries.nights_outside([first.pk, second.pk], night, viewer=us) == {first.pk: 2}


def test_shelter_days_are_told_with_the_rule(placed, us, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    actions.confirm_arrival(occupancy=held, by=us, at=now)
    card = queries.person_card(held.person_id, viewer=us, on=night + 10 * DAY)
    assert (card["shelter_days"].used, card["shelter_days"].remaining) == (11, 79)
    assert card["shelter_rule"].paragraph == "SEL § 177"
