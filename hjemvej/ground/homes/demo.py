"""How do the invented town's homes live? Whoever moves into a home of their own gets one that stood vacant before."""

import datetime
import itertools
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from hjemvej.ground.law.rules import add_months
from hjemvej.platform.rooms import Moved, TownSoFar

from .models import Dwelling, IdleSpan, LeaseForm, Tenancy, Vacancy, VacantCount
from .rules import OWNER, Cause, Idle, State, ended, first_idle, painted

DAY = datetime.timedelta(days=1)
YEARS = 3 * 365 * DAY
FOUND_BY_US = 0.19  # of those who move into a home of their own; the others find it themselves
GIVEN_BACK_OF_LET = 0.12
DECLINED_FIRST = 0.25
WAITS_FOR = (Cause.DEPOSIT, Cause.DEPOSIT, Cause.PAPERS, Cause.REPAIRS)
FORMS = {"family": 55, "youth": 12, "transitional": 14, "start": 6, "private": 8, "skaev": 5}
OWES = ("family", "youth", "transitional")
RENTS = {"family": 5200, "youth": 3300, "transitional": 4100, "start": 3900, "private": 6400, "skaev": 3100}
STREETS = (
    "Prøvevej", "Skitsevænget", "Attrapstræde", "Modelparken", "Opdigtet Allé", "Eksempelgade", "Kladdevej",
    "Fjordudsigten", "Pendantvej", "Udkastet",
)  # fmt: skip
PARTS = ("Nordbyen", "Havnen", "Midtbyen", "Sydkvarteret")
LEASES = {"transitional": LeaseForm.SPECIAL, "start": LeaseForm.LIMITED}
# The vacancies that stand open: days since notified, until one can move in, state, and its latest cause.
OPEN: tuple[tuple[int, int, State, Cause], ...] = (
    (19, 0, State.NOTIFIED, Cause.SEARCH),
    (12, 3, State.NOTIFIED, Cause.SEARCH),
    (4, 24, State.NOTIFIED, Cause.NOT_READY),
    (16, 5, State.RESERVED, Cause.PREPARES),
    (21, 2, State.OFFERED, Cause.THINKS),
    (33, 4, State.SIGNED, Cause.DEPOSIT),
)


