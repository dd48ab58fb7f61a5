"""When two colleagues do the same thing in the same second, does exactly one win, and is the other told in words?

Both pages are made to wait for one lock, so that neither has seen what the other does; then it is let go.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from conftest import Visitor
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User
from tests import databases

CPR = "610170-0000"
NO_NEW_PEOPLE = "LOCK TABLE people_person IN SHARE ROW EXCLUSIVE MODE"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
pytestmark = pytest.mark.django_db(transaction=True)
ClientOf = Callable[[User], Visitor]
Send = Callable[[], Any]


@contextlib.contextmanager
def two_waiting() -> Iterator[Callable[..., list[Any]]]:
    """Give `sent(lock, one, two)`: the answers of two pages that met at this lock."""
    address = databases.url(str(connection.settings_dict["NAME"]))
    both = threading.Barrier(2)

    def close() -> None:
        both.wait(timeout=30)  # so that each thread closes its own
        connection.close()

    with ThreadPoolExecutor(2) as pool, psycopg.connect(address) as owner, psycopg.connect(address) as watch:
        watch.autocommit = True

        def sent(lock: str, *sends: Send) -> list[Any]:
            owner.execute(lock.encode())
            answers = [pool.submit(send) for send in sends]
            for _ in range(300):
                if watch.execute(WAITING).fetchone() == (len(sends),):
                    break
                time.sleep(0.1)
            else:
                raise TimeoutError("The two never met.")
            owner.rollback()
            return [answer.result(timeout=60) for answer in answers]

        yield sent
        for closed in [pool.submit(close) for _ in range(2)]:
            closed.result()


def page_text(browser: Visitor, address: str) -> str:
    return str(browser.get(address).content.decode())


def test_one_of_two_gets_the_inquiry_and_the_other_learns_who(
    our_team: Organisation, coordinator: User, support_worker: User, client_of: ClientOf, now
):
    inquiry = Inquiry.objects.create(
        organisation=our_team, received_at=now, recorded_at=now, channel="phone", asker_kind="neighbour"
    )
    take, page = (reverse(f"one_entry:{name}", args=[inquiry.pk]) for name in ("take_inquiry", "inquiry"))
    browsers = {user.pk: client_of(user) for user in (coordinator, support_worker)}
    lock = f"SELECT FROM one_entry_inquiry WHERE id = '{inquiry.pk}' FOR UPDATE"
    with two_waiting() as sent:
        answers = sent(lock, *(lambda browser=browser: browser.post(take) for browser in browsers.values()))
    assert [answer.status_code for answer in answers] == [302, 302]
    inquiry.refresh_from_db()
    winner = coordinator if inquiry.taken_by_id == coordinator.pk else support_worker
    loser = support_worker if winner == coordinator else coordinator
    assert inquiry.taken_by_id == winner.pk
    assert Event.objects.filter(name="one_entry.inquiry_taken").count() == 1
    assert "Den er din nu." in page_text(browsers[winner.pk], page)
    assert f"{winner.name} har taget den i mellemtiden." in page_text(browsers[loser.pk], page)


def test_one_of_two_creates_the_person_and_the_colleague_is_led_to_them(
    coordinator: User, support_worker: User, client_of: ClientOf
):
    browsers = [client_of(user) for user in (coordinator, support_worker)]
    typed = {"given_names": "Testa", "surname": "Prøvesen", "cpr": CPR}
    with two_waiting() as sent:
        create = reverse("people:create")
        answers = sent(NO_NEW_PEOPLE, *(lambda browser=browser: browser.post(create, typed) for browser in browsers))
    person = Person.objects.get()
    page = reverse("staff:person", args=[person.pk])
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, page), (302, page)]
    shown = [page_text(browser, page) for browser in browsers]
    assert sum("Oprettet." in words for words in shown) == 1
    assert sum("Vi kendte CPR-nummeret: her er borgeren." in words for words in shown) == 1
    assert Event.objects.filter(name="people.person_created").count() == 1
    assert Event.objects.filter(name="people.known_person_found_by_cpr").count() == 1


def test_one_of_two_teams_creates_the_person_and_the_other_is_told_to_ask(
    coordinator: User, colleague_in_other_team: User, client_of: ClientOf
):
    users = [coordinator, colleague_in_other_team]
    typed = {"given_names": "Testa", "surname": "Prøvesen", "cpr": CPR}
    with two_waiting() as sent:
        create = reverse("people:create")
        browsers = map(client_of, users)
        answers = sent(NO_NEW_PEOPLE, *(lambda browser=browser: browser.post(create, typed) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    person, (refused,) = Person.objects.get(), (answer for answer in answers if answer.status_code == 422)
    assert "hører måske til et andet team" in refused.content.decode()
    assert NeedToKnow.objects.filter(person_id=person.pk).count() == 1, "nobody's need was opened by a number"
    assert Event.objects.filter(name="people.number_met_elsewhere", person_id=person.pk).count() == 1


def test_one_number_is_not_given_to_two_people(
    our_team: Organisation, coordinator: User, support_worker: User, client_of: ClientOf, now
):
    people = [Person.objects.create(given_names=name, surname="Prøve", created_at=now) for name in ("Testa", "Fiktiv")]
    for person in people:
        NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=now)

    def gives(user: User, person: Person) -> Send:
        browser = client_of(user)
        return lambda: browser.post(reverse("people:person_edit", args=[person.pk]), {"cpr": CPR})

    with two_waiting() as sent:
        sends = map(gives, (coordinator, support_worker), people)
        answers = sent("LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE", *sends)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    (refused,) = (answer for answer in answers if answer.status_code == 422)
    assert "hører til en borger, vi allerede har oprettet" in refused.content.decode()
    assert Person.objects.exclude(cpr_lookup=None).count() == 1
