"""How do three years go by? One day after the other: who loses a home, who moves, who sleeps where, who is met."""

import datetime
import random
import uuid
from collections import defaultdict

from hjemvej.platform.rooms import TownSoFar, demo_lives

from .chronicle import Chronicle
from .following_up import count_days, forgotten
from .ledger import Ledger
from .life import HOMELESS, SEEKING, Kind, Progress, Soul, Town, moment
from .second_team import SecondTeam
from .story import tell_story
from .town import Bed, InventedHouse

DAY = datetime.timedelta(days=1)
WARM_UP_ARRIVALS = 50
GUESTS_FROM_ELSEWHERE = 5  # beds of each shelter used by other municipalities
STORY_BEDS = 2  # kept for the people of the story
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
        self.chronicle = Chronicle(ledger, self.rng, until, now)
        self.second_team = SecondTeam(ledger, seed=seed, until=until, now=now)
        self.cafes = [house for house in houses if house.kind == "night_cafe"]
        self.meetings: dict[datetime.date, list[Soul]] = defaultdict(list)

    def live(self, progress: Progress) -> None:
        self._guests_from_elsewhere()
        for _ in range(WARM_UP_ARRIVALS * self.scale):
            self._arrive(self.start)
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
                    ledger=self.chronicle.ledger,
                    souls=self.town.souls,
                    rng=random.Random(f"{self.seed} {name}"),  # noqa: S311 -- an invented town, not a secret
                    team=self.chronicle.team,
                    colleagues=self.chronicle.coordinators,
                    until=self.until,
                    now=self.now,
                )
            )

    def _guests_from_elsewhere(self) -> None:
        for house in self.town.houses:
            if house.kind == "shelter":
                for bed in house.beds[-GUESTS_FROM_ELSEWHERE:]:
                    self.town.free[house.id].remove(bed)
                    self.chronicle.other_towns_guests(bed, self.start)
                for bed in house.beds[:STORY_BEDS]:
                    self.town.free[house.id].remove(bed)

    def _arrive(self, day: datetime.date) -> None:
        soul = self.town.new_soul(day, self.town.pick_arrival())
        self.chronicle.arrives(soul, day)
        if soul.kind == Kind.SHELTER:
            self._into_house(soul, day, ("shelter",))
        self._keep_in_touch(soul, day)

    def _keep_in_touch(self, soul: Soul, day: datetime.date) -> None:
        """From now on somebody of the team meets the soul, and mostly one of them coordinates."""
        soul.is_met = True
        self.chronicle.is_coordinated(soul, day)
        self.meetings[day + self.rng.randrange(1, 6) * DAY].append(soul)

    def _day(self, day: datetime.date) -> None:
        for _ in range(self.town.arrivals(day)):
            self._arrive(day)
        for soul in self.town.due(day):
            self._move_on(soul, day)
        self._work(day)

    def _move_on(self, soul: Soul, day: datetime.date) -> None:
        before, soul.kind = soul.bed, self.town.next_kind(soul)
        if before is not None:
            self.chronicle.moves_out(soul, day)
            self.town.give_back(before)
        self.town.change(soul, soul.kind, day)
        if soul.kind == Kind.SHELTER:
            wanted = ("womens_house", "shelter") if soul.is_woman and self.rng.random() < 0.4 else ("shelter",)
            self._into_house(soul, day, wanted)
        else:
            self.chronicle.moves(soul, day)
        if soul.kind in HOMELESS and not soul.is_met:
            self._keep_in_touch(soul, day)

    def _into_house(self, soul: Soul, day: datetime.date, kinds: tuple[str, ...]) -> None:
        bed = self.town.take_bed(soul, kinds)
        if bed is None:
            self.town.change(soul, Kind.STREET, day)
            self.chronicle.moves(soul, day)
            return
        if soul.kind != self.chronicle.sleeps_in(bed.house):
            self.town.change(soul, self.chronicle.sleeps_in(bed.house), day)
        self.chronicle.moves(soul, day, bed.house)
        self.chronicle.moves_in(soul, bed, day)

    def _work(self, day: datetime.date) -> None:
        """The team's day: fewer meetings at the weekend, calls as the weekday has them."""
        weekend = day.weekday() >= 5
        for soul in self.meetings.pop(day, []):
            if weekend and self.rng.random() < 0.85:
                self.meetings[day + 2 * DAY].append(soul)
                continue
            if soul.kind in (Kind.DEAD, Kind.MOVED_AWAY):
                self.chronicle.goodbye(soul, day)
                continue
            self.chronicle.contact(soul, day)
            gap = self._days_to_next_meeting(soul, day)
            if gap:
                self.meetings[day + gap * DAY].append(soul)
            else:
                self.chronicle.goodbye(soul, day)
        for _ in range(self.scale):
            if not weekend and self.rng.random() < 0.7 and self.town.homeless:
                self.chronicle.calls.about_known(self.rng.choice(self.town.souls), day)
            if self.rng.random() < 0.3:
                self.chronicle.calls.about_stranger(day)
            if self.rng.random() < 0.2:
                self.chronicle.seen_outside(day)

    def _days_to_next_meeting(self, soul: Soul, day: datetime.date) -> int:
        if soul.kind in HOMELESS:
            return self.rng.randrange(2, 11)
        if soul.kind in SETTLED:
            since = (day - soul.since).days
            return self.rng.randrange(7, 25) if since < 120 else self.rng.choice([0, 40, 60])
        return self.rng.choice([0, 0, 30])

    def _evening(self, night: datetime.date) -> None:
        beds = {cafe.id: list(cafe.beds) for cafe in self.cafes}
        for soul in list(self.town.homeless.values()):
            if soul.bed is None and soul.kind in SEEKING:
                self._seek(soul, night, beds)
        if self.until - night <= 14 * DAY:
            for house in self.town.houses:
                free = len(self.town.free[house.id]) if house.kind != "night_cafe" else self.rng.randrange(1, 5)
                self.chronicle.house_reports(house, night, free, moment(night, self.rng, 14, 20))

    def _seek(self, soul: Soul, night: datetime.date, beds: dict[uuid.UUID, list[Bed]]) -> None:
        wants_in = self.rng.random() < soul.likes_indoors + (0.08 if night.month in (12, 1, 2) else 0)
        if wants_in and self.rng.random() < 0.03:
            self._into_house(soul, night, ("acute_flat",))
            if soul.bed is not None:
                return
        cafe = self.rng.choice(self.cafes)
        free = beds[cafe.id]
        fitting = [bed for bed in free if (not bed.women or soul.is_woman) and (not soul.has_dog or bed.dogs)]
        if wants_in and fitting:
            came = self.rng.random() < 0.93
            if came:
                free.remove(fitting[0])
                self._sleeps(soul, night, Kind.NIGHT_CAFE, cafe)
            else:
                self._sleeps(soul, night, Kind.STREET, None, is_seen=self.rng.random() < 0.5)
            self.chronicle.one_night(soul, fitting[0], night, came=came)
        else:
            self._sleeps(soul, night, Kind.STREET, None)
            self.chronicle.no_place(soul, night, cafe, asked=wants_in)

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

    def _bed_for_tonight(self) -> Bed | None:
        """Take a free bed of a shelter."""
        for house in self.town.houses:
            if house.kind == "shelter" and self.town.free[house.id]:
                return self.town.free[house.id].pop()
        return None

    def _tonight(self, night: datetime.date) -> None:
        """The night to come: some wait for a place, and the houses have just said what is free."""
        for _ in range(2 * self.scale):
            self.chronicle.calls.about_known(self.rng.choice(self.town.souls), night, is_new=True)
        self.chronicle.calls.about_stranger(night, is_new=True)
        seekers = [soul for soul in self.town.homeless.values() if soul.kind in SEEKING]
        for soul in seekers[: 2 * self.scale]:
            asked = self.now - datetime.timedelta(minutes=self.rng.randrange(10, 180))
            self.chronicle.asks_tonight(soul, night, at=asked)
        for number, house in enumerate(self.town.houses):
            ago = datetime.timedelta(minutes=12 if number % 2 == 0 else 320)
            free = len(self.town.free[house.id])
            self.chronicle.house_reports(house, night, free, self.now - ago)
