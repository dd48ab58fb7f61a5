"""Recording a call: one line is enough, somebody known is offered first, and the night board is next when need be."""

import datetime
import re

import pytest
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.models import Course, Draft
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
NEW = "/henvendelser/ny/"
CALL = {"about": "Ukendt mand, stationen, ca. 45", "tonight": "no_place", "asker_kind": "neighbour", "channel": "phone"}


@pytest.fixture
def mona(karen, now) -> Person:
    with looking_as(karen):
        return create_person(by=karen, at=now, given_names="Mona", surname="Mønster")


def test_a_nameless_man_is_created_from_one_line_and_goes_on_to_the_night_board(client_of, coordinator):
    response = client_of(coordinator).post(NEW, {**CALL, "animals": "hund"})
    person = Person.objects.get()
    inquiry = Inquiry.objects.get()
    assert (person.description, person.sex, person.animals) == (CALL["about"], "man", "hund")
    assert person.born_year == timezone.localdate().year - 45
    assert inquiry.person == person
    assert Course.objects.get().kind == "safe_night"
    assert NeedToKnow.objects.get().basis == "inquiry"
    assert response.status_code == 302
    assert str(person.pk) in response.url or str(inquiry.pk) in response.url


def test_the_inquiry_is_logged_in_the_same_breath(client_of, coordinator):
    client_of(coordinator).post(NEW, CALL)
    assert Event.objects.filter(name="one_entry.inquiry_recorded", person_id=Person.objects.get().pk).count() == 1


def test_somebody_known_is_offered_and_nobody_is_created_before_one_has_chosen(client_of, coordinator, mona):
    response = client_of(coordinator).post(NEW, {**CALL, "about": "mona mynster", "tonight": "unknown"})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{mona.pk}"' in page
    assert "Nogle, vi kender, ligner" in page
    assert (Inquiry.objects.count(), Person.objects.count()) == (0, 1)


def test_who_is_only_of_the_same_age_is_not_offered(client_of, coordinator, karen, now):
    with looking_as(karen):
        for words in ("Ukendt mand, ved busterminalen", "Ukendt kvinde, ved banegården"):
            create_person(by=karen, at=now, description=words, born_year=now.year - 30, born_year_is_guess=True)
    page = client_of(coordinator).post(f"{NEW}hvem/", {"about": "kvinde, banegården, ca. 30"}).content.decode()
    assert "ved banegården" in page
    assert "busterminalen" not in page


def test_the_one_chosen_is_the_one_it_is_about(client_of, coordinator, mona):
    answers = {**CALL, "about": "mona mynster", "tonight": "unknown", "person": str(mona.pk)}
    assert client_of(coordinator).post(NEW, answers).status_code == 302
    assert Inquiry.objects.get().person == mona


def test_none_of_them_creates_a_new_one(client_of, coordinator, mona):
    client_of(coordinator).post(NEW, {**CALL, "about": "Mona Mønster", "person": "named"})
    assert Person.objects.filter(given_names="Mona").count() == 2


def test_a_name_becomes_a_name_and_a_description_a_description(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post(NEW, {**CALL, "about": "Testa Opdigtet"})
    browser.post(NEW, {**CALL, "about": "kvinde i rød jakke ved havnen"})
    assert Person.objects.get(surname="Opdigtet").given_names == "Testa"
    assert Person.objects.get(given_names="").description == "kvinde i rød jakke ved havnen"


def test_without_anybody_to_place_one_is_asked_for_a_few_words(client_of, coordinator):
    page = client_of(coordinator).post(NEW, {**CALL, "about": "", "text": "Der ligger nogen"}).content.decode()
    assert "Beskriv borgeren med et par ord" in page
    assert "Der ligger nogen" in page
    assert Inquiry.objects.count() == 0


def test_a_person_of_another_team_cannot_be_chosen(client_of, coordinator, colleague_in_other_team, viewer_for, now):
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        theirs = create_person(by=other, at=now, given_names="Frede", surname="Fremmed")
    answers = {**CALL, "about": "Frede Fremmed", "person": str(theirs.pk)}
    client_of(coordinator).post(NEW, answers)
    assert not Inquiry.objects.filter(person=theirs).exists()


def test_a_protected_name_is_never_shown_in_the_offers(client_of, coordinator, karen, now):
    with looking_as(karen):
        create_person(by=karen, at=now, given_names="Hemmelig", surname="Prøve", protection="address")
    page = client_of(coordinator).post("/henvendelser/ny/hvem/", {"about": "Hemmelig Prøve"}).content.decode()
    assert "Beskyttet borger" in page
    assert "<strong>Hemmelig" not in page


def test_a_letter_that_lay_since_yesterday_starts_its_clock_yesterday(client_of, coordinator):
    answers = {"text": "Brev", "asker_kind": "landlord", "channel": "letter", "tonight": "unknown",
               "received_on": "i går", "received_time": "9.15"}  # fmt: skip
    client_of(coordinator).post(NEW, answers)
    inquiry = Inquiry.objects.get()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert timezone.localtime(inquiry.received_at).date() == yesterday
    assert timezone.localtime(inquiry.received_at).hour == 9
    assert inquiry.recorded_at > inquiry.received_at


def test_what_was_being_written_is_there_again_and_goes_when_it_is_sent(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post("/sag/kladde/", {"_draft": "one-entry-record", "about": "Ukendt mand", "text": "halvt skre"})
    page = browser.get(NEW).content.decode()
    assert "Vi har gemt det, du var i gang med" in page
    assert "halvt skre" in page
    browser.post(NEW, CALL)
    assert Draft.objects.count() == 0


def test_every_ticked_box_is_there_again(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post("/sag/kladde/", {"_draft": "one-entry-record", "concerns": ["discharge", "other"]})
    page = browser.get(NEW).content.decode()
    ticked = re.findall(r'name="concerns" value="(\w+)"[^>]*checked', page)
    assert sorted(ticked) == ["discharge", "other"]


def test_from_the_person_page_the_citizen_is_chosen_already(client_of, coordinator, mona):
    page = client_of(coordinator).get(f"{NEW}?borger={mona.pk}").content.decode()
    assert f'value="{mona.pk}" checked' in tight(page)


def test_whoever_records_has_it_unless_they_say_otherwise(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post(NEW, {**CALL, "take": "on"})
    assert Inquiry.objects.get().taken_by == coordinator


@pytest.mark.parametrize("visitor", ["shelter_worker", "landlord", "volunteer", "council_member", "administrator"])
def test_those_who_do_not_handle_inquiries_get_404(client_of, request, visitor):
    browser = client_of(request.getfixturevalue(visitor))
    assert browser.get(NEW).status_code == 404
    assert browser.get("/henvendelser/").status_code == 404


def test_a_cpr_number_typed_to_search_is_in_no_text_we_keep(client_of, coordinator):
    client_of(coordinator).post(
        NEW, {**CALL, "about": "Testa Prøve 010190-1234", "text": "cpr 010190-1234", "person": "new"}
    )
    inquiry = Inquiry.objects.get()
    assert "1234" not in inquiry.about + inquiry.text + Person.objects.get().description
