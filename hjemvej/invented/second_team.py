"""Which citizens does the other team have? Some forty, unknown to the homelessness team, so that pages meet both.

A random generator of their own leaves the town's three years as they are.
"""

import datetime
import random
import uuid

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest, ToldNight
from hjemvej.ground.casework.models import Coordination, Informing, Note, Task
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow

from . import names, words
from .life import DAY, moment
from .pen import Pen
from .rates import Kind
from .town import OWN_CODE, OWN_NAME, Bed, identity
from .working_days import last_at_work, next_at_work, next_working_day

HOUR = datetime.timedelta(hours=1)
TEAM = identity("organisation:Ydelse og Bolig")
COORDINATOR = identity("user:kollega")
SUPPORTER = identity("user:medarbejder29")
SLEEP_IN = [Kind.AT_RISK] * 22 + [Kind.OWN_HOME] * 11 + [Kind.FAMILY_FRIENDS] * 6 + [Kind.STREET]


class SecondTeam:
    """Write the team's citizens, and what it did with them lately."""

    def __init__(self, pen: Pen, *, seed: int) -> None:
        self.ledger, self.until, self.now = pen.ledger, pen.until, pen.now
        self.rng = random.Random(f"{seed}, the second team")  # noqa: S311 -- an invented town, not a secret

    def live(self, bed: Bed) -> None:
        """Write all its citizens: two who cannot stay with friends wait for a place, the one outside has this bed."""
        people = [self._citizen(kind) for kind in SLEEP_IN]
        *crowded, outside = people[-3:]
        for ago in range(1, 8):
            self._is_told(outside, self.until - ago * DAY)
        for person in crowded:
            self._asks(person, "waiting")
        self._is_held(outside, bed)

    def _is_told(self, person: uuid.UUID, night: datetime.date) -> None:
        morning = next_at_work(night + DAY)
        if morning <= self.until:
            self.ledger.add(
                ToldNight, person_id=person, night=night, outcome="unsafe", told_by_id=COORDINATOR,
                told_at=min(moment(morning, self.rng, 7, 10), self.now), what_happened=self.rng.choice(words.UNSAFE),
            )  # fmt: skip

    def _citizen(self, kind: str) -> uuid.UUID:
        rng, person = self.rng, self._uuid()
        is_woman = rng.random() < 0.4
        called = names.name(rng, is_woman=is_woman)
        known_on = last_at_work(self.until - rng.randrange(20, 300) * DAY)
        known_at = moment(known_on, rng)
        self.ledger.add(
            Person, id=person, given_names=called.given, surname=called.surname, sex="woman" if is_woman else "man",
            born_year=self.until.year - rng.randrange(19, 75), language=called.language, created_at=known_at,
        )  # fmt: skip
        self.ledger.add(NeedToKnow, person_id=person, organisation_id=TEAM, basis="case", from_at=known_at)
        self.ledger.add(
            Informing, person_id=person, kind="told", on=known_on, reached_by="oral", recorded_at=known_at,
            organisation_id=TEAM,
        )  # fmt: skip
        self.ledger.add(
            ResponsibleMunicipality, person_id=person, municipality_code=OWN_CODE, municipality_name=OWN_NAME,
            from_on=known_on, recorded_at=known_at,
        )  # fmt: skip
        self.ledger.add(
            Situation, person_id=person, kind=kind, from_on=known_on, source="Ydelse og Bolig", certainty="told",
            recorded_at=known_at,
        )  # fmt: skip
        self.ledger.add(Coordination, person_id=person, coordinator_id=COORDINATOR, from_on=known_on)
        self._inquiry(person, known_at)
        for _ in range(rng.randrange(1, 4)):
            self._note(person, last_at_work(self.until - rng.randrange(1, 19) * DAY))
        if rng.random() < 0.97:
            self._task(person)
        return person

    def _inquiry(self, person: uuid.UUID, at: datetime.datetime) -> None:
        self.ledger.add(
            Inquiry, id=self._uuid(), received_at=at, recorded_at=at, organisation_id=TEAM, person_id=person,
            recorded_by_id=COORDINATOR, channel="phone", asker_kind="self", concerns=["losing_home"],
            text=self.rng.choice(words.CALLS), status="closed", taken_by_id=COORDINATOR, taken_at=at,
            closed_at=moment(next_at_work(at.date() + 2 * DAY), self.rng), outcome="course",
        )  # fmt: skip

    def _note(self, person: uuid.UUID, day: datetime.date) -> None:
        at = moment(day, self.rng)
        self.ledger.add(
            Note, id=self._uuid(), person_id=person, kind="contact", text=self.rng.choice(words.CONTACTS),
            happened_at=at, written_at=at, signed_at=at, author_id=self.rng.choice([COORDINATOR, SUPPORTER]),
            organisation_id=TEAM,
        )  # fmt: skip

    def _task(self, person: uuid.UUID) -> None:
        due = moment(next_working_day(self.until + self.rng.randrange(-2, 9) * DAY), self.rng)
        self.ledger.add(
            Task, id=self._uuid(), person_id=person, organisation_id=TEAM, kind="own", due_at=due,
            title=self.rng.choice(words.TASKS), assigned_to_id=COORDINATOR, created_at=self.now - 5 * DAY,
            created_by_id=COORDINATOR,
        )  # fmt: skip

    def _asks(self, person: uuid.UUID, status: str) -> uuid.UUID:
        request_id = self._uuid()
        self.ledger.add(
            PlaceRequest, id=request_id, person_id=person, night=self.until, status=status, organisation_id=TEAM,
            requested_at=self.now - HOUR, requested_by_id=COORDINATOR,
        )  # fmt: skip
        return request_id

    def _is_held(self, person: uuid.UUID, bed: Bed) -> None:
        """Hold the bed: the board shows it as taken, and its guest only to this team and the house."""
        self.ledger.add(
            Occupancy, id=self._uuid(), place_id=bed.id, house_id=bed.house.id, person_id=person,
            request_id=self._asks(person, "placed"), from_night=self.until, status="held",
            held_until=self.now + 6 * HOUR, made_at=self.now - HOUR, made_by_id=COORDINATOR,
        )  # fmt: skip
        house = identity(f"organisation:{bed.house.organisation}")
        self.ledger.add(NeedToKnow, person_id=person, organisation_id=house, basis="guest", from_at=self.now - HOUR)

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)
