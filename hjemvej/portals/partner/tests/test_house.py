"""Does the house's own page work on a phone, for the house's own people, and for nobody else?"""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.models import AdmissionNotice, Answer, HouseReport, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import Closure, OpeningHours
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look

DAY = datetime.timedelta(days=1)


@pytest.fixture
def held(us, person_of, shelter_house, places):
    """Somebody on the way to the shelter, tonight by the real clock: the page asks it."""
    at = timezone.now()
    person = person_of("Testa", born_year=1976, born_year_is_guess=True)
    with looking_as(us):
        request = requesting.request_place(
            person_id=person.pk, night=night_of(at), needs=["wheelchair"], note="går dårligt på trapper", by=us, at=at
        )
        return holding.hold_place(request=request, place_id=places(shelter_house)[0].pk, by=us, at=at)


@pytest.fixture
def phone(client_of, shelter_worker):
    return client_of(shelter_worker)


def at_house(name, house, *more):
    return reverse(f"partner:{name}", args=[house.pk, *more])


def test_the_one_house_opens_at_once_with_who_is_on_the_way(phone, held, shelter_house):
    answer = phone.get(reverse("partner:house"), follow=True)
    page = answer.content.decode()
    assert "Testa Prøvensen, ca. " in page
    assert "går dårligt på trapper" in page
    assert "Én er på vej til jer." in page


def test_two_taps_confirm_who_came(phone, held, shelter_house):
    for _tap in range(2):  # over a bad line the same tap may come twice
        answer = phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"})
        assert answer.status_code == 302
    assert Occupancy.objects.get().status == "staying"
    assert AdmissionNotice.objects.count() == 1
    assert "Én sover her." in phone.get(at_house("own_house", shelter_house)).content.decode()
    assert Look.objects.filter(page="partner.confirm_arrival", basis="guest").exists()


def test_whose_stay_the_night_ended_is_said_to_have_slept_here_not_to_have_left(phone, held, shelter_house):
    """A night café's stays end at four, when its guests are asleep."""
    at = timezone.now()
    tonight = night_of(at)
    phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"})
    assert "Sov her i nat" not in phone.get(at_house("own_house", shelter_house)).content.decode()
    Occupancy.objects.update(from_night=tonight - DAY, until_night=tonight)
    settle_night(night=tonight - DAY, by=system("test"), at=at)
    page = phone.get(at_house("own_house", shelter_house)).content.decode()
    assert "Én sov her i nat." in page
    assert "Sover nogen her stadig, skal I ikke skrive noget." in page
    assert "Er rejst i dag" not in page
    assert "Ingen sover her" not in page


@pytest.mark.parametrize(("name", "status"), [("did_not_come", 302), ("turn_away", 422)])
def test_what_a_colleague_wrote_in_the_meantime_is_not_undone_by_an_old_page(phone, held, shelter_house, name, status):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"})
    answer = phone.post(at_house(name, shelter_house, held.pk), {"words": "vi er fyldt op"})
    page = answer.content.decode() + phone.get(at_house("own_house", shelter_house)).content.decode()
    assert answer.status_code == status
    assert "i mellemtiden er det skrevet, at borgeren er kommet" in page
    assert (Occupancy.objects.get().status, Answer.objects.count()) == ("staying", 0)


def test_the_pages_own_sending_is_told_that_it_was_taken(phone, held, shelter_house):
    answer = phone.post(
        at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"}, headers={"X-Sent-By-Page": "1"}
    )
    assert (answer.status_code, answer["X-Leads-To"]) == (204, at_house("own_house", shelter_house))


@pytest.mark.parametrize("name", ["turn_away", "depart", "move"])
def test_every_form_about_a_guest_says_who_it_is(phone, held, shelter_house, name):
    assert "Testa Prøvensen · Værelse, seng 1" in phone.get(at_house(name, shelter_house, held.pk)).content.decode()


@pytest.mark.parametrize(("name", "is_kept"), [("turn_away", False), ("depart", True)])
def test_only_a_form_that_is_kept_over_a_bad_line_says_so(phone, held, shelter_house, name, is_kept):
    shown = phone.get(at_house(name, shelter_house, held.pk)).content.decode()
    assert ("Intet internet? Det gemmes" in shown, "data-offline-queue" in shown) == (is_kept, is_kept)


def test_a_departure_sent_twice_is_one(phone, held, shelter_house):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"})
    for _tap in range(2):
        left = phone.post(at_house("depart", shelter_house, held.pk), {"discharged_to": "street", "key": "b"})
        assert left.status_code == 302
    assert Event.objects.filter(name="safe_night.departed").count() == 1


