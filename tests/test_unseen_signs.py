"""Does no page, log or file show a sign that nobody sees, typed now or kept before?"""

import pytest
from django.db import connection
from django.urls import reverse

from conftest import as_owner
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.sealing.unseen import without_unseen

TURNED = "Qux\u202edlab\u200bi"


@pytest.fixture
def kept_before(coordinator, viewer_for, now):
    """Make a citizen whose name and other name were kept before these signs were taken out, and a bystander."""
    by = viewer_for(coordinator)
    with looking_as(by):
        create_person(by=by, at=now, given_names="Bodil", surname="Bystander")
        person = create_person(by=by, at=now, given_names="Quxdlabi", surname="Prøvesen")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET given_names = %s WHERE id = %s", [TURNED, person.pk])
        cursor.execute(
            "INSERT INTO people_personname (person_id, kind, name, known_from) VALUES (%s, 'alias', %s, %s)",
            [person.pk, f"{TURNED} Alias", now],
        )
    return person


def unseen(answer):
    return set(answer.content.decode()) & set(TURNED) & {sign for sign in TURNED if not without_unseen(sign)}


def test_a_name_kept_before_is_shown_as_it_is_read(client_of, coordinator, kept_before):
    browser = client_of(coordinator)
    answers = [
        browser.get(reverse("staff:person", args=[kept_before.pk])),
        browser.get(reverse("access:log", args=[kept_before.pk])),
        browser.get(reverse("access:log_on_paper", args=[kept_before.pk])),
        browser.post(reverse("staff:search"), {"q": "Prøvesen"}),
        browser.post(reverse("people:find"), {"q": "Prøvesen"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert all("Quxdlabi" in answer.content.decode() for answer in (answers[0], answers[3], answers[4]))
    assert [unseen(answer) for answer in answers] == [set()] * 5


def test_a_name_typed_is_taken_without_them_and_one_of_nothing_else_as_empty(client_of, coordinator):
    browser = client_of(coordinator)
    assert browser.post(reverse("people:create"), {"given_names": TURNED, "surname": "Prøve"}).status_code == 302
    assert Person.objects.get().given_names == "Quxdlabi"
    again = browser.post(reverse("people:create"), {"given_names": "\u200b\u202e", "surname": "\u2060"})
    assert (again.status_code, Person.objects.count()) == (422, 1)


def test_what_is_typed_comes_back_as_it_is_read(client_of, coordinator):
    answer = client_of(coordinator).post(reverse("staff:search"), {"q": TURNED})
    assert "Quxdlabi" in answer.content.decode()
    assert not unseen(answer)


def test_a_password_is_not_read_and_stays_as_it_is(client, coordinator):
    coordinator.set_password(f"lang-{TURNED}-adgangskode")
    coordinator.save()
    address = reverse("account_login")
    sent = {"login": coordinator.email, "password": f"lang-{TURNED}-adgangskode"}
    assert client.post(address, sent).status_code == 302
