"""Does the citizen's own paper say what comes next and whose turn it is, gathered from the rooms?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.casework.actions import add_task
from hjemvej.ground.correspondence.letters import actions
from hjemvej.ground.correspondence.letters.rules.paper import in_words, paper_values
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms import PaperLine


@pytest.fixture
def karen(coordinator, viewer_for, clock_stands):
    return viewer_for(coordinator)


@pytest.fixture
def citizen(karen, now):
    def create(name, **next_steps):
        with looking_as(karen):
            person = people.create_person(by=karen, at=now, given_names=name, surname="Prøvesen")
            for title, days in next_steps.items():
                due_at = now + datetime.timedelta(days=days)
                add_task(
                    person_id=person.pk, organisation_id=karen.team_id, kind="own", title=title, due_at=due_at,
                    by=karen, at=now,
                )  # fmt: skip
        return person

    return create


def paper(karen, person, now):
    with looking_as(karen):
        return actions.begin_letter(person_id=person.pk, kind="paper", by=karen, at=now)


def test_a_line_says_whose_turn_it_is_to_do_what_by_when():
    line = PaperLine("Ydelse", "svarer på indskud.", datetime.date(2026, 12, 4))
    assert in_words(line) == "Ydelse: svarer på indskud, senest 4. december 2026"
    assert in_words(PaperLine("Du", "ringer, når du vil")) == "Du: ringer, når du vil"
    assert paper_values([]) == {}


def test_the_paper_has_the_next_step_first_and_waits_for_what_is_agreed(karen, citizen, client_of, coordinator, now):
    testa = citizen("Testa", **{"Søger om indskud": 9, "Ser boligen med dig": 2})
    citizen("Berta", Hemmeligt=1)
    letter = paper(karen, testa, now)
    assert letter.heading == "Din plan"
    assert "# Det næste, der sker\n\nVi: Ser boligen med dig, senest 22. november 2026" in letter.text
    assert "- Vi: Søger om indskud, senest 29. november 2026" in letter.text
    assert "Hemmeligt" not in letter.text
    page, where = client_of(coordinator), reverse("correspondence:letter", args=[letter.pk])
    shown = page.get(where).content.decode()
    assert "Brevet mangler ét sted" in shown
    assert "{aftalt}" in shown
    assert "Vis med almindelig skrift" in shown, "the paper begins in large print"
    assert "Vis med stor skrift" in page.get(f"{where}?skrift=almindelig").content.decode()


def test_one_task_is_said_once(karen, citizen, now):
    text = paper(karen, citizen("Testa", **{"Søger om indskud": 9}), now).text
    assert text.count("Søger om indskud") == 1
    assert "Hvis tur" not in text
    assert "{aftalt}" in text


def test_with_nothing_under_way_the_worker_writes_it_all(karen, citizen, now):
    text = paper(karen, citizen("Testa"), now).text
    for field in ("{aftalt}", "{næste_skridt}", "{tur}"):
        assert field in text
