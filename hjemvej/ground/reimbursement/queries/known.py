"""What is known of citizens' stays, decisions and prices? Derived from their rows; what is not there, as written."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, Q, QuerySet
from django.utils.timezone import localdate

from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.reimbursement.models import ClockFact
from hjemvej.ground.reimbursement.rules.answers import Known
from hjemvej.ground.reimbursement.rules.discharges import discharges, spans_of, stay_began, stays_now
from hjemvej.ground.reimbursement.rules.shelter_days import shelter_days
from hjemvej.ground.reimbursement.rules.support import Course, Help, periods
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.many import among
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import ShelterStay, shelter_stays
from hjemvej.platform.spans.queries import lasting_on

from .law import Figures, figures

Kind = ClockFact.Kind
BASES = {Help.SUPPORT: "support_85a", Help.PLACE: "place_107"}
DECIDED = {Help.SUPPORT: Kind.DECIDED_SUPPORT, Help.PLACE: Kind.DECIDED_PLACE}
RUNS = {Help.SUPPORT: Kind.SUPPORT, Help.PLACE: Kind.PLACE}
ALSO_SUPPORT, ALSO_PLACE = "support_85", "place_108"  # the gate asks for them too
A_YEAR = datetime.timedelta(days=366)
Span = tuple[datetime.date | None, datetime.date | None, Decimal | None]


@dataclass(frozen=True)
class Granted:
    """A decision that gives the citizen something: its paragraph's key, and since when."""

    basis_key: str
    on: datetime.date
    decision_id: uuid.UUID


@dataclass(frozen=True)
class Case:
    """A citizen's clocks on a day, and the rows that they were read from."""

    known: Known
    stays: list[ShelterStay]
    granted: list[Granted]
    facts: Mapping[str, ClockFact]  # what was written last of each kind
    written: list[ClockFact]
    since: datetime.date | None  # the admission of the stay that goes on; none: sleeps in no § 110 shelter


def cases_of(
    person_ids: Collection[uuid.UUID], *, viewer: Viewer, on: datetime.date, stays: Iterable[ShelterStay] | None = None
) -> dict[uuid.UUID, Case]:
    """Return the case of each of these citizens; three queries and the law, however many they are."""
    if stays is None:
        stays = shelter_stays()(viewer, on=on, person_ids=person_ids)
    slept: dict[uuid.UUID, list[ShelterStay]] = defaultdict(list)
    for stay in stays:
        slept[stay.person_id].append(stay)
    granted, written = granted_of(person_ids, viewer=viewer), written_of(person_ids, viewer=viewer)
    law, told = figures(on), _said_to_have_slept(set(person_ids) - slept.keys(), viewer)
    nothing = _case([], [], [], on, law, is_told=False)  # the same of everybody of whom nothing is written
    return {
        one: _case(slept.get(one, []), granted.get(one, []), written.get(one, []), on, law, is_told=one in told)
        if one in slept or one in granted or one in written or one in told
        else nothing
        for one in person_ids
    }


def _said_to_have_slept(person_ids: Collection[uuid.UUID], viewer: Viewer) -> set[uuid.UUID]:
    """Return those who are said to have slept in a shelter, though no night of theirs is written."""
    if not person_ids:
        return set()
    rows = said_to_have_slept(viewer).filter(among("person_id", person_ids))
    return set(rows.values_list("person_id", flat=True))


def said_to_have_slept(viewer: Viewer) -> QuerySet[Situation]:
    """Return each time that somebody said a citizen slept in a shelter."""
    return viewer.rows_of(Situation).filter(superseded_at=None, kind=Situation.Kind.SHELTER)


def may_end_on_any_day(on: datetime.date, *, viewer: Viewer, but: Exists) -> set[uuid.UUID]:
    """Return whose clocks no discharge tells the end of: a worker wrote facts, or a place of few months is decided."""
    since = on - (figures(on).terms.support_years + 1) * A_YEAR
    facts = viewer.rows_of(ClockFact).filter(~but)
    places = viewer.rows_of(Decision).filter(~but, basis_key=BASES[Help.PLACE], sent_at__date__gte=since)
    found = facts.order_by().values_list("person_id").union(places.order_by().values_list("person_id"))
    return {person_id for (person_id,) in found}


def written_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, list[ClockFact]]:
    """Return every row written by hand, the first first: what was corrected stays."""
    rows = viewer.rows_of(ClockFact).filter(among("person_id", person_ids)).select_related("recorded_by")
    found: dict[uuid.UUID, list[ClockFact]] = defaultdict(list)
    for row in rows.order_by("recorded_at", "id"):
        found[row.person_id].append(row)
    return found


def granted_of(
    person_ids: Collection[uuid.UUID] | QuerySet[Any, Any], *, viewer: Viewer
) -> dict[uuid.UUID, list[Granted]]:
    """Return what was sent and not refused; what was corrected counts as the latest says, from the first yes.

    The citizens are named, or selected by a query of their ids.
    """
    keys = (*BASES.values(), ALSO_SUPPORT, ALSO_PLACE)
    whose = Q(person_id__in=person_ids) if isinstance(person_ids, QuerySet) else among("person_id", person_ids)
    rows = viewer.rows_of(Decision).filter(whose, basis_key__in=keys, sent_at__isnull=False)
    told = rows.order_by("sent_at", "id").values_list("person_id", *Sent._fields)
    by_person: dict[uuid.UUID, list[Sent]] = defaultdict(list)
    for person_id, *row in told:
        by_person[person_id].append(Sent(*row))
    return {person_id: granted_by(rows) for person_id, rows in by_person.items()}


