"""How is an e-mail sent? By the municipality's own mail server (SMTP), when HJEMVEJ_MAIL_HOST names one; else not."""

import contextlib
import smtplib
import uuid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hjemvej.platform.outside.handing_over import SENT, HandedOver, Outcome, WhyNot


def is_on() -> bool:
    return bool(settings.EMAIL_HOST)


def send(*, to: str, subject: str, text: str, reference: uuid.UUID) -> HandedOver:
    """Send a plain message to a single address. Its Message-ID is the reference, so a second copy has the same id."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<{reference}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    connection = get_connection()
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:
        return HandedOver(Outcome.NOT_SENT, WhyNot.NOT_LET_IN)
    except (smtplib.SMTPException, OSError):
        return HandedOver(Outcome.NOT_SENT, WhyNot.NO_ANSWER)
    try:
        return _hand_over(connection, message)
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.close()


def _hand_over(connection: Any, message: EmailMessage) -> HandedOver:
    """Hand the message to the server; return its answer, or UNSURE when it gives none."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        is_final = all(code >= 500 for code, _words in refused.recipients.values())
        return _refused(WhyNot.ADDRESS_REFUSED) if is_final else HandedOver(Outcome.NOT_SENT, WhyNot.BUSY)
    except smtplib.SMTPNotSupportedError:  # an address with letters that this server does not know
        return _refused(WhyNot.ADDRESS_REFUSED)
    except smtplib.SMTPResponseException as answer:
        if answer.smtp_code >= 500:
            return _refused(WhyNot.MESSAGE_REFUSED)
        return HandedOver(Outcome.NOT_SENT, WhyNot.BUSY)
    except (smtplib.SMTPException, OSError):
        return HandedOver(Outcome.UNSURE, WhyNot.BROKE_OFF)
    return SENT


def _refused(why: WhyNot) -> HandedOver:
    return HandedOver(Outcome.REFUSED, why)
