"""Does a letter bear a protected citizen's own name, for who makes it and may see it, and is that look logged?"""

from typing import Any

import pytest
from django.urls import reverse

from hjemvej.ground.decisions import actions as decisions
from hjemvej.ground.decisions.actions import Written
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests import actions as requests
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Look

pytestmark = pytest.mark.django_db
NAME = "Testa Prøvesen"


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(karen, now, clock_stands) -> Person:
    with looking_as(karen):
        person = people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")
    Person.objects.filter(pk=person.pk).update(protection="address")
    person.refresh_from_db()
    return person


@pytest.fixture
def letters(karen, testa, now) -> dict[str, Any]:
    """A decision and an answer to a request, sent: the address of each letter, and its row."""
    said: dict[str, Any] = {"outcome": "granted", "answer": "Her er papirerne.", "reached_by": "handed_over"}
    with looking_as(karen):
        draft = decisions.draft_decision(
            person_id=testa.pk, by=karen, at=now, written=Written(
                title="Bostøtte", basis_key="support_85a", asked_for="Støtte", granted="wholly", decided="Du får det.",
                reasons="Du har brug for det.",
            ),
        )  # fmt: skip
        sent = decisions.send_decision(decision=draft, by=karen, at=now)
        asked = requests.receive_request(
            person_id=testa.pk, kind="own_case", words="Min sag", how="spoken", received_on=now.date(), by=karen, at=now
        )
        answered = requests.answer_request(request=asked, by=karen, at=now, **said)
    return {reverse("decisions:letter", args=[sent.pk]): sent, reverse("requests:letter", args=[answered.pk]): answered}


def looks(testa: Person) -> int:
    return Look.objects.filter(person_id=testa.pk, page="people.protected_name").count()


def test_the_name_stands_on_a_letter_by_a_press_that_is_logged(client_of, coordinator, testa, letters):
    page = client_of(coordinator)
    for number, (where, _row) in enumerate(letters.items(), start=1):
        shown = page.get(where).content.decode()
        assert (NAME in shown, "Beskyttet borger" in shown, looks(testa)) == (False, True, number - 1)
        assert "Skriv borgerens navn på brevet" in shown
        named = page.post(where).content.decode()
        assert (f"Til {NAME}" in named, looks(testa)) == (True, number)
        assert "Skriv borgerens navn" not in named


def test_a_letter_keeps_the_name_it_was_sent_with(client_of, coordinator, testa, letters):
    Person.objects.filter(pk=testa.pk).update(surname="Nygift")
    for where, row in letters.items():
        row.refresh_from_db()
        assert row.addressee == NAME
        assert f"Til {NAME}" in client_of(coordinator).post(where).content.decode()
    Person.objects.filter(pk=testa.pk).update(protection="none")
    for where in letters:
        assert f"Til {NAME}" in client_of(coordinator).get(where).content.decode()


def test_no_list_of_changes_tells_the_name_on_a_letter(testa, letters):
    for table in ("decisions_decision", "requests_citizenrequest"):
        told = [str(change.after) for change in Change.objects.filter(table_name=table)]
        assert told
        assert NAME not in " ".join(told)


def test_whose_role_may_not_see_the_name_makes_no_letter_with_it(client_of, leader, monkeypatch, testa, letters):
    monkeypatch.setattr("hjemvej.platform.access.viewer.PERMISSIONS", _without_protected())
    page = client_of(leader)
    for where in letters:
        assert "Bed en kollega" in page.get(where).content.decode()
        assert page.post(where).status_code == 404
    assert looks(testa) == 0


def _without_protected() -> dict[Any, Any]:
    from hjemvej.platform.access.roles import PERMISSIONS, Permission

    return {role: given - {Permission.SEE_PROTECTED} for role, given in PERMISSIONS.items()}
