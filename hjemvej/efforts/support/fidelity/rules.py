"""Is a method followed as it is meant? Each criterion judged case by case, and the team's domains by them. Pure.

There is no total, and no figure that stands in no source: where one is needed and nobody has said it, nobody knows.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.rules.phases import Area, lacking_before_done
from hjemvej.ground.law.rules import add_months

DAY = datetime.timedelta(days=1)
CONTACT_PHASE = 0
ANSWERED = ("accepted", "signed", "moved_in", "declined")  # states of an offer of a home: what the citizen said
UNSAID = ("died", "moved_away")  # a course that ends so says nothing of the method
HANDED_OVER = ("done", "handed_over")
ANOTHER_METHOD = "another_method"  # the support itself goes on
NOT_LOST = ("died", "other_home")  # of a tenancy that ends so, the home is not lost


class State(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


IN_WORDS: Mapping[State, tuple[Any, str]] = {
    State.MET: (gettext_lazy("opfyldt"), "ok"),
    State.PARTLY: (gettext_lazy("delvist"), "soon"),
    State.NOT: (gettext_lazy("ikke opfyldt"), "late"),
    State.UNKNOWN: (gettext_lazy("kan ikke vides"), "neutral"),
}
DOMAINS: Mapping[str, Any] = {
    "rhythm": gettext_lazy("Hvor tit"),
    "place": gettext_lazy("Hvor"),
    "caseload": gettext_lazy("Hvor mange borgere"),
    "home": gettext_lazy("Valg af bolig"),
    "support": gettext_lazy("Valg af støtte"),
    "separation": gettext_lazy("Bolig og støtte for sig"),
    "handover": gettext_lazy("Faser og overdragelse"),
    "citizen": gettext_lazy("Borgerens stemme"),
}


@dataclass(frozen=True)
class Phased:
    """One phase of CTI: its days, its plan, and how many meetings there were in it."""

    number: int
    from_on: datetime.date
    planned_until_on: datetime.date | None
    until_on: datetime.date | None
    areas: int
    meetings: int  # counted in the phases that follow the contact phase, while the course runs


@dataclass(frozen=True)
class Case:
    """What is logged of one course, from `since` to `on`. Days of meetings are in order, one for each meeting."""

    since: datetime.date
    on: datetime.date
    began_on: datetime.date
    ended_on: datetime.date | None = None
    ended_because: str = ""
    every_days: int | None = None
    met_on: Sequence[datetime.date] = ()
    met_outside: int = 0
    met_by: int = 0  # how many workers
    own_words: int = 0  # meetings with them
    caseload: int | None = None  # open courses of the method that the same worker has; of ACT the team's by its workers
    pauses: Sequence[tuple[datetime.date, datetime.date | None]] = ()
    phases: Sequence[Phased] = ()
    areas: Sequence[Area] = ()  # of every phase, once the course was handed over
    homes: Sequence[tuple[datetime.date, datetime.date | None, str]] = ()  # tenancies: from, until, how they ended
    asked_for_wishes: bool = False
    offers: Sequence[str] = ()  # their states
    provider_asked: bool | None = None  # none: there is no plan
    verdicts: int | None = None  # none: there is no goal from before `since`

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def is_new(self) -> bool:
        """Nobody has met the citizen, and by what is agreed nobody should have yet."""
        return not self.met_on and (self.on - self.began_on).days <= (self.every_days or 0)

    @property
    def begins(self) -> datetime.date:
        return max(self.since, self.began_on)

    @property
    def ends(self) -> datetime.date:
        return min(self.ended_on or self.on, self.on)

    def paused_days(self, begins: datetime.date, ends: datetime.date) -> int:
        if not self.pauses:  # as nearly always
            return 0
        return sum(
            max((min(until or self.on, ends) - max(from_on, begins)).days, 0) for from_on, until in self.pauses
        )  # fmt: skip

    def days_of(self, phase: Phased) -> int:
        """Days of a phase without those on pause; one at least where it has only just begun."""
        ends = phase.until_on or self.on
        return max((ends - phase.from_on).days, 1) - self.paused_days(phase.from_on, ends)


@dataclass(frozen=True)
class Judged:
    """One case by one criterion: it holds, it does not, or it cannot be known, and why.

    A page judges thousands and shows a few: the words are made when they are asked for.
    """

    holds: bool | None
    words: Promise | str = ""
    values: Mapping[str, int] | int | None = None  # in the words

    @property
    def why(self) -> str:
        return str(self.words if self.values is None else self.words % self.values)


YES = Judged(True)
Judge = Callable[[Case, int | None], Judged | None]  # none: the criterion is not about this case now


def unknown(why: Promise) -> Judged:
    return Judged(None, why)


# Said of hundreds of courses: made once.
NO_RHYTHM = unknown(gettext_lazy("Hvor tit er ikke aftalt med borgeren."))
NO_SHARE = unknown(gettext_lazy("Hvor stor en del siger ingen kilde, vi har læst, og I har ikke sagt et tal."))
NO_NUMBER = unknown(gettext_lazy("Hvor mange siger ingen kilde, vi har læst, og I har ikke sagt et tal."))
NO_PLAN = unknown(gettext_lazy("Der er ingen handleplan, der spørger om det."))
NO_GOALS = unknown(gettext_lazy("Der er ingen mål, borgeren skulle have sagt noget om endnu."))
NO_WISHES = Judged(False, gettext_lazy("Ikke spurgt om ønsker til en bolig."))
WITHOUT_A_MEETING = ngettext_lazy(
    "%(most)d dag uden et møde; aftalt er %(every)d.", "%(most)d dage uden et møde; aftalt er %(every)d.", "most"
)


def _met_as_agreed(case: Case, _limit: int | None) -> Judged | None:
    if case.every_days is None:
        return NO_RHYTHM
    phase = _phase_now(case)
    begins = max(case.begins, phase.from_on) if phase else case.begins
    days = [begins, *(day for day in case.met_on if day >= begins), case.on]
    gaps = [(two - one).days - case.paused_days(one, two) for one, two in pairwise(days)]
    if case.paused_days(begins, case.on) >= (case.on - begins).days > 0:
        return unknown(gettext_lazy("Forløbet har været på pause hele tiden."))
    if max(gaps) <= case.every_days:
        return YES
    return Judged(False, WITHOUT_A_MEETING, {"most": max(gaps), "every": case.every_days})


def _falls_by_phase(case: Case, _limit: int | None) -> Judged | None:
    told = sorted((one for one in case.phases if one.number > CONTACT_PHASE), key=lambda one: one.number)
    if told and not told[-1].until_on and (case.on - told[-1].from_on).days < (case.every_days or 0):
        told.pop()  # it has only just begun
    if len(told) < 2:
        return None
    before, now = told[-2], told[-1]
    days, days_before = case.days_of(now), case.days_of(before)
    if not days or not days_before:
        return unknown(gettext_lazy("En af faserne har været på pause hele tiden."))
    if now.meetings * days_before < before.meetings * days:
        return YES
    said = gettext_lazy("%(now)d møder i fase %(number)d, og ikke sjældnere end i fasen før.")
    return Judged(False, said, {"now": now.meetings, "number": now.number})


def _met_where_they_are(case: Case, limit: int | None) -> Judged | None:
    if case.is_new:
        return None
    if not limit:
        return NO_SHARE
    met = len(case.met_on)
    if not met:
        return Judged(False, gettext_lazy("Ingen møder."))
    if 100 * case.met_outside >= limit * met:
        return YES
    return Judged(
        False, gettext_lazy("%(out)d af %(met)d møder ude hos borgeren."), {"out": case.met_outside, "met": met}
    )


def _caseload(case: Case, limit: int | None) -> Judged | None:
    if not limit:
        return NO_NUMBER
    if case.caseload is None:
        return None
    return YES if case.caseload <= limit else Judged(False, gettext_lazy("Den, der støtter, har flere end %d."), limit)


def _team_is_shared(case: Case, _limit: int | None) -> Judged | None:
    if case.is_new:
        return None
    if case.met_by > 1:
        return YES
    alone, nobody = gettext_lazy("Kun én har mødt borgeren."), gettext_lazy("Ingen har mødt borgeren.")
    return Judged(False, alone if case.met_by else nobody)


def _asked_for_wishes(case: Case, _limit: int | None) -> Judged | None:
    return YES if case.asked_for_wishes else NO_WISHES


def _answered_offer(case: Case, _limit: int | None) -> Judged | None:
    if "lapsed" in case.offers:
        return Judged(False, gettext_lazy("En frist løb ud uden et svar."))
    return YES if any(state in ANSWERED for state in case.offers) else None  # nobody has answered yet


def _asked_for_provider(case: Case, _limit: int | None) -> Judged | None:
    if case.provider_asked is None:
        return NO_PLAN
    return YES if case.provider_asked else Judged(False, gettext_lazy("Handleplanen siger det ikke."))


def _home_outlasts_support(case: Case, _limit: int | None) -> Judged | None:
    if case.ended_on is None or not case.since <= case.ended_on <= case.on:
        return None
    if case.ended_because in (*UNSAID, ANOTHER_METHOD):
        return None
    ends = [
        (until, ended) for from_on, until, ended in case.homes
        if from_on < case.ended_on and (until is None or until >= case.ended_on)
    ]  # fmt: skip
    if any(until is None or until - case.ended_on > DAY for until, _ended in ends):
        return YES
    if all(ended in NOT_LOST for _until, ended in ends):
        return None
    return Judged(False, gettext_lazy("Lejemålet sluttede samtidig med støtten."))


def _support_outlasts_home(case: Case, _limit: int | None) -> Judged | None:
    ends = [
        until for _from, until, ended in case.homes
        if until and ended not in NOT_LOST and case.begins < until <= min(case.ends + DAY, case.on)
    ]  # fmt: skip
    if not ends or case.ended_because in UNSAID:
        return None
    if case.ended_on is None or case.ended_because == ANOTHER_METHOD or case.ended_on - max(ends) > DAY:
        return YES
    return Judged(False, gettext_lazy("Støtten sluttede samtidig med lejemålet."))


def _phase_has_a_plan(case: Case, _limit: int | None) -> Judged | None:
    now = _phase_now(case)
    if now is None or now.number == CONTACT_PHASE:
        return None
    return YES if 1 <= now.areas <= 3 else Judged(False, gettext_lazy("Fase %d har ingen plan."), now.number)


def _phase_now(case: Case) -> Phased | None:
    return next((one for one in case.phases if case.is_open and one.until_on is None), None)


def _phase_ends_in_time(case: Case, limit: int | None) -> Judged | None:
    judged = [
        _ended_in_time(case, one, one.planned_until_on, limit)
        for one in case.phases
        if limit and one.planned_until_on and (one.until_on or case.on) >= case.since
    ]
    return next((one for one in judged if not one.holds), YES) if judged else None


def _ended_in_time(case: Case, phase: Phased, planned_until: datetime.date, months: int) -> Judged:
    """Is a phase planned no longer than the method says, and over when it was planned to be? Pauses are added."""
    ends = phase.until_on or case.on
    if planned_until - case.paused_days(phase.from_on, ends) * DAY > add_months(phase.from_on, months):
        return Judged(False, gettext_lazy("Fase %d er planlagt længere, end metoden siger."), phase.number)
    if ends - planned_until > case.paused_days(phase.from_on, ends) * DAY:
        return Judged(False, gettext_lazy("Fase %d varede længere end planlagt."), phase.number)
    return YES


def _handed_over(case: Case, _limit: int | None) -> Judged | None:
    if case.ended_because not in HANDED_OVER or not case.ended_on or case.ended_on < case.since:
        return None
    lacking = lacking_before_done(Method.CTI, [one.number for one in case.phases], case.areas)
    said = "; ".join(lacking)
    return Judged(False, f"{said[:1].upper()}{said[1:]}.") if lacking else YES


def _own_words(case: Case, _limit: int | None) -> Judged | None:
    if case.is_new:
        return None
    return YES if case.own_words else Judged(False, gettext_lazy("Ingen egne ord er skrevet ned."))


def _own_verdict(case: Case, _limit: int | None) -> Judged | None:
    if case.verdicts is None:
        return NO_GOALS
    return YES if case.verdicts else Judged(False, gettext_lazy("Borgeren er ikke spurgt, om det går den rette vej."))


# By the keys of `MethodCriterion` in ground/law.
JUDGES: Mapping[str, Judge] = {
    "met_as_agreed": _met_as_agreed, "falls_by_phase": _falls_by_phase, "met_where_they_are": _met_where_they_are,
    "caseload_cti": _caseload, "caseload_icm": _caseload, "caseload_act": _caseload, "caseload_act_modified": _caseload,
    "team_is_shared": _team_is_shared, "asked_for_wishes": _asked_for_wishes, "answered_offer": _answered_offer,
    "asked_for_provider": _asked_for_provider, "home_outlasts_support": _home_outlasts_support,
    "support_outlasts_home": _support_outlasts_home, "phase_has_a_plan": _phase_has_a_plan,
    "phase_ends_in_time": _phase_ends_in_time, "handed_over": _handed_over, "own_words": _own_words,
    "own_verdict": _own_verdict,
}  # fmt: skip

ALSO_OF_ENDED = frozenset(
    {"home_outlasts_support", "support_outlasts_home", "phase_ends_in_time", "handed_over", "answered_offer"}
)


@dataclass(frozen=True)
class Found:
    """One criterion for a team: how it stands, and each case that it is about, judged."""

    state: State
    judged: Mapping[int, Judged] = field(default_factory=dict)  # by the case's place

    @property
    def missing(self) -> str:
        """What is missing, in words; nothing where all is there."""
        lacks = sum(one.holds is False for one in self.judged.values())
        untold = [one for one in self.judged.values() if one.holds is None]
        if not self.judged:
            return _("Ingen forløb at se det på endnu.")
        said = []
        if lacks:
            words = _("Mangler i %(n)d af %(all)d forløb.")
            said.append(words % {"n": lacks, "all": len(self.judged)})
        if untold and len(untold) == len(self.judged):
            said += dict.fromkeys(one.why for one in {id(one): one for one in untold}.values())  # one is said of many
        elif untold:
            said.append(_("%d kan ikke vides.") % len(untold))
        return " ".join(said)


def judge(key: str, cases: Sequence[Case], limit: int | None) -> Found:
    """Judge a criterion: met where it holds in every case that is known, partly where it does in some."""
    of_case, is_of_ended = JUDGES[key], key in ALSO_OF_ENDED
    about = ((place, case) for place, case in enumerate(cases) if is_of_ended or case.ended_on is None)
    judged = {place: one for place, case in about if (one := of_case(case, limit)) is not None}
    return Found(state_of([one.holds for one in judged.values()]), judged)


def state_of(holds: Sequence[bool | None]) -> State:
    known = [one for one in holds if one is not None]
    if not known:
        return State.UNKNOWN
    if all(known):
        return State.MET if 2 * len(known) >= len(holds) else State.UNKNOWN  # most cannot be known
    return State.PARTLY if any(known) else State.NOT


def of_domain(states: Sequence[State]) -> State:
    """The state of a domain from its criteria; those that cannot be known are left out, and said beside it."""
    known = [one for one in states if one is not State.UNKNOWN]
    if not known:
        return State.UNKNOWN
    return known[0] if len(set(known)) == 1 else State.PARTLY
