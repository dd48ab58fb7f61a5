"""A form that arrives twice, by a double click or over a bad line: is it written once, and answered twice?"""

import datetime
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F, Model
from django.urls import reverse
from django.utils import timezone

from conftest import Visitor
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.efforts.support.models import Contact
from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.repeated_forms import actions, jobs
from hjemvej.platform.repeated_forms.models import TakenForm
from hjemvej.portals.public import rules

ONCE = re.compile(r'name="once" value="([^"]+)"')
CALL = {"about": "Ukendt mand, stationen", "tonight": "unknown", "asker_kind": "neighbour", "channel": "phone"}
NOTE = {"kind": "contact", "text": "Ringede, svarede ikke", "happened_on": "i dag", "happened_time": "0.01"}
TASK = {"title": "Ring til Ib", "due_on": "i morgen"}
NEW = {"description": "Ukendt kvinde, havnen"}
FORMS: dict[str, tuple[str, dict[str, Any], type[Model], int]] = {  # where, what, which rows, how many it makes
    "an inquiry": ("/henvendelser/ny/", CALL, Inquiry, 1),
    "a person": ("/borgere/opret/", NEW, Person, 2),  # with the one who is there
    "a task": ("/sag/borger/{person}/naeste-skridt/", TASK, Task, 1),
    "a note": ("/sag/borger/{person}/noter-kontakt/", NOTE, Note, 1),
}


@pytest.fixture
def ib(coordinator, viewer_for):
    karen = viewer_for(coordinator)
    with looking_as(karen):
        return create_person(by=karen, at=timezone.now(), given_names="Ib", surname="Eksempel")


@pytest.fixture
def karen(coordinator, client_of):
    return client_of(coordinator)


def key_of(browser: Visitor, where: str) -> str:
    """The key that was drawn with the form."""
    return str(ONCE.findall(browser.get(where).content.decode())[-1])


@pytest.fixture
def side_by_side(monkeypatch) -> Callable[..., list[Any]]:
    """Give `side_by_side(send)`: what two who send in the same moment hear, each over a connection of their own."""
    together = threading.Barrier(2, timeout=20)
    answer_form = actions.answer_form

    def slowly(**said: Any) -> None:
        time.sleep(0.3)  # the first is not done when the second arrives
        answer_form(**said)

    monkeypatch.setattr(actions, "answer_form", slowly)

    def both(send: Callable[[], Any]) -> list[Any]:
        def one() -> Any:
            try:
                together.wait()
                return send()
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return [sent.result() for sent in [pool.submit(one), pool.submit(one)]]

    return both


def again(browser: Visitor) -> Visitor:
    """The same browser once more, for the second click."""
    other = Visitor()
    other.cookies.update(browser.cookies)
    return other


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS)
def test_in_the_same_moment_it_is_written_once_and_both_are_led_on(form, karen, ib, side_by_side):
    path, typed, rows, number = FORMS[form]
    where = path.format(person=ib.pk)
    typed = {**typed, "once": key_of(karen, where)}
    first, second = side_by_side(lambda: again(karen).post(where, typed))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert rows._default_manager.count() == number


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("words", ["", "Vi drak kaffe på havnen."])
def test_the_same_contact_from_two_tabs_in_the_same_moment_is_one(karen, ib, side_by_side, words):
    """Each tab has its own key; without words, only what happened says that it is the same."""
    where = reverse("support:log_contact", args=[ib.pk])
    met = {"kind": "met", "place": "street", "day": "i dag", "clock": "0.01", "about": ["home"], "words": words}
    tabs = [{**met, "once": key_of(karen, where)} for _tab in range(2)]
    answers = side_by_side(lambda: again(karen).post(where, tabs.pop()))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Contact.objects.count() == 1
    assert Event.objects.filter(name="support.contact_logged").count() == 1
    karen.post(where, {**met, "clock": "0.00", "once": key_of(karen, where)})
    assert Contact.objects.count() == (1 if words else 2), "a tab that was opened in another minute"
    karen.post(where, {**met, "kind": "attempt", "once": key_of(karen, where)})
    karen.post(where, {**met, "words": "En anden kop kaffe.", "once": key_of(karen, where)})
    assert Contact.objects.count() == (3 if words else 4), "what is not the same is another"