def test_two_taps_tell_that_somebody_did_not_come(phone, held, shelter_house):
    phone.post(at_house("did_not_come", shelter_house, held.pk), {"key": "a"})
    assert Occupancy.objects.get().status == "did_not_come"
    assert "Kom alligevel" in phone.get(at_house("own_house", shelter_house)).content.decode()
    phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "b"})
    assert Occupancy.objects.get().status == "staying"


def test_the_link_to_other_houses_is_shown_where_there_are_other_houses(phone, shelter_house, cafe_house):
    others = f'href="{reverse("partner:house")}"'
    alone = phone.get(at_house("own_house", shelter_house))
    assert alone.context["several"] is False
    cafe_house.organisation = shelter_house.organisation
    cafe_house.save()
    both = phone.get(at_house("own_house", shelter_house))
    assert both.context["several"] is True
    assert both.content.decode().count(others) == alone.content.decode().count(others) + 1
    assert phone.get(reverse("partner:house")).status_code == 200


def test_two_taps_set_what_is_free(phone, shelter_house):
    phone.post(at_house("report_free_places", shelter_house), {"free": "1", "key": "a"})
    assert HouseReport.objects.get().free_places == 1
    assert Closure.objects.count() == 1
    too_many = phone.post(at_house("report_free_places", shelter_house), {"free": "7", "key": "b"})
    assert too_many.status_code == 422
    assert "højst være 2 ledige" in too_many.content.decode()
    assert 'value="7"' in too_many.content.decode(), "what was typed is lost"


def test_a_guest_is_turned_away_with_a_reason_and_the_team_sees_it(phone, held, shelter_house):
    assert phone.post(at_house("turn_away", shelter_house, held.pk), {"words": ""}).status_code == 422
    phone.post(at_house("turn_away", shelter_house, held.pk), {"words": "karantæne"})
    assert Answer.objects.get().words == "karantæne"


def test_a_guest_without_a_request_is_turned_away_too_and_waits_for_another_place(
    phone, held, us, person_of, shelter_house, places
):
    at = timezone.now()
    PlaceRequest.objects.get(pk=held.request_id).delete()
    mona = person_of("Mona")
    with looking_as(us):
        other = requesting.request_place(person_id=mona.pk, night=night_of(at), needs=(), by=us, at=at)
        untouched = holding.hold_place(request=other, place_id=places(shelter_house)[1].pk, by=us, at=at)
    for _tap in range(2):
        answer = phone.post(at_house("turn_away", shelter_house, held.pk), {"words": "karantæne"})
    assert answer.status_code == 404, "the house no longer needs to know of the guest"
    turned, other_guest = Occupancy.objects.get(pk=held.pk), Occupancy.objects.get(pk=untouched.pk)
    assert (turned.status, turned.why, other_guest.status) == ("turned_away", "karantæne", "held")
    with looking_as(us):
        (waits,) = waiting(night_of(at), viewer=us, at=timezone.now())
    assert (waits.person.pk, waits.tried) == (held.person_id, ["Forsorgshjemmet Prøve sagde nej: karantæne"])
    assert Event.objects.filter(name="safe_night.turned_away", person_id=held.person_id).count() == 1


def test_a_guest_without_a_request_who_has_come_is_not_turned_away_by_an_old_page(phone, held, shelter_house):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk), {"key": "a"})
    PlaceRequest.objects.get(pk=held.request_id).delete()
    answer = phone.post(at_house("turn_away", shelter_house, held.pk), {"words": "vi er fyldt op"})
    assert answer.status_code == 422
    assert "i mellemtiden er det skrevet, at borgeren er kommet" in answer.content.decode()
    assert (Occupancy.objects.get().status, PlaceRequest.objects.count()) == ("staying", 0)


def test_a_guest_leaves_and_an_expulsion_needs_its_reason(phone, held, shelter_house):
    url = at_house("depart", shelter_house, held.pk)
    phone.post(at_house("confirm_arrival", shelter_house, held.pk))
    assert phone.post(url, {"discharged_to": "expelled"}).status_code == 422
    assert phone.post(url, {"discharged_to": "street"}).status_code == 302
    assert Occupancy.objects.get().left_at is not None
    assert phone.post(url, {"discharged_to": "street"}).status_code == 302


def test_a_guest_moves_to_a_free_bed(phone, held, shelter_house, places):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk))
    url = at_house("move", shelter_house, held.pk)
    assert "seng 2" in phone.get(url).content.decode()
    phone.post(url, {"place": places(shelter_house)[1].pk})
    assert Occupancy.objects.get().place == places(shelter_house)[1]


