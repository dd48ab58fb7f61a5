"""From a request to a held place, and the no's on the way."""

import datetime

import pytest

from conftest import as_owner
from hjemvej.efforts.safe_night.board.queries import houses
from hjemvej.efforts.safe_night.models import Answer, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, occupying, requesting
from hjemvej.efforts.safe_night.placing.queries.offers import find_place
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting, waiting_of_request
from hjemvej.efforts.safe_night.staying.queries.guests import house_page
from hjemvej.ground.known.models import Fact
from hjemvej.ground.shelters.actions import close_place
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def place_request(person_of, us, night, now):
    """A woman with a dog needs a place."""
    person = person_of("Testa", sex="woman", born_year=2003)
    return requesting.request_place(person_id=person.pk, night=night, needs=["dog"], by=us, at=now)


def events() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


def test_asked_twice_is_one_request_with_what_is_new_added(place_request, us, night, now):
    again = requesting.request_place(
        person_id=place_request.person_id,
        night=night,
        needs=["wheelchair"],
        safety="må ikke møde eks",
        by=us,
        at=now + HOUR,
    )
    assert again.pk == place_request.pk
    assert again.needs == ["dog", "wheelchair"]
    assert PlaceRequest.objects.get().safety == "må ikke møde eks"
    assert events() == ["safe_night.place_requested", "safe_night.request_changed"]


def test_a_held_place_lets_the_house_know_of_its_guest_and_takes_the_person_off_the_list(
    place_request, us, house_staff, shelter_house, places, night, now
):
    with looking_as(us):
        held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
        assert waiting(night, viewer=us, at=now) == []
    assert held.held_until == now + 2 * HOUR  # hold_lasts
    assert NeedToKnow.objects.filter(organisation_id=house_staff.organisation_id, basis="guest").count() == 1
    with looking_as(house_staff):
        page = house_page(shelter_house, night, now, viewer=house_staff)
        assert [guest.name for guest in page.on_the_way] == ["Testa Prøvensen"]


def test_held_twice_by_a_double_click_is_one_hold(place_request, us, shelter_house, places, now):
    place = places(shelter_house)[0]
    first = holding.hold_place(request=place_request, place_id=place.pk, by=us, at=now)
    assert holding.hold_place(request=place_request, place_id=place.pk, by=us, at=now).pk == first.pk


def test_a_held_place_is_not_offered_to_anyone_else(place_request, us, person_of, shelter_house, places, night, now):
    place = places(shelter_house)[0]
    holding.hold_place(request=place_request, place_id=place.pk, by=us, at=now)
    other = requesting.request_place(person_id=person_of("Eksempel").pk, night=night, needs=(), by=us, at=now)
    with pytest.raises(occupying.PlaceNoLongerFree, match="En anden nåede at få pladsen"):
        holding.hold_place(request=other, place_id=place.pk, by=us, at=now)
    offered = [offer.slot.place.pk for offer in find_place(other, now, viewer=us) if offer.fits]
    assert offered == [places(shelter_house)[1].pk]


def test_another_teams_hold_is_seen_as_taken_without_whose(
    place_request, us, other_team, colleague_in_other_team, viewer_for, person_of, shelter_house, places, night, now
):
    them = viewer_for(colleague_in_other_team)
    theirs = person_of("Fiktiv", organisation=other_team)
    with looking_as(them):
        request = requesting.request_place(person_id=theirs.pk, night=night, needs=(), by=them, at=now)
        holding.hold_place(request=request, place_id=places(shelter_house)[0].pk, by=them, at=now)
    with looking_as(us):
        assert Occupancy.objects.count() == 0
        house = houses(night, now).every[0]
        assert (house.held, house.free) == (1, 1)
        with pytest.raises(occupying.PlaceNoLongerFree):
            holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)


def test_a_hold_that_ran_out_gives_the_place_to_the_next_also_when_another_team_made_it(
    place_request, us, other_team, colleague_in_other_team, viewer_for, person_of, shelter_house, places, night, now
):
    them = viewer_for(colleague_in_other_team)
    place = places(shelter_house)[0]
    theirs = person_of("Fiktiv", organisation=other_team)
    with looking_as(them):
        request = requesting.request_place(person_id=theirs.pk, night=night, needs=(), by=them, at=now)
        holding.hold_place(request=request, place_id=place.pk, by=them, at=now)
        late = now + 3 * HOUR
        assert [listed.person.pk for listed in waiting(night, viewer=them, at=late)] == [theirs.pk]
    with looking_as(us):
        mine = holding.hold_place(request=place_request, place_id=place.pk, by=us, at=late)
    assert mine.status == "held"
    assert Occupancy.objects.get(person=theirs).status == "expired"
    assert "safe_night.hold_expired" in events()


@pytest.mark.parametrize("end", ["withdrawn", "turned_away"])
def test_a_house_needs_to_know_no_more_of_one_who_will_not_come(place_request, us, shelter_house, places, now, end):
    with looking_as(us):
        holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
        if end == "withdrawn":
            requesting.withdraw_request(request=place_request, why="hos sin søster", by=us, at=now)
        else:
            holding.turn_away(request=place_request, house=shelter_house, words="fyldt op", by=us, at=now)
    assert not NeedToKnow.objects.filter(basis="guest", until_at=None).exists()