@pytest.mark.django_db(transaction=True)
def test_the_public_page_gives_both_the_same_code(our_team, side_by_side):
    stamp = rules.new_stamp(timezone.now() - datetime.timedelta(minutes=1))
    typed = {"asker_kind": "neighbour", "tonight": "unknown", "text": "En mand på en bænk", "stamp": stamp, "send": "1"}
    answers = side_by_side(lambda: Visitor().post("/hjaelp/", typed).content.decode())
    codes = {answer.split('<p class="code" dir="ltr">')[1].split("</p>")[0] for answer in answers}
    assert len(codes) == 1
    assert Inquiry.objects.count() == 1


def test_after_the_first_was_answered_the_second_hears_the_same_words(karen, ib):
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    typed = {**NOTE, "once": key_of(karen, where)}
    answers = [again(karen).post(where, typed) for _time in range(2)]
    assert Note.objects.count() == 1
    said = [[str(message) for message in get_messages(answer.wsgi_request)] for answer in answers]
    assert said == [["Notatet er gemt og underskrevet."]] * 2


def test_other_words_from_the_same_page_are_another_form(karen, ib):
    """One who goes back with the browser's arrow and writes on loses nothing."""
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    key = key_of(karen, where)
    for text in ("Ringede", "Ringede, og han kom"):
        karen.post(where, {**NOTE, "text": text, "once": key})
    assert Note.objects.count() == 2


def test_the_same_words_from_another_page_are_the_same_form_for_a_quarter_of_an_hour(karen, ib):
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    for notes, minutes in ((1, 0), (1, 14), (2, 2)):
        taken = TakenForm.objects.all()
        taken.update(taken_at=F("taken_at") - datetime.timedelta(minutes=minutes))
        page = karen.post(where, {**NOTE, "once": key_of(karen, where)}, follow=True)
        assert Note.objects.count() == notes
        assert ("ikke skrevet en gang til" in page.content.decode()) == (minutes == 14)


def test_what_was_not_written_may_be_sent_again(karen, ib):
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    typed = {**NOTE, "text": "", "own_words": "", "once": key_of(karen, where)}
    assert [karen.post(where, typed).status_code for _time in range(2)] == [422, 422]
    assert TakenForm.objects.count() == 0
    assert karen.post(where, {**typed, "text": "Nu"}).status_code == 302


def test_a_file_sent_twice_is_one_upload_and_another_file_is_another(karen):
    key = key_of(karen, "/regneark/")
    for content in (b"Navn;Alder\nTesta;40\n", b"Navn;Alder\nTesta;40\n", b"Navn;Alder\nTesta;41\n"):
        karen.post("/regneark/", {"file": SimpleUploadedFile("liste.csv", content), "once": key})
    assert Upload.objects.count() == 2


def test_another_who_has_the_key_is_not_answered_with_what_is_not_theirs(karen, ib, client_of, support_worker):
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    typed = {**NOTE, "once": key_of(karen, where)}
    karen.post(where, typed)
    client_of(support_worker).post(where, typed)
    assert Note.objects.count() == 2


def test_the_same_more_told_twice_by_the_one_who_asked_is_told_once(client, our_team):
    stamp = rules.new_stamp(timezone.now() - datetime.timedelta(minutes=1))
    typed = {"asker_kind": "neighbour", "tonight": "unknown", "text": "En mand på en bænk", "stamp": stamp, "send": "1"}
    code = client.post("/hjaelp/", typed).content.decode().split('<p class="code" dir="ltr">')[1].split("</p>")[0]
    for text in ("Han er der endnu", "Han er der endnu", "Nu er han gået"):
        client.post(reverse("public:follow_up", kwargs={"language": "da"}), {"code": code, "text": text})
    assert [step.text for step in InquiryStep.objects.order_by("at")] == ["Han er der endnu", "Nu er han gået"]


def test_nothing_of_the_citizen_stands_in_what_is_remembered_and_it_is_forgotten(karen, ib, monkeypatch):
    where = f"/sag/borger/{ib.pk}/noter-kontakt/"
    karen.post(where, {**NOTE, "once": key_of(karen, where)})
    for remembered in TakenForm.objects.all():
        assert str(ib.pk) not in f"{remembered.mark} {remembered.answer}"
    jobs.forget_taken_forms(0)
    assert TakenForm.objects.exists()
    TakenForm.objects.update(taken_at=timezone.now() - datetime.timedelta(days=4))
    jobs.forget_taken_forms(0)
    assert not TakenForm.objects.exists()
