"""How does the invented town live? Day by day from one seed: people lose a home, call, sleep, move, and come back."""

import datetime
import random
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from hjemvej.ground.situations.rules import HOMELESS

from . import rates
from .rates import Kind
from .town import Bed, InventedHouse
from .working_days import is_at_work, next_at_work

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAY = datetime.timedelta(days=1)
Way = TypeVar("Way")
SEEKING = frozenset({Kind.STREET, Kind.NIGHT_CAFE})
SLEEPS_IN: dict[str, tuple[str, ...]] = {
    Kind.SHELTER: ("shelter",), Kind.CRISIS_CENTRE: ("womens_house", "shelter"), Kind.NIGHT_CAFE: ("acute_flat",),
}  # fmt: skip


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
    arrived_on: datetime.date = datetime.date.min
    homeless_since: datetime.date | None = None  # before the team knew them
    bed: Bed | None = None
    changes_on: datetime.date | None = None
    finds_a_home: tuple[float, float] = (1.0, 1.0)  # how often, and how long each stay is, beside others
    is_nameless: bool = False
    coordinator: int = 0
    coordinated_from: datetime.date | None = None
    coordinated_until: datetime.date | None = None  # by the one before
    coordinated_by: uuid.UUID | None = None  # in the story: always the same
    has_next_step: bool = False
    is_forgotten: bool = False  # the coordinator stopped, and nobody took over
    is_met: bool = False  # the team keeps in touch
    past: list["Moved"] = field(default_factory=list)

    @property
    def has_a_story(self) -> bool:
        return self.coordinated_by is not None


@dataclass(frozen=True, slots=True)
class Moved:
    """From this day the soul slept so, and in this bed if in a house."""

    day: datetime.date
    kind: str
    bed: Bed | None


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


