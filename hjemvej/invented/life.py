"""How does the invented town live? Day by day from one seed: people lose a home, call, sleep, move, and come back.

The rates are invented, chosen so that a town of 90,000 has some 40-70 people in homelessness on a day.
"""

import datetime
import random
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from hjemvej.ground.situations.models import Situation

from .town import Bed, InventedHouse

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
Kind = Situation.Kind
HOUSED_IN: dict[str, str] = {
    "shelter": Kind.SHELTER, "night_cafe": Kind.NIGHT_CAFE, "womens_house": Kind.SHELTER, "acute_flat": Kind.OTHER,
}  # fmt: skip
SEEKING = frozenset({Kind.STREET, Kind.NIGHT_CAFE})
HOMELESS = frozenset(
    {Kind.STREET, Kind.NIGHT_CAFE, Kind.SHELTER, Kind.HOTEL, Kind.FAMILY_FRIENDS, Kind.TRANSITIONAL,
     Kind.PRISON_RELEASE, Kind.DISCHARGE, Kind.OTHER}
)  # fmt: skip

ARRIVALS_A_DAY = 0.8
IS_OUT_FOR_LONG = 0.032  # of newcomers: those for whom a home of their own is hardest to reach
REACHES_HOME = 0.06  # how often they take the way home that others take
ARRIVES_IN: dict[str, int] = {
    Kind.FAMILY_FRIENDS: 33, Kind.STREET: 22, Kind.SHELTER: 17, Kind.DISCHARGE: 8, Kind.PRISON_RELEASE: 5,
    Kind.HOTEL: 2, Kind.OTHER: 3, Kind.AT_RISK: 10,
}  # fmt: skip
MEAN_DAYS: dict[str, int] = {
    Kind.SHELTER: 50, Kind.FAMILY_FRIENDS: 16, Kind.HOTEL: 12, Kind.TRANSITIONAL: 55, Kind.DISCHARGE: 12,
    Kind.PRISON_RELEASE: 12, Kind.OTHER: 30, Kind.AT_RISK: 60, Kind.UNKNOWN: 120, Kind.STREET: 20,
}  # fmt: skip
GOES_TO: dict[str, dict[str, int]] = {
    Kind.SHELTER: {Kind.OWN_HOME: 46, Kind.TRANSITIONAL: 14, Kind.FAMILY_FRIENDS: 15, Kind.STREET: 15,
                   Kind.UNKNOWN: 6, Kind.MOVED_AWAY: 3, Kind.DEAD: 1},
    Kind.FAMILY_FRIENDS: {Kind.OWN_HOME: 42, Kind.STREET: 18, Kind.SHELTER: 15, Kind.MOVED_AWAY: 10, Kind.UNKNOWN: 15},
    Kind.STREET: {Kind.OWN_HOME: 26, Kind.SHELTER: 36, Kind.FAMILY_FRIENDS: 20, Kind.UNKNOWN: 12, Kind.MOVED_AWAY: 6},
    Kind.HOTEL: {Kind.OWN_HOME: 60, Kind.SHELTER: 25, Kind.STREET: 15},
    Kind.TRANSITIONAL: {Kind.OWN_HOME: 85, Kind.FAMILY_FRIENDS: 10, Kind.STREET: 5},
    Kind.DISCHARGE: {Kind.OWN_HOME: 40, Kind.SHELTER: 35, Kind.STREET: 15, Kind.FAMILY_FRIENDS: 10},
    Kind.PRISON_RELEASE: {Kind.OWN_HOME: 35, Kind.SHELTER: 35, Kind.STREET: 15, Kind.FAMILY_FRIENDS: 15},
    Kind.OTHER: {Kind.OWN_HOME: 60, Kind.STREET: 20, Kind.SHELTER: 20},
    Kind.AT_RISK: {Kind.OWN_HOME: 82, Kind.FAMILY_FRIENDS: 12, Kind.STREET: 6},
    Kind.UNKNOWN: {Kind.STREET: 40, Kind.MOVED_AWAY: 40, Kind.SHELTER: 20},
    Kind.OWN_HOME: {Kind.FAMILY_FRIENDS: 40, Kind.STREET: 20, Kind.SHELTER: 30},
}  # fmt: skip
RELAPSES, RELAPSE_MEAN_DAYS = 0.16, 300.0


@dataclass(slots=True, eq=False)
class Soul:
    """One invented person as the simulation knows them."""

    id: uuid.UUID
    is_woman: bool
    has_dog: bool
    likes_indoors: float  # how often they seek a place when outside
    kind: str
    since: datetime.date
    recorded_at: datetime.datetime
    bed: Bed | None = None
    bed_from: datetime.date | None = None
    changes_on: datetime.date | None = None
    homeless_since: datetime.date | None = None
    is_out_for_long: bool = False
    is_nameless: bool = False
    coordinator: int = 0
    coordinated_from: datetime.date | None = None
    coordinated_until: datetime.date | None = None  # by the one before
    coordinated_by: uuid.UUID | None = None  # in the story: always the same
    has_next_step: bool = False
    is_forgotten: bool = False  # the coordinator stopped, and nobody took over
    is_met: bool = False  # the team keeps in touch
    arrived_on: datetime.date | None = None
    extra: dict[str, object] = field(default_factory=dict)


