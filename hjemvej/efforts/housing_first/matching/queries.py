"""Who needs a home, which homes are vacant, who may have which, and in what order? Six questions, however many."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.housing_first import queries as offered
from hjemvej.efforts.housing_first.models import MeetingHome, SavedOrder, SavedPlace
from hjemvej.efforts.housing_first.rules import State, waits_since
from hjemvej.efforts.housing_first.wishing.queries import wants_of
from hjemvej.efforts.housing_first.wishing.rules import Wants
from hjemvej.ground.economy.queries import rent_limits
from hjemvej.ground.economy.rules import RentLimit
from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.people.rules import age_on
from hjemvej.ground.situations.models import WITHIN_A_MONTH, Situation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine
from hjemvej.platform.spans.queries import lasting_on_sql

from . import rules
from .rules import Home, Judged, Need, Rules, Seeker

OUTSIDE = frozenset({Situation.Kind.STREET, Situation.Kind.NIGHT_CAFE})

WITH_A_FIGURE = frozenset({"match_space", "match_age", "match_registered"})
KEYS = frozenset({condition.rule for condition in rules.CONDITIONS}) | frozenset(rules.CLASSES)

# What decides the order alone: are there children, and where does the citizen sleep?
NEED = f"""EXISTS (SELECT FROM people_householdmember one
        WHERE one.person_id = person.id AND one.is_with_them AND one.relation = 'child'
            AND (one.born_year IS NULL OR one.born_year > extract(year FROM %(on)s::date) - 18)),
    (SELECT slept.kind FROM situations_situation slept WHERE slept.person_id = person.id
        AND slept.superseded_at IS NULL AND {lasting_on_sql("slept", "%(on)s::date")}
        ORDER BY slept.from_on DESC LIMIT 1)"""
NO_NEED = "false, NULL"
FACTS = f"""
SELECT person.id, person.born_on, person.born_year, person.born_year_is_guess,
    (SELECT count(*) FROM people_householdmember one WHERE one.person_id = person.id AND one.is_with_them),
    {{need}},
    (SELECT responsible.municipality_code = %(municipality)s FROM people_responsiblemunicipality responsible
        WHERE responsible.person_id = person.id AND {lasting_on_sql("responsible", "%(on)s::date")}
        ORDER BY responsible.from_on DESC LIMIT 1),
    (SELECT count(*) FROM housing_first_housingregistration written
        WHERE written.person_id = person.id AND written.ended_on IS NULL),
    ARRAY(SELECT vacancy.dwelling_id::text FROM housing_first_homeoffer offer
        JOIN homes_vacancy vacancy ON vacancy.id = offer.vacancy_id
        WHERE offer.person_id = person.id AND offer.state = 'declined'),
    EXISTS (SELECT FROM housing_first_homeoffer offer WHERE offer.person_id = person.id AND offer.ended_on IS NULL)
FROM people_person person WHERE person.id = ANY(%(people)s)"""


@dataclass(frozen=True)
class Candidate:
    """A citizen who needs a home: what decides whether one fits, and what decides the order."""

    person_id: uuid.UUID
    seeker: Seeker
    need: Need
    has_offer: bool  # of a home, and still open


def rules_on(on: datetime.date) -> Rules:
    """The rules in force on a day, each with its figure."""
    return {key: int(rule.value) for key, rule in law.provisions_on(on).items() if key in KEYS}


def home_of(dwelling: Dwelling) -> Home:
    return Home(
        id=str(dwelling.pk), rent=int(dwelling.monthly_rent.to_integral_value()), form=dwelling.form,
        neighbourhood=dwelling.neighbourhood, rooms=dwelling.rooms, floor=dwelling.floor, has_lift=dwelling.has_lift,
        is_step_free=dwelling.is_step_free, takes_pets=dwelling.takes_pets, is_quiet=dwelling.is_quiet,
        has_bath=dwelling.has_bath, has_kitchen=dwelling.has_kitchen, has_balcony=dwelling.has_balcony,
    )  # fmt: skip


def candidates(*, viewer: Viewer, at: datetime.datetime) -> list[Candidate]:
    """Everybody in homelessness who is ours and whom the viewer's team follows."""
    states = {one.person_id: one.state for one in offered.everybody(viewer=viewer, at=at)}
    return _candidates(states, viewer, localdate(at))


