"""Does the outbox show a team its own messages, without what they say, and can a worker settle each?"""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.correspondence import access, queries, rules
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look
from hjemvej.platform.outside.handing_over import WhyNot


def outbox(browser):
    answer = browser.get(reverse("correspondence:outbox"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_outbox_says_what_will_come(client_of, coordinator):
    page = outbox(client_of(coordinator))
    assert "Ingen beskeder venter på at blive sendt." in page
    assert "Når I svarer på en henvendelse" in page
    assert "E-mail bliver ikke sendt automatisk" in page


def test_the_outbox_shows_receiver_and_status_but_never_the_text(client_of, coordinator, mail, message):
    page = outbox(client_of(coordinator))
    assert "Én besked venter på at blive sendt." in page
    assert "Nabo Opdigtet" in page
    assert "Venter på at blive sendt" in page
    assert "Vi ser på den." not in page
    assert "E-mail bliver ikke sendt automatisk" not in page


def test_a_reason_is_shown_in_danish_and_what_was_interrupted_is_perhaps_sent(client_of, coordinator, message, write):
    Message.objects.filter(pk=message.pk).update(status="failed", why_not="address_refused")
    other = write()
    long_ago = timezone.now() - datetime.timedelta(minutes=11)
    Message.objects.filter(pk=other.pk).update(status="sending", sending_since=long_ago)
    page = outbox(client_of(coordinator))
    assert "Kunne ikke sendes" in page
    assert "Er den stavet rigtigt?" in page
    assert "Måske sendt" in page


def test_each_reason_has_words():
    assert {*WhyNot, rules.PROTECTED, rules.CONSENT_GONE} == set(rules.WHY_NOT)


def test_sent_messages_are_listed_below_and_dropped_messages_nowhere(client_of, coordinator, message, write):
    now = timezone.now()
    old, dropped = write(to_name="Gammel Prøve"), write(to_name="Droppet Prøve")
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=now)
    Message.objects.filter(pk=old.pk).update(status="sent", sent_at=now - datetime.timedelta(days=15))
    Message.objects.filter(pk=dropped.pk).update(status="dropped")
    page = outbox(client_of(coordinator))
    assert "Ingen beskeder venter på at blive sendt." in page
    assert "Sendt de sidste 14 dage" in page
    assert "Nabo Opdigtet" in page
    assert "Gammel Prøve" not in page
    assert "Droppet Prøve" not in page


def test_the_list_shows_a_protected_citizen_neither_by_name_nor_address(client_of, coordinator, write, testa):
    write(testa, to_name="Testa Prøvesen", to_address="testa@example.org", is_to_the_person=True)
    write(testa, to_name="Nabo Opdigtet")
    Person.objects.filter(pk=testa.pk).update(protection="address")
    page = outbox(client_of(coordinator))
    assert "Beskyttet borger" in page
    assert "Testa" not in page
    assert "testa@example.org" not in page
    assert "Nabo Opdigtet" in page


def test_the_outbox_asks_as_few_queries_for_many_messages_as_for_a_single_message(
    client_of, coordinator, write, citizen, by, django_assert_max_num_queries
):
    browser = client_of(coordinator)
    write(citizen(by, "Testa"))
    outbox(browser)
    for name in ("Bo", "Zara", "Egon"):
        write(citizen(by, name))
    with django_assert_max_num_queries(14):
        outbox(browser)


def test_a_message_shows_its_text_and_the_look_is_logged(client_of, coordinator, message, testa):
    page = client_of(coordinator).get(reverse("correspondence:message", args=[message.pk])).content.decode()
    for shown in ("Vi ser på den.", "nabo@example.org", "Kopiér teksten", "Jeg har sendt den", "Den skal ikke sendes"):
        assert shown in page
    assert "Lad Hjemvej sende den" not in page
    assert Look.objects.filter(page="correspondence.message", person_id=testa.pk).count() == 1


def test_with_e_mail_on_a_worker_can_have_it_sent_but_not_for_a_protected_citizen(
    client_of, coordinator, mail, message, testa
):
    address = reverse("correspondence:message", args=[message.pk])
    assert "Lad Hjemvej sende den" in client_of(coordinator).get(address).content.decode()
    Person.objects.filter(pk=testa.pk).update(protection="address")
    assert "Lad Hjemvej sende den" not in client_of(coordinator).get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("mark_sent", "sent", "Beskeden er markeret som sendt."),
        ("drop_message", "dropped", "Beskeden bliver ikke sendt."),
        ("send_again", "waiting", "Beskeden bliver sendt om lidt."),
    ],
)
def test_each_button_does_its_action_and_says_so(
    client_of, coordinator, mail, message, bystanders, name, status, sentence
):
    answer = client_of(coordinator).post(reverse(f"correspondence:{name}", args=[message.pk]), follow=True)
    assert sentence in answer.content.decode()
    assert Message.objects.get(pk=message.pk).status == status
    assert set(Message.objects.filter(pk__in=bystanders).values_list("status", flat=True)) == {"waiting"}


