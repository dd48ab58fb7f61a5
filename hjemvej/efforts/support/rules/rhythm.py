"""Has the citizen been met as often as is agreed with them? In words, and never late while paused. Pure."""

import datetime
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.when import full_date

DAY = datetime.timedelta(days=1)
Kind = Literal["late", "due", "kept", "paused", "not_agreed", "not_met", "dead"]


@dataclass(frozen=True)
class Met:
    """What is known of meeting one citizen in a course that runs."""

    began_on: datetime.date
    every_days: int | None = None  # as it is agreed with this citizen; none: nobody has agreed on it
    last_met_on: datetime.date | None = None  # in person or by phone, not a try
    paused: str = ""  # why, while it is
    paused_on: datetime.date | None = None
    resumed_on: datetime.date | None = None  # the end of the last pause
    is_dead: bool = False


@dataclass(frozen=True)
class Rhythm:
    """How it stands on a day. A board judges a thousand and shows fifty: the words are made when they are asked for."""

    kind: Kind
    met: Met
    on: datetime.date
    base: datetime.date | None = None  # what the days are counted from, where a rhythm is agreed and runs

    @property
    def is_late(self) -> bool:
        return self.kind == "late"

    @property
    def must_be_met(self) -> bool:
        return self.kind in ("late", "due")

    @property
    def days(self) -> int | None:
        """Since they were met last."""
        return (self.on - self.met.last_met_on).days if self.met.last_met_on else None

    @property
    def due_on(self) -> datetime.date | None:
        """By when they are to be met, where that is agreed."""
        return self.base + self.met.every_days * DAY if self.base and self.met.every_days else None

    @property
    def words(self) -> str:
        if self.kind == "dead":
            return _("Borgeren er død: slut forløbet")
        if self.kind == "paused":
            return _paused(self.met)
        if self.base is None or self.met.every_days is None:
            return _("%s; hvor tit er ikke aftalt") % _last(self.days)
        agreed = every(self.met.every_days)
        if self.kind == "due":
            return _("Skal mødes i dag; %s") % agreed
        if self.kind == "late":
            return f"{_not_met(self.met, self.base, self.on)}; {agreed}"
        if is_back(self.met, self.base):
            back = (self.on - self.base).days
            said = ngettext("Tilbage fra pausen for %s dag siden", "Tilbage fra pausen for %s dage siden", back) % back
            return f"{said}; {agreed}"
        return f"{_last(self.days)}; {agreed}"


def rhythm(met: Met, on: datetime.date) -> Rhythm:
    """Compare the days since the last meeting with what is agreed; a pause counts no day, and neither does a try."""
    if met.is_dead:
        return Rhythm("dead", met, on)
    if met.paused:
        return Rhythm("paused", met, on)
    if met.every_days is None:
        return Rhythm("not_agreed", met, on)
    base = max(filter(None, (met.last_met_on, met.resumed_on, met.began_on)))
    waited = (on - base).days
    if waited >= met.every_days:
        return Rhythm("late" if waited > met.every_days else "due", met, on, base)
    return Rhythm("not_met" if met.last_met_on is None or is_back(met, base) else "kept", met, on, base)


def is_back(met: Met, base: datetime.date) -> bool:
    """The last that happened is that a pause ended."""
    return base == met.resumed_on and base != met.last_met_on


def every(days: int) -> str:
    """Say how often: "aftalt hver 7. dag"."""
    return _("aftalt hver dag") if days == 1 else _("aftalt hver %s. dag") % days


def _paused(met: Met) -> str:
    if met.paused_on is None:
        return _("På pause: %s") % met.paused.lower()
    return _("På pause siden %(day)s: %(why)s") % {"day": full_date(met.paused_on), "why": met.paused.lower()}


def _last(days: int | None) -> str:
    if days is None:
        return _("Ikke mødt endnu")
    if days <= 0:
        return _("Mødt i dag")
    if days == 1:
        return _("Mødt i går")
    return _("Mødt for %s dage siden") % days


def _not_met(met: Met, base: datetime.date, on: datetime.date) -> str:
    """Name what the days are counted from: the last meeting, the end of the pause, or the beginning."""
    days = (on - base).days
    if base == met.last_met_on:
        return ngettext("Ikke mødt i %s dag", "Ikke mødt i %s dage", days) % days
    if base == met.resumed_on:
        return ngettext(
            "Ikke mødt i den %s dag, siden pausen sluttede",
            "Ikke mødt i de %s dage, siden pausen sluttede",
            days,
        ) % days  # fmt: skip
    return ngettext(
        "Ikke mødt i den %s dag, forløbet har varet", "Ikke mødt i de %s dage, forløbet har varet", days
    ) % days  # fmt: skip
