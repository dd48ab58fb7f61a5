"""Is a message sent once, tried again after a certain failure, and left to a human when the outcome is unsure?"""

import datetime
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.consents import actions as consents
from hjemvej.ground.correspondence import actions, jobs, rules
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.outside.handing_over import HandedOver, Outcome, WhyNot

JOB = "hjemvej.ground.correspondence.jobs.send_message"
MINUTE = datetime.timedelta(minutes=1)
NO_ANSWER = HandedOver(Outcome.NOT_SENT, WhyNot.NO_ANSWER)


def waiting_jobs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args::text, scheduled_at, lock FROM procrastinate_jobs"
            " WHERE task_name = %s AND status = 'todo' ORDER BY id",
            [JOB],
        )
        return [(json.loads(args), scheduled_at, lock) for args, scheduled_at, lock in cursor.fetchall()]


def test_with_e_mail_off_a_message_waits_and_no_job_is_made(message, testa, by):
    assert (message.status, message.person_id, message.organisation_id) == ("waiting", testa.pk, by.organisation_id)
    assert waiting_jobs() == []
    event = Event.objects.get(name="correspondence.message_written")
    assert event.details == {"message": str(message.pk), "channel": "email"}


def test_with_e_mail_on_the_job_is_made_with_the_rows_id_alone(mail, message):
    assert waiting_jobs() == [({"message_id": str(message.pk)}, None, str(message.pk))]
    assert mail.handed == []


def test_no_row_means_no_job_and_no_log_means_neither(mail, write, testa, monkeypatch):
    monkeypatch.setattr(actions, "record", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(testa)
    assert not Message.objects.exists()
    assert waiting_jobs() == []


def test_letters_and_text_messages_wait_for_a_human(mail, write):
    for channel in ("letter", "sms"):
        assert write(channel=channel).status == "waiting"
    assert waiting_jobs() == []


def test_the_job_sends_it_once_and_touches_no_other(mail, message, testa, bystanders, whole_table, by):
    before = whole_table()
    with looking_as(by):
        jobs.send_message(message_id=str(message.pk))
        jobs.send_message(message_id=str(message.pk))
    assert mail.handed == [
        {"to": "nabo@example.org", "subject": "Svar", "text": "Vi ser på den.", "reference": message.pk}
    ]
    after = whole_table()
    sent = after.pop(message.pk)
    before.pop(message.pk)
    assert after == before
    assert set(after) == bystanders
    assert (sent["status"], sent["tries"], sent["why_not"], sent["sent_by_id"]) == ("sent", 1, "", None)
    assert sent["sent_at"] is not None
    assert Event.objects.get(name="correspondence.message_sent").person_id == testa.pk


@pytest.mark.parametrize("tries", [1, 2, 3])
def test_what_certainly_was_not_sent_is_tried_again_later(mail, message, bystanders, whole_table, at, tries):
    mail.answer = NO_ANSWER
    before = whole_table()
    Message.objects.filter(pk=message.pk).update(tries=tries - 1)
    jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.tries, message.why_not) == ("waiting", tries, "no_answer")
    (_args, _first, _lock), *_others, (again, scheduled_at, lock) = [
        job for job in waiting_jobs() if job[2] == str(message.pk)
    ]
    assert (again, lock) == ({"message_id": str(message.pk)}, str(message.pk))
    assert abs(scheduled_at - timezone.now() - rules.WAITS[tries - 1]) < MINUTE
    after = whole_table()
    assert after.pop(message.pk) != before.pop(message.pk)
    assert after == before


@pytest.mark.parametrize(
    ("answer", "tries", "status", "why"),
    [
        (NO_ANSWER, len(rules.WAITS), "failed", "no_answer"),
        (HandedOver(Outcome.REFUSED, WhyNot.ADDRESS_REFUSED), 0, "failed", "address_refused"),
        (HandedOver(Outcome.UNSURE, WhyNot.BROKE_OFF), 0, "unsure", "broke_off"),
    ],
)
def test_then_a_human_decides(mail, message, answer, tries, status, why):
    mail.answer = answer
    Message.objects.filter(pk=message.pk).update(tries=tries)
    jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.why_not) == (status, why)
    assert len(waiting_jobs()) == 1  # the first; none is asked for again
    assert Event.objects.get(name="correspondence.message_not_sent").details["why_not"] == why
    jobs.send_message(message_id=str(message.pk))
    assert len(mail.handed) == 1


