"""Which clocks does a signal start, when is each due, and why? From its arrival, never from when it was typed in."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.prevention.models import Happening, Signal
from hjemvej.ground.law.rules import Deadline

TAKE_UP, DECIDE, DEMAND = "eviction_take_up", "eviction_decision", "payment_demand"  # of ground/law
OWN_GOAL, IN_CRISIS = "signal_taken_up", "signal_in_crisis"
LAWS = frozenset({TAKE_UP, DECIDE, DEMAND})
OTHERS = frozenset({DEMAND, *Happening}) - {
    Happening.NONE
}  # days of the tenant, the court, a prison: never our lateness
KnownNeed = Literal["course", "coordinator", "inquiry", "case"]


@dataclass(frozen=True)
class Heard:
    """What the clocks need to know of a signal, and of its kind."""

    received_on: datetime.date
    starts: tuple[str, ...] = ()  # the kind's clocks, of ground/law
    paragraph: str = ""
    certainty: str = "?"
    happening: str = Happening.NONE
    happens_on: datetime.date | None = None
    demand_reached_on: datetime.date | None = None
    children: str = Signal.Children.UNKNOWN
    is_crisis: bool = False
    is_taken_up: bool = False
    is_answered: bool = False
    is_called_off: bool = False  # the bailiff's day is


@dataclass(frozen=True)
class Clock:
    """A day to act by: which rule, why, its paragraph, and whether it is sure."""

    key: str
    due_on: datetime.date
    why: str
    paragraph: str
    is_certain: bool
    explanation: str = ""

    @property
    def is_law(self) -> bool:
        return self.key in LAWS

    def is_late(self, on: datetime.date) -> bool:
        return self.due_on < on and self.key not in OTHERS

    def is_gone(self, on: datetime.date) -> bool:
        return self.due_on < on and self.key in OTHERS


def started(heard: Heard, needs: Iterable[KnownNeed] = ()) -> list[tuple[str, datetime.date]]:
    """List the law's clocks that run for this signal, each with the day it began."""
    running = set(heard.starts)
    begun: list[tuple[str, datetime.date]] = []
    if not heard.is_taken_up:
        if TAKE_UP in running and (heard.children == Signal.Children.YES or any(needs)):
            begun.append((TAKE_UP, heard.received_on))
        begun.append((IN_CRISIS if heard.is_crisis else OWN_GOAL, heard.received_on))
    if DECIDE in running and not heard.is_answered:
        begun.append((DECIDE, heard.received_on))
    if heard.demand_reached_on:
        begun.append((DEMAND, heard.demand_reached_on))
    return begun


def clocks(
    heard: Heard, deadlines: Mapping[tuple[str, datetime.date], Deadline], *, on: datetime.date,
    needs: Iterable[KnownNeed] = (),
) -> list[Clock]:  # fmt: skip
    """Return the clocks of a signal, the first due first; of two on a day the law's first.

    `deadlines` is what `ground/law` says of what has `started`; a rule that the leader has ended starts no clock. The
    day of a demand that is over cannot be met; until we have taken the signal up, it says what to do now.
    """
    needs = list(needs)
    found = []
    for key, start in started(heard, needs):
        told = deadlines.get((key, start))
        if told is None or (key == DEMAND and heard.is_taken_up and told.due_on < on):
            continue
        rule = told.rule
        is_certain = rule.is_certain and rule.is_paragraph_checked
        words = (
            _gone(key) if key in OTHERS and told.due_on < on else _why(key, heard),
            rule.paragraph,
            is_certain,
            told.explanation,
        )
        found.append(Clock(key, told.due_on, *words))
    if heard.happens_on and heard.happening != Happening.NONE and not heard.is_called_off:
        why = _gone(heard.happening) if heard.happens_on < on else str(Happening(heard.happening).label)
        found.append(Clock(heard.happening, heard.happens_on, why, heard.paragraph, heard.certainty in ("B", "L")))
    return sorted(found, key=lambda clock: (clock.due_on, not clock.is_law, clock.key))


def _gone(key: str) -> str:
    """A day that was not ours is over: what we do now."""
    if key == DEMAND:
        return _("Lejerens frist i påkravet er gået: spørg, om der er betalt")
    return _("%s er gået: spørg, hvor borgeren bor nu") % Happening(key).label


def _why(key: str, heard: Heard) -> str:
    match key:
        case "eviction_take_up" if heard.children == Signal.Children.YES:
            return _("Straks: der er børn i hjemmet")
        case "eviction_take_up":
            return _("Straks: vi kender et behov, for borgeren har en åben sag hos os")
        case "eviction_decision":
            return _("Gives der ikke hjælp, skal det afgøres")
        case "payment_demand":
            return _("Lejeren skal have betalt efter påkravet")
        case "signal_in_crisis":
            return _("Straks: afsenderen skriver, at det er en krise")
    if heard.children == Signal.Children.UNKNOWN:
        return _("Tages op; om der er børn i hjemmet, vides ikke: spørg om det først")
    return _("Tages op")


def days_left_in_words(due_on: datetime.date, on: datetime.date) -> str:
    """ "2 dage for sent", "i dag", "om 3 dage"."""
    days = (due_on - on).days
    if days < 0:
        return ngettext("%d dag for sent", "%d dage for sent", -days) % -days
    if days == 0:
        return _("i dag")
    return ngettext("om %d dag", "om %d dage", days) % days
