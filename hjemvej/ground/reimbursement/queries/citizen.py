"""What does a citizen's page of clocks show, and the line of it on the person page?"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.homes.queries import lives_in
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.plans.queries import versions_of
from hjemvej.ground.plans.rules.agreed import BY_THE_TEAM
from hjemvej.ground.reimbursement.models import ClockFact
from hjemvej.ground.reimbursement.rules import clocks, gate
from hjemvej.ground.reimbursement.rules.answers import Answer, answer
from hjemvej.ground.reimbursement.rules.gate import NOT_FOUND, Facts, Found, Gate
from hjemvej.ground.reimbursement.rules.readings import CrossingYear, anniversary_readings, crossing_years
from hjemvej.ground.reimbursement.rules.support import Help
from hjemvej.ground.reimbursement.rules.years import DAY, Priced, days_used
from hjemvej.ground.shelters.queries import rates_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import HomeOnTheWay, home_on_the_way
from hjemvej.platform.ui.when import full_date

from .known import ALSO_PLACE, ALSO_SUPPORT, BASES, Case, Kind, cases_of, holds, of_others, written_of
from .law import limits, rate_of, running_year


@dataclass(frozen=True)
class Shown:
    """All that the page of one citizen says."""

    answer: Answer
    clocks: tuple[clocks.Clock, ...]
    crossing: CrossingYear | None
    gate: Gate
    is_anothers: bool
    written: list[ClockFact]  # the newest first: what was corrected stays


def shown(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> Shown:
    case = cases_of([person_id], viewer=viewer, on=on)[person_id]
    part = provisions_on(on)["shelter_reimbursement_percent"].value / 100
    rates = rates_of({stay.house_id for stay in case.stays})
    priced = [(one.first, one.until, rate_of(rates.get(one.house_id, ()), part)) for one in case.stays]
    return Shown(
        answer=answer(case.known),
        clocks=_clocks(case, priced, on),
        crossing=_crossing(priced, on),
        gate=_gate(person_id, case, viewer, on),
        is_anothers=bool(of_others([person_id], on, viewer=viewer)),
        written=case.written[::-1],
    )


def _clocks(case: Case, priced: list[Priced], on: datetime.date) -> tuple[clocks.Clock, ...]:
    known, changed = case.known, limits()
    rule = provisions_on(on)["shelter_reimbursed_days"]
    readings = anniversary_readings(priced, on, limits=changed, by_law=running_year()) if changed else []
    return (
        clocks.days_clock(known, _money(case, priced, on), rule.paragraph_text, readings),
        clocks.support_clock(known),
        clocks.place_clock(known),
    )


def _money(case: Case, priced: list[Priced], on: datetime.date) -> clocks.Money:
    days, known = case.known.days, case.known
    now = next((rate(on) for first, until, rate in priced if first <= on and (until is None or until > on)), None)
    if days is None:
        return clocks.Money(Decimal(), Decimal(), now, 0)
    used = [price for _day, price in days_used(priced, days.year_from, min(days.year_until, known.on + DAY))]
    paid, beyond = used[: days.limit], used[days.limit :]
    return clocks.Money(
        state=sum((one for one in paid if one is not None), Decimal()),
        beyond=sum((one for one in beyond if one is not None), Decimal()),
        a_day=now, unpriced=sum(one is None for one in used),
    )  # fmt: skip


def _crossing(priced: list[Priced], on: datetime.date) -> CrossingYear | None:
    """The running year, where the limit changed in it."""
    changed = limits()
    if changed is None:
        return None
    years = crossing_years(priced, on, limits=changed, by_law=running_year())
    return next((year for year in years if year.is_running), None)


def gate_of(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> Gate:
    """Say whether a discharge from a shelter may be decided, for pages of other rooms."""
    return _gate(person_id, cases_of([person_id], viewer=viewer, on=on)[person_id], viewer, on)


def _gate(person_id: uuid.UUID, case: Case, viewer: Viewer, on: datetime.date) -> Gate:
    if case.since is None:
        return gate.gate(Facts(), is_staying=False)
    return gate.gate(_gate_facts(person_id, case, case.since, viewer, on))


def _gate_facts(person_id: uuid.UUID, case: Case, since: datetime.date, viewer: Viewer, on: datetime.date) -> Facts:
    """What the five conditions ask for: first what the rows say, then what a worker wrote, of this stay alone."""
    written = _Written(case.facts, since)
    home, lives = home_on_the_way()(person_id, viewer=viewer), lives_in(person_id, on, viewer=viewer)
    leaves_on = max(case.known.leaves_on or on, on)
    if home and home.lease_from_on is not None and home.lease_from_on < since:
        home = None  # that lease began before this stay, and nobody lives there
    if lives:
        has_home = Found(True, _("Har lejemål fra %s") % full_date(lives.from_on))
    elif home:
        has_home = Found(True, _("Sagde ja til en bolig %s") % full_date(home.agreed_on))
    else:
        has_home = written.told(Kind.HOME)
    return Facts(
        plan=_plan(person_id, written, viewer),
        home=has_home,
        place=_decided(case, written, (BASES[Help.PLACE], ALSO_PLACE), Kind.DECIDED_PLACE),
        support=_decided(case, written, (BASES[Help.SUPPORT], ALSO_SUPPORT), Kind.DECIDED_SUPPORT),
        lease=Found(True, _("Lejemålet er begyndt")) if lives else _lease(home, written, leaves_on),
        support_begins=_begins(written, leaves_on),
        place_ready=written.told(Kind.PLACE_READY),
    )


@dataclass(frozen=True)
class _Written:
    """What workers wrote last of each kind, and since when it counts: of an earlier stay it tells nothing."""

    facts: Mapping[str, ClockFact]
    since: datetime.date

    def counts(self, fact: ClockFact) -> bool:
        return localdate(fact.recorded_at) >= self.since

    def told(self, kind: str) -> Found:
        """Say who wrote what of it last: who, when and from where."""
        fact = self.facts.get(kind)
        if fact is None:
            return NOT_FOUND
        said = {"day": full_date(fact.on), "source": fact.source}
        if not self.counts(fact):
            return Found(None, _("Skrevet før dette ophold, for %(day)s: %(source)s") % said)
        return Found(fact.is_so, _("Skrevet ind for %(day)s: %(source)s") % said)


def _plan(person_id: uuid.UUID, written: _Written, viewer: Viewer) -> Found:
    agreed = versions_of(person_id, viewer=viewer).filter(kind__in=BY_THE_TEAM, agreed_on__gte=written.since).first()
    if agreed is None or agreed.agreed_on is None:
        return written.told(Kind.PLAN)
    return Found(True, _("Handleplan aftalt %s") % full_date(agreed.agreed_on))


def _lease(home: HomeOnTheWay | None, written: _Written, leaves_on: datetime.date) -> Found:
    if home is None or home.signed_on is None:
        return written.told(Kind.LEASE)
    words = _("Skrevet under %s") % full_date(home.signed_on)
    if home.lease_from_on is not None and home.lease_from_on > leaves_on:
        return Found(False, f"{words} · " + _("begynder først %s") % full_date(home.lease_from_on))
    return Found(True, words)


def _begins(written: _Written, leaves_on: datetime.date) -> Found:
    support = holds(written.facts, Kind.SUPPORT)
    if support and written.counts(support) and support.on <= leaves_on < (support.until_on or datetime.date.max):
        return Found(True, _("Støtten begynder %s") % full_date(support.on))
    return written.told(Kind.SUPPORT_BEGINS)


def _decided(case: Case, written: _Written, keys: tuple[str, ...], kind: str) -> Found:
    found = next((one for one in case.granted if one.basis_key in keys and one.on >= written.since), None)
    return Found(True, _("Afgørelse sendt %s") % full_date(found.on)) if found else written.told(kind)


def latest(person_id: uuid.UUID, kind: str, *, viewer: Viewer) -> ClockFact | None:
    rows = written_of([person_id], viewer=viewer).get(person_id, [])
    return next((row for row in reversed(rows) if row.kind == kind), None)


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """The line on the person page; three queries and the law."""
    case = cases_of([person_id], viewer=viewer, on=on)[person_id]
    return {"person_id": person_id, "answer": answer(case.known), "may_see": viewer.may(Permission.SEE_PERSON)}