def test_a_machine_that_dies_while_sending_leaves_it_perhaps_sent_and_never_sends_it_again(mail, message, by, at):
    mail.answer = SystemExit()
    with pytest.raises(SystemExit):
        jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.sent_at) == ("sending", None)
    mail.answer = NO_ANSWER
    jobs.send_message(message_id=str(message.pk))
    assert len(mail.handed) == 1
    assert message.sending_since is not None
    with pytest.raises(actions.MessageHasMoved):
        actions.mark_sent(message=message, by=by, at=message.sending_since + 9 * MINUTE)
    actions.mark_sent(message=message, by=by, at=message.sending_since + 10 * MINUTE)
    message.refresh_from_db()
    assert (message.status, message.sent_by_id) == ("sent", by.user_id)


def test_no_message_is_sent_about_a_citizen_who_became_protected(mail, message, testa, write, citizen, by):
    Person.objects.filter(pk=testa.pk).update(protection="address")
    jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.why_not, message.tries, mail.handed) == ("waiting", "protected", 0, [])
    with pytest.raises(actions.CitizenIsProtected):
        actions.send_again(message=message, by=by, at=timezone.now())
    other = write(citizen(by, "Nabo"))
    jobs.send_message(message_id=str(other.pk))
    assert [handed["reference"] for handed in mail.handed] == [other.pk]


def test_what_a_consent_lets_us_tell_is_not_sent_after_it_is_withdrawn(
    mail, write, testa, citizen, by, client_of, coordinator
):
    now, today = timezone.now(), timezone.localdate()
    given = consents.Said(
        to_organisation_id=None, to_name="min søster", topics=["home"], details="", purpose="for at hjælpe",
        how="phone", words="Ja.", from_on=today, last_on=today,
    )  # fmt: skip
    with looking_as(by):
        consent, bystander = (consents.give_consent(person_id=testa.pk, said=given, by=by, at=now) for _ in range(2))
        message, other = (write(testa, told_by_id=one.pk) for one in (consent, bystander))
        anothers = write(citizen(by, "Nabo"), told_by_id=bystander.pk)
        consents.withdraw_consent(consent=consent, by=by, at=now)
    page = client_of(coordinator).get(reverse("correspondence:message", args=[message.pk])).content.decode()
    assert "Borgerens samtykke gælder ikke mere" in page
    assert "Lad Hjemvej sende den" not in page
    for one in (message, other, anothers):
        jobs.send_message(message_id=str(one.pk))
        one.refresh_from_db()
    assert [(one.status, one.why_not) for one in (message, other, anothers)] == [
        ("failed", "consent_gone"), ("sent", ""), ("failed", "consent_gone")
    ]  # fmt: skip
    assert [handed["reference"] for handed in mail.handed] == [other.pk]
    with pytest.raises(actions.ConsentIsGone):
        actions.send_again(message=message, by=by, at=timezone.now())


def test_with_e_mail_switched_off_again_a_job_leaves_it_waiting(mail, message, by):
    mail.on = False
    jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.tries, mail.handed) == ("waiting", 0, [])
    with pytest.raises(actions.ChannelIsOff):
        actions.send_again(message=message, by=by, at=timezone.now())


def test_what_came_of_a_sending_is_not_written_over_what_a_worker_settled(mail, message, by, at):
    Message.objects.filter(pk=message.pk).update(status="dropped")
    with pytest.raises(actions.MessageHasMoved):
        actions.finish_sending(message_id=message.pk, handed=HandedOver(Outcome.SENT), by=by, at=at)
    message.refresh_from_db()
    assert (message.status, message.sent_at) == ("dropped", None)


def test_a_job_for_a_message_that_is_gone_does_nothing(mail, message):
    Message.objects.all().delete()
    jobs.send_message(message_id=str(message.pk))
    assert mail.handed == []


