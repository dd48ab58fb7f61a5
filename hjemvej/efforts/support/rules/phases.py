"""How does a phase of CTI stand, and what is lacking before a course is done? Pure, with reasons."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.ui.when import full_date

from . import Method, Number

DAY = datetime.timedelta(days=1)
State = Literal["contact", "no_home", "goes_on", "soon", "over"]


@dataclass(frozen=True)
class Phased:
    """A phase that runs: which, since when, until when it is planned."""

    number: int
    from_on: datetime.date
    planned_until_on: datetime.date | None = None
    sees_a_home: bool = False  # has one, or one is found


@dataclass(frozen=True)
class Stands:
    """How the phase stands on a day; `act_on`: the day that asks for something. Its words are made when asked for."""

    state: State
    phase: Phased
    on: datetime.date
    act_on: datetime.date | None = None

    @property
    def is_due(self) -> bool:
        return self.state in ("no_home", "soon", "over")

    @property
    def words(self) -> str:
        if self.state == "no_home":
            days = (self.on - self.phase.from_on).days
            said = ngettext(
                "Kontaktfase i %s dag, og ingen bolig i sigte", "Kontaktfase i %s dage, og ingen bolig i sigte", days
            )
            return said % days
        if self.state == "contact" and self.phase.sees_a_home:
            return _("Kontaktfase; en bolig er i sigte")
        if self.act_on is None or self.state == "contact":
            return _("Kontaktfase siden %s") % full_date(self.phase.from_on)
        label, until = short(self.phase.number), full_date(self.act_on)
        if self.state == "over":
            return _("%(phase)s skulle være slut %(day)s") % {"phase": label, "day": until}
        if self.state == "soon":
            left = (self.act_on - self.on).days
            left_words = _("i dag") if not left else ngettext("om %s dag", "om %s dage", left) % left
            return _("%(phase)s slutter %(when)s") % {"phase": label, "when": left_words}
        return _("%(phase)s til %(day)s") % {"phase": label, "day": until}


def stands(phase: Phased, on: datetime.date, *, soon_days: int, home_days: int) -> Stands:
    """Say whether the phase goes on, ends soon or should have ended; a contact phase only asks where the home is."""
    until = phase.planned_until_on
    if phase.number == Number.CONTACT or until is None:
        ask_on = phase.from_on + home_days * DAY
        if phase.sees_a_home:
            return Stands("contact", phase, on)
        return Stands("no_home" if on >= ask_on else "contact", phase, on, ask_on)
    left = (until - on).days
    if left < 0:
        return Stands("over", phase, on, until)
    return Stands("soon" if left <= soon_days else "goes_on", phase, on, until)


def short(number: int) -> str:
    return _("Kontaktfase") if number == Number.CONTACT else _("Fase %s") % number


def next_number(number: int) -> int | None:
    return number + 1 if number < Number.HAND_OVER else None


@dataclass(frozen=True)
class Area:
    """A part of the plan: what it is about, and who has it now."""

    phase: int
    dimension: str
    handed_to: str = ""


def latest_of_each(areas: Iterable[Area]) -> list[Area]:
    """Of each part of a life, the area of its latest phase: that one is to be handed over."""
    latest: dict[str, Area] = {}
    for area in sorted(areas, key=lambda area: area.phase):
        latest[area.dimension] = area
    return [latest[dimension] for dimension in LifeDimension.values if dimension in latest]


def lacking_before_done(method: Method, phases: Sequence[int], areas: Iterable[Area]) -> list[str]:
    """What is missing before a course is done: of CTI the last phase, and a name for each area; of others nothing."""
    if method != Method.CTI:
        return []
    lacking = []
    if Number.HAND_OVER not in phases:
        lacking.append(_("fase 3, overdragelse, er ikke begyndt"))
    found = latest_of_each(areas)
    if not found:
        lacking.append(_("der er ingen områder i planen, som kan gives videre"))
    lacking += [
        _("%s er ikke givet videre til nogen ved navn") % LifeDimension(area.dimension).label
        for area in found
        if not area.handed_to.strip()
    ]
    return lacking
