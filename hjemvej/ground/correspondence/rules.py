"""When is a message tried again, when is it unsure, and why was it not sent? Pure."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The wait after each failed try; after the last try a human decides.
WAITS = (datetime.timedelta(minutes=5), datetime.timedelta(minutes=30), datetime.timedelta(hours=3))
LONGEST_SENDING = datetime.timedelta(minutes=10)  # a server answers in seconds: after this the machine was interrupted
PROTECTED, CONSENT_GONE = "protected", "consent_gone"

WHY_NOT: dict[str, Promise] = {
    "no_answer": _("Mailserveren svarede ikke."),
    "not_let_in": _("Mailserveren lukkede os ikke ind. Bed it-driften om at tjekke adgangskoden."),
    "busy": _("Mailserveren kunne ikke tage imod beskeden lige nu."),
    "address_refused": _("Adressen findes ikke, eller den tager ikke imod e-mail. Er den stavet rigtigt?"),
    "message_refused": _("Mailserveren afviste beskeden."),
    "broke_off": _(
        "Forbindelsen blev afbrudt undervejs. Måske er beskeden kommet frem: spørg modtageren, før du sender den igen."
    ),
    PROTECTED: _("Borgeren er beskyttet, så Hjemvej sender ikke beskeden. Vurdér selv, om den må sendes."),
    CONSENT_GONE: _("Borgerens samtykke gælder ikke mere: beskeden må ikke sendes. Giv et nyt svar i stedet."),
}


def wait_before_trying_again(tries: int) -> datetime.timedelta | None:
    """Return the wait after this many tries; None after the last try."""
    return WAITS[tries - 1] if 1 <= tries <= len(WAITS) else None


def was_interrupted(status: str, sending_since: datetime.datetime | None, at: datetime.datetime) -> bool:
    """Has the sending begun and never ended? Then it may have been sent, so the machine does not send it again."""
    return status == "sending" and sending_since is not None and at - sending_since >= LONGEST_SENDING


def may_be_settled(status: str, sending_since: datetime.datetime | None, at: datetime.datetime) -> bool:
    """May a worker mark the message as sent, have it sent again, or drop it?"""
    return status in {"waiting", "failed", "unsure"} or was_interrupted(status, sending_since, at)


def email_address_in(text: str) -> str:
    """The first e-mail address in what was typed as a contact: “12 34 56 78, nabo@example.org”."""
    for word in re.split(r"[\s,;<>()]+", text):
        candidate = word.strip(".:!?'\"").removeprefix("mailto:")
        try:
            validate_email(candidate)
        except ValidationError:
            continue
        return candidate
    return ""
