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
from .ledger import Ledger
from .life import Kind, moment
from .town import OWN_CODE, OWN_NAME, Bed, identity

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
TEAM = identity("organisation:Ydelse og Bolig")
COORDINATOR = identity("user:kollega")
SUPPORTER = identity("user:medarbejder29")
SLEEP_IN = [Kind.AT_RISK] * 22 + [Kind.OWN_HOME] * 11 + [Kind.FAMILY_FRIENDS] * 4 + [Kind.STREET] * 3


class SecondTeam:
    """Write the team's citizens, and what it did with them lately."""

    def __init__(self, ledger: Ledger, *, seed: int, until: datetime.date, now: datetime.datetime) -> None:
        self.ledger, self.until, self.now = ledger, until, now
        self.rng = random.Random(f"{seed}, the second team")  # noqa: S311 -- an invented town, not a secret

    def live(self, bed: Bed | None) -> None:
        """Write all its citizens; two of those outside wait for a place tonight, and the last has this bed held."""
        people = [self._citizen(kind) for kind in SLEEP_IN]
        outside = people[-3:]
        for person in outside:
            for ago in range(1, 8):
                night = self.until - ago * DAY
                told_at = min(moment(night + DAY, self.rng, 7, 10), self.now)
                self.ledger.add(
                    ToldNight, person_id=person, night=night, outcome="unsafe", told_at=told_at,
                    what_happened=self.rng.choice(words.UNSAFE), told_by_id=COORDINATOR,
                )  # fmt: skip
        for person in outside[:2]:
            self._asks(person, "waiting")
        if bed is not None:
            self._is_held(outside[2], bed)

    def _citizen(self, kind: str) -> uuid.UUID:
        rng, person = self.rng, self._uuid()
        is_woman = rng.random() < 0.4
        called = names.name(rng, is_woman=is_woman)
        known_on = self.until - rng.randrange(20, 300) * DAY
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
            self._note(person, self.until - rng.randrange(1, 19) * DAY)
        if rng.random() < 0.97:
            self._task(person)
        return person

    def _inquiry(self, person: uuid.UUID, at: datetime.datetime) -> None:
        self.ledger.add(
            Inquiry, id=self._uuid(), received_at=at, recorded_at=at, organisation_id=TEAM, person_id=person,
            recorded_by_id=COORDINATOR, channel="phone", asker_kind="self", concerns=["losing_home"],
            text=self.rng.choice(words.CALLS), status="closed", taken_by_id=COORDINATOR, taken_at=at,
            closed_at=min(at + 2 * DAY, self.now), outcome="course",
        )  # fmt: skip

    def _note(self, person: uuid.UUID, day: datetime.date) -> None:
        at = moment(day, self.rng)
        self.ledger.add(
            Note, id=self._uuid(), person_id=person, kind="contact", text=self.rng.choice(words.CONTACTS),
            happened_at=at, written_at=at, signed_at=at, author_id=self.rng.choice([COORDINATOR, SUPPORTER]),
            organisation_id=TEAM,
        )  # fmt: skip

    def _task(self, person: uuid.UUID) -> None:
        due = moment(self.until + self.rng.randrange(-2, 9) * DAY, self.rng)
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