def test_a_no_said_tonight_is_not_offered_again_as_if_it_had_not_been_said(
    place_request, us, shelter_house, cafe_house, now
):
    holding.decline(request=place_request, house=cafe_house, words="for mange, jeg kender", by=us, at=now)
    noes = waiting_of_request(place_request, [], viewer=us).noes
    [no] = [offer for offer in find_place(place_request, now, viewer=us, noes=noes) if offer.house.house == cafe_house]
    assert (no.fits, no.reasons[0].text) == (False, "borgeren sagde nej: ”for mange, jeg kender”")
    assert no.would_fit_if == "Et nej kan blive til et ja: spørg igen."


def test_a_person_with_a_place_elsewhere_is_not_given_two(place_request, us, shelter_house, cafe_house, places, now):
    holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    with pytest.raises(occupying.AlreadyPlaced, match="Forsorgshjemmet Prøve"):
        holding.hold_place(request=place_request, place_id=places(cafe_house)[0].pk, by=us, at=now)


def test_a_closed_place_cannot_be_held_and_says_why(place_request, us, shelter_house, places, night, now):
    place = places(shelter_house)[0]
    close_place(place_id=place.pk, from_night=night, until_night=None, why="væggelus", by=us, at=now)
    with pytest.raises(occupying.PlaceNoLongerFree, match="væggelus"):
        holding.hold_place(request=place_request, place_id=place.pk, by=us, at=now)


def test_a_no_is_kept_in_the_persons_words_and_strikes_nobody_off(place_request, us, shelter_house, places, night, now):
    holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    holding.decline(request=place_request, house=shelter_house, words="Der sover han, der slog mig", by=us, at=now)
    waits = waiting(night, viewer=us, at=now)
    assert [listed.person.pk for listed in waits] == [place_request.person_id]
    assert waits[0].tried == ["sagde nej til Forsorgshjemmet Prøve: ”Der sover han, der slog mig”"]
    assert Answer.objects.get().kind == "declined"
    assert events()[-1] == "safe_night.declined"


def test_the_house_can_say_no_with_its_reason(place_request, us, house_staff, shelter_house, places, night, now):
    holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    with looking_as(house_staff):
        holding.turn_away(
            request=place_request, house=shelter_house, words="karantæne til mandag", by=house_staff, at=now
        )
    waits = waiting(night, viewer=us, at=now)
    assert waits[0].tried == ["Forsorgshjemmet Prøve sagde nej: karantæne til mandag"]
    assert Occupancy.objects.get().status == "turned_away"


def test_a_cancelled_hold_frees_the_place_and_the_house_forgets(place_request, us, shelter_house, places, night, now):
    with looking_as(us):
        held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
        holding.cancel_hold(occupancy=held, by=us, at=now)
        assert houses(night, now).every[0].free == 2
        assert len(waiting(night, viewer=us, at=now)) == 1
    assert not NeedToKnow.objects.filter(basis="guest", until_at=None).exists()


def test_a_hold_can_be_extended_while_it_lasts(place_request, us, shelter_house, places, now):
    held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    holding.extend_hold(occupancy=held, until=now + 5 * HOUR, by=us, at=now)
    assert Occupancy.objects.get().held_until == now + 5 * HOUR
    holding.cancel_hold(occupancy=held, by=us, at=now)
    with pytest.raises(occupying.PlaceNoLongerFree):
        holding.extend_hold(occupancy=held, until=now + 6 * HOUR, by=us, at=now)


def test_places_are_ranked_by_fit_with_reasons_and_what_would_change_it(
    place_request, us, shelter_house, cafe_house, night, now
):
    offers = find_place(place_request, now, viewer=us)
    assert [(offer.house.house.name, offer.fits) for offer in offers] == [
        ("Natcafé Prøve", True), ("Forsorgshjemmet Prøve", False),
    ]  # fmt: skip
    assert offers[0].number == 3
    assert offers[1].would_fit_if == "Kun hvis nogen kan passe hunden i nat."


def test_withdrawn_requests_free_what_was_held(place_request, us, shelter_house, places, night, now):
    holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
    requesting.withdraw_request(request=place_request, by=us, at=now, why="sover hos sin søster")
    assert waiting(night, viewer=us, at=now) == []
    assert Occupancy.objects.get().status == "cancelled"
    again = requesting.request_place(person_id=place_request.person_id, night=night, needs=(), by=us, at=now)
    assert again.pk != place_request.pk


def test_to_ask_for_a_place_is_contact_and_the_bystander_was_not_met(person_of, placed, shelter_house, night):
    bystander = person_of("Tilskuer")
    asked = placed("Testa", shelter_house).person_id
    with as_owner():
        met = set(Fact.objects.filter(about="contact", known_until=None).values_list("person_id", "source"))
    assert met == {(asked, "safe_night_placerequest")}
    assert bystander.pk != asked
