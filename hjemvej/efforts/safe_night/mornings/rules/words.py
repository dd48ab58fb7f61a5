"""How is a night put in words? The morning's first line, nights in a row joined, and the choices of its form."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Night, Occupancy, Outcome
from hjemvej.platform.rooms import Answer
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.when import clock

OUTCOMES = [choice for choice in Outcome.choices if choice[0] != Outcome.NOT_ASSESSED]
UNSAFE = Outcome.UNSAFE.value
LONGEST_BACK = datetime.timedelta(days=366)  # no figure of nights looks further back


def may_be_told(night: datetime.date, tonight: datetime.date) -> bool:
    """A night that is over, and that some figure still shows: a word on an older night would change nothing."""
    return tonight - LONGEST_BACK <= night < tonight


def how_the_night_was(safe: int, missing: int, unsafe: int, chair: int = 0, not_assessed: int = 0) -> str:
    """The morning's answer; what did not happen is left out."""
    parts = []
    if unsafe:
        parts.append(
            ngettext(
                "%(number)s borger havde ikke et trygt sted.", "%(number)s borgere havde ikke et trygt sted.", unsafe
            )
            % {"number": number_word(unsafe).capitalize()}
        )
    else:
        parts.append(_("Ingen, vi ved af, var uden et trygt sted."))
    if missing:
        parts.append(_("Vi ved ikke, hvor %s sov.") % number_word(missing))
    if chair:
        parts.append(
            ngettext("%(number)s sad i en natcafé.", "%(number)s sad i en natcafé.", chair)
            % {"number": number_word(chair).capitalize()}
        )
    if safe:
        parts.append(ngettext("%(number)s sov inde.", "%(number)s sov inde.", safe) % {"number": safe})
    if not_assessed:
        parts.append(
            ngettext("%(number)s er ikke vurderet.", "%(number)s er ikke vurderet.", not_assessed)
            % {"number": not_assessed}
        )
    return " ".join(parts)


def runs_of_nights(nights: Iterable[Night]) -> list[list[Night]]:
    """Nights in a row with the same outcome at the same place, gathered; the order stays as given, latest first."""
    runs: list[list[Night]] = []
    for row in nights:
        if runs and _is_the_night_before(row, runs[-1][-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _is_the_night_before(row: Night, after: Night) -> bool:
    same = (row.outcome, row.house_id) == (after.outcome, after.house_id)
    return same and row.night == after.night - datetime.timedelta(days=1)


def answers_tonight(shown: Mapping[str, Any]) -> list[Answer]:
    """The person page's first line: the place tonight or the lack of it, and how many nights were unsafe."""
    said = []
    stay, hides = shown["stay"], shown["hides_places"]
    if stay and stay.status == Occupancy.Status.HELD:
        words = (
            _("I nat: en plads er reserveret til %(clock)s.")
            if hides
            else _("I nat: %(house)s har reserveret en plads til %(clock)s.")
        )
        said.append(Answer("tonight", words % {"house": stay.house.name, "clock": clock(stay.held_until)}))
    elif stay:
        said.append(Answer("tonight", _("I nat: har et sted at sove.") if hides else _("I nat: %s.") % stay.house.name))
    elif shown["place_request"]:
        said.append(Answer("tonight", _("I nat: ingen plads."), is_late=True))
    if shown["unsafe"]:
        said.append(Answer("nights", _("Uden et trygt sted %d af de sidste 30 nætter.") % shown["unsafe"]))
    return said
