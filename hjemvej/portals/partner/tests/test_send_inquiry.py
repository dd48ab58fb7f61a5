"""A partner sends an inquiry under an agreement, follows its own alone, and hears what it may hear."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import membership_of, tight
from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.platform.access.viewer import looking_as
from hjemvej.portals.partner.forms.inquiry import SendInquiry

pytestmark = pytest.mark.django_db
SEND = "/partner/send/"
WORDS = {"about": "Testa Gæst", "text": "Kan kun være her til fredag.", "tonight": "has_place", "key": "tap-1"}


def plain(page: str) -> str:
    """What the page says, without its tags: a form's key is new in each."""
    return tight(re.sub("<[^>]*>", " ", page.split("<main")[1]))


def counted(call) -> int:
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


def agree(organisation, what="inquiry", direction="sends", last_on=None):
    partner, _new = Partner.objects.get_or_create(organisation=organisation)
    SharingAgreement.objects.create(
        partner=partner, direction=direction, what=what, legal_basis="SEL § 110", last_on=last_on,
        from_on=datetime.date(2020, 1, 1),
    )  # fmt: skip


@pytest.fixture
def agreed(shelter, our_team):
    agree(shelter)


@pytest.fixture
def sent(client_of, shelter_worker, agreed) -> Inquiry:
    client_of(shelter_worker).post(SEND, WORDS)
    return Inquiry.objects.get()


def test_the_team_receives_what_a_partner_sends(sent, shelter, our_team):
    assert (sent.organisation, sent.sent_by, sent.channel) == (our_team, shelter, "partner")
    assert (sent.asker_kind, sent.wants_answer, sent.person) == ("professional", True, None)


def test_a_landlord_is_known_as_a_landlord(client_of, landlord, housing_association, our_team):
    agree(housing_association)
    client_of(landlord).post(SEND, {**WORDS, "eviction_on": "24. december"})
    inquiry = Inquiry.objects.get()
    assert (inquiry.asker_kind, inquiry.concerns) == ("landlord", ["losing_home"])


def test_only_a_landlords_day_of_eviction_marks_a_home_as_being_lost(sent):
    assert sent.concerns == []


def test_opening_a_form_shows_no_error(client_of, shelter_worker, agreed):
    assert client_of(shelter_worker).get(SEND).status_code == 200


@pytest.mark.parametrize(("day", "is_taken"), [("1/1-2000", False), ("1/1-2001", True), ("1/1-2100", False)])
def test_a_day_of_eviction_is_a_danish_day(day, is_taken):
    assert SendInquiry({**WORDS, "eviction_on": day}).is_valid() is is_taken


def test_without_a_key_each_sending_is_an_inquiry(client_of, shelter_worker, agreed):
    for _time in range(2):
        client_of(shelter_worker).post(SEND, {**WORDS, "key": ""})
    assert Inquiry.objects.count() == 2


def test_the_same_key_from_another_organisation_is_another_inquiry(client_of, landlord, housing_association, sent):
    agree(housing_association)
    client_of(landlord).post(SEND, WORDS)
    assert set(Inquiry.objects.values_list("sent_by__name", flat=True)) == {
        sent.sent_by.name, housing_association.name
    }  # fmt: skip


def test_the_same_tap_sent_twice_over_a_bad_line_is_one_inquiry(client_of, shelter_worker, sent):
    again = client_of(shelter_worker).post(SEND, WORDS)
    assert again.status_code == 302
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize("last_on", [datetime.date(2021, 1, 1), None])
def test_without_an_agreement_in_force_nothing_is_sent_and_nothing_is_lost(
    client_of, shelter_worker, shelter, our_team, last_on
):
    if last_on:
        agree(shelter, last_on=last_on)
    response = client_of(shelter_worker).post(SEND, WORDS)
    page = response.content.decode()
    assert Inquiry.objects.count() == 0
    assert "I har ikke en aftale om at sende her" in page
    assert "Kan kun være her til fredag." in page


def test_they_follow_their_own(client_of, shelter_worker, sent, coordinator, viewer_for, now):
    karen = viewer_for(coordinator)
    with looking_as(karen):
        one_entry.take_inquiry(inquiry=sent, by=karen, at=now)
        one_entry.remark(inquiry=sent, text="Kendt i forvejen", by=karen, at=now)
        answering.ask_back(inquiry=sent, question="Hvad hedder lægen?", by=karen, at=now)
        answering.answer_inquiry(inquiry=sent, answer="Vi har taget din henvendelse op.", by=karen, at=now)
    browser = client_of(shelter_worker)
    paths = ("", f"{sent.pk}/")
    listed, page = (browser.get(f"/partner/henvendelser/{path}").content.decode() for path in paths)
    assert "i gang" not in listed + page
    assert "Vi har taget din henvendelse op." not in page, "nothing is agreed on answers"
    agree(membership_of(shelter_worker).organisation, what="answer", direction="sees")
    listed, page = (browser.get(f"/partner/henvendelser/{path}").content.decode() for path in paths)
    assert "i gang" in listed
    assert "Vi har svaret." in page
    assert "Ingen har svaret endnu" not in page
    assert "vi spørger jer" in listed
    assert "Vi har taget din henvendelse op." in page
    assert "Hvad hedder lægen?" in page
    assert "Kendt i forvejen" not in page
    assert "Karen" not in page