def test_a_guest_whose_nights_run_out_stays_one_night_more_not_two(phone, held, shelter_house):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk))
    until = held.from_night + datetime.timedelta(days=3)
    Occupancy.objects.update(until_night=until)
    assert "En nat mere" in phone.get(at_house("own_house", shelter_house)).content.decode()
    for _tap in range(2):
        phone.post(at_house("extend_stay", shelter_house, held.pk), {"until": until.isoformat()})
    assert Occupancy.objects.get().until_night == until + datetime.timedelta(days=1)


@pytest.mark.parametrize("typed", ["2020-01-01", "2099-01-01", "x"])
def test_a_stay_is_made_longer_only_from_the_night_it_ends(phone, held, shelter_house, typed):
    phone.post(at_house("confirm_arrival", shelter_house, held.pk))
    until = held.from_night + datetime.timedelta(days=3)
    Occupancy.objects.update(until_night=until)
    phone.post(at_house("extend_stay", shelter_house, held.pk), {"until": typed})
    assert Occupancy.objects.get().until_night == until


@pytest.mark.parametrize("name", ["move", "depart", "turn_away"])
def test_opening_a_form_shows_no_error(phone, held, shelter_house, name):
    assert phone.get(at_house(name, shelter_house, held.pk)).status_code == 200


def test_who_comes_to_a_bed_given_away_is_offered_another(phone, us, held, person_of, shelter_house, places):
    at = timezone.now()
    Occupancy.objects.update(status="expired", held_until=None)
    with looking_as(us):
        other = requesting.request_place(person_id=_new(person_of).pk, night=night_of(at), needs=(), by=us, at=at)
        holding.hold_place(request=other, place_id=places(shelter_house)[0].pk, by=us, at=at)
    url = at_house("confirm_arrival", shelter_house, held.pk)
    answer = phone.post(url)
    assert answer.status_code == 409
    assert "seng 2" in answer.content.decode()
    phone.post(url, {"place": places(shelter_house)[1].pk})
    assert Occupancy.objects.get(pk=held.pk).status == "staying"


def _new(person_of):
    with looking_as(system("test")):
        return person_of("Eksempel")


def test_somebody_without_a_name_is_taken_in_once(phone, shelter_house, places):
    url = at_house("take_in", shelter_house)
    assert phone.get(url).status_code == 200
    assert phone.post(url, {"key": "x", "place": places(shelter_house)[0].pk}).status_code == 422
    typed = {"key": "1700000-0.5", "place": str(places(shelter_house)[0].pk), "description": "kvinde med rød jakke"}
    for _tap in range(2):
        assert phone.post(url, typed).status_code == 302
    assert Person.objects.get().name == "kvinde med rød jakke"


def test_the_same_key_at_another_house_is_another_guest(
    phone, client_of, night_cafe_worker, shelter_house, cafe_house, places
):
    for visitor, house in ((phone, shelter_house), (client_of(night_cafe_worker), cafe_house)):
        typed = {"key": "1700000-0.5", "place": str(places(house)[0].pk), "description": f"gæst i {house.name}"}
        assert visitor.post(at_house("take_in", house), typed).status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize(("years", "status"), [(0, 302), (1, 422)])
def test_a_guest_is_not_born_in_a_year_to_come(phone, shelter_house, places, years, status):
    year = timezone.localdate().year + years
    typed = {"key": "a", "place": str(places(shelter_house)[0].pk), "description": "barn", "born_year": year}
    assert phone.post(at_house("take_in", shelter_house), typed).status_code == status


@pytest.mark.parametrize("place", ["", "x", str(uuid.UUID(int=42)), "\x00"])
def test_a_bed_that_is_none_is_refused_in_words(phone, shelter_house, place):
    typed = {"key": "a", "place": place, "description": "nogen"}
    assert phone.post(at_house("take_in", shelter_house), typed).status_code == 422
    assert Person.objects.count() == 0


def test_a_full_house_says_whom_to_ring(phone, shelter_house):
    phone.post(at_house("report_free_places", shelter_house), {"free": "0"})
    assert "Ring til hjemløseteamet" in phone.get(at_house("take_in", shelter_house)).content.decode()


def test_a_bed_is_closed_for_the_night_and_opened_again(phone, shelter_house, places):
    place = places(shelter_house)[0]
    assert phone.get(at_house("places", shelter_house)).status_code == 200
    phone.post(at_house("close_place", shelter_house, place.pk), {"why": "vandskade"})
    assert "vandskade" in phone.get(at_house("places", shelter_house)).content.decode()
    phone.post(at_house("open_place", shelter_house, place.pk))
    assert Closure.objects.count() == 0


