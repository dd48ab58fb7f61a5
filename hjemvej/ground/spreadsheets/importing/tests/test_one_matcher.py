"""Does a list ask about the same people as every other door, with the same reasons: other spellings, other scripts?"""

import pytest

from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries.finding import recognised
from hjemvej.ground.people.recognising.rules.judging import Fit
from hjemvej.ground.people.recognising.rules.said import said_names
from hjemvej.ground.spreadsheets.tests.test_pages import browser
from hjemvej.platform.access.viewer import looking_as

from .test_answering import ready
from .test_import import Run, by, house, run
from .test_ugly_sheets import agrees, told

__all__ = ["browser", "by", "house", "run"]  # fixtures
SPELLINGS = [
    ("Mohammed Prøvesen", "Muhamad Prøvesen"),
    ("Kristian Schmidt", "Christian Smit"),
    ("Sofie Prøve", "Sophie Prøve"),
    ("Yusuf Testesen", "Jousef Testesen"),
    ("Khaled Fiktiv", "Kaled Fiktiv"),
    ("محمد Prøvesen", "Mohammad Prøvesen"),
    ("Юлия Prøvesen", "Julia Prøvesen"),
]


@pytest.mark.parametrize(("known", "written"), SPELLINGS)
def test_another_spelling_is_asked_about_as_every_other_door_does(run: Run, by, known, written):
    given, surname = known.split()
    run(f"Navn;Sover\n{known};gade\nBodil Bystander;gade\n")
    with looking_as(by):
        found = recognised(said_names(written), viewer=by)
    assert [(person.given_names, one.fit >= Fit.LIKELY) for person, one in found] == [(given, True)]
    assert agrees(told(run(f"Navn;Sover\n{written};hotel\nMona Fiktivsen;hotel\n")), [f"doubt {surname}", "new"])
    assert Person.objects.count() == 3


@pytest.mark.parametrize(("known", "written"), SPELLINGS)
def test_within_one_file_it_is_asked_about_by_the_same_rule(run: Run, known, written):
    said = told(run(f"Navn;Sover\n{known};gade\nBodil Bystander;gade\n{written};hotel\n"))
    assert agrees(said, ["new", "new", "doubt række 2"])


@pytest.mark.parametrize(
    ("known", "written"), [("Mona Prøvesen", "Mina Larsen"), ("Bo Prøve", "Ib Prøve"), ("Ali Fiktiv", "Ole Fiktiv")]
)
def test_two_who_are_called_otherwise_are_two(run: Run, known, written):
    run(f"Navn;Sover\n{known};gade\n")
    assert agrees(told(run(f"Navn;Sover\n{written};hotel\n")), ["new"])


def test_the_reasons_stand_beside_the_one_it_may_be(browser, coordinator, viewer_for, now):
    us = viewer_for(coordinator)
    with looking_as(us):
        create_person(by=us, at=now, given_names="Bodil", surname="Bystander")
        create_person(by=us, at=now, given_names="Mohammed", surname="Prøvesen", born_year=1970)
        create_person(by=us, at=now, given_names="Sofie", surname="Prøve", protection="address")
    listed = "Navn;Født;Sover\nMuhamad Prøvesen;1970;gade\nSophie Prøve;;gade\n"
    _upload, address = ready(browser, listed, "name", "born", "situation")
    page = browser.get(address).content.decode()
    assert "navnet ligner, fødselsår · født i 1970" in page
    assert "Sofie" not in page
