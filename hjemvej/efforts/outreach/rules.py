"""Where do we go first tonight, and why? Danger, then what was promised, then where nobody has been for long."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.when import day_in_words

from .models import Place, Promise

Coarseness, Outcome = Place.Coarseness, Promise.Outcome
NEVER = datetime.date.min


class First(IntEnum):
    """What brings somebody to the top of the round, the most urgent first."""

    DANGER = 0
    LATE = 1
    TODAY = 2


@dataclass(frozen=True)
class Reason:
    """Why somebody is to be found first, and since when."""

    first: First
    on: datetime.date
    words: str


def in_danger(danger: str, met_on: datetime.date, on: datetime.date) -> Reason:
    """Somebody was in danger when they were last met."""
    return Reason(First.DANGER, met_on, _("I fare, da vi talte %(day)s: %(what)s") % _said(met_on, on, danger))


def promised(what: str, by_on: datetime.date, on: datetime.date) -> Reason | None:
    """A promise brings us out when it is due; before that it waits."""
    if by_on > on:
        return None
    if by_on == on:
        return Reason(First.TODAY, by_on, _("Lovet til i dag: %s") % what)
    late = ngettext("%s dag for sent", "%s dage for sent", (on - by_on).days) % (on - by_on).days
    return Reason(
        First.LATE, by_on, _("%(late)s – lovet til %(day)s: %(what)s") % {"late": late, **_said(by_on, on, what)}
    )


def _said(day: datetime.date, on: datetime.date, what: str) -> dict[str, str]:
    return {"day": day_in_words(day, on), "what": what}


def urgency(reasons: Iterable[Reason]) -> tuple[First, datetime.date]:
    """Return by what somebody is sorted: the most urgent reason, the longest waiting first."""
    return min((reason.first, reason.on) for reason in reasons)


def rarity(visited_on: datetime.date | None, seen_on: datetime.date | None) -> tuple[datetime.date, int]:
    """Return by what a place is sorted: none of us ever there, then the longest ago; of two, where people were."""
    return visited_on or NEVER, -(seen_on or NEVER).toordinal()


def unmet(met_on: datetime.date | None) -> datetime.date:
    """Return by what somebody who sleeps outside is sorted: never met out there first, then the longest ago."""
    return met_on or NEVER


def place_in_words(visited_on: datetime.date | None, seen_on: datetime.date | None, on: datetime.date) -> str:
    """Say when somebody of us was there, and when somebody was seen there."""
    if visited_on is None:
        return _("Ingen af os har været der endnu.")
    been = _been(visited_on, on)
    if seen_on is None:
        return _("%s Ingen set der endnu.") % been
    if seen_on == visited_on:
        return _("%s Da var der nogen.") % been
    return _ended(_("%(been)s Sidst set nogen %(day)s") % {"been": been, "day": day_in_words(seen_on, on)})


def _ended(words: str) -> str:
    """End a sentence; a short date has its full stop already."""
    return words if words.endswith(".") else f"{words}."


def _been(visited_on: datetime.date, on: datetime.date) -> str:
    days = (on - visited_on).days
    if days <= 0:
        return _("Vi har været der i dag.")
    return ngettext("Vi var der for %s dag siden.", "Vi var der for %s dage siden.", days) % days


def met_in_words(met_on: datetime.date | None, on: datetime.date) -> str:
    """Say when somebody who sleeps outside was last met there."""
    if met_on is None:
        return _("Sover ude. Ikke mødt på en runde endnu.")
    return _ended(_("Sover ude. Sidst mødt på en runde %s") % day_in_words(met_on, on))


def headline(danger: int, due: int) -> str:
    """Answer first: what the round must not pass by tonight."""
    if danger and due:
        return _("%(danger)s i fare, og %(due)s at holde") % {"danger": _people(danger), "due": _promises(due)}
    if danger:
        return _("%s i fare: begynd der") % _people(danger)
    if due:
        return capfirst(_("%s at holde i dag") % _promises(due))
    return _("Ingen i fare, så vidt vi ved, og ingen løfter i dag")


def _people(number: int) -> str:
    return ngettext("Ét menneske", "%s mennesker", number) % (() if number == 1 else number)


def _promises(number: int) -> str:
    return ngettext("ét løfte", "%s løfter", number) % (() if number == 1 else number)
