"""How does a plan stand, in words? The next small step, what a verdict makes of a goal, the map of a life. Pure."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.ground.plans.models import Goal, SmallStep, Verdict
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.when import day_in_words

State, Answer, Who, Outcome = Goal.State, Verdict.Answer, SmallStep.Who, SmallStep.Outcome
ON_THE_WAY = (Answer.NEARER, Answer.SAME, Answer.FURTHER)
# What a goal becomes by a verdict; a verdict that is not here leaves it as it is.
BECOMES = {
    Answer.REACHED: State.REACHED,
    Answer.SET_ASIDE: State.SET_ASIDE,
    Answer.DROPPED: State.DROPPED,
    Answer.TAKEN_UP: State.OPEN,
}


def may_be_said(state: str) -> list[Verdict.Answer]:
    """List what a citizen can say of a goal that stands so: one that rests can only be taken up again."""
    if state == State.OPEN:
        return [answer for answer in Answer if answer != Answer.TAKEN_UP]
    return [Answer.TAKEN_UP]


def who(step: SmallStep, *, citizen: str = "") -> str:
    """Say who does a step; `citizen` is what the citizen is called there."""
    if step.who == Who.WORKER and step.worker:
        return step.worker.name
    return step.who_words if step.who == Who.OTHER else citizen or _("borgeren")


def first(steps: Iterable[SmallStep]) -> SmallStep | None:
    """Return the step that comes next: by its day, one without a day last."""
    left = [step for step in steps if step.closed_at is None]
    return min(left, key=lambda step: (step.by_on or datetime.date.max, step.recorded_at), default=None)


def headline(goals: int, step: SmallStep | None, on: datetime.date) -> str:
    """Say in a line how the plan stands: how many goals, and the next small step."""
    if not goals:
        return _("Intet mål er skrevet ned endnu")
    many = capfirst(ngettext("%s mål", "%s mål", goals) % (_("ét") if goals == 1 else number_word(goals)))
    if step is None:
        return _("%(goals)s. Intet skridt på vejen er aftalt") % {"goals": many}
    said = {"goals": many, "what": step.what.rstrip(". "), "day": day_in_words(step.by_on, on) if step.by_on else ""}
    if step.by_on is None:
        return _("%(goals)s. Næste skridt: %(what)s") % said
    if step.by_on < on and step.who == Who.WORKER:
        return _("%(goals)s. Et skridt er forsinket: %(what)s, aftalt til %(day)s") % said
    if step.by_on < on:
        return _("%(goals)s. Spørg, hvordan det gik: %(what)s") % said
    return _("%(goals)s. Næste skridt: %(what)s, %(day)s") % said


@dataclass(frozen=True)
class Area:
    """A part of the citizen's life on the map: how many goals matter now, how many rest or are reached."""

    dimension: LifeDimension
    now: int
    before: int

    @property
    def in_words(self) -> str:
        if self.now:
            return ngettext("%s mål nu", "%s mål nu", self.now) % (_("ét") if self.now == 1 else number_word(self.now))
        return _("talt om før") if self.before else _("ikke talt om")


def map_of(goals: Iterable[Goal]) -> list[Area]:
    """Lay the eight parts of a life out: which matter now, and which nobody has talked about."""
    now: dict[str, int] = defaultdict(int)
    before: dict[str, int] = defaultdict(int)
    for goal in goals:
        (now if goal.state == State.OPEN else before)[goal.dimension] += 1
    return [Area(each, now[each], before[each]) for each in LifeDimension]


def verdicts_in_words(counted: Sequence[int]) -> str:
    """Say the finding of how many are nearer, the same, further away; counts, never an average."""
    nearer = counted[0]
    whole = sum(counted)
    if not nearer:
        return _("Ingen af de %d har sagt, at de er kommet nærmere deres mål") % whole
    said = {"n": nearer, "whole": whole}
    return (
        ngettext(
            "%(n)d af %(whole)d siger selv, at de er kommet nærmere et mål",
            "%(n)d af %(whole)d siger selv, at de er kommet nærmere et mål",
            nearer,
        )
        % said
    )