def moment(day: datetime.date, rng: random.Random, first: int = 8, last: int = 17) -> datetime.datetime:
    """A time of day between two hours, in Copenhagen."""
    minutes = rng.randrange(first * 60, last * 60)
    return datetime.datetime.combine(day, datetime.time(minutes // 60, minutes % 60), COPENHAGEN)


def rhythm(day: datetime.date) -> float:
    """How much likelier a loss of home is today: winter, the week after payday, and hardly ever a Sunday."""
    winter = 1.25 if day.month in (11, 12, 1, 2) else 0.92
    payday = 1.3 if day.day <= 7 else 0.93
    weekday = (1.25, 1.1, 1.05, 1.05, 1.15, 0.75, 0.6)[day.weekday()]
    return winter * payday * weekday


class Town:
    """The state of the town on one day; `live` moves it on and tells a chronicle what happened."""

    def __init__(self, rng: random.Random, houses: list[InventedHouse], scale: int) -> None:
        self.rng, self.scale = rng, scale
        self.free: dict[uuid.UUID, list[Bed]] = {}
        self.houses = houses
        for house in houses:
            self.free[house.id] = list(house.beds)
        self.agenda: dict[datetime.date, list[Soul]] = defaultdict(list)
        self.homeless: dict[uuid.UUID, Soul] = {}
        self.souls: list[Soul] = []

    def arrivals(self, day: datetime.date) -> int:
        expected = ARRIVALS_A_DAY * rhythm(day) * self.scale
        return _poisson(self.rng, expected)

    def new_soul(self, day: datetime.date, kind: str) -> Soul:
        is_woman = self.rng.random() < 0.25
        soul = Soul(
            id=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            is_woman=is_woman,
            has_dog=self.rng.random() < 0.08,
            likes_indoors=self.rng.choice((0.5, 0.92, 0.94, 0.96)),
            kind=kind,
            since=day,
            recorded_at=moment(day, self.rng),
            is_out_for_long=self.rng.random() < IS_OUT_FOR_LONG,
            arrived_on=day,
            coordinator=self.rng.randrange(6),
        )
        self.souls.append(soul)
        self._note_state(soul, day)
        return soul

    def change(self, soul: Soul, kind: str, day: datetime.date) -> None:
        """The soul sleeps elsewhere from today; the caller has told the chronicle."""
        soul.kind, soul.since = kind, day
        self._note_state(soul, day)

    def _note_state(self, soul: Soul, day: datetime.date) -> None:
        if soul.kind in HOMELESS:
            soul.homeless_since = soul.homeless_since or day
            self.homeless[soul.id] = soul
        else:
            soul.homeless_since = None
            self.homeless.pop(soul.id, None)
        stay = self._stay(soul.kind)
        soul.changes_on = day + datetime.timedelta(days=stay) if stay else None
        if soul.changes_on:
            self.agenda[soul.changes_on].append(soul)

    def _stay(self, kind: str) -> int | None:
        """Whole days until the next change; None when there is none to come."""
        if kind == Kind.NIGHT_CAFE:
            kind = Kind.STREET
        if kind == Kind.OWN_HOME:
            if self.rng.random() > RELAPSES:
                return None
            return 10 + int(self.rng.expovariate(1 / RELAPSE_MEAN_DAYS))
        if kind not in MEAN_DAYS:
            return None
        return 1 + int(self.rng.expovariate(1 / MEAN_DAYS[kind]))

    def due(self, day: datetime.date) -> Iterator[Soul]:
        """Those whose stay ends today, unless something else moved them meanwhile."""
        for soul in self.agenda.pop(day, []):
            if soul.changes_on == day:
                yield soul

    def next_kind(self, soul: Soul) -> str:
        ways = GOES_TO[Kind.STREET if soul.kind == Kind.NIGHT_CAFE else soul.kind]
        kind = self.rng.choices(list(ways), list(ways.values()))[0]
        if soul.is_out_for_long and soul.kind in HOMELESS and kind not in HOMELESS:
            return kind if self.rng.random() < REACHES_HOME else Kind.STREET.value
        return kind

    def take_bed(self, soul: Soul, kinds: tuple[str, ...]) -> Bed | None:
        """A free bed that fits, in a house of these kinds; it is the soul's from now on."""
        houses = [house for house in self.houses if house.kind in kinds]
        if self.scale > 1:
            houses = self.rng.sample(houses, min(8, len(houses)))
        for house in houses:
            free = self.free[house.id]
            for position, bed in enumerate(free):
                if (not bed.women or soul.is_woman) and (not soul.has_dog or bed.dogs):
                    return free.pop(position)
        return None

    def give_back(self, bed: Bed) -> None:
        self.free[bed.house.id].insert(0, bed)

    def pick_arrival(self) -> str:
        return self.rng.choices(list(ARRIVES_IN), list(ARRIVES_IN.values()))[0]


def _poisson(rng: random.Random, expected: float) -> int:
    """A count with this mean (Knuth for small, normal for large)."""
    if expected > 30:
        return max(0, round(rng.gauss(expected, expected**0.5)))
    limit, product, count = 2.718281828459045 ** (-expected), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


Progress = Callable[[datetime.date], None]
