"""How do we reach a citizen who does not answer? The next step of a ladder that ends in a visit, with its reasons."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.efforts.prevention.clocks.rules import Clock, days_left_in_words
from hjemvej.efforts.prevention.models import Attempt
from hjemvej.ground.law.rules import add_working_days

Kind = Attempt.Kind
Part = Attempt.Part
Outcome = Attempt.Outcome
DAY = datetime.timedelta(days=1)
# The ladder: by which own goal of ground/law each step has been tried so soon after the case opened, or after we last
# talked. The goals' days give the order; of two on a day, what asks least of the citizen comes first, as here.
LADDER: Mapping[str, Kind] = {
    "reach_call": Kind.CALL, "reach_text": Kind.TEXT, "reach_knock": Kind.KNOCK, "reach_letter": Kind.LETTER,
    "reach_visit": Kind.VISIT,
}  # fmt: skip
AGAIN, HARD = "reach_again", "reach_hard_after"
MAY_END: Mapping[Outcome, frozenset[Kind]] = {
    Outcome.REACHED: frozenset(Kind),
    Outcome.MISSED: frozenset({Kind.CALL, Kind.INVITATION, Kind.KNOCK, Kind.VISIT, Kind.ELSEWHERE}),
    Outcome.CARD: frozenset({Kind.KNOCK, Kind.VISIT}),
    Outcome.SENT: frozenset({Kind.TEXT, Kind.LETTER, Kind.INVITATION}),
    Outcome.CAME_BACK: frozenset({Kind.LETTER, Kind.INVITATION}),
}
DONE: Mapping[Kind, object] = {  # as it is said of what was tried; the kind itself says what to do
    Kind.CALL: gettext_lazy("Ringede"), Kind.TEXT: gettext_lazy("Skrev en sms"),
    Kind.LETTER: gettext_lazy("Sendte et brev"),
    Kind.INVITATION: gettext_lazy("Inviterede, med tider at vælge imellem"), Kind.KNOCK: gettext_lazy("Bankede på"),
    Kind.VISIT: gettext_lazy("Tog på besøg"), Kind.ELSEWHERE: gettext_lazy("Opsøgte borgeren et andet sted"),
}  # fmt: skip
AT_AN_HOUR = frozenset({Kind.CALL, Kind.KNOCK, Kind.VISIT, Kind.ELSEWHERE})  # it matters when of the day
AT_THE_DOOR = frozenset({Kind.KNOCK, Kind.VISIT})
NOT_TRIED_YET = frozenset({Outcome.PLANNED, Outcome.CALLED_OFF})


@dataclass(frozen=True)
class Tried:
    """An attempt as the rules need it."""

    kind: str
    day: datetime.date
    part: str = ""
    outcome: str = Outcome.MISSED


@dataclass(frozen=True)
class Goals:
    """Our own goals on the day the ladder began: by when each step is tried, how soon again, and when it is hard."""

    ladder: Sequence[tuple[Kind, datetime.date]]  # in order
    again: int  # working days after the last visit
    hard_after: int  # attempts


@dataclass(frozen=True)
class Next:
    """What to try next, by when, in which part of the day (none: any), and why."""

    kind: Kind
    due_on: datetime.date
    why: Sequence[str]
    part: Part | None = None

    @property
    def words(self) -> str:
        return f"{self.kind.label}, {str(self.part.label).lower()}" if self.part else str(self.kind.label)


State = Literal["reached", "untried", "trying", "hard"]


def last_reached(attempts: Iterable[Tried]) -> datetime.date | None:
    return max((one.day for one in attempts if one.outcome == Outcome.REACHED), default=None)


def in_vain(attempts: Iterable[Tried]) -> list[Tried]:
    """List what was tried in vain since we last talked, the first first."""
    attempts = list(attempts)
    reached_on = last_reached(attempts)
    passed = {*NOT_TRIED_YET, Outcome.REACHED}
    since = [one for one in attempts if one.outcome not in passed and (reached_on is None or one.day > reached_on)]
    return sorted(since, key=lambda one: one.day)


def state(attempts: Iterable[Tried], goals: Goals) -> State:
    """Say how reaching stands; hard to reach is a state with a plan, never an end."""
    attempts = list(attempts)
    failed = in_vain(attempts)
    if len(failed) >= goals.hard_after:
        return "hard"
    if failed:
        return "trying"
    return "untried" if last_reached(attempts) is None else "reached"


def next_attempt(
    attempts: Iterable[Tried], clocks: Iterable[Clock], on: datetime.date, goals: Goals, now: Part = Part.MORNING
) -> Next | None:
    """Propose what to try next; nothing once we have talked. While we have not, there is always a next step.

    `now` is the part of the day that it is: of today what is over is not proposed.
    """
    attempts = list(attempts)
    if state(attempts, goals) == "reached":
        return None
    failed = in_vain(attempts)
    said = ngettext("%d forsøg uden at træffe borgeren.", "%d forsøg uden at træffe borgeren.", len(failed))
    so_far = said % len(failed) if failed else _("Ingen har prøvet endnu.")
    kind, due_on, because = _step(failed, goals)
    act_by = min((one for one in clocks if one.due_on >= on), key=lambda one: one.due_on, default=None)
    if act_by and kind != Kind.VISIT and _last(goals) >= act_by.due_on:
        kind, due_on = Kind.VISIT, on
        because = _("%(what)s: %(when)s. Vent ikke på breve, gå derhen.")
        because %= {"what": act_by.why, "when": days_left_in_words(act_by.due_on, on)}
    elif act_by and due_on >= act_by.due_on:
        due_on = max(on, act_by.due_on - DAY)
        because = _("%(what)s: %(when)s. Det skal nås før.")
        because %= {"what": act_by.why, "when": days_left_in_words(act_by.due_on, on)}
    left = [part for part in Part if due_on > on or list(Part).index(part) >= list(Part).index(now)]
    part, other = _other_part(failed, left) if kind in AT_AN_HOUR else (None, "")
    return Next(kind, due_on, [said for said in (so_far, because, other) if said], part)


def _step(failed: Sequence[Tried], goals: Goals) -> tuple[Kind, datetime.date, str]:
    """Return the first step of the ladder that was not tried, then visits; a letter that came back is looked into."""
    tried = {one.kind for one in failed}
    if failed and failed[-1].outcome == Outcome.CAME_BACK:
        return (
            Kind.VISIT,
            add_working_days(failed[-1].day, 1),
            _("Brevet kom tilbage: gå derhen, og se, hvem der bor der."),
        )
    if Kind.VISIT not in tried:
        kind, due_on = next(step for step in goals.ladder if step[0] not in tried)
        return kind, due_on, ""
    visited_on = max(one.day for one in failed if one.kind == Kind.VISIT)
    return (
        Kind.VISIT,
        add_working_days(visited_on, goals.again),
        _("Stigen er prøvet: besøg igen, til I har talt sammen."),
    )


def _last(goals: Goals) -> datetime.date:
    """The day by which the ladder itself comes to a visit."""
    return next(due_on for kind, due_on in goals.ladder if kind == Kind.VISIT)


def _other_part(failed: Sequence[Tried], left: Sequence[Part]) -> tuple[Part | None, str]:
    """Choose, of what is left of the day, the part that was tried least; none while nothing was tried."""
    parts = [one.part for one in failed if one.part]
    if not parts:
        return None, ""
    least = min(left, key=lambda part: (parts.count(part), list(Part).index(part)))
    tried = [str(part.label).lower() for part in Part if part in parts]
    if least in parts and len(tried) < len(Part):
        return least, _("Det, der er tilbage af dagen, er prøvet før. Prøv: %s.") % str(least.label).lower()
    if least in parts:
        return least, _("Hele dagen er prøvet; færrest gange: %s.") % str(least.label).lower()
    return least, _("Prøv en anden tid: %s er prøvet.") % _(" og ").join(tried)


def part_at(clock: datetime.time) -> Part:
    """The part of the day at an hour in Denmark."""
    if clock.hour < 12:
        return Part.MORNING
    return Part.AFTERNOON if clock.hour < 17 else Part.EVENING


def why_not(kind: str, outcome: str) -> str:
    """Say why an attempt of this kind cannot have gone so; nothing when it can."""
    if outcome in MAY_END and kind in MAY_END[Outcome(outcome)]:
        return ""
    words = _("%(kind)s kan ikke ende med: %(outcome)s. Vælg et andet svar.")
    return words % {"kind": Kind(kind).label, "outcome": str(Outcome(outcome).label).lower()}