@dataclass
class _Writer:
    town: TownSoFar
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def live(self) -> None:
        since = self.town.until - YEARS
        for soul in self.town.souls:
            for number, moved in enumerate(soul.past[1:], 2):
                if moved.kind == "egen_bolig" and moved.day > since and self.town.rng.random() < FOUND_BY_US:
                    self._moves_in(soul.id, moved.day, soul.past[number] if number < len(soul.past) else None)
        for number, (days_ago, ready_in, state, cause) in enumerate(OPEN):
            landlord = self.town.landlords[number % 3]
            self._stands_open(landlord, days_ago, ready_in, state, cause)
        for landlord in self.town.landlords:
            self._counted(landlord)

    def _counted(self, landlord: uuid.UUID) -> None:
        """Say how many family dwellings fell vacant in each of the latest four quarters that are over."""
        this = self.town.until.replace(month=(self.town.until.month - 1) // 3 * 3 + 1, day=1)
        for back in range(1, 5):
            begins, ends = add_months(this, -3 * back), add_months(this, 3 - 3 * back)
            vacant = self.town.rng.randrange(5, 17)
            self.town.ledger.add(VacantCount, landlord_id=landlord, from_on=begins, until_on=ends, vacant=vacant)

    def _moves_in(self, person_id: uuid.UUID, day: datetime.date, after: Moved | None) -> None:
        dwelling, form, rent = self._dwelling()
        notified = day - self.town.rng.randrange(18, 60) * DAY
        self._let(dwelling, form, rent, notified, day)
        self.town.ledger.add(
            Tenancy, id=self._id(), person_id=person_id, dwelling_id=dwelling,
            lease_form=_lease(form), from_on=day, until_on=after.day if after else None,
            ended=_how_it_ended(after), recorded_at=self._noon(day),
        )  # fmt: skip
        if self.town.rng.random() < GIVEN_BACK_OF_LET:
            self._given_back(notified + 5 * DAY)

    def _let(self, dwelling: uuid.UUID, form: str, rent: Decimal, notified: datetime.date, day: datetime.date) -> None:
        ready = notified + self.town.rng.choice((0, 0, 7, 14)) * DAY
        spans = first_idle(notified, ready)
        for from_on, cause in self._steps(ready, day):
            spans = painted(spans, Idle(max(from_on, ready), None, cause, OWNER[cause]))
        self._vacancy(
            dwelling, form, rent, notified, ready, ended(spans, day), state=State.LET, ended_on=day, lease_from_on=day
        )

    def _steps(self, ready: datetime.date, day: datetime.date) -> Iterator[tuple[datetime.date, Cause]]:
        """What keeps the home empty, from when it can be moved into until the day that somebody moves in."""
        rng = self.town.rng
        at = max(min(ready + rng.randrange(3, 20) * DAY, day - 9 * DAY), ready)
        yield at, Cause.PREPARES
        yield at + 2 * DAY, Cause.THINKS
        if rng.random() < DECLINED_FIRST:
            yield at + 3 * DAY, Cause.DECLINED
            yield at + 6 * DAY, Cause.THINKS
        yield min(at + rng.randrange(7, 11) * DAY, day - 3 * DAY), rng.choice(WAITS_FOR)
        yield day - rng.randrange(1, 4) * DAY, Cause.MOVES

    def _given_back(self, notified: datetime.date) -> None:
        dwelling, form, rent = self._dwelling()
        on = min(notified + self.town.rng.randrange(8, 25) * DAY, self.town.until - DAY)
        if on > notified:
            spans = ended(first_idle(notified, notified), on)
            self._vacancy(dwelling, form, rent, notified, notified, spans, state=State.GIVEN_BACK, ended_on=on)

    def _stands_open(self, landlord: uuid.UUID, days_ago: int, ready_in: int, state: State, cause: Cause) -> None:
        dwelling, form, rent = self._dwelling("family", landlord)
        notified = self.town.until - days_ago * DAY
        ready, spans = notified + ready_in * DAY, first_idle(notified, notified + ready_in * DAY)
        if state != State.NOTIFIED:
            since = max(ready, self.town.until - 6 * DAY)
            spans = painted(spans, Idle(since, None, cause, OWNER[cause]))
        lease = {"lease_from_on": self.town.until + 9 * DAY} if state == State.SIGNED else {}
        self._vacancy(dwelling, form, rent, notified, ready, spans, state=state, **lease)

    def _vacancy(
        self, dwelling: uuid.UUID, form: str, rent: Decimal, notified: datetime.date, ready: datetime.date,
        spans: list[Idle], **state: Any,
    ) -> None:  # fmt: skip
        vacancy = self._id()
        self.town.ledger.add(
            Vacancy, id=vacancy, dwelling_id=dwelling, notified_on=notified, can_move_in_on=ready,
            liable_from=ready if form in OWES else None, monthly_rent=rent,
            answer_by_on=self.town.due_on("vacant_home_answered", notified), **{**state, "state": str(state["state"])},
        )  # fmt: skip
        for span in spans:
            said = {"cause": str(span.cause), "owner": str(span.owner)}
            self.town.ledger.add(IdleSpan, vacancy_id=vacancy, **{**asdict(span), **said})

    def _dwelling(self, form: str = "", landlord: uuid.UUID | None = None) -> tuple[uuid.UUID, str, Decimal]:
        rng, number, dwelling = self.town.rng, next(self.numbers), self._id()
        form = form or rng.choices(list(FORMS), list(FORMS.values()))[0]
        rent, heat = Decimal(RENTS[form] + 100 * rng.randrange(-6, 12)), Decimal(50 * rng.randrange(6, 13))
        water, tv = Decimal(50 * rng.randrange(3, 7)), Decimal(rng.choice((0, 129, 199)))
        floor = rng.randrange(5)
        self.town.ledger.add(
            Dwelling, id=dwelling, landlord_id=landlord or rng.choice(self.town.landlords),
            number=f"{number:04d}", form=form,
            address=f"{rng.choice(STREETS)} {number}, {f'{floor}. th' if floor else 'st. tv'}",
            neighbourhood=rng.choice(PARTS), rent=rent, heat=heat, water=water, tv=tv, deposit=3 * rent,
            size=rng.randrange(28, 78), rooms=rng.randrange(1, 4), floor=floor,
            has_lift=rng.choice((True, False, None)),
            is_step_free=floor == 0, takes_pets=rng.choice((True, False, None)),
            is_quiet=rng.choice((True, True, False, None)), has_bath=rng.choice((True, True, True, False)),
            has_kitchen=rng.choice((True, True, True, True, False, None)), has_balcony=rng.choice((True, False, None)),
            lease_form=_lease(form),
        )  # fmt: skip
        return dwelling, form, rent + heat + water + tv

    def _noon(self, day: datetime.date) -> datetime.datetime:
        return datetime.datetime.combine(min(day, self.town.until), datetime.time(11), datetime.UTC)

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.town.rng.getrandbits(128), version=4)


def _lease(form: str) -> str:
    return str(LEASES.get(form, LeaseForm.UNLIMITED))


def _how_it_ended(after: Moved | None) -> str:
    if after is None:
        return ""
    kinds = {"doed": "died", "flyttet": "other_home", "botilbud": "stay", "gade": "evicted"}
    return kinds.get(after.kind, "left")


def live(town: TownSoFar) -> None:
    """Fill the homes of the town."""
    _Writer(town).live()
