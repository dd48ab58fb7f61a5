"""Who follows up on a citizen, what comes next, and on which day? Or what is lacking, with reasons. Pure.

The function is total: every citizen in homelessness, or at notice of it, is in hand or unheld, never both.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.situations.models import Situation
from hjemvej.platform.ui.when import full_date

ANSWERED_BY, TOO_LATE = "hand_over_answered", "step_is_too_late"  # keys of ground/law
# Only a home, moving away and death end it: a kind of situation that is added later, and *unknown*, leave nobody out.
ENDS_IT = (Situation.Kind.OWN_HOME, Situation.Kind.MOVED_AWAY, Situation.Kind.DEAD)
GOES_ON = tuple(kind for kind in Situation.Kind if kind not in ENDS_IT)
Lacking = Literal["owner", "step"]


@dataclass(frozen=True)
class Worker:
    """A user who may hold a citizen, and what they can do today."""

    id: uuid.UUID
    name: str
    is_member: bool = True  # of an active team
    may_work: bool = True  # with a role that works with citizens
    has_access: bool = True  # in a team that needs to know of this citizen
    left_on: datetime.date | None = None  # the last day in a team

    @property
    def can_hold(self) -> bool:
        return self.is_member and self.may_work and self.has_access


@dataclass(frozen=True)
class NextStep:
    """What comes next, by when, and how the citizen stands until then."""

    words: str
    due_on: datetime.date
    state: str


@dataclass(frozen=True)
class Given:
    """A hand-over that waits for its receiver."""

    id: uuid.UUID
    to: str  # a colleague's name, or a team's
    answer_by: datetime.date


@dataclass(frozen=True)
class Facts:
    """What is known of one citizen of the register at a moment."""

    person_id: uuid.UUID
    is_in_homelessness: bool = True  # or at notice of it by their situation; else by an open row, as an inquiry
    since: datetime.date | None = None  # on which day that began
    coordinator: Worker | None = None
    holder: Worker | None = None  # who has the row that alone tells of the citizen
    last_coordinated_on: datetime.date | None = None  # the last day of a coordinator before
    step: NextStep | None = None
    meanwhile: str = ""  # what goes on without a day of its own: a course, a stay in hospital
    given: Given | None = None
    is_known_to_a_team: bool = True


@dataclass(frozen=True)
class InHand:
    """One owner, one next step and one day."""

    person_id: uuid.UUID
    owner: Worker
    step: str
    day: datetime.date
    state: str
    reasons: tuple[str, ...] = ()

    def days_late(self, on: datetime.date) -> int:
        return max((on - self.day).days, 0)


@dataclass(frozen=True)
class Unheld:
    """Nobody follows up, or nobody knows what comes next."""

    person_id: uuid.UUID
    lacking: frozenset[Lacking]
    reasons: tuple[str, ...]
    since: datetime.date | None = None
    owner: Worker | None = None  # there is one where only the step is lacking
    given: Given | None = None


Standing = InHand | Unheld


def where_it_stands(facts: Facts) -> Standing:
    """In hand with the coordinator, who has access today, and a next step with a day; else unheld, and why."""
    owner, step = owner_of(facts), facts.step
    if owner and facts.given:
        to = facts.given.to
        until = (
            _("%s følger op, til den er taget imod") % owner.name,
            _("Svar senest %s, ellers kommer den tilbage") % full_date(facts.given.answer_by),
        )
        words = _("%s tager imod") % to
        return InHand(facts.person_id, owner, words, facts.given.answer_by, _("givet videre"), until)
    if owner and step:
        state = step.state or facts.meanwhile or _("aftalt")
        return InHand(facts.person_id, owner, step.words, step.due_on, state, (_("%s følger op") % owner.name,))
    lacking: set[Lacking] = set()
    reasons: list[str] = []
    if owner is None:
        lacking.add("owner")
        reasons.append(_why_nobody(facts))
    if step is None:
        lacking.add("step")
        reasons.append(
            _("%s har ikke skrevet et næste skridt med en dag") % owner.name
            if owner
            else _("Intet næste skridt med en dag")
        )
    if facts.given:
        reasons.append(_("Givet til %s, der ikke har taget imod endnu") % facts.given.to)
    return Unheld(facts.person_id, frozenset(lacking), tuple(reasons), _since(facts), owner, facts.given)


def owner_of(facts: Facts) -> Worker | None:
    """The coordinator; of a citizen we only have an inquiry about, also who has taken that."""
    if facts.coordinator:
        return facts.coordinator if facts.coordinator.can_hold else None
    if not facts.is_in_homelessness and facts.holder and facts.holder.can_hold:
        return facts.holder
    return None


def _why_nobody(facts: Facts) -> str:
    if not facts.is_known_to_a_team:
        return _("Intet team har adgang til borgeren")
    who = facts.coordinator
    if who is None:
        if facts.is_in_homelessness:
            return _("Ingen er koordinator")
        return _("Ingen har taget henvendelsen")
    if not who.is_member:
        return _("%s er ikke længere i teamet") % who.name
    if not who.may_work:
        return _("%s arbejder ikke længere med borgere") % who.name
    return _("%s og teamet har ikke længere adgang til borgeren") % who.name


def _since(facts: Facts) -> datetime.date | None:
    """The first day without an owner, where we know it."""
    if owner_of(facts) is not None or not facts.is_in_homelessness:
        return None
    day = datetime.timedelta(days=1)
    if facts.coordinator:
        return facts.coordinator.left_on + day if facts.coordinator.left_on else None
    days = [facts.since, facts.last_coordinated_on + day if facts.last_coordinated_on else None]
    return max((known for known in days if known), default=None)


def is_too_late(held: InHand, *, on: datetime.date, limit: int) -> bool:
    """A day that has passed is late; after the limit it is shown first."""
    return held.days_late(on) > limit


def headline(unheld: list[Unheld]) -> str:
    """The page's answer: of how many nobody follows up, and for how many nobody has said what comes next."""
    without_owner = sum("owner" in one.lacking for one in unheld)
    without_step = len(unheld) - without_owner
    if not unheld:
        return _("Alle har en, der følger op, og en dag")
    if not without_owner:
        words = ngettext("%d borger har intet næste skridt", "%d borgere har intet næste skridt", without_step)
        return words % without_step
    words = ngettext("%d borger har ingen, der følger op", "%d borgere har ingen, der følger op", without_owner)
    besides = [_("%d har intet næste skridt") % without_step] if without_step else []
    return " · ".join([words % without_owner, *besides])


def by_time(unheld: list[Unheld]) -> list[Unheld]:
    """Without an owner first, the longest first; then without a step. Never by the worth of a person."""
    last = datetime.date.max
    return sorted(unheld, key=lambda one: ("owner" not in one.lacking, one.since or last, str(one.person_id)))
