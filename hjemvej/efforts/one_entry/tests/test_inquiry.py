"""One inquiry on its way: taken, passed on, tied to a citizen, asked back, answered, closed, opened again."""

import datetime
import re
import uuid

import pytest
from django.utils import timezone

from hjemvej.efforts.one_entry import actions
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look
from hjemvej.platform.identity.models import User

pytestmark = pytest.mark.django_db


def at(inquiry, what=""):
    return f"/henvendelser/{inquiry.pk}/{what}"


def events() -> set[str]:
    return set(Event.objects.values_list("name", flat=True))


@pytest.fixture
def browser(client_of, coordinator):
    return client_of(coordinator)


def test_taking_it_is_a_step_and_an_event(browser, recorded, coordinator):
    inquiry = recorded(about="en mand")
    browser.post(at(inquiry, "tag/"))
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.taken_by) == ("taken", coordinator)
    assert InquiryStep.objects.get().kind == "taken"
    assert "one_entry.inquiry_taken" in events()


def test_of_two_who_take_it_the_second_is_told_who_has_it(browser, recorded, support_worker, viewer_for, now):
    inquiry = recorded(about="en mand")
    bo = viewer_for(support_worker)
    with looking_as(bo):
        actions.take_inquiry(inquiry=inquiry, by=bo, at=now)
    page = browser.post(at(inquiry, "tag/"), follow=True).content.decode()
    inquiry.refresh_from_db()
    assert inquiry.taken_by == support_worker
    assert "Bo Støtte Prøve har taget den i mellemtiden." in page


def test_it_is_passed_on_to_a_colleague_with_a_word(browser, recorded, support_worker):
    inquiry = recorded(about="en mand", take=True)
    browser.post(at(inquiry, "giv-videre/"), {"to": str(support_worker.pk), "word": "Du kender ham"})
    inquiry.refresh_from_db()
    step = InquiryStep.objects.get(kind="passed_on")
    assert inquiry.taken_by == support_worker
    assert (step.to, step.text) == (support_worker, "Du kender ham")


@pytest.mark.parametrize("to", ["colleague_in_other_team", "shelter_worker", "administrator", "coordinator"])
def test_it_is_passed_on_to_nobody_else(browser, recorded, request, to):
    inquiry = recorded(about="en mand")
    outsider = request.getfixturevalue(to)
    assert browser.post(at(inquiry, "giv-videre/"), {"to": str(outsider.pk), "word": "x"}).status_code == 422
    inquiry.refresh_from_db()
    assert inquiry.taken_by is None


def test_the_citizen_is_said_later_and_the_night_gets_to_know(browser, recorded, karen, now):
    inquiry = recorded(about="Mona Mønster", tonight="no_place")
    with looking_as(karen):
        mona = create_person(by=karen, at=now, given_names="Mona", surname="Mønster")
    assert f'value="{mona.pk}"' in browser.get(at(inquiry)).content.decode()
    browser.post(at(inquiry, "hvem/"), {"about": "Mona Mønster", "person": str(mona.pk)})
    inquiry.refresh_from_db()
    assert inquiry.person == mona
    assert Course.objects.get(person=mona).kind == "safe_night"


def test_a_nameless_citizen_can_be_created_from_the_inquiry(browser, recorded):
    inquiry = recorded(about="en mand i telt ved åen")
    browser.post(at(inquiry, "hvem/"), {"about": "en mand i telt ved åen", "person": "new"})
    assert Person.objects.get().description == "en mand i telt ved åen"


def test_a_look_at_the_inquiry_is_a_look_at_the_citizen(browser, recorded):
    inquiry = recorded(new_person="Ukendt mand")
    browser.get(at(inquiry))
    assert Look.objects.get().person_id == inquiry.person_id


def test_a_neighbour_may_only_hear_one_of_three_sentences(browser, recorded):
    inquiry = recorded(about="en mand", asker_kind="neighbour", wants_answer=True)
    page = browser.post(at(inquiry, "svar/"), {"text": "Han fik en seng."}).content.decode()
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.more) == ("", "")
    assert "Vælg et svar." in page
    refused = browser.post(at(inquiry, "svar/"), {"standard": "Vi har taget din henvendelse op.", "text": "Han fik."})
    assert "Han fik." in refused.content.decode()
    browser.post(at(inquiry, "svar/"), {"standard": "Vi har taget din henvendelse op."})
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.more) == ("Vi har taget din henvendelse op.", "")


