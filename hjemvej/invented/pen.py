"""What does each writer of the town's rows need? Where the rows go, chance, the team and its staff, and the moment."""

import datetime
import random
import uuid
from dataclasses import dataclass, field

from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Role

from .ledger import Ledger
from .life import Soul, moment
from .town import identity, members
from .working_days import Deadlines, next_at_work

TEAM_NAME = "Hjemløseteamet"


@dataclass
class Pen:
    """Shared by those who write the town's rows."""

    ledger: Ledger
    rng: random.Random
    until: datetime.date
    now: datetime.datetime
    team: uuid.UUID = field(default_factory=lambda: identity(f"organisation:{TEAM_NAME}"))
    coordinators: list[uuid.UUID] = field(default_factory=lambda: staff(Role.COORDINATOR))
    supporters: list[uuid.UUID] = field(default_factory=lambda: staff(Role.SUPPORT_WORKER))
    created: dict[uuid.UUID, datetime.datetime] = field(default_factory=dict)  # when each became known
    deadlines: Deadlines = field(default_factory=Deadlines)

    def an_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def a_coordinator(self) -> uuid.UUID:
        return self.rng.choice(self.coordinators)

    def not_before_known(self, soul: Soul, at: datetime.datetime) -> datetime.datetime:
        return max(at, self.created.get(soul.id, at))

    def at_work(self, day: datetime.date, first: int = 8, last: int = 17) -> datetime.datetime:
        """A time of that day, or of the first after it on which the team is at work; never later than now."""
        return min(moment(next_at_work(day), self.rng, first, last), self.now)

    def due_at(self, key: str, started_on: datetime.date) -> datetime.datetime:
        """The end of the day to act by, as the law's table has it."""
        return end_of_day(self.deadlines.due_on(key, started_on))

    def need(
        self, person: uuid.UUID, organisation: uuid.UUID, basis: str, start: datetime.datetime,
        end: datetime.datetime | None = None,
    ) -> None:  # fmt: skip
        self.ledger.add(
            NeedToKnow, person_id=person, organisation_id=organisation, basis=basis, from_at=start, until_at=end
        )


def staff(role: Role) -> list[uuid.UUID]:
    return [member.id for member in members() if member.role is role and member.organisation == TEAM_NAME]