class Deck(Generic[Way]):
    """Draws each card as often as it is in the deck, in an order by chance: few people are then less of an accident."""

    def __init__(self, rng: random.Random, cards: dict[Way, int]) -> None:
        self._rng, self._cards = rng, [card for card, number in cards.items() for _each in range(number)]
        self._left: list[Way] = []

    def draw(self) -> Way:
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()


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
        self._decks = {is_homeless: Deck(rng, rates.WHO_ARRIVES) for is_homeless in (True, False)}
        self.waiting = 0.0  # arrivals that fell on a holiday

    def arrivals(self, day: datetime.date) -> int:
        """How many become known today; on a holiday nobody, for they wait until the team is at work."""
        self.waiting += rates.ARRIVALS_A_DAY * rhythm(day) * self.scale
        if not is_at_work(day):
            return 0
        expected, self.waiting = self.waiting, 0.0
        return _poisson(self.rng, expected)

    def arrive(self, day: datetime.date) -> Soul:
        """Somebody becomes known, and sleeps where the draw says."""
        rng, kind = self.rng, _drawn(self.rng, rates.ARRIVES_IN)
        finds_a_home, is_woman = self._decks[kind in HOMELESS].draw()
        soul = Soul(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            is_woman=is_woman,
            has_dog=rng.random() < rates.HAS_A_DOG,
            likes_indoors=rng.choice(rates.LIKES_INDOORS),
            kind=kind,
            since=day,
            recorded_at=moment(day, rng),
            finds_a_home=finds_a_home,
            arrived_on=day,
            coordinator=rng.randrange(6),
        )
        if kind in HOMELESS and rng.random() < rates.HOMELESS_BEFORE:
            soul.homeless_since = day - (7 + int(rng.expovariate(1 / rates.MEAN_DAYS_BEFORE))) * DAY
        self.souls.append(soul)
        self.settle(soul, soul.kind, day)
        return soul

    def move_on(self, soul: Soul, day: datetime.date) -> bool:
        """What comes after the stay that ends today; False: the soul stays on."""
        kind = self._next_kind(soul)
        if kind == soul.kind:
            self._note_state(soul, day)
            return False
        self.settle(soul, kind, day)
        return True

    def settle(self, soul: Soul, kind: str, day: datetime.date) -> None:
        """The soul sleeps so from today: in a house where the kind is one, on the street where no house has a bed."""
        bed = self._take_bed(soul, SLEEPS_IN[kind]) if kind in SLEEPS_IN else None
        if kind in SLEEPS_IN:
            kind = bed.house.sleeps_as if bed else Kind.STREET.value
        self._sleeps(soul, kind, bed, day)

    def gets_a_flat(self, soul: Soul, day: datetime.date) -> bool:
        """Someone outside moves into an acute flat today, if one is free."""
        bed = self._take_bed(soul, SLEEPS_IN[Kind.NIGHT_CAFE])
        if bed is not None:
            self._sleeps(soul, bed.house.sleeps_as, bed, day)
        return bed is not None

    def _sleeps(self, soul: Soul, kind: str, bed: Bed | None, day: datetime.date) -> None:
        if soul.bed is not None:
            self.free[soul.bed.house.id].insert(0, soul.bed)
        soul.kind, soul.since, soul.bed = kind, day, bed
        soul.past.append(Moved(day, kind, bed))
        self._note_state(soul, day)

    def _note_state(self, soul: Soul, day: datetime.date) -> None:
        if soul.kind in HOMELESS:
            self.homeless[soul.id] = soul
        else:
            self.homeless.pop(soul.id, None)
        stay = self._stay(soul)
        soul.changes_on = next_at_work(day + stay * DAY) if stay else None
        if soul.changes_on:
            self.agenda[soul.changes_on].append(soul)

    def _stay(self, soul: Soul) -> int | None:
        """Whole days until the next change; None when there is none to come."""
        kind = Kind.STREET if is_outside(soul) else soul.kind
        if kind == Kind.OWN_HOME:
            if self.rng.random() > rates.RELAPSES:
                return None
            return 10 + int(self.rng.expovariate(1 / rates.RELAPSE_MEAN_DAYS))
        if kind not in rates.MEAN_DAYS:
            return None
        pace = soul.finds_a_home[1] if kind in HOMELESS and kind not in rates.LONGEST else 1
        days = 1 + int(self.rng.expovariate(1 / rates.MEAN_DAYS[kind]) * pace)
        return min(days, rates.LONGEST.get(kind, days))

    def due(self, day: datetime.date) -> Iterator[Soul]:
        """Those whose stay ends today, unless something else moved them meanwhile."""
        for soul in self.agenda.pop(day, []):
            if soul.changes_on == day:
                yield soul

    def _next_kind(self, soul: Soul) -> str:
        ways = dict(rates.GOES_TO[Kind.STREET if is_outside(soul) else soul.kind])
        if not soul.is_woman:
            ways.pop(Kind.CRISIS_CENTRE, None)
        kind = _drawn(self.rng, ways)
        if soul.kind not in HOMELESS or kind in HOMELESS or kind in rates.COMES_BACK_FROM:
            return kind
        if self.rng.random() < soul.finds_a_home[0]:
            return kind
        if soul.kind in rates.MAY_STAY and self.rng.random() < rates.STAYS_ON:
            return soul.kind
        return _drawn(self.rng, {way: weight for way, weight in ways.items() if way in HOMELESS})

    def _take_bed(self, soul: Soul, kinds: tuple[str, ...]) -> Bed | None:
        """A free bed that fits, in a house of these kinds; it is the soul's from now on."""
        for house in self._houses(kinds):
            free = self.free[house.id]
            for position, bed in enumerate(free):
                if (not bed.women or soul.is_woman) and (not soul.has_dog or bed.dogs):
                    return free.pop(position)
        return None

    def _houses(self, kinds: tuple[str, ...]) -> list[InventedHouse]:
        houses = [house for house in self.houses if house.kind in kinds]
        return self.rng.sample(houses, min(8, len(houses))) if self.scale > 1 else houses


def is_outside(soul: Soul) -> bool:
    """On the street, or in the night café for a night at a time."""
    return soul.bed is None and soul.kind in SEEKING


def _drawn(rng: random.Random, ways: dict[Way, int]) -> Way:
    return rng.choices(list(ways), list(ways.values()))[0]


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
