"""How do three years go by? One day after the other: who loses a home, who moves, who sleeps where, who is met."""

import datetime
import itertools
import random
import uuid
from collections import defaultdict

from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.rooms import TownSoFar, demo_lives

from . import before
from .chronicle import Chronicle
from .following_up import count_days, forgotten
from .ledger import Ledger
from .life import DAY, Moved, Progress, Soul, Town, is_outside, moment
from .pen import Pen
from .rates import Kind
from .second_team import SecondTeam
from .story import tell_story
from .town import Bed, InventedHouse, organisations_of
from .working_days import is_at_work, last_working_day, next_at_work

GUESTS_FROM_ELSEWHERE = 5  # beds of each shelter used by other municipalities
STORY_BEDS = 2  # kept for the people of the story
SATURDAY = 5
LOSES_TOUCH = 0.01  # of the meetings with those who live with friends: for some months there is no other
GETS_A_FLAT = 0.05  # of the nights on which somebody outside asks
SAYS_NO = 0.1  # or is told no, to a chair that is free
COMES = 0.93  # to the place held in the night café
SETTLED = frozenset({Kind.OWN_HOME, Kind.AT_RISK})


class History:
    """Lives the town's life from `start` to `until` (the night that is to come)."""

    def __init__(
        self, *, seed: int, scale: int, start: datetime.date, until: datetime.date, now: datetime.datetime,
        houses: list[InventedHouse], ledger: Ledger,
    ) -> None:  # fmt: skip
        self.rng = random.Random(seed)  # noqa: S311 -- an invented town, not a secret
        self.seed, self.scale, self.start, self.until, self.now = seed, scale, start, until, now
        self.town = Town(self.rng, houses, scale)
        self.pen = Pen(ledger, self.rng, until, now)
        self.chronicle = Chronicle(self.pen)
        self.second_team = SecondTeam(self.pen, seed=seed)
        self.cafes = [house for house in houses if house.kind == "night_cafe"]
        self.meetings: dict[datetime.date, list[Soul]] = defaultdict(list)

    def live(self, progress: Progress) -> None:
        self._guests_from_elsewhere()
        self._those_who_are_there_already()
        day = self.start
        while day < self.until:
            progress(day)
            self._day(day)
            self._evening(day)
            day += DAY
        self.second_team.live(self._bed_for_tonight())
        self._tonight(self.until)
        tell_story(self.chronicle, self.town, self.until, self.now)
        for soul in forgotten(self.town.souls):
            self.chronicle.goodbye(soul, self.until - 4 * DAY)
        for soul in self.town.souls:
            self.chronicle.goes_on(soul)
        count_days(self.chronicle.ledger, self.until, self.now)
        self.chronicle.close()
        self._rooms_add_their_own()

    def _rooms_add_their_own(self) -> None:
        for name, life in demo_lives():
            life.live(
                TownSoFar(
                    ledger=self.pen.ledger,
                    souls=self.town.souls,
                    rng=random.Random(f"{self.seed} {name}"),  # noqa: S311 -- an invented town, not a secret
                    team=self.pen.team,
                    colleagues=self.pen.coordinators,
                    supporters=self.pen.supporters,
                    landlords=organisations_of("landlord"),
                    until=self.until,
                    now=self.now,
                    at_work=lambda at: at - (at.date() - last_working_day(at.date())),
                    due_on=self.pen.deadlines.due_on,
                )
            )

    def _guests_from_elsewhere(self) -> None:
        for house in self.town.houses:
            if house.kind == "shelter":
                of_others = house.beds[-GUESTS_FROM_ELSEWHERE:]
                self.chronicle.staying.guests_of_others(of_others, self.start, self.chronicle.person)
                for bed in (*of_others, *house.beds[: STORY_BEDS + 1]):
                    self.town.free[house.id].remove(bed)

    def _those_who_are_there_already(self) -> None:
        """The town did not begin on the first day: who is with the team then has a past, which is told again."""
        for soul in before.live(self.town, self.start):
            self.chronicle.arrives(soul, soul.arrived_on)
            for left, moved in itertools.pairwise(soul.past):
                self.chronicle.moves_on(soul, left, moved)
            gap = self._days_to_next_meeting(soul, self.start) if before.is_known_still(soul, self.start) else 0
            if gap:
                self._keep_in_touch(soul, soul.arrived_on, self.start + self.rng.randrange(gap) * DAY)

    def _arrive(self, day: datetime.date) -> None:
        soul = self.town.arrive(day)
        self.chronicle.arrives(soul, day)
        self._keep_in_touch(soul, day, day + self.rng.randrange(1, 6) * DAY)

    def _keep_in_touch(self, soul: Soul, day: datetime.date, met_on: datetime.date) -> None:
        """From a day on somebody of the team meets the soul, and mostly one of them coordinates."""
        soul.is_met = True
        self.chronicle.is_coordinated(soul, day)
        self._meets(soul, met_on)

    def _day(self, day: datetime.date) -> None:
        for _ in range(self.town.arrivals(day)):
            self._arrive(day)
        for soul in self.town.due(day):
            left = soul.past[-1]
            if self.town.move_on(soul, day):
                self._is_moved(soul, left, day)
        if is_at_work(day):
            self._work(day)

    def _is_moved(self, soul: Soul, left: Moved, day: datetime.date) -> None:
        self.chronicle.moves_on(soul, left, soul.past[-1])
        if soul.kind in HOMELESS and not soul.is_met:
            self._keep_in_touch(soul, day, day + self.rng.randrange(1, 6) * DAY)

    def _work(self, day: datetime.date) -> None:
        """The team's day: fewer meetings at the weekend, calls as the weekday has them."""
        weekend = day.weekday() >= SATURDAY
        for soul in self.meetings.pop(day, []):
            if weekend and self.rng.random() < 0.85:
                self._meets(soul, day + 2 * DAY)
                continue
            if soul.kind in before.GONE:
                self.chronicle.goodbye(soul, day)
                continue
            self.chronicle.contact(soul, day)
            gap = self._days_to_next_meeting(soul, day)
            if gap:
                self._meets(soul, day + gap * DAY)
            else:
                self.chronicle.goodbye(soul, day)
        for _ in range(self.scale):
            if not weekend and self.rng.random() < 0.7 and self.town.homeless:
                self.chronicle.calls.about_known(self.rng.choice(self.town.souls), day)
            if self.rng.random() < 0.3:
                self.chronicle.calls.about_stranger(day)
            if self.rng.random() < 0.2:
                self.chronicle.nights.seen_outside(day)

    def _meets(self, soul: Soul, day: datetime.date) -> None:
        self.meetings[next_at_work(day)].append(soul)

    def _days_to_next_meeting(self, soul: Soul, day: datetime.date) -> int:
        if soul.kind == Kind.FAMILY_FRIENDS and self.rng.random() < LOSES_TOUCH:
            return self.rng.randrange(100, 160)
        if soul.kind in HOMELESS:
            return self.rng.randrange(2, 11)
        if soul.kind in SETTLED:
            since = (day - soul.since).days
            return self.rng.randrange(7, 25) if since < 120 else self.rng.choice([0, 40, 60])
        return self.rng.choice([0, 0, 30])

    def _evening(self, night: datetime.date) -> None:
        beds = {cafe.id: list(cafe.beds) for cafe in self.cafes}
        for soul in list(self.town.homeless.values()):
            if is_outside(soul):
                self._seek(soul, night, beds)
        if self.until - night <= 14 * DAY:
            for house in self.town.houses:
                free = len(self.town.free[house.id]) if house.kind != "night_cafe" else self.rng.randrange(1, 5)
                self.chronicle.nights.house_reports(house, night, free, moment(night, self.rng, 14, 20))

    def _seek(self, soul: Soul, night: datetime.date, beds: dict[uuid.UUID, list[Bed]]) -> None:
        wants_in = self.rng.random() < soul.likes_indoors + (0.08 if night.month in (12, 1, 2) else 0)
        if wants_in and is_at_work(night) and self.rng.random() < GETS_A_FLAT:
            left = soul.past[-1]
            if self.town.gets_a_flat(soul, night):
                self._is_moved(soul, left, night)
                return
        cafe = self.rng.choice(self.cafes)
        free = beds[cafe.id]
        fitting = [bed for bed in free if (not bed.women or soul.is_woman) and (not soul.has_dog or bed.dogs)]
        if wants_in and fitting and self.rng.random() >= SAYS_NO:
            came = self.rng.random() < COMES
            if came:
                free.remove(fitting[0])
                self._sleeps(soul, night, Kind.NIGHT_CAFE, cafe)
            else:
                self._sleeps(soul, night, Kind.STREET, None, is_seen=self.rng.random() < 0.5)
            self.chronicle.nights.one_night(soul, fitting[0], night, came=came)
        else:
            self._sleeps(soul, night, Kind.STREET, None)
            self.chronicle.nights.no_place(soul, night, cafe, asked=wants_in)

    def _sleeps(
        self, soul: Soul, night: datetime.date, kind: str, house: InventedHouse | None, *, is_seen: bool = True
    ) -> None:
        """From the street to the café and back does not start a new stay: the next change comes when it comes."""
        if soul.kind != kind:
            soul.kind, soul.since = kind, night
        if not is_seen:
            self.chronicle.loses_sight(soul, night)
        elif self.chronicle.thinks(soul) != kind:
            self.chronicle.moves(soul, night, house)

    def _bed_for_tonight(self) -> Bed:
        """The bed of a shelter that is kept for the second team's citizen."""
        return next(house.beds[STORY_BEDS] for house in self.town.houses if house.kind == "shelter")

    def _tonight(self, night: datetime.date) -> None:
        """The night to come: some wait for a place, and the houses have just said what is free."""
        for _ in range(2 * self.scale):
            self.chronicle.calls.about_known(self.rng.choice(self.town.souls), night, is_new=True)
        self.chronicle.calls.about_stranger(night, is_new=True)
        seekers = [soul for soul in self.town.homeless.values() if is_outside(soul)]
        for soul in seekers[: 2 * self.scale]:
            asked = self.now - datetime.timedelta(minutes=self.rng.randrange(10, 180))
            self.chronicle.nights.asks_tonight(soul, night, at=asked)
        for number, house in enumerate(self.town.houses):
            ago = datetime.timedelta(minutes=12 if number % 2 == 0 else 320)
            free = len(self.town.free[house.id])
            self.chronicle.nights.house_reports(house, night, free, self.now - ago)