def test_a_protected_guest_has_a_code_and_no_name(phone, held, shelter_house):
    Person.objects.update(protection="threatened")
    page = phone.get(at_house("own_house", shelter_house)).content.decode()
    assert "Testa" not in page
    assert f"Beskyttet borger {str(held.person_id)[:4].upper()}" in page


PAGES = ["own_house", "places", "take_in"]
OF_A_GUEST = ["turn_away", "depart", "move"]


@pytest.mark.parametrize("name", PAGES)
def test_another_house_is_as_unknown_as_none(name, client_of, partner_of_wrong_organisation, phone, shelter_house):
    stranger = client_of(partner_of_wrong_organisation)
    assert phone.get(at_house(name, shelter_house)).status_code == 200
    assert stranger.get(at_house(name, shelter_house)).status_code == 404


@pytest.mark.parametrize("name", [*OF_A_GUEST, "confirm_arrival", "did_not_come"])
def test_another_houses_guest_is_as_unknown_as_none(
    name, client_of, partner_of_wrong_organisation, night_cafe_worker, cafe_house, held, shelter_house
):
    for user in (partner_of_wrong_organisation, night_cafe_worker):
        assert client_of(user).post(at_house(name, shelter_house, held.pk), {"words": "x"}).status_code == 404
    assert client_of(night_cafe_worker).post(at_house(name, cafe_house, held.pk)).status_code == 404
    assert Occupancy.objects.get().status == "held"


def test_the_team_is_no_partner_and_another_houses_place_cannot_be_closed_or_opened(
    client_of, coordinator, phone, shelter_house, cafe_house, places
):
    assert client_of(coordinator).get(at_house("own_house", shelter_house)).status_code == 404
    foreign = places(cafe_house)[0]
    assert phone.post(at_house("close_place", shelter_house, foreign.pk), {"why": "x"}).status_code == 404
    closed = Closure.objects.create(place=foreign, from_night=night_of(timezone.now()), why="maling")
    assert phone.post(at_house("open_place", shelter_house, foreign.pk)).status_code == 404
    assert list(Closure.objects.all()) == [closed]
    assert (
        phone.get(at_house("own_house", shelter_house).replace(str(shelter_house.pk), str(uuid.uuid4()))).status_code
        == 404
    )


def test_the_house_page_asks_no_more_of_the_database_for_many_guests(
    phone, us, person_of, cafe_house, shelter_house, places
):
    url = at_house("own_house", shelter_house)
    room = places(shelter_house)[0].room
    phone.get(url)
    for number in range(20):
        room.places.create(label=f"ekstra {number}")
    with looking_as(system("test")):
        people = [person_of(f"Testa{number}") for number in range(20)]
    at = timezone.now()
    for place, person in zip(places(shelter_house), people, strict=False):
        with looking_as(us):
            place_request = requesting.request_place(person_id=person.pk, night=night_of(at), needs=(), by=us, at=at)
            holding.hold_place(request=place_request, place_id=place.pk, by=us, at=at)
    with CaptureQueriesContext(connection) as asked_for:
        page = phone.get(url).content.decode()
    assert "20 er på vej til jer." in page
    assert len(asked_for) <= 23


@pytest.mark.parametrize(("hours", "is_offered"), [(-1, True), (1, True), (3, False)])
def test_no_arrival_is_offered_before_the_house_opens(clock_stands, phone, held, shelter_house, hours, is_offered):
    opens = timezone.localtime(timezone.now()) + datetime.timedelta(hours=hours)
    for day in range(7):
        OpeningHours.objects.create(
            house=shelter_house, weekday=day, opens_at=opens.time(), closes_at=datetime.time(23, 50)
        )
    page = phone.get(at_house("own_house", shelter_house)).content.decode()
    assert ("I åbner kl." not in page) == is_offered
    assert (at_house("confirm_arrival", shelter_house, held.pk) in page) == is_offered


def test_who_came_late_is_written_after_the_house_closed(phone, held, shelter_house):
    opens = timezone.localtime(timezone.now()) + datetime.timedelta(hours=3)
    for day in range(7):
        OpeningHours.objects.create(
            house=shelter_house, weekday=day, opens_at=opens.time(), closes_at=datetime.time(23, 50)
        )
    Occupancy.objects.filter(pk=held.pk).update(held_until=timezone.now() - datetime.timedelta(minutes=5))
    page = phone.get(at_house("own_house", shelter_house)).content.decode()
    assert at_house("confirm_arrival", shelter_house, held.pk) in page
