"""Is what a page begins begun once, when the arrow back brings the form again and it is saved again?"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.repeated_forms import answering
from hjemvej.platform.ui.forms import ONCE

pytestmark = pytest.mark.django_db
WORDS = "Vi drak kaffe på havnen og talte om at flytte."
BEGUN: dict[type[Model], tuple[str, dict[str, Any]]] = {
    Note: ("casework:write_note", {"text": WORDS, "kind": "contact", "happened_on": "i går", "happened_time": "08.00"}),
    Task: ("casework:add_task", {"title": WORDS, "due_on": "i morgen"}),
    CitizenRequest: (
        "requests:receive_request", {"kind": "own_case", "words": WORDS, "how": "spoken", "received_on": "i dag"},
    ),
    Inquiry: (
        "one_entry:record",
        {"about": "Testa Prøvesen", "channel": "phone", "asker_kind": "neighbour", "text": WORDS, "tonight": "unknown"},
    ),
}  # fmt: skip


@pytest.fixture
def ours(our_team) -> Person:
    at = timezone.now() - datetime.timedelta(days=1)
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=at)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=at)
    return person


@pytest.mark.parametrize("model", BEGUN, ids=lambda model: model.__name__)
def test_the_same_texts_are_written_once_for_a_while(client_of, leader, coordinator, ours, monkeypatch, model):
    page, typed = BEGUN[model]
    where = reverse(page, args=[] if model is Inquiry else [ours.pk])
    typed = {**typed, **({"person": str(ours.pk)} if model is Inquiry else {})}
    browser: Client = client_of(leader)
    first = browser.post(where, {**typed, ONCE: "first"})
    assert first.status_code == 302, first.content.decode()
    later = {"happened_time": "08.05"} if model is Note else {}
    again = browser.post(where, {**typed, **later, ONCE: "drawn anew"})
    assert (again.status_code, again["Location"], model._default_manager.count()) == (302, first["Location"], 1)
    assert "Det er allerede skrevet" in browser.get("/adgang/mig/", follow=True).content.decode()
    browser.post(where, {key: value.replace(WORDS, f"{WORDS} Igen.") for key, value in typed.items()} | {ONCE: "other"})
    assert model._default_manager.count() == 2, "other words are another"
    client_of(coordinator).post(where, {**typed, ONCE: "a colleague's"})
    assert model._default_manager.count() == 3
    monkeypatch.setattr(answering, "AGAIN_WITHIN", datetime.timedelta())
    browser.post(where, {**typed, ONCE: "the next day"})
    assert model._default_manager.count() == 4


def test_a_decision_is_begun_once_also_with_other_words(
    client_of: Callable[..., Client], leader, ours, other_team, our_team
):
    where, browser = reverse("decisions:write_decision", args=[ours.pk]), client_of(leader)
    typed = {"title": "En plads på forsorgshjem", "version": "0"}
    first = browser.post(where, {**typed, ONCE: "first"})
    assert first.status_code == 302
    assert first["Location"] in browser.get(where).content.decode(), "the arrow back shows the way to the draft"
    again = browser.post(where, {**typed, "reasons": WORDS, ONCE: "drawn anew"})
    shown = again.content.decode()
    assert (again.status_code, WORDS in shown, first["Location"] in shown) == (422, True, True)
    assert Decision.objects.count() == 1
    assert browser.post(where, {**typed, "title": "Udskrivning", ONCE: "another"}).status_code == 302
    assert Decision.objects.count() == 2