@pytest.mark.parametrize(
    ("action", "status", "event"),
    [
        (actions.mark_sent, "sent", "message_sent_by_hand"),
        (actions.drop_message, "dropped", "message_dropped"),
        (actions.send_again, "waiting", "message_to_be_sent_again"),
    ],
)
@pytest.mark.parametrize("before", ["waiting", "failed", "unsure"])
def test_a_worker_settles_a_message_and_touches_no_other(
    mail, message, testa, bystanders, whole_table, by, at, action, status, event, before
):
    Message.objects.filter(pk=message.pk).update(status=before, tries=4)
    rows = whole_table()
    with looking_as(by):
        action(message=message, by=by, at=at)
    message.refresh_from_db()
    assert message.status == status
    assert (message.sent_at, message.sent_by_id) == ((at, by.user_id) if status == "sent" else (None, None))
    assert Event.objects.get(name=f"correspondence.{event}").person_id == testa.pk
    after = whole_table()
    del rows[message.pk], after[message.pk]
    assert after == rows


@pytest.mark.parametrize("action", [actions.mark_sent, actions.drop_message, actions.send_again])
@pytest.mark.parametrize("status", ["sent", "dropped", "sending"])
def test_what_is_settled_or_being_sent_is_left_alone(mail, message, by, at, action, status):
    sent_at = at if status == "sent" else None
    Message.objects.filter(pk=message.pk).update(status=status, sent_at=sent_at, sending_since=at)
    with pytest.raises(actions.MessageHasMoved, match="i mellemtiden"):
        action(message=message, by=by, at=at)
    message.refresh_from_db()
    assert (message.status, message.sent_at) == (status, sent_at)


def test_a_message_is_sent_once_more_when_a_worker_asks_again(mail, message, by, at):
    mail.answer = HandedOver(Outcome.REFUSED, WhyNot.ADDRESS_REFUSED)
    jobs.send_message(message_id=str(message.pk))
    mail.answer = HandedOver(Outcome.SENT)
    actions.send_again(message=message, by=by, at=at)
    jobs.send_message(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.status, message.tries, message.why_not, len(mail.handed)) == ("sent", 1, "", 2)


@pytest.mark.parametrize("wrong", [{"status": "sent"}, {"sent_at": timezone.now()}, {"status": "sending"}])
def test_a_row_says_one_thing(message, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_of_two_machines_in_the_same_second_only_the_first_sends_the_message(mail, message):
    """Twenty rounds, each thread with a connection of its own to the real PostgreSQL."""
    start = threading.Barrier(2)

    def work(_number: int) -> None:
        for _round in range(20):
            start.wait(timeout=20)
            jobs.send_message(message_id=str(message.pk))
            start.wait(timeout=20)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(work, number) for number in range(2)]
        for each in done:
            each.result(timeout=60)
    assert len(mail.handed) == 1
    message.refresh_from_db()
    assert (message.status, message.tries) == ("sent", 1)
    assert Event.objects.filter(name="correspondence.message_sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_worker_and_a_machine_in_the_same_second_only_the_first_gets_the_message(mail, write, testa, by):
    start = threading.Barrier(2)

    def machine(message: Message) -> str:
        start.wait(timeout=20)
        jobs.send_message(message_id=str(message.pk))
        connection.close()
        return "sent by the machine" if mail.handed else "left alone"

    def worker(message: Message) -> str:
        start.wait(timeout=20)
        try:
            with transaction.atomic(), looking_as(by):
                actions.mark_sent(message=message, by=by, at=timezone.now())
            return "marked"
        except actions.MessageHasMoved:
            return "refused"
        finally:
            connection.close()

    for _round in range(10):
        mail.handed.clear()
        with looking_as(system("test")):
            message = write(testa)
        with ThreadPoolExecutor(2) as pool:
            results = {pool.submit(machine, message), pool.submit(worker, message)}
            assert {result.result(timeout=60) for result in results} in (
                {"sent by the machine", "refused"}, {"left alone", "marked"},
            )  # fmt: skip