def test_a_neighbour_cannot_be_sent_a_sentence_of_ones_own_as_the_standard_one(browser, recorded):
    inquiry = recorded(about="en mand", asker_kind="neighbour")
    assert browser.post(at(inquiry, "svar/"), {"standard": "Han fik en seng."}).status_code == 422


def test_the_citizen_may_hear_everything(browser, recorded):
    inquiry = recorded(about="mig", asker_kind="self")
    browser.post(at(inquiry, "svar/"), {"text": "Du har en seng i nat."})
    inquiry.refresh_from_db()
    assert inquiry.answer == "Du har en seng i nat."


def test_the_standard_answer_is_in_the_askers_language(browser, recorded):
    page = browser.get(at(recorded(about="x", language="pl", channel="public"))).content.decode()
    assert 'value="Otrzymaliśmy Twoje zgłoszenie' in page
    assert "Vi har taget din henvendelse op. (sendes på polsk)" in page


def test_a_worker_who_reads_english_reads_the_askers_language_in_english(browser, coordinator, recorded):
    User.objects.filter(pk=coordinator.pk).update(language="en")
    page = browser.get(at(recorded(about="x", language="pl", channel="public")))
    assert "(sent in Polish)" in page.content.decode()


def test_the_first_answer_stops_the_clock_and_a_second_does_not_move_it(browser, recorded):
    inquiry = recorded(about="mig", asker_kind="self")
    browser.post(at(inquiry, "svar/"), {"text": "Vi ringer."})
    inquiry.refresh_from_db()
    first = inquiry.answered_at
    browser.post(at(inquiry, "svar/"), {"text": "Vi ringede."})
    inquiry.refresh_from_db()
    assert (inquiry.answered_at, inquiry.answer) == (first, "Vi ringede.")


def test_it_is_closed_with_an_outcome_and_opened_again_with_a_reason(browser, recorded, coordinator):
    inquiry = recorded(about="en mand")
    assert browser.post(at(inquiry, "afslut/"), {"outcome": ""}).status_code == 422
    browser.post(at(inquiry, "afslut/"), {"outcome": "not_found", "text": "Var der to gange"})
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.outcome) == ("closed", "not_found")
    browser.post(at(inquiry, "aabn-igen/"), {"why": "Han er der igen"})
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.outcome, inquiry.closed_at) == ("taken", "", None)
    assert inquiry.taken_by == coordinator
    assert {"one_entry.inquiry_closed", "one_entry.inquiry_reopened"} <= events()


@pytest.mark.parametrize("what", ["tag/", "giv-videre/", "hvem/", "spoerg/", "svar/", "afslut/"])
def test_nothing_is_done_to_a_closed_one_and_it_is_said(browser, recorded, karen, support_worker, what):
    inquiry = recorded(about="en mand", asker_kind="self")
    with looking_as(karen):
        actions.close_inquiry(inquiry=inquiry, outcome="advised", text="", by=karen, at=timezone.now())
    answers = {"to": str(support_worker.pk), "about": "en mand", "person": "new", "question": "?", "text": "svar",
               "outcome": "placed"}  # fmt: skip
    page = browser.post(at(inquiry, what), answers, follow=True).content.decode()
    inquiry.refresh_from_db()
    assert "afsluttet i mellemtiden" in page
    assert (inquiry.outcome, inquiry.answer, inquiry.person) == ("advised", "", None)


def test_the_same_inquiry_sent_twice_is_pointed_out(browser, recorded):
    recorded(about="en mand ved åen", channel="public", text="Han fryser")
    second = recorded(about="en mand", text="han fryser")
    assert "Ligner" in browser.get(at(second)).content.decode()


def opened(page: str) -> list[str]:
    """The folds that stand open: the next step, or what was typed wrong."""
    return re.findall(r'<details class="hv-card hv-fold" id="(\w+)" open', page)


def test_the_page_opens_the_next_step_alone(browser, recorded, coordinator):
    inquiry = recorded(about="en mand", asker_kind="self", wants_answer=True)
    page = browser.get(at(inquiry)).content.decode()
    assert (opened(page), page.count("button-primary")) == (["answer_inquiry"], 1)  # "Tag den", and an answer due today
    assert "Svaret er" in page.split("</h1>")[0]
    assert "Ingen har taget den." in page
    page = browser.post(at(inquiry, "tag/"), follow=True).content.decode()
    assert "Du har den." in page
    assert opened(page) == ["link_person"]
    page = browser.post(at(inquiry, "hvem/"), {"about": "en mand", "person": "new"}, follow=True).content.decode()
    assert opened(page) == ["answer_inquiry"]
    page = browser.post(at(inquiry, "svar/"), {"text": "Vi ringer."}, follow=True).content.decode()
    assert (opened(page), page.count("button-primary")) == (["close_inquiry"], 1)


