"""How urgent is an inquiry, and when must it have an answer? Facts and law with reasons, never a score."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.reasons import Reason

from .tonight import HAD_NONE, HAS_PLACE, HELD, NO_PLACE

Level = Literal["now", "today", "soon", "ordinary"]
ORDER: dict[Level, int] = {"now": 0, "today": 1, "soon": 2, "ordinary": 3}
LOSING_HOME = "losing_home"
HOMELESS_NOW = frozenset({"no_home", "seen_outside"})
TAKE_UP_AT_ONCE = "RSL § 5 a"
KnownNeed = Literal["course", "coordinator", "inquiry"]


@dataclass(frozen=True)
class Facts:
    """What an inquiry says, and the law's figures on the day it came."""

    received_at: datetime.datetime
    first_answer_hours: int | None  # nothing: the municipality has set no goal
    tonight: str = "unknown"  # as it stands now
    place_found: str = ""  # where those who find places hold or found one, in their words
    has_come: bool = False  # to a house's place, tonight
    concerns: Collection[str] = ()
    children: int | None = None
    is_threatened: bool = False
    danger: str = ""
    animals: str = ""
    eviction_on: datetime.date | None = None
    eviction_decision_on: datetime.date | None = None
    answered_at: datetime.datetime | None = None
    known_needs: Collection[KnownNeed] = ()  # the citizen's case that is open with us already

    @property
    def has_children(self) -> bool:
        return bool(self.children)

    @property
    def is_placed(self) -> bool:
        return self.tonight == HAS_PLACE and self.has_come

    @property
    def may_lose_home(self) -> bool:
        return self.eviction_on is not None or LOSING_HOME in self.concerns


@dataclass(frozen=True)
class Urgency:
    """When, and why: never a score.

    `due_at` is the first answer's clock, or nothing once that is given: in words, or to the citizen as a place.
    """

    level: Level
    due_at: datetime.datetime | None
    reasons: list[Reason]
    is_answered: bool = False
    needs_place: bool = False
    today: str = ""  # the danger that is today, in words
    is_placed: bool = False  # the citizen has come to a place that we found

    @property
    def order(self) -> int:
        return ORDER[self.level]

    @property
    def is_at_once(self) -> bool:
        """A home may be lost, with children or a need that we know, and nobody has answered."""
        return not self.is_answered and any(one.law == TAKE_UP_AT_ONCE and one.mark == "fails" for one in self.reasons)

    def is_late(self, at: datetime.datetime) -> bool:
        return self.due_at is not None and at > self.due_at


def urgency(facts: Facts, on: datetime.date) -> Urgency:
    """The most pressing of what is known decides; every fact that counted stands among the reasons."""
    found = [*_about_tonight(facts), *_about_safety(facts), *_about_eviction(facts, on), *_about_children(facts)]
    found += _about_the_rest(facts)
    ranked = sorted(found, key=lambda pair: ORDER[pair[0]])
    level: Level = ranked[0][0] if ranked else "ordinary"
    reasons = [reason for _level, reason in ranked]
    return Urgency(
        level, _due_at(facts, level), reasons, is_answered=facts.answered_at is not None,
        needs_place=facts.tonight == NO_PLACE, today=danger_today(facts.eviction_on, on), is_placed=facts.is_placed,
    )  # fmt: skip


def place_in_line(
    found: Urgency, received_at: datetime.datetime, eviction_on: datetime.date | None
) -> tuple[int, bool, datetime.datetime, datetime.date, datetime.datetime]:
    """The order of the inbox: by level, those still without an answer first, then by the clocks."""
    clock = found.due_at or received_at
    return found.order, found.due_at is None, clock, eviction_on or datetime.date.max, received_at


def _about_tonight(facts: Facts) -> list[tuple[Level, Reason]]:
    if facts.tonight == NO_PLACE:
        return [("now", Reason("fails", _("Har ikke et sted at sove i nat")))]
    if facts.tonight == HAD_NONE:
        said_on = _short(localtime(facts.received_at).date())
        return [("today", Reason("unknown", _("Havde ikke et sted %s. Hvor sover borgeren i nat?") % said_on))]
    if facts.place_found:
        return [("today" if facts.tonight == HELD else "ordinary", Reason("holds", facts.place_found))]
    if facts.tonight == "unknown" and HOMELESS_NOW & set(facts.concerns):
        return [("today", Reason("unknown", _("Vi ved ikke, om der er et sted at sove i nat")))]
    return []


def _about_safety(facts: Facts) -> list[tuple[Level, Reason]]:
    found: list[tuple[Level, Reason]] = []
    if facts.is_threatened:
        found.append(("now", Reason("fails", _("Er truet eller i fare"))))
    if facts.danger:
        found.append(("today", Reason("fails", _("Pas på: %s") % facts.danger)))
    return found


def _about_eviction(facts: Facts, on: datetime.date) -> list[tuple[Level, Reason]]:
    """RSL § 5 a: at once with children in the household or a need that we know; otherwise before the day itself."""
    at_once = _taken_up_at_once(facts)
    if facts.eviction_on is None:
        return at_once
    days = (facts.eviction_on - on).days
    near = days <= 1
    day = Reason("fails", _eviction_in_words(facts.eviction_on, days))
    found: list[tuple[Level, Reason]] = [("today" if near else "soon", day), *at_once]
    if facts.eviction_decision_on is not None and days >= 0:
        decision = _("Gives der ikke hjælp, skal det afgøres senest %s") % _short(facts.eviction_decision_on)
        found.append(("soon", Reason("unknown", decision, TAKE_UP_AT_ONCE)))
    return found


