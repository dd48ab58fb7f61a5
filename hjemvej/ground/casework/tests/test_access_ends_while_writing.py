"""Are the words kept when the access ends while somebody writes, and does a stranger learn nothing?"""

import datetime
import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework.models import Note
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.identity.models import User

pytestmark = pytest.mark.django_db
TEXT = "Vi drak kaffe på havnen og talte om at flytte."
TYPED = {"text": TEXT, "happened_time": "08.00"}


def citizen(team: Organisation, **need: object) -> Person:
    long_ago = timezone.now() - datetime.timedelta(days=400)
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=long_ago)
    ended = timezone.now() - datetime.timedelta(minutes=5)
    values: dict[str, object] = {"basis": "case", "from_at": long_ago, "until_at": ended, **need}
    NeedToKnow.objects.create(person_id=person.pk, organisation=team, **values)
    return person


def write(browser: Client, person_id: uuid.UUID, page: str = "casework:write_note"):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    typed = {**TYPED, "kind": "contact", "happened_on": f"{yesterday:%d/%m-%Y}"}
    return browser.post(reverse(page, args=[person_id]), typed)


@pytest.mark.parametrize("page", ["casework:write_note", "casework:add_task", "casework:open_course"])
def test_what_was_typed_waits_behind_the_glass(client_of, coordinator, our_team, page: str):
    person, browser = citizen(our_team), client_of(coordinator)
    refused = write(browser, person.pk, page)
    assert (refused.status_code, refused.url) == (302, f"{reverse('access:break_glass')}?borger={person.pk}")
    assert "Det, du skrev, er gemt" in browser.get(refused.url).content.decode()
    opened = browser.post(refused.url, {"reason": "Skriver det sidste notat færdigt"})
    assert opened.url == reverse("access:go_on")
    shown = browser.get(opened.url).content.decode()
    assert TEXT in shown
    assert "havde ikke længere adgang" in shown
    fields = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n([^<]*)</textarea>', shown))
    sent = browser.post(reverse("access:send_kept"), fields)
    assert (sent.status_code, sent["Location"]) == (307, reverse(page, args=[person.pk]))
    answer = browser.post(sent["Location"], fields)
    assert answer.status_code in (302, 422)
    if page == "casework:write_note":
        assert Note.objects.get().text == TEXT


def test_a_glass_of_my_own_that_closed_keeps_them_too(client_of, coordinator, our_team):
    mine = citizen(our_team, basis="break_glass", user=coordinator, reason="Ligger på stationen")
    assert write(client_of(coordinator), mine.pk).status_code == 302


def test_a_stranger_and_a_colleague_without_the_glass_get_the_answer_of_an_unknown(
    client_of: Callable[[User], Client], coordinator, leader, our_team, other_team
):
    theirs = citizen(other_team)
    colleagues = citizen(our_team, basis="break_glass", user=leader, reason="Ligger på stationen")
    browser, told = client_of(coordinator), []
    write(browser, uuid.uuid4())
    for person_id in (uuid.uuid4(), theirs.pk, colleagues.pk):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = write(browser, person_id)
        page = re.sub(r"<[^>]*>", "", answer.content.decode())
        queries = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked]
        told.append((answer.status_code, page, queries))
        assert answer.status_code == 404
    assert told[0] == told[1] == told[2]
    assert "kept_form" not in browser.session


def test_one_whose_role_may_not_do_it_is_not_led_to_the_glass(client_of, support_worker, our_team):
    browser = client_of(support_worker)
    assert write(browser, citizen(our_team).pk, "decisions:write_decision").status_code == 404
    assert "kept_form" not in browser.session


def test_where_the_access_still_stands_what_is_not_found_is_not_found(client_of, coordinator, our_team):
    person, browser = citizen(our_team), client_of(coordinator)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=timezone.now())
    assert browser.post(reverse("decisions:write_decision", args=[person.pk]), {"answers": "x"}).status_code != 302
