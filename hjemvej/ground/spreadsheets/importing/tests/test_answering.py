"""Are doubts settled on the page, row by row, with both shown, and only in the way that was said?"""

import re

import pytest
from django.urls import reverse

from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.tests.test_pages import browser, choose, send
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Listed

__all__ = ["browser"]  # a fixture


@pytest.fixture
def testa(coordinator, viewer_for, now):
    """Make somebody a row may be about, and a bystander."""
    by = viewer_for(coordinator)
    with looking_as(by):
        create_person(by=by, at=now, given_names="Bodil", surname="Bystander")
        return create_person(by=by, at=now, given_names="Testa", surname="Prøvesen", born_year=1970)


def ready(browser, listed: str, *fields: str) -> tuple[Upload, str]:
    upload = send(browser, listed)
    choose(browser, upload, *fields)
    return upload, reverse("spreadsheets:dry_run", args=[upload.pk])


def values(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)


def test_a_doubt_of_whom_it_is_is_settled_as_the_same_with_both_shown(browser, testa, coordinator):
    upload, address = ready(browser, "Navn;Sover\nTesta Prøvesen;gade\n", "name", "situation")
    page = browser.get(address).content.decode()
    assert values(page, "svar_2") == [f"same:{testa.pk}", "new", "skip"]
    assert "født i 1970" in page
    assert "Gade, trappeopgang, skur fra 01.11.2026" in page
    assert Listed.objects.filter(person_id=testa.pk, user_id=coordinator.pk).exists()
    browser.post(address, {"svar_2": f"same:{testa.pk}", "gem": "ja"})
    page = browser.get(address).content.decode()
    assert "Du har svaret" in page
    assert not Situation.objects.exists()
    browser.post(address)
    assert Situation.objects.get().person_id == testa.pk
    assert Person.objects.count() == 2
    upload.refresh_from_db()
    assert upload.answers == {}
    assert Event.objects.get(name="spreadsheets.rows_answered").details["count"] == 1


@pytest.mark.parametrize(("answer", "people"), [("new", 3), ("skip", 2), ("", 2), ("same:nonsense", 2)])
def test_new_makes_another_and_left_out_or_nonsense_makes_nobody(browser, testa, answer, people):
    _upload, address = ready(browser, "Navn;Sover\nTesta Prøvesen;gade\n", "name", "situation")
    browser.post(address, {"svar_2": answer})  # answered and imported in one
    assert Person.objects.count() == people
    assert not Situation.objects.filter(person=testa).exists()


def test_an_answer_is_taken_back(browser, testa):
    _upload, address = ready(browser, "Navn\nTesta Prøvesen\n", "name")
    browser.post(address, {"svar_2": "skip", "gem": "ja"})
    browser.post(address, {"fortryd_2": "ja", "gem": "ja"})
    assert values(browser.get(address).content.decode(), "svar_2")
    browser.post(address, {"svar_2": "new"})
    assert Person.objects.count() == 3


def test_a_citizen_of_others_cannot_be_pointed_at(browser, colleague_in_other_team, viewer_for, now):
    theirs = viewer_for(colleague_in_other_team)
    with looking_as(theirs):
        hidden = create_person(by=theirs, at=now, given_names="Zara", surname="Fiktiv")
    _upload, address = ready(browser, "Navn;Sover\nTesta Prøvesen;gade\n", "name", "situation")
    browser.post(address, {"svar_2": f"same:{hidden.pk}"})
    assert not Situation.objects.filter(person=hidden).exists()
    assert Person.objects.count() == 2


def test_two_rows_of_the_file_are_joined_by_an_answer(browser):
    listed = "Navn;Sover;Fra\nTesta Prøve;gade;1/5-2026\nTesta Prøve;hotel;1/6-2026\n"
    _upload, address = ready(browser, listed, "name", "situation", "from_on")
    assert values(browser.get(address).content.decode(), "svar_3") == ["row:2", "new", "skip"]
    browser.post(address, {"svar_3": "row:2"})
    assert Person.objects.count() == 1
    assert Situation.objects.count() == 2


def test_the_row_above_is_meant_by_a_ditto(browser):
    listed = "Navn;Sover;Fra\nTesta Prøve;gade;1/5-2026\ndo.;hotel;1/6-2026\n"
    _upload, address = ready(browser, listed, "name", "situation", "from_on")
    assert "above" in values(browser.get(address).content.decode(), "svar_3")
    browser.post(address, {"svar_3": "above"})
    assert [person.name for person in Person.objects.all()] == ["Testa Prøve"]
    assert Situation.objects.count() == 2


def test_saying_who_it_is_does_not_say_that_the_row_is_right(browser, testa):
    def come(listed: str, **said: str) -> str:
        _upload, address = ready(browser, listed, "name", "situation", "from_on")
        browser.post(address, {**said, "gem": "ja"})
        page = str(browser.get(address).content.decode())
        browser.post(address)
        return page

    come("Navn;Sover;Fra\nTesta Prøvesen;gade;1/5-2026\n", svar_2=f"same:{testa.pk}")
    page = come("Navn;Sover;Fra\nTesta Prøvesens;hotel;1/5-2026\n", svar_2=f"same:{testa.pk}")
    assert "Vi ved noget andet om natten" in page
    assert values(page, "svar_2") == [f"right:{testa.pk}", "new", "skip"]
    assert Situation.objects.get(superseded_at=None).kind == "gade"
    come("Navn;Sover;Fra\nTesta Prøvesens;hotel;1/5-2026\n", svar_2=f"right:{testa.pk}")
    assert Situation.objects.get(superseded_at=None).kind == "hotel"


@pytest.mark.parametrize(("answer", "kept"), [("address", "address"), ("threatened", "threatened"), ("", "none")])
def test_protection_is_asked_before_the_row_comes_in(browser, answer, kept):
    _upload, address = ready(browser, "Navn;Note\nTesta Prøve;hemmelig adresse\n", "name", "")
    browser.post(address)
    assert not Person.objects.exists()
    _upload, address = ready(browser, "Navn;Note\nTesta Prøve;hemmelig adresse\n", "name", "")
    assert values(browser.get(address).content.decode(), "beskyttet_2") == ["address", "threatened", ""]
    browser.post(address, {"beskyttet_2": answer})
    assert Person.objects.get().protection == kept


def test_a_protected_candidate_is_neither_named_nor_described(browser, testa):
    Person.objects.filter(pk=testa.pk).update(protection="threatened")
    _upload, address = ready(browser, "Navn\nTesta Prøvesen\n", "name")
    page = browser.get(address).content.decode()
    assert "Samme som en beskyttet borger" in page
    assert "1970" not in page