def test_a_button_pressed_too_late_is_refused_with_words(client_of, coordinator, message, at):
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=at)
    answer = client_of(coordinator).post(reverse("correspondence:drop_message", args=[message.pk]), follow=True)
    assert "Beskeden er ændret i mellemtiden." in answer.content.decode()
    assert Message.objects.get(pk=message.pk).status == "sent"


@pytest.mark.parametrize("name", ["message", "mark_sent", "send_again", "drop_message"])
@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "council_member"])
def test_other_viewers_get_404(client_of, request, message, name, visitor):
    browser, address = client_of(request.getfixturevalue(visitor)), reverse(f"correspondence:{name}", args=[message.pk])
    assert (browser.get if name == "message" else browser.post)(address).status_code == 404
    assert Message.objects.get(pk=message.pk).status == "waiting"


def test_a_team_member_who_handles_no_inquiries_gets_404(administrator, viewer_for, write, at):
    with pytest.raises(Http404):
        access.open_message(viewer_for(administrator), write().pk, page="correspondence.message", at=at)


def test_a_message_without_a_name_is_listed_by_its_address(client_of, coordinator, write):
    write(to_name="", to_address="kun-adresse@example.org")
    assert "kun-adresse@example.org" in outbox(client_of(coordinator))


def test_another_team_that_knows_the_citizen_does_not_see_our_message(
    client_of, colleague_in_other_team, viewer_for, other_team, message, testa, at
):
    day = datetime.timedelta(days=1)
    NeedToKnow.objects.create(organisation=other_team, person_id=testa.pk, basis="case", from_at=at - day)
    them = viewer_for(colleague_in_other_team)
    assert "Nabo Opdigtet" not in outbox(client_of(colleague_in_other_team))
    with pytest.raises(Http404):  # by the door, whatever row security says
        access.open_message(them, message.pk, page="correspondence.message", at=at)
    with looking_as(them):  # by row security, whatever the door says
        assert not Message.objects.exists()


def test_when_our_need_to_know_ends_the_message_no_longer_opens(
    client_of, coordinator, by, message, testa, at, bystanders
):
    day = datetime.timedelta(days=1)
    NeedToKnow.objects.filter(person_id=testa.pk).update(from_at=at - 2 * day, until_at=at - day)
    assert client_of(coordinator).get(reverse("correspondence:message", args=[message.pk])).status_code == 404
    with pytest.raises(Http404):
        access.open_message(by, message.pk, page="correspondence.message", at=at)
    with looking_as(by):
        assert len({row.pk for row in Message.objects.all()} & bystanders) == 2
        assert not Message.objects.filter(pk=message.pk).exists()


def chips(viewer, at):
    with looking_as(viewer):
        return [(step.title, step.kind, step.why) for step in queries.steps(viewer, at)]


def test_the_writers_day_page_shows_the_messages_to_send_by_hand(by, leader, viewer_for, message, bystanders, at):
    with looking_as(by):
        mine = queries.steps(by, at)
    assert len(mine) == 3  # the two of the bystanders' that the same writer wrote, and not the other team's
    assert (mine[0].title, mine[0].why) == ("Nabo Opdigtet", "E-mail: Venter på at blive sendt")
    assert mine[0].url == reverse("correspondence:message", args=[message.pk])
    assert chips(viewer_for(leader), at) == []


@pytest.mark.parametrize(
    ("changed", "is_shown"),
    [
        ({}, False),
        ({"why_not": "protected"}, True),
        ({"status": "failed"}, True),
        ({"status": "unsure"}, True),
        ({"status": "dropped"}, False),
        ({"status": "dropped", "minutes": 20}, False),
        ({"status": "sending", "minutes": 0}, False),
        ({"status": "sending", "minutes": 20}, True),
    ],
)
def test_with_e_mail_on_the_day_page_shows_only_messages_that_a_human_must_settle(
    mail, by, message, at, changed, is_shown
):
    minutes = changed.get("minutes")
    since = None if minutes is None else at - datetime.timedelta(minutes=minutes)
    values = {name: value for name, value in changed.items() if name != "minutes"}
    Message.objects.filter(pk=message.pk).update(sending_since=since, **values)
    assert len(chips(by, at)) == int(is_shown)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("nabo@example.org", "nabo@example.org"),
        ("12 34 56 78, nabo@example.org", "nabo@example.org"),
        ("Mail: <nabo@example.org>; ring helst", "nabo@example.org"),
        ("mailto:nabo@example.org.", "nabo@example.org"),
        ("en@example.org eller to@example.org", "en@example.org"),
        ("nabo@", ""),
        ("12 34 56 78", ""),
        ("nabo@example.org\r\nBcc:alle", "nabo@example.org"),
        ("", ""),
    ],
)
def test_an_address_is_found_in_what_was_typed(typed, address):
    assert rules.email_address_in(typed) == address
