"""Does the answer, and nothing more, go to an asker who gave an e-mail, and never about a protected citizen?"""

import pytest
from django.urls import reverse

from hjemvej.efforts.one_entry.answering import actions, rules
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

SEEN = "Vi har taget din henvendelse op."


@pytest.fixture
def inquiry(recorded):
    """Record the inquiry of a neighbour with an e-mail about a named citizen, and a bystander that stays unanswered."""
    recorded(new_person="Nabo Prøvesen", is_named=True, asker_contact="anden@example.org", wants_answer=True)
    return recorded(
        new_person="Testa Prøvesen", is_named=True, asker_name="Nabo Opdigtet", wants_answer=True,
        asker_contact="12 34 56 78, nabo@example.org",
    )  # fmt: skip


def answer(browser, inquiry, **typed):
    given = {"standard": SEEN, **typed}
    return browser.post(reverse("one_entry:answer_inquiry", args=[inquiry.pk]), given, follow=True)


def page_of(browser, inquiry):
    return browser.get(reverse("one_entry:inquiry", args=[inquiry.pk])).content.decode()


def test_the_answer_is_offered_as_e_mail_to_the_address_they_gave(client_of, coordinator, inquiry, recorded):
    page = page_of(client_of(coordinator), inquiry)
    assert "Send svaret som e-mail til nabo@example.org" in page
    without = recorded(new_person="Bo Prøvesen", is_named=True, asker_contact="12 34 56 78", wants_answer=True)
    assert "Send svaret som e-mail" not in page_of(client_of(coordinator), without)


def test_the_message_says_the_answer_and_nothing_more(client_of, coordinator, inquiry, karen):
    page = answer(client_of(coordinator), inquiry, by_mail="on").content.decode()
    assert "Svaret er skrevet ned og ligger i udbakken." in page
    message = Message.objects.get()
    assert (message.to_address, message.to_name, message.channel) == ("nabo@example.org", "Nabo Opdigtet", "email")
    assert (message.subject, message.text) == ("Svar på din henvendelse", f"{SEEN}\n\nPrøvekøbing Kommune")
    assert (message.person_id, message.is_to_the_person) == (inquiry.person_id, False)
    assert (message.status, message.made_by_id) == ("waiting", karen.user_id)
    step = InquiryStep.objects.get(kind="answered")
    assert (step.inquiry_id, step.message_id) == (inquiry.pk, message.pk)
    assert reverse("correspondence:message", args=[message.pk]) in page
    event = Event.objects.get(name="one_entry.inquiry_answered")
    assert event.details["by_mail"] is True
    assert not Inquiry.objects.exclude(pk=inquiry.pk).exclude(answered_at=None).exists()


def test_without_the_tick_no_message_is_written(client_of, coordinator, inquiry):
    page = answer(client_of(coordinator), inquiry).content.decode()
    assert "Svaret er skrevet ned. Uret er stoppet." in page
    assert not Message.objects.exists()
    assert Inquiry.objects.get(pk=inquiry.pk).answer == SEEN


def test_a_cpr_number_in_the_answer_is_covered_in_the_message_too(inquiry, karen, now):
    Inquiry.objects.filter(pk=inquiry.pk).update(asker_kind="self")
    with looking_as(karen):
        actions.answer_inquiry(inquiry=inquiry, answer="Ring om 010170 – 0001", by_mail=True, by=karen, at=now)
    assert "0001" not in Message.objects.get().text
    assert "010170-••••" in Message.objects.get().text


def test_the_subject_is_in_the_language_they_asked_in(inquiry, karen, now):
    for language, subject, sentence in (
        ("en", "Answer to your inquiry", "We have received your message."),
        ("pl", "Odpowiedź na Twoje zgłoszenie", "Otrzymaliśmy Twoje zgłoszenie."),
    ):
        Inquiry.objects.filter(pk=inquiry.pk).update(language=language)
        with looking_as(karen):
            actions.answer_inquiry(inquiry=inquiry, answer=sentence, by_mail=True, by=karen, at=now)
        assert Message.objects.filter(subject=subject).count() == 1


def test_a_message_to_the_citizen_is_marked_as_such(recorded, karen, now):
    own = recorded(new_person="Testa Prøvesen", is_named=True, asker_kind="self", asker_contact="testa@example.org")
    with looking_as(karen):
        actions.answer_inquiry(inquiry=own, answer="Kom i morgen", by_mail=True, by=karen, at=now)
    assert Message.objects.get().is_to_the_person


def test_about_a_protected_citizen_nothing_is_mailed_whatever_is_posted(client_of, coordinator, inquiry, karen, now):
    Person.objects.filter(pk=inquiry.person_id).update(protection="address")
    browser = client_of(coordinator)
    page = page_of(browser, inquiry)
    assert "Send svaret som e-mail" not in page
    assert "Borgeren er beskyttet. Svaret kan ikke sendes som e-mail herfra." in page
    answer(browser, inquiry, by_mail="on")
    assert not Message.objects.exists()
    inquiry.refresh_from_db()
    with looking_as(karen), pytest.raises(actions.NoMailToAsker, match="beskyttet"):
        actions.answer_inquiry(inquiry=inquiry, answer=SEEN, by_mail=True, by=karen, at=now)
    assert Inquiry.objects.get(pk=inquiry.pk).answer == SEEN, "the refused answer is not kept either"


@pytest.mark.parametrize(
    ("contact", "is_protected", "address"),
    [("nabo@example.org", False, "nabo@example.org"), ("nabo@example.org", True, ""), ("12 34 56 78", False, "")],
)
def test_where_an_answer_may_go(contact, is_protected, address):
    assert rules.address_for_mail(contact, is_protected=is_protected) == address