def candidate(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> Candidate:
    """One citizen, whether in homelessness or not."""
    return _candidates({person_id: offered.state_of(person_id, on, viewer=viewer)}, viewer, on)[0]


def _candidates(
    states: Mapping[uuid.UUID, State | None], viewer: Viewer, on: datetime.date
) -> list[Candidate]:  # fmt: skip
    rows, told = _facts(states, viewer, on), _told(states, viewer, on)
    young_below = int(law.provision_then(rules.YOUNG_BELOW, on).value)
    return [_candidate(row, states[row[0]], told, on, young_below) for row in rows]


def _facts(
    person_ids: Collection[uuid.UUID], viewer: Viewer, on: datetime.date, *, need: str = NEED
) -> list[tuple[Any, ...]]:
    with viewer.cursor() as cursor:
        cursor.execute(
            FACTS.format(need=need), {"people": list(person_ids), "on": on, "municipality": settings.MUNICIPALITY_CODE}
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@dataclass(frozen=True)
class _Told:
    """What citizens told of their economy and wishes, by citizen."""

    limits: Mapping[uuid.UUID, RentLimit] = field(default_factory=dict)
    wants: Mapping[uuid.UUID, Wants] = field(default_factory=dict)


def _told(
    person_ids: Collection[uuid.UUID], viewer: Viewer, on: datetime.date, *, what_fails_alone: bool = False
) -> _Told:
    return _Told(
        rent_limits(person_ids, viewer=viewer, on=on, sure_alone=what_fails_alone),
        wants_of(person_ids, viewer=viewer, must_alone=what_fails_alone),
    )


def _candidate(
    row: tuple[Any, ...], state: State | None, told: _Told, on: datetime.date, young_below: int
) -> Candidate:
    *_facts_of_one, has_children, sleeps, _is_ours, _registrations, _said_no, has_offer = row
    seeker = _seeker(row, state, told, on)
    classes = rules.classes_of(
        has_children=has_children, sleeps=sleeps or "", age=seeker.age, young_below=young_below, outside=OUTSIDE,
        leaving=WITHIN_A_MONTH,
    )  # fmt: skip
    since = state.facts.since if state and state.facts.since else on
    return Candidate(row[0], seeker, Need(classes, since), has_offer)


def _seeker(row: tuple[Any, ...], state: State | None, told: _Told, on: datetime.date) -> Seeker:
    (person_id, born_on, born_year, is_guess, with_them, _has_children, _sleeps, is_ours, registrations, said_no,
     _has_offer) = row  # fmt: skip
    limit = told.limits.get(person_id)
    age = age_on(born_on, on) if born_on else on.year - born_year if born_year and not is_guess else None
    return Seeker(
        str(person_id), age=age, household=1 + with_them, is_ours=is_ours, registrations=registrations,
        highest_rent=int(limit.kroner) if limit else None, is_rent_sure=limit is None or limit.is_sure,
        said=_said(state), other_form=_other_form(state), said_no_to=frozenset(said_no),
        wants=told.wants[person_id].wants if person_id in told.wants else {},
    )  # fmt: skip


def _said(state: State | None) -> rules.Said:
    if state is None or state.facts.offered is None or not state.facts.offered.answer:
        return "not_asked"
    return "yes" if state.facts.offered.answer in ("yes", "other_form") else "no"


def _other_form(state: State | None) -> str:
    return state.facts.offered.other_form if state and state.facts.offered else ""


@dataclass(frozen=True)
class Card:
    """A citizen beside a vacant home: each condition, what would be good, and the answer."""

    vacancy: Vacancy
    judged: list[Judged]
    good: list[tuple[bool | None, str]]

    @property
    def answer(self) -> str:
        return rules.answer(self.judged)

    @property
    def fits(self) -> bool:
        return rules.fits(self.judged)

    @property
    def stands_in_the_way(self) -> list[Judged]:
        return [one for one in self.judged if one.mark != "holds"]

    @property
    def fails(self) -> list[Judged]:
        return [one for one in self.judged if one.mark == "fails"]

    @property
    def unknown(self) -> list[Judged]:
        return [one for one in self.judged if one.mark == "unknown"]

    @property
    def holds(self) -> list[Judged]:
        return [one for one in self.judged if one.mark == "holds"]


def card(found: Candidate, vacancy: Vacancy, in_force: Rules) -> Card:
    home = home_of(vacancy.dwelling)
    return Card(
        vacancy, rules.why(found.seeker, home, in_force), rules.good_to_have(found.seeker, home)
    )  # fmt: skip


def cards(person_id: uuid.UUID, vacancies: Sequence[Vacancy], *, viewer: Viewer, on: datetime.date) -> list[Card]:
    """A citizen beside each of these homes: those that fit first, else as they were."""
    found, in_force = candidate(person_id, viewer=viewer, on=on), rules_on(on)
    return sorted((card(found, one, in_force) for one in vacancies), key=lambda one: not one.fits)


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """For the citizen's own paper: why no vacant home fits, where they wait, have told wishes and are offered none."""
    on = localdate(at)
    stands = offered.state_of(person_id, on, viewer=viewer)
    if stands is None or waits_since(stands) is None:
        return []
    found, in_force = candidate(person_id, viewer=viewer, on=on), rules_on(on)
    if found.has_offer or not found.seeker.wants:
        return []
    vacant = [home_of(one.dwelling) for one in homes.free_vacancies(viewer=viewer)]
    said = rules.why_none_fits([rules.why(found.seeker, home, in_force) for home in vacant])
    return [PaperLine("Vi", said)] if said else []


@dataclass(frozen=True)
class Fitting:
    """Whom a home fits, in order, and how many each condition keeps out."""

    in_order: list[tuple[Candidate, int]]  # with the conditions that nobody has asked about, in bits
    kept_out: dict[str, int]


def waiting(*, viewer: Viewer, at: datetime.datetime, in_force: Rules) -> list[Candidate]:
    """Everybody in homelessness whom no home is offered now, in the order of need and time."""
    return _in_order([one for one in candidates(viewer=viewer, at=at) if not one.has_offer], in_force)


def seekers(*, viewer: Viewer, at: datetime.datetime, what_fails_alone: bool = False) -> list[Seeker]:
    """The same citizens in no order, as the conditions judge them.

    With `what_fails_alone`, only with what can keep them from a home: a rent that is sure, and what a home must have.
    """
    on = localdate(at)
    states = {one.person_id: one.state for one in offered.answers(viewer=viewer, at=at)}
    rows = [row for row in _facts(states, viewer, on, need=NO_NEED) if not row[-1]]
    told = _told([row[0] for row in rows], viewer, on, what_fails_alone=what_fails_alone)
    return [_seeker(row, states[row[0]], told, on) for row in rows]


def _in_order(found: Sequence[Candidate], in_force: Rules) -> list[Candidate]:
    return sorted(found, key=lambda one: rules.place(one.need, one.seeker.id, in_force))


def whom_one_fits(
    vacancy: Vacancy, *, viewer: Viewer, at: datetime.datetime, in_force: Rules
) -> list[tuple[Candidate, int]]:  # fmt: skip
    """Whom a home fits, as `whom_they_fit` of all who wait, in order.

    Economy and wishes are asked of those alone whom nothing else keeps out: what nobody told keeps nobody out.
    """
    on = localdate(at)
    states = {one.person_id: one.state for one in offered.everybody(viewer=viewer, at=at)}
    rows, young_below = _facts(states, viewer, on), int(law.provision_then(rules.YOUNG_BELOW, on).value)

    def fitting(rows: Iterable[tuple[Any, ...]], told: _Told) -> list[tuple[Candidate, int]]:
        found = [_candidate(row, states[row[0]], told, on, young_below) for row in rows]
        waits = [one for one in found if not one.has_offer]
        return whom_they_fit(_in_order(waits, in_force), [vacancy], in_force)[0].in_order

    perhaps = {one.person_id for one, _unknown in fitting(rows, _Told())}
    return fitting((row for row in rows if row[0] in perhaps), _told(perhaps, viewer, on))


def whom_they_fit(people: Sequence[Candidate], vacancies: Sequence[Vacancy], in_force: Rules) -> list[Fitting]:
    """For each home whom it fits, in the order of the people given."""
    found = rules.masks([one.seeker for one in people], [home_of(one.dwelling) for one in vacancies], in_force)
    fails, unknown = found.fails.T.tolist(), found.unknown.T.tolist()
    return [
        Fitting(
            [(one, bits) for one, kept, bits in zip(people, out, asked, strict=True) if not kept], _count(out)
        )
        for out, asked in zip(fails, unknown, strict=True)
    ]  # fmt: skip


def _count(fails: Collection[int]) -> dict[str, int]:
    """How many citizens each condition keeps out."""
    bits = Counter(bit for mask in fails for bit in range(len(rules.CONDITIONS)) if mask >> bit & 1)
    return {rules.CONDITIONS[bit].key: number for bit, number in sorted(bits.items())}


@dataclass(frozen=True)
class RuleToday:
    """A rule of the match, and how many citizens it keeps from every vacant home today; None: it keeps nobody out."""

    rule: ProvisionInForce
    keeps_out: int | None

    @property
    def figure(self) -> str:
        """The rule's own number, where it has one."""
        return self.rule.value_text if self.rule.key in WITH_A_FIGURE else ""


@dataclass(frozen=True)
class RulesToday:
    """Every rule in force, the conditions and the order of need; and how many citizens and vacant homes there are."""

    conditions: list[RuleToday]
    needs: list[ProvisionInForce]
    citizens: int
    homes: int
    fits_somewhere: int


def rules_with_cost(*, viewer: Viewer, at: datetime.datetime) -> RulesToday:
    """A rule keeps a citizen out where it fails for each vacant home that there is."""
    on = localdate(at)
    in_force, rows = rules_on(on), law.provisions_on(on)
    vacant = list(homes.free_vacancies(viewer=viewer))
    everybody = seekers(viewer=viewer, at=at, what_fails_alone=True) if vacant else []
    found = rules.masks(everybody, [home_of(one.dwelling) for one in vacant], in_force, counts_met=False)
    bits: Counter[str] = Counter()  # of each rule together: one may be several conditions
    for bit, condition in enumerate(rules.CONDITIONS):
        bits[condition.rule] |= 1 << bit
    fails = found.fails
    out = {rule: int((fails & np.uint32(mask) != 0).all(axis=1).sum()) for rule, mask in bits.items()}
    keys = dict.fromkeys(condition.rule for condition in rules.CONDITIONS if condition.rule in in_force)
    needs = sorted((rows[key] for key in rules.CLASSES if key in rows), key=lambda rule: rule.value)
    return RulesToday(
        [RuleToday(rows[key], out[key] if vacant else None) for key in keys], needs, len(everybody), len(vacant),
        int(found.is_allowed.any(axis=1).sum()) if vacant else 0,
    )  # fmt: skip


def figures_on(on: datetime.date) -> dict[str, ProvisionInForce]:
    """The conditions in force on a day, as the law writes them."""
    rows = law.provisions_on(on)
    return {key: rows[key] for key in dict.fromkeys(one.rule for one in rules.CONDITIONS) if key in rows}


def names_of_needs(on: datetime.date) -> dict[str, str]:
    """What each class of need is called."""
    return {key: rule.title for key, rule in law.provisions_on(on).items() if key in rules.CLASSES}


def latest_order(vacancy_id: uuid.UUID, *, viewer: Viewer) -> SavedOrder | None:
    """Return the order saved last for a home."""
    return _orders(viewer).filter(vacancy_id=vacancy_id).first()


def _orders(viewer: Viewer) -> QuerySet[SavedOrder]:
    return viewer.rows_of(SavedOrder).select_related("made_by").order_by("-made_at", "id")


def places_of(order: SavedOrder, *, viewer: Viewer) -> QuerySet[SavedPlace]:
    """Return the citizens of an order whom the viewer needs to know, in that order."""
    return viewer.rows_of(SavedPlace).filter(order=order).select_related("person", "order__made_by").order_by("place")


def _orders_with(vacancy_id: uuid.UUID, viewer: Viewer) -> QuerySet[SavedOrder]:
    """The home's own orders, and those of meetings with the home."""
    at_meetings = viewer.rows_of(MeetingHome).filter(vacancy_id=vacancy_id).values("meeting__order")
    return _orders(viewer).filter(Q(vacancy_id=vacancy_id) | Q(pk__in=at_meetings))


def place_in_order(person_id: uuid.UUID, vacancy_id: uuid.UUID, *, viewer: Viewer) -> SavedPlace | None:
    """Return the citizen's place in the latest order that has them: the home's own, or of a meeting with the home."""
    places = viewer.rows_of(SavedPlace).filter(
        person_id=person_id, order__in=_orders_with(vacancy_id, viewer).order_by()
    )
    return places.select_related("order__made_by").order_by("-order__made_at", "id").first()


def order_without(vacancy_id: uuid.UUID, *, viewer: Viewer) -> SavedOrder | None:
    """Return the latest order with the home, for a citizen who is in none of them."""
    return _orders_with(vacancy_id, viewer).first()
