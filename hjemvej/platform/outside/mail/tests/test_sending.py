"""Does the mail server's answer become a plain outcome, and is nothing sent unless a server is named?"""

import smtplib
import uuid

import pytest
from django.core import mail

from hjemvej.platform.outside.handing_over import SENT, HandedOver, Outcome, WhyNot
from hjemvej.platform.outside.mail import sending
from hjemvej.platform.outside.sms import sending as sms

REFERENCE = uuid.UUID(int=7)


def send(**more):
    given = {"to": "nabo@example.org", "subject": "Svar", "text": "Vi ser på den.", "reference": REFERENCE, **more}
    return sending.send(**given)


class Server:
    """A mail server that fails at a chosen step."""

    def __init__(self, at_opening=None, at_sending=None):
        self.at_opening, self.at_sending, self.is_closed = at_opening, at_sending, False

    def open(self):
        if self.at_opening:
            raise self.at_opening

    def send_messages(self, _messages):
        if self.at_sending:
            raise self.at_sending

    def close(self):
        self.is_closed = True


@pytest.fixture
def served_by(monkeypatch):
    def serve(server):
        monkeypatch.setattr(sending, "get_connection", lambda: server)
        return server

    return serve


def test_a_message_goes_to_a_single_address_from_the_municipality(settings):
    settings.DEFAULT_FROM_EMAIL = "Prøvekøbing Kommune <hjemvej@example.org>"
    assert send(subject="Svar\r\nBcc: alle@example.org") == SENT
    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["nabo@example.org"], [], [])
    assert sent.subject == "Svar Bcc: alle@example.org"
    assert sent.from_email == "Prøvekøbing Kommune <hjemvej@example.org>"
    assert sent.extra_headers["Message-ID"] == f"<{REFERENCE}@example.org>"


def test_mail_is_on_where_a_server_is_named_and_text_messages_are_off(settings):
    settings.EMAIL_HOST = ""
    assert not sending.is_on()
    settings.EMAIL_HOST = "mail.example.org"
    assert sending.is_on()
    assert not sms.is_on()
    with pytest.raises(NotImplementedError):
        sms.send(to="00000000", subject="", text="", reference=REFERENCE)


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (ConnectionRefusedError(), HandedOver(Outcome.NOT_SENT, WhyNot.NO_ANSWER)),
        (TimeoutError(), HandedOver(Outcome.NOT_SENT, WhyNot.NO_ANSWER)),
        (smtplib.SMTPServerDisconnected(), HandedOver(Outcome.NOT_SENT, WhyNot.NO_ANSWER)),
        (smtplib.SMTPAuthenticationError(535, b"no"), HandedOver(Outcome.NOT_SENT, WhyNot.NOT_LET_IN)),
    ],
)
def test_a_failure_before_the_message_is_handed_over_is_certainly_not_sent(served_by, problem, answer):
    served_by(Server(at_opening=problem))
    assert send() == answer


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (500, b"unknown")}), HandedOver(Outcome.REFUSED, WhyNot.ADDRESS_REFUSED)),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"later")}), HandedOver(Outcome.NOT_SENT, WhyNot.BUSY)),
        (smtplib.SMTPNotSupportedError(), HandedOver(Outcome.REFUSED, WhyNot.ADDRESS_REFUSED)),
        (smtplib.SMTPSenderRefused(500, b"no", "x"), HandedOver(Outcome.REFUSED, WhyNot.MESSAGE_REFUSED)),
        (smtplib.SMTPDataError(554, b"spam"), HandedOver(Outcome.REFUSED, WhyNot.MESSAGE_REFUSED)),
        (smtplib.SMTPDataError(451, b"later"), HandedOver(Outcome.NOT_SENT, WhyNot.BUSY)),
        (smtplib.SMTPServerDisconnected(), HandedOver(Outcome.UNSURE, WhyNot.BROKE_OFF)),
        (TimeoutError(), HandedOver(Outcome.UNSURE, WhyNot.BROKE_OFF)),
    ],
)
def test_a_failure_while_sending_is_certain_only_when_the_server_says_so(served_by, problem, answer):
    server = served_by(Server(at_sending=problem))
    assert send() == answer
    assert server.is_closed