def _taken_up_at_once(facts: Facts) -> list[tuple[Level, Reason]]:
    """A home may be lost, and there are children, or the citizen's case is open with us: each is reason enough."""
    if not facts.may_lose_home:
        return []
    said = {
        "course": _("Truet bolig og et åbent forløb hos os tages op straks"),
        "coordinator": _("Truet bolig og en koordinator hos os tages op straks"),
        "inquiry": _("Truet bolig og en anden åben henvendelse tages op straks"),
    }
    words = [_("Udsættelse med børn i hjemmet tages op straks")] if facts.has_children else []
    words += [text for need, text in said.items() if need in facts.known_needs]
    return [("today", Reason("fails", text, TAKE_UP_AT_ONCE)) for text in words]


def danger_today(eviction_on: datetime.date | None, on: datetime.date) -> str:
    """What cannot wait until tomorrow: the bailiff comes."""
    return _eviction_in_words(on, 0) if eviction_on == on else ""


def _eviction_in_words(eviction_on: datetime.date, days: int) -> str:
    if days < 0:
        return _("Fogeden kom %s") % _short(eviction_on)
    if days == 0:
        return _("Fogeden kommer i dag")
    if days == 1:
        return _("Fogeden kommer i morgen")
    return _("Fogeden kommer %(day)s, om %(days)d dage") % {"day": _short(eviction_on), "days": days}


def _about_children(facts: Facts) -> list[tuple[Level, Reason]]:
    children = facts.children
    if not children:
        return []
    words = ngettext("Et barn i husstanden", "%(n)d børn i husstanden", children)
    without_a_place = facts.tonight != "has_place" and (
        facts.tonight in (NO_PLACE, HAD_NONE) or HOMELESS_NOW & set(facts.concerns)
    )
    level: Level = "today" if without_a_place or facts.is_threatened else "soon"
    return [(level, Reason("fails", words % {"n": children}, _("barnets lov")))]


def _about_the_rest(facts: Facts) -> list[tuple[Level, Reason]]:
    found: list[tuple[Level, Reason]] = []
    if "seen_outside" in facts.concerns and facts.tonight != NO_PLACE and not facts.place_found:
        found.append(("today", Reason("fails", _("Er set sove ude"))))
    if "discharge" in facts.concerns:
        found.append(("soon", Reason("fails", _("Udskrives eller løslades"))))
    if LOSING_HOME in facts.concerns and facts.eviction_on is None:
        found.append(("soon", Reason("unknown", _("Er ved at miste sit hjem – datoen kendes ikke"))))
    if facts.animals:
        found.append(("ordinary", Reason("holds", _("Har dyr med: %s") % facts.animals)))
    return found


def _due_at(facts: Facts, level: Level) -> datetime.datetime | None:
    """At once, before the day is over, or within the municipality's own goal: whichever comes first."""
    if facts.answered_at is not None:
        return None
    if level == "now":
        return facts.received_at
    if level == "ordinary" and facts.is_placed:
        return None  # the place was the first answer to the citizen; an asker who wants to hear is told all the same
    goal = None
    if facts.first_answer_hours is not None:
        goal = facts.received_at + datetime.timedelta(hours=facts.first_answer_hours)
    if level == "today":
        end = _end_of_day(facts.received_at)
        return min(goal, end) if goal else end
    return goal


def _end_of_day(moment: datetime.datetime) -> datetime.datetime:
    there = localtime(moment)
    return there.replace(hour=23, minute=59, second=0, microsecond=0)


def _short(day: datetime.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


# --- how it is said ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chip:
    """When, in a word or two, and how pressing that looks."""

    text: str
    kind: Literal["late", "soon", "neutral", "ok"]


def chip(found: Urgency, at: datetime.datetime) -> Chip:
    """The clock of an open inquiry: at once, late, a time of today, or a day."""
    if found.level == "now":
        return Chip(_("i nat") if found.needs_place else _("straks"), "late")
    if found.due_at is None:
        return Chip(_("besvaret"), "ok") if found.is_answered else Chip(_("åben"), "neutral")
    if found.is_late(at):
        return Chip(_("overskredet"), "late")
    there, today = localtime(found.due_at), localtime(at).date()
    if there.date() == today:
        return Chip(_("i dag") if (there.hour, there.minute) == (23, 59) else f"kl. {there:%H.%M}", "soon")
    if there.date() == today + datetime.timedelta(days=1):
        return Chip(_("i morgen"), "neutral")
    return Chip(f"{there.day}.{there.month}.", "neutral")


def late_in_words(found: Urgency, at: datetime.datetime) -> str:
    """How long the first answer has been waited for beyond its time; nothing while it is not late."""
    if found.due_at is None:
        return ""
    minutes = int((at - found.due_at).total_seconds() // 60)
    if minutes < 1:
        return ""
    if minutes < 60:
        waited = ngettext("%d minut", "%d minutter", minutes) % minutes
    elif minutes < 48 * 60:
        waited = ngettext("%d time", "%d timer", minutes // 60) % (minutes // 60)
    else:
        waited = _("%d dage") % (minutes // (24 * 60))
    return _("har ventet i %s") % waited if found.level == "now" else _("svaret er %s for sent") % waited