def test_what_is_passed_on_elsewhere_says_who_has_it_now(browser, recorded):
    inquiry = recorded(about="en mand", take=True)
    refused = browser.post(at(inquiry, "afslut/"), {"outcome": "passed_on", "text": ""})
    assert (refused.status_code, opened(refused.content.decode())) == (422, ["close_inquiry"])
    browser.post(at(inquiry, "afslut/"), {"outcome": "passed_on", "text": "Ydelsescentret, ringet kl. 10"})
    assert "Ydelsescentret" in browser.get(at(inquiry)).content.decode()
    browser.post(at(inquiry, "aabn-igen/"), {"why": "kom tilbage: hører til hos os"})
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.outcome) == ("taken", "")


def test_without_a_place_tonight_the_next_step_is_a_place(browser, recorded):
    inquiry = recorded(new_person="Ukendt mand", tonight="no_place", at=timezone.now())
    page = browser.get(at(inquiry)).content.decode()
    assert f'class="button button-primary" href="/i-nat/bed-om-plads/{inquiry.person_id}/"' in page
    assert (opened(page), page.count("button-primary")) == ([], 1)


def test_a_form_sent_wrong_is_the_one_that_stands_open(browser, recorded):
    inquiry = recorded(about="en mand", take=True)
    assert opened(browser.get(at(inquiry)).content.decode()) == ["link_person"]
    assert opened(browser.post(at(inquiry, "afslut/"), {"text": "x"}).content.decode()) == ["close_inquiry"]


def test_every_field_of_the_page_has_a_label_of_its_own(browser, recorded):
    page = browser.get(at(recorded(about="en mand", channel="public", take=True))).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


EVICTION = datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "queries"),
    [
        ({"about": "en mand"}, 13),
        ({"about": "en mand", "eviction_on": EVICTION, "children": 2}, 14),  # and the notice about a child
        ({"about": "en mand", "channel": "public", "language": "pl", "where": "ved søen", "wants_answer": True}, 13),
        ({"new_person": "Ukendt mand"}, 15),  # the door: who needs to know, and the look; the consents
        ({"new_person": "Ukendt mand", "eviction_on": EVICTION}, 16),  # and the needs that we know
        ({"new_person": "Ukendt mand", "eviction_on": EVICTION, "tonight": "no_place"}, 17),  # and the night
    ],
)
def test_the_page_asks_as_often_whatever_was_said_and_done(
    browser, recorded, karen, django_assert_num_queries, said, queries
):
    browser.get("/henvendelser/")
    inquiry = recorded(**said)
    for steps in (0, 30):
        with looking_as(karen):
            for n in range(steps):
                actions.remark(inquiry=inquiry, text=f"nr {n}", by=karen, at=timezone.now())
        with django_assert_num_queries(queries):
            assert browser.get(at(inquiry)).status_code == 200


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "landlord", "administrator"])
@pytest.mark.parametrize(
    "what", ["", "tag/", "giv-videre/", "hvem/", "bemaerk/", "spoerg/", "svar/", "afslut/", "aabn-igen/"]
)
def test_strangers_get_the_same_404_as_for_nothing(client_of, request, recorded, visitor, what):
    inquiry = recorded(about="en mand")
    stranger = client_of(request.getfixturevalue(visitor))
    ask = stranger.post if what else stranger.get
    assert ask(at(inquiry, what)).status_code == 404
    assert ask(f"/henvendelser/{uuid.uuid4()}/{what}").status_code == 404
    assert Inquiry.objects.get().status == "new"


def test_the_change_and_its_event_are_saved_together_or_not_at_all(recorded, karen, monkeypatch):
    inquiry = recorded(about="en mand")

    def broken(*_args, **_more):
        raise RuntimeError("no log")

    monkeypatch.setattr("hjemvej.efforts.one_entry.actions.handling.record", broken)
    with looking_as(karen), pytest.raises(RuntimeError):
        actions.take_inquiry(inquiry=inquiry, by=karen, at=timezone.now())
    inquiry.refresh_from_db()
    assert (inquiry.status, InquiryStep.objects.count()) == ("new", 0)
