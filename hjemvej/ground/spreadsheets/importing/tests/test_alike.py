"""Is one answer given to all rows that ask the same, with their number, and taken back before the import?"""

import re

import pytest

from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.tests.test_pages import browser
from hjemvej.platform.access.viewer import looking_as

from .test_answering import ready

__all__ = ["browser"]  # a fixture
NAMES = ["Testa Prøvesen", "Mona Fiktiv", "Ulla Opdigt"]
KNOWN = "Navn;Sover\n" + "".join(f"{name};gade\n" for name in NAMES) + "Ny Borgersen;gade\n"
PROTECTED = (
    "Navn;Sover;Note\n" + "".join(f"{name};gade;adressebeskyttet\n" for name in NAMES) + "Ib Fri;gade;truet på livet\n"
)
ODD = "Navn;Sover\nBo Prøve og Ib Prøve;gade\nUlla & Kaj Prøve;gade\nTo unge mænd;gade\nTre kvinder;gade\nTomt 4;gade\n"


@pytest.fixture
def known(coordinator, viewer_for, now):
    """Three whom rows may be about, and a bystander."""
    by = viewer_for(coordinator)
    with looking_as(by):
        create_person(by=by, at=now, given_names="Bodil", surname="Bystander")
        for name in NAMES:
            given, surname = name.split()
            create_person(by=by, at=now, given_names=given, surname=surname)


def buttons(page: str) -> list[tuple[str, str]]:
    return re.findall(r'name="alle" value="([^"]*)">([^<]*)<', page)


def asked(page: str) -> list[str]:
    return re.findall(r"<p>(\d+ rækker[^<]*)</p>", page)


@pytest.mark.parametrize(
    ("pressed", "people", "left"),
    [("Alle er nye borgere", 8, 0), ("Alle er den, der er foreslået", 5, 0), ("Spring alle over", 5, 0)],
)
def test_one_answer_of_who_they_are_is_given_to_all(browser, known, pressed, people, left):
    upload, address = ready(browser, KNOWN, "name", "situation")
    page = browser.get(address).content.decode()
    assert asked(page) == ["3 rækker kan være om nogen, I kender."]
    value = next(value for value, label in buttons(page) if label == pressed)
    browser.post(address, {"alle": value})
    assert Person.objects.count() == 4, "nothing is imported yet"
    page = browser.get(address).content.decode()
    assert buttons(page) == []
    assert "Tag dine svar om 3 rækker tilbage" in page
    browser.post(address)
    upload.refresh_from_db()
    assert (Person.objects.count(), upload.counts["doubt"]) == (people, left)


def test_all_answers_are_taken_back_at_once(browser, known):
    upload, address = ready(browser, KNOWN, "name", "situation")
    value = buttons(browser.get(address).content.decode())[0][0]
    browser.post(address, {"alle": value})
    browser.post(address, {"fortryd_alle": "ja"})
    assert Upload.objects.get(pk=upload.pk).answers == {}
    assert asked(browser.get(address).content.decode()) == ["3 rækker kan være om nogen, I kender."]


@pytest.mark.parametrize(
    ("pressed", "kinds"),
    [("Alle har beskyttet navn og adresse", ["address"] * 3), ("Alle er truet", ["threatened"] * 3),
     ("Ingen er beskyttet", ["none"] * 3)],
)  # fmt: skip
def test_one_answer_of_protection_is_given_to_all_but_the_other_stays(browser, pressed, kinds):
    upload, address = ready(browser, PROTECTED, "name", "situation", "")
    page = browser.get(address).content.decode()
    assert [words.split(":")[0] for words in asked(page)] == ["3 rækker"], "a threat is not told with them"
    value = next(value for value, label in buttons(page) if label == pressed)
    browser.post(address, {"alle": value, "beskyttet_5": ""})
    browser.post(address, {"fortryd_5": "ja", "gem": "ja"})
    browser.post(address)
    assert sorted(Person.objects.values_list("protection", flat=True)) == kinds
    upload.refresh_from_db()
    assert upload.counts["doubt"] == 1


def test_what_is_odd_in_two_ways_is_asked_of_each_way(browser):
    _upload, address = ready(browser, ODD, "name", "situation")
    page = browser.get(address).content.decode()
    assert sorted(words[:9] for words in asked(page)) == ["2 rækker:", "2 rækker:"]
    skip = [value for value, label in buttons(page) if label == "Spring alle over"]
    browser.post(address, {"alle": skip[0]})
    assert len(asked(browser.get(address).content.decode())) == 1


@pytest.mark.parametrize("sent", ["", "who", "who,nonsense", "nobody,new", "who,same:1"])
def test_nonsense_answers_nothing(browser, known, sent):
    upload, address = ready(browser, KNOWN, "name", "situation")
    browser.post(address, {"alle": sent})
    assert Upload.objects.get(pk=upload.pk).answers == {}
    assert Person.objects.count() == 4
