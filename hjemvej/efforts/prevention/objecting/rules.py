"""How does an objection to a signal stand, and what may be done with the signal meanwhile? Pure, with reasons."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.models import Signal
from hjemvej.ground.requests.rules import Outcome
from hjemvej.platform.ui.when import full_date


@dataclass(frozen=True)
class Standing:
    """How the objection stands, and what it means for the signal, in words."""

    is_open: bool
    words: str
    meaning: str


def standing(
    *, received_on: datetime.date, due_on: datetime.date, outcome: str, answered_on: datetime.date | None,
    clocks: Collection[str],
) -> Standing:  # fmt: skip
    """Until the answer the signal is used no further than it must be (GDPR art. 18 (1) d).

    Where a paragraph asks us to act on such a signal (its kind starts clocks of the law), that is what it must.
    """
    came = full_date(received_on)
    if answered_on is None:
        words = _("Borgeren gjorde indsigelse %(came)s. Svar senest %(due)s.") % {
            "came": came,
            "due": full_date(due_on),
        }
        return Standing(True, words, while_open(clocks))
    answered = full_date(answered_on)
    match outcome:
        case Outcome.GRANTED:
            words = _("Borgeren gjorde indsigelse og fik ja %s.") % answered
            return Standing(False, words, _("Signalet er afsluttet og slettes."))
        case Outcome.WITHDRAWN:
            return Standing(False, _("Borgeren trak sin indsigelse tilbage %s.") % answered, "")
        case Outcome.PARTLY:
            words = _("Borgeren gjorde indsigelse og fik ja til noget af det %s.") % answered
            return Standing(False, words, _("Læs svaret: det siger, hvad signalet må bruges til."))
    words = _("Borgeren gjorde indsigelse og fik nej %s, med en grund.") % answered
    return Standing(False, words, _("Signalet må bruges igen. Borgeren kan klage til Datatilsynet."))


def is_going(ended: str) -> bool:
    """Was the answer to an objection yes? Then the signal is deleted, and nothing is left to object to."""
    return ended == Signal.Ended.OBJECTED


def while_open(clocks: Collection[str]) -> str:
    """Say what may be done before there is an answer."""
    if clocks:
        return _(
            "Imens bruges signalet kun til det, loven kræver: kommunen skal tage stilling til hjælp (RSL § 5 a; ordene "
            "er ikke læst). Fortæl det ikke til andre."
        )
    return _("Imens bruges signalet ikke (GDPR art. 18): det tages ikke op og fortælles ikke til andre.")
