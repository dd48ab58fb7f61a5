"""Does the house's door know its own guest again, and nobody else?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Listed, Look

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@pytest.fixture
def phone(client_of, night_cafe_worker):
    return client_of(night_cafe_worker)


@pytest.fixture
def slept(person_of, cafe_house, places):
    """Yesterday's guest, by the real clock: the page asks it; and a stranger whom the team knows."""
    at = timezone.now()
    night = night_of(at)
    with looking_as(system("test")):
        person_of("Yusuf", surname="Fremmedsen")
        person = person_of("Mohammed", born_year=1981, born_year_is_guess=True)
        NeedToKnow.objects.create(
            person_id=person.pk, organisation=cafe_house.organisation, basis="guest", from_at=at - DAY
        )
        return add_occupancy(
            person, places(cafe_house)[1], "ended", night - DAY, at - DAY, until_night=night, arrived_at=at - DAY,
            left_at=at - HOUR,
        )  # fmt: skip


def at_house(name, house, *more):
    return reverse(f"partner:{name}", args=[house.pk, *more])


def typed(places, cafe_house, **more):
    return {"key": "a", "place": str(places(cafe_house)[0].pk), **more}


def test_yesterdays_guest_is_one_tap_away_and_the_name_is_a_look(phone, slept, cafe_house):
    page = phone.get(at_house("take_in", cafe_house)).content.decode()
    assert "Mohammed Prøvensen, ca. " in page
    assert "sov her i går" in page
    assert "Fremmedsen" not in page
    assert slept.person_id in set(Listed.objects.values_list("person_id", flat=True))
    answer = phone.post(at_house("come_again", cafe_house, slept.pk), {"key": ""}, follow=True)
    assert "Velkommen igen. Gæsten har Værelse, seng 2." in answer.content.decode()
    assert Look.objects.filter(page="partner.come_again", person_id=slept.person_id, basis="guest").exists()
    came = Occupancy.objects.get(from_night=night_of(timezone.now()))
    assert (came.person_id, came.status, Person.objects.count()) == (slept.person_id, "staying", 2)


def test_a_guest_is_not_made_anew_without_a_word(phone, slept, cafe_house, places):
    url, name = at_house("take_in", cafe_house), {"given_names": "Muhamed", "surname": "Prøvensen"}
    answer = phone.post(url, typed(places, cafe_house, **name))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Er det en af jeres gæster?" in page
    assert "sov her i går · navnet er det samme" in page
    assert Person.objects.count() == 2
    assert phone.post(url, typed(places, cafe_house, is_new="1", **name)).status_code == 302
    assert Person.objects.count() == 3


def test_what_waited_for_a_line_is_taken_in(phone, slept, cafe_house, places):
    """Nobody stands there to be asked any more; the team's list holds the two side by side."""
    name = {"given_names": "Muhamed", "surname": "Prøvensen", "waited": "1"}
    assert phone.post(at_house("take_in", cafe_house), typed(places, cafe_house, **name)).status_code == 302
    assert Person.objects.count() == 3


@pytest.mark.parametrize("name", [{"given_names": "Yusuf", "surname": "Fremmedsen"}, {"description": "mand med hund"}])
def test_a_stranger_is_taken_in_and_nothing_is_told_of_who_is_known_elsewhere(phone, slept, cafe_house, places, name):
    answer = phone.post(at_house("take_in", cafe_house), typed(places, cafe_house, **name), follow=True)
    assert "Velkommen indenfor" in answer.content.decode()
    assert Person.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ({"given_names": "moh"}, "navnet ligner"),
        ({"given_names": "محمد"}, "navnet ligner"),
        ({"surname": "Fremmedsen"}, "Ingen af jeres gæster fra den seneste uge ligner."),
        ({"given_names": " "}, "sov her i går"),
    ],
)
def test_the_list_is_of_those_who_are_being_typed(phone, slept, cafe_house, name, words):
    page = phone.post(at_house("find_guest", cafe_house), name).content.decode()
    assert words in page
    assert "Yusuf" not in page
    shown = {slept.person_id} if "Mohammed" in page else set()
    assert set(Listed.objects.filter(page="partner.find_guest").values_list("person_id", flat=True)) == shown


@pytest.mark.parametrize("year", ["1981", "x", "", "99999999"])
def test_a_year_of_birth_helps_and_an_odd_one_breaks_nothing(phone, slept, cafe_house, year):
    page = phone.post(
        at_house("find_guest", cafe_house), {"given_names": "Mohammed", "born_year": year}
    ).content.decode()
    assert ("alder" in page) == (year == "1981")


def test_another_houses_guests_are_as_unknown_as_none(client_of, shelter_worker, shelter_house, slept, cafe_house):
    stranger = client_of(shelter_worker)
    assert stranger.get(at_house("take_in", cafe_house)).status_code == 404
    assert stranger.post(at_house("find_guest", cafe_house), {"given_names": "moh"}).status_code == 404
    assert stranger.post(at_house("come_again", cafe_house, slept.pk)).status_code == 404
    assert stranger.post(at_house("come_again", shelter_house, slept.pk)).status_code == 404
    assert (
        "Mohammed" not in stranger.post(at_house("find_guest", shelter_house), {"given_names": "moh"}).content.decode()
    )
    assert Occupancy.objects.count() == 1


def test_a_protected_guest_has_a_code_and_no_reason_that_tells(phone, slept, cafe_house):
    Person.objects.filter(pk=slept.person_id).update(protection="threatened")
    page = phone.post(at_house("find_guest", cafe_house), {"given_names": "Mohammed"}).content.decode()
    assert "Mohammed" not in page
    assert "Beskyttet borger" in page
    assert "navnet" not in page