def test_they_can_tell_more(client_of, shelter_worker, sent):
    client_of(shelter_worker).post(f"/partner/henvendelser/{sent.pk}/", {"text": "Dr. Prøve"})
    step = InquiryStep.objects.get()
    assert (step.kind, step.text, step.by) == ("replied", "Dr. Prøve", shelter_worker)
    page = client_of(shelter_worker).get(f"/partner/henvendelser/{sent.pk}/").content.decode()
    assert page.index(WORDS["text"]) < page.index("Dr. Prøve"), "they read what they wrote, in order"


def test_the_order_of_the_list_tells_who_is_closed_only_by_agreement(
    client_of, shelter_worker, shelter, sent, karen_closes
):
    browser = client_of(shelter_worker)
    browser.post(SEND, WORDS | {"about": "Tove Prøve", "key": uuid.uuid4()})
    Inquiry.objects.filter(about="Tove Prøve").update(received_at=sent.received_at - datetime.timedelta(days=1))

    def order():
        listed = browser.get("/partner/henvendelser/").content.decode()
        return listed.index("Testa Gæst") < listed.index("Tove Prøve")

    assert order(), "the latest first, though it is closed"
    agree(shelter, what="answer", direction="sees")
    assert not order(), "the open one first"


def test_a_partner_that_may_not_follow_tells_more_without_learning_that_it_is_closed(
    client_of, shelter_worker, shelter, sent, our_team, coordinator, viewer_for, now
):
    browser, address = client_of(shelter_worker), f"/partner/henvendelser/{sent.pk}/"

    def tells_more(words):
        answer = browser.post(address, {"text": words})
        pages = [browser.get(path).content.decode() for path in (address, "/partner/henvendelser/")]
        return answer.status_code, answer.headers["Location"], [page.replace(words, "") for page in pages]

    open_still = tells_more("Dr. Prøve")
    InquiryStep.objects.all().delete()
    karen = viewer_for(coordinator)
    with looking_as(karen):
        one_entry.close_inquiry(inquiry=sent, outcome="advised", text="", by=karen, at=now)
    closed = tells_more("Ny læge!!")
    assert [plain(page) for page in closed[2]] == [plain(page) for page in open_still[2]]
    assert closed[:2] == open_still[:2] == (302, address)
    assert "Ny læge!!" in browser.get(address).content.decode(), "they read what they wrote"
    new = Inquiry.objects.exclude(pk=sent.pk).get()
    assert (new.organisation, new.sent_by, new.channel, new.person, new.status) == (
        our_team, shelter, "reply", None, "new"
    )  # fmt: skip
    assert new.text.endswith("og er afsluttet: Ny læge!!"), "the team gets the words where it looks"
    assert browser.get(f"/partner/henvendelser/{new.pk}/").status_code == 404
    sent.refresh_from_db()
    assert sent.status == "closed"
    tells_more("Ny læge!!")
    assert Inquiry.objects.count() == 2, "the same twice in a row is once"


def test_to_a_closed_one_nothing_is_added_and_nothing_is_lost(client_of, shelter_worker, shelter, sent, karen_closes):
    agree(shelter, what="answer", direction="sees")
    page = client_of(shelter_worker).post(f"/partner/henvendelser/{sent.pk}/", {"text": "For sent"}).content.decode()
    assert "Den er afsluttet" in page
    assert "For sent" in page
    assert Inquiry.objects.count() == 1


@pytest.fixture
def karen_closes(sent, coordinator, viewer_for, now):
    karen = viewer_for(coordinator)
    with looking_as(karen):
        one_entry.close_inquiry(inquiry=sent, outcome="advised", text="", by=karen, at=now)


@pytest.mark.parametrize("visitor", ["partner_of_wrong_organisation", "landlord", "volunteer", "coordinator"])
def test_everybody_else_gets_the_same_404_as_for_nothing(client_of, request, sent, visitor):
    browser = client_of(request.getfixturevalue(visitor))
    assert browser.get(f"/partner/henvendelser/{sent.pk}/").status_code == 404
    assert browser.get(f"/partner/henvendelser/{uuid.uuid4()}/").status_code == 404
    assert "Testa Gæst" not in browser.get("/partner/henvendelser/").content.decode()


def test_a_list_of_sixty_asks_as_often_as_one_of_three(client_of, shelter_worker, viewer_for, agreed, now):
    browser, signe = client_of(shelter_worker), viewer_for(shelter_worker)

    def send(number):
        with looking_as(signe):
            for n in range(number):
                one_entry.record_inquiry(
                    by=signe,
                    at=now,
                    channel="partner",
                    asker_kind="professional",
                    sent_by_id=signe.team_id,
                    about=f"Nr {n}",
                )

    send(3)
    browser.get("/partner/henvendelser/")  # the first page of a session also writes down that it began
    few = counted(lambda: browser.get("/partner/henvendelser/"))
    send(57)
    assert counted(lambda: browser.get("/partner/henvendelser/")) == few