class Sent(NamedTuple):
    """A decision that was sent, as it is needed here."""

    pk: uuid.UUID
    basis_key: str
    sent_at: datetime.datetime
    granted: str
    corrects_id: uuid.UUID | None


def granted_by(rows: Sequence[Sent]) -> list[Granted]:
    """Return what a citizen's decisions grant: what was corrected counts as the latest says, from the first yes."""
    chains: dict[uuid.UUID, list[Sent]] = {}
    root: dict[uuid.UUID, uuid.UUID] = {}
    for row in rows:
        root[row.pk] = root.get(row.corrects_id, row.pk) if row.corrects_id else row.pk
        chains.setdefault(root[row.pk], []).append(row)
    found = []
    for chain in chains.values():
        yes = [row for row in chain if row.granted != Decision.Granted.NOT]
        if yes and chain[-1].granted != Decision.Granted.NOT:
            found.append(Granted(chain[-1].basis_key, localdate(yes[0].sent_at), chain[-1].pk))
    return found


def _case(
    stays: list[ShelterStay], granted: list[Granted], written: list[ClockFact], on: datetime.date, law: Figures, *,
    is_told: bool,
) -> Case:  # fmt: skip
    left, facts = discharges(stays, law.year.counted_from), {row.kind: row for row in written}
    told = holds(facts, Kind.DISCHARGED)
    left, now = sorted({*left, *([told.on] if told else [])}), stays_now(stays, on)
    support, used = holds(facts, Kind.SUPPORT), holds(facts, Kind.MONTHS_USED)
    known = Known(
        on=on, terms=law.terms, near=law.near, is_staying=now is not None,
        leaves_on=now.until if now else None,
        discharges=tuple(left),
        courses=tuple(_courses(granted, facts, left, on, law.terms.support_years)),
        days=shelter_days(
            spans_of(stays), on, limit=law.days, near=law.days_near, by_law=law.year,
            changed_on=law.changed_on,
        ),
        monthly=support.amount if support else None,
        used_elsewhere=(used.amount or Decimal()) if used else Decimal(),
        used_on=used.on if used else None,
        has_slept=bool(stays) or is_told,
    )  # fmt: skip
    return Case(known, stays, granted, facts, written, stay_began(stays, now) if now else None)


def holds(facts: Mapping[str, ClockFact], kind: str) -> ClockFact | None:
    """Return what was written last of a kind, unless it was taken back."""
    fact = facts.get(kind)
    return fact if fact and fact.is_so else None


def _courses(
    granted: Sequence[Granted], facts: Mapping[str, ClockFact], left: Sequence[datetime.date], on: datetime.date,
    years: int,
) -> Iterable[Course]:  # fmt: skip
    """One course of each help: of the decisions that can matter now, the first; one of years ago tells nothing."""
    if not granted and not facts:
        return
    since = _since(periods(left, years), on, years)
    for help_ in Help:
        days = [one.on for one in granted if one.basis_key == BASES[help_] and one.on >= since]
        told, runs = holds(facts, DECIDED[help_]), holds(facts, RUNS[help_])
        days += [told.on] if told and told.on >= since else []
        if days:
            yield Course(help_, min(days), *_span(runs, min(days)))


def _span(runs: ClockFact | None, decided_on: datetime.date) -> Span:
    """From when until when, and what a month costs: of what was over before the decision, the price alone."""
    if runs is None:
        return None, None, None
    is_over = runs.until_on is not None and runs.until_on <= decided_on
    return (None, None, runs.amount) if is_over else (runs.on, runs.until_on, runs.amount)


def _since(opened: Sequence[tuple[datetime.date, datetime.date]], on: datetime.date, years: int) -> datetime.date:
    """From when a decision can matter to the period that runs or comes: after the one before it."""
    over = [ends for _begins, ends in opened if ends <= on]
    running = next((begins for begins, ends in opened if ends > on), on)
    return max([running - years * A_YEAR, *over])


def of_others(person_ids: Collection[uuid.UUID], on: datetime.date, *, viewer: Viewer) -> set[uuid.UUID]:
    """Return those of these citizens that another municipality is responsible for: its reimbursement, not ours."""
    return set(_others(on, viewer).filter(person_id__in=person_ids).values_list("person_id", flat=True))


def all_of_others(on: datetime.date, *, viewer: Viewer) -> set[uuid.UUID]:
    """Return everybody whom another municipality is responsible for: they are few, beside hundreds to ask about."""
    return set(_others(on, viewer).values_list("person_id", flat=True))


def _others(on: datetime.date, viewer: Viewer) -> QuerySet[ResponsibleMunicipality]:
    rows = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on))
    return rows.exclude(municipality_code=settings.MUNICIPALITY_CODE)
