"""How was a night for a person, and why? Pure: what is known of the night in, the verdict with its reason out.

What was learned last counts. A place that was slept in makes a night safe, unless the guest came in its last hours.
To be known outside outranks to be missing. A house or a roof that somebody else told of is not a safe place by itself:
with family or friends, in a caravan, the night is not assessed. A safe night is one in homelessness only where the
person is homeless by VIVE: not in a crisis centre (§ 109), nor as a guest with a home that cannot be used.
"""

import datetime
import uuid
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Night, Outcome, PlaceRequest
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import NIGHT_ENDS
from hjemvej.ground.situations.rules import COPENHAGEN, HOMELESS, Kind
from hjemvej.platform.ui.when import clock

Why, Status = Night.Why, PlaceRequest.Status
COMES_LATE_FROM = datetime.time(2)  # our own: a bed from two o'clock on is not a night in it
HAS_A_BED = frozenset({Kind.SHELTER, Kind.HOTEL, Kind.TRANSITIONAL, Kind.DISCHARGE, Kind.PRISON_RELEASE})
SAYS_NOTHING = frozenset({"", Kind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Where:
    """Where the person slept as far as is known, and when that was first known of this night."""

    kind: str
    learned_at: datetime.datetime
    house_id: uuid.UUID | None = None
    house_kind: str = ""
    has_unusable_home: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """The place that the person slept in; `came_at` on its first night."""

    house_id: uuid.UUID
    house_kind: str
    house_name: str
    written_at: datetime.datetime
    came_at: datetime.datetime | None = None
    is_crisis_centre: bool = False  # the house stands under § 109


@dataclass(frozen=True, slots=True)
class Told:
    """The latest word of a colleague or the citizen on this night."""

    outcome: str
    words: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a person's night."""

    night: datetime.date
    where: Where | None = None
    where_before: str = ""  # of a guest who came late: the kind known just before
    is_still_homeless: bool = False  # nobody knows where, and the homelessness before has not ended
    stay: Stay | None = None
    request: str = ""  # the request's status
    asked_at: datetime.datetime | None = None
    answered_at: datetime.datetime | None = None  # when it was closed
    tried: tuple[str, ...] = ()
    stayed_empty: bool = False  # a place was held, and the person did not come
    handed_over: str | None = None  # the sender's words, where nobody got as far as asking
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the night was, why, where, and what happened in a sentence."""

    outcome: str
    why: str
    house_id: uuid.UUID | None = None
    words: str = ""
    in_homelessness: bool = True


def verdict(facts: Facts) -> Verdict | None:
    """None: the night is none in homelessness, as far as is known."""
    found, told = _found(facts), facts.told
    if told is None or _learned_since(facts, told.at):
        return found
    if found and found.outcome == told.outcome:
        return replace(found, words=told.words or found.words)
    return Verdict(told.outcome, Why.TOLD, words=told.words)


def came_late(stay: Stay, night: datetime.date) -> bool:
    """Did the guest come in the night's last hours? What is written after the night is told late, not come late."""
    if stay.came_at is None:
        return False
    came = stay.came_at.astimezone(COPENHAGEN)
    return came.date() == night + datetime.timedelta(days=1) and COMES_LATE_FROM <= came.time() < NIGHT_ENDS


def _found(facts: Facts) -> Verdict | None:
    stay, late = facts.stay, ""
    if stay is not None:
        if not came_late(stay, facts.night):
            is_homeless = _is_homeless_in(stay, facts.where)
            return Verdict(_in(stay.house_kind), Why.STAY, stay.house_id, in_homelessness=is_homeless)
        late = _("Kom først %(clock)s til %(house)s.") % {"clock": clock(stay.came_at), "house": stay.house_name}
    kind = facts.where_before if late else facts.where.kind if facts.where else ""
    if kind == Kind.STREET:
        return _known_outside(facts, late)
    if _asked_in_vain(facts, has_come=bool(late)) and not _has_another_place(facts, kind):
        return _in_vain(facts, late)
    if late:
        return Verdict(Outcome.NOT_ASSESSED, Why.CAME_LATE, words=late)
    if facts.where and kind in HOMELESS:
        return _slept_as(kind, facts.where)
    if kind == Kind.UNKNOWN and facts.is_still_homeless:
        if facts.request == Status.WITHDRAWN:
            return _found_alone()
        return Verdict(Outcome.MISSING, Why.UNKNOWN, words=_("Vi ved ikke, hvor borgeren sov."))
    return None


def _in(house_kind: str) -> str:
    return Outcome.CHAIR if house_kind == House.Kind.NIGHT_CAFE else Outcome.SAFE


def _is_homeless_in(stay: Stay, where: Where | None) -> bool:
    """Is a night in this place one in homelessness? By the situation; where nobody knows it, by the house."""
    if where is None or where.kind in SAYS_NOTHING:
        return not stay.is_crisis_centre
    return where.kind in HOMELESS and not where.has_unusable_home


def _slept_as(kind: str, where: Where) -> Verdict:
    if kind == Kind.NIGHT_CAFE:  # VIVE counts an acute flat with the night cafés; a bed in it is no chair
        outcome = _in(where.house_kind or House.Kind.NIGHT_CAFE)
    else:
        outcome = Outcome.SAFE if kind in HAS_A_BED else Outcome.NOT_ASSESSED
    return Verdict(outcome, Why.SITUATION, where.house_id, in_homelessness=not where.has_unusable_home)


def _known_outside(facts: Facts, late: str) -> Verdict:
    left_alone = facts.request == Status.WITHDRAWN and facts.answered_at and facts.where
    if left_alone and not late and facts.where.learned_at <= facts.answered_at:  # type: ignore[union-attr, operator]
        return _found_alone()
    if _asked_in_vain(facts, has_come=bool(late)):
        return Verdict(Outcome.UNSAFE, Why.IN_VAIN, words=late or _what_was_tried(facts))
    return Verdict(Outcome.UNSAFE, Why.SITUATION, words=late or _("Sover ude, så vidt vi ved. Ingen bad om en plads."))


def _in_vain(facts: Facts, late: str) -> Verdict:
    if facts.stayed_empty and not late:
        return Verdict(Outcome.MISSING, Why.STAYED_EMPTY, words=_what_was_tried(facts))
    return Verdict(Outcome.UNSAFE, Why.IN_VAIN, words=late or _what_was_tried(facts))


def _found_alone() -> Verdict:
    return Verdict(Outcome.NOT_ASSESSED, Why.FOUND_ALONE, words=_("Fandt selv et sted at sove."))


def _asked_in_vain(facts: Facts, *, has_come: bool) -> bool:
    """Did the person wait for a place all night, or until the late hour of arrival?"""
    if has_come:
        stay = facts.stay
        return bool(facts.asked_at and stay and stay.came_at and facts.asked_at < stay.came_at)
    return facts.request in (Status.WAITING, Status.UNMET) or facts.handed_over is not None


def _has_another_place(facts: Facts, kind: str) -> bool:
    """Did we learn since they asked where they slept? What was thought before they asked no longer held."""
    where, asked_at = facts.where, facts.asked_at
    return bool(where and asked_at and kind not in SAYS_NOTHING and where.learned_at > asked_at)


def _learned_since(facts: Facts, told_at: datetime.datetime) -> bool:
    if facts.stay and facts.stay.written_at > told_at:
        return True
    where = facts.where
    return bool(where and where.kind not in SAYS_NOTHING and where.learned_at > told_at)


def _what_was_tried(facts: Facts) -> str:
    if facts.handed_over is not None and not facts.request:
        return _("Ingen nåede at finde en plads. %s") % facts.handed_over
    if not facts.tried:
        return _("Ingen plads blev fundet.")
    return f"{'. '.join(words[:1].upper() + words[1:] for words in facts.tried)}."
