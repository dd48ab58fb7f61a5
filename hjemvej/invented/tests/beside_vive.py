"""Does the invented town resemble the country? Its table, worked out from its rows, beside the figures of `vive.csv`.

Counted as VIVE counts: everybody who is in one of the nine situations on a night of a week, in the one they were in
last, but on the street if on one night they were; our own citizens with permanent stay. The mean of two years' weeks.
"""

import csv
import datetime
import itertools
import pathlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.rules import HOMELESS, Stay, Told, began
from hjemvej.invented.life import DAY
from hjemvej.invented.rates import Kind
from hjemvej.invented.town import OWN_CODE, InventedHouse

REFERENCE = pathlib.Path(__file__).parents[1] / "vive.csv"
INHABITANTS = 90_000
WEEK, YEAR, YEARS = 7 * DAY, 365 * DAY, 2
WEEKS_APART = 4 * WEEK
ANEW_AFTER = 14 * DAY  # as law `homeless_anew_after` has it: the table is worked out from rows alone
BY_CHANCE = 3  # standard deviations of the town's own measure beyond what the sources span
Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # by model


@dataclass(frozen=True)
class Reference:
    """One figure about the country. `low` and `high`: what sources span; `chance`: how much invented towns differ."""

    measure: str
    value: float
    low: float
    high: float
    chance: float
    source: str
    how_sure: str

    def holds_for(self, *towns: float) -> bool:
        """Is the mean of these towns within what the sources span, and what chance does to a mean of so many?"""
        mean, by_chance = sum(towns) / len(towns), float(BY_CHANCE * self.chance / len(towns) ** 0.5)
        return self.low - by_chance <= mean <= self.high + by_chance


def references() -> list[Reference]:
    with REFERENCE.open(newline="") as file:
        return [
            Reference(
                measure=row["measure"],
                value=float(row["value"]),
                low=float(row["low"]),
                high=float(row["high"]),
                chance=float(row["chance"]),
                source=row["source"],
                how_sure=row["how_sure"],
            )
            for row in csv.DictReader(file)
        ]


@dataclass(frozen=True)
class Counted:
    """One person in one week."""

    person_id: UUID
    kind: str
    age: int
    days: int  # in homelessness so far


class Table:
    """The town's table, of its rows until a day."""

    def __init__(self, rows: Rows, houses: Iterable[InventedHouse], until: datetime.date) -> None:
        self.until = until
        self._people = {row["id"]: row for row in rows["Person"] if not row.get("has_no_permanent_stay")}
        for row in rows["ResponsibleMunicipality"]:
            if row["municipality_code"] != OWN_CODE:
                self._people.pop(row["person_id"], None)
        self._stays: dict[UUID, list[Stay]] = defaultdict(list)
        for row in rows["Situation"]:
            if row.get("superseded_at") is None and row["person_id"] in self._people and not row.get("unusable_home"):
                self._stays[row["person_id"]].append(
                    Stay(row["kind"], row["from_on"], row.get("until_on"), row["source"], row["certainty"])
                )
        self._told: dict[UUID, list[Told]] = defaultdict(list)
        for row in rows["HomelessSince"]:
            self._told[row["person_id"]].append(
                Told(row["began_on"], row["by_on"], row["precision"], row["source"], row["certainty"])
            )
        for stays in self._stays.values():
            stays.sort(key=lambda stay: stay.from_on)
        shelters = {house.id for house in houses if house.stands_under == House.Paragraph.SHELTER}
        self._in_shelter = [
            row for row in rows["Occupancy"] if row["house_id"] in shelters and row["status"] in ("ended", "staying")
        ]

    def measures(self) -> dict[str, float]:
        """Every measure of `vive.csv`; shares in percent."""
        years = [self.until - number * YEAR for number in range(YEARS)]
        weeks = [self.until - WEEK - number * WEEKS_APART for number in range(YEARS * 13)]
        counted = [one for week in weeks for one in self._week(week)]
        kinds = Counter(one.kind for one in counted)
        a_week = len(counted) / len(weeks)
        return {
            "week_per_1000": a_week / INHABITANTS * 1000,
            **{kind: _percent(kinds[kind], len(counted)) for kind in sorted(HOMELESS)},
            "women": _share(self._people[one.person_id]["sex"] == "woman" for one in counted),
            "aged_18_29": _share(one.age < 30 for one in counted),
            "aged_60_or_more": _share(one.age >= 60 for one in counted),
            "under_a_year": _share(one.days < 365 for one in counted),
            "over_two_years": _share(one.days > 730 for one in counted),
            "year_to_week": sum(len(list(self._homeless(year - YEAR, year))) for year in years) / YEARS / a_week,
            **self._nights_in_shelter(years),
            "cafe_then_street": self._out_again(),
        }

    def _week(self, first: datetime.date) -> Iterable[Counted]:
        last = first + 6 * DAY
        for person_id, nights in self._homeless(first, first + WEEK):
            kinds = [stay.kind for stay in nights]
            born = self._people[person_id]["born_year"]
            on = _last_night(nights[-1], last)
            since = began(self._stays[person_id], self._told[person_id], on, anew_after=ANEW_AFTER)
            yield Counted(
                person_id, Kind.STREET if Kind.STREET in kinds else kinds[-1], first.year - born,
                (on - since.on).days if since else 0,
            )  # fmt: skip

    def _homeless(self, first: datetime.date, until: datetime.date) -> Iterable[tuple[UUID, list[Stay]]]:
        for person_id, stays in self._stays.items():
            nights = [
                stay for stay in stays
                if stay.kind in HOMELESS and stay.from_on < until and (stay.until_on is None or stay.until_on > first)
            ]  # fmt: skip
            if nights:
                yield person_id, nights

    def _nights_in_shelter(self, years: Iterable[datetime.date]) -> dict[str, float]:
        nights: Counter[tuple[UUID, datetime.date]] = Counter()
        for year in years:
            for row in self._in_shelter:
                first, last = max(row["from_night"], year - YEAR), min(row["until_night"] or year, year)
                if first < last:
                    nights[row["person_id"], year] += (last - first).days
        return {
            "shelter_nights_per_user": sum(nights.values()) / len(nights),
            "all_year_in_shelter": _share(number >= 365 for number in nights.values()),
        }

    def _out_again(self) -> float:
        """Of the nights in the night café: how many were followed by one on the street."""
        since, nights, out = self.until - YEARS * YEAR, 0, 0
        for stays in self._stays.values():
            for stay, after in itertools.pairwise(stays):
                if stay.source == "Natcaféen" and stay.kind == Kind.NIGHT_CAFE and stay.from_on >= since:
                    nights += (after.from_on - stay.from_on).days
                    out += after.kind == Kind.STREET
        return _percent(out, nights)


def _last_night(stay: Stay, last: datetime.date) -> datetime.date:
    return last if stay.until_on is None else min(last, stay.until_on - DAY)


def _share(true: Iterable[bool]) -> float:
    answers = list(true)
    return _percent(sum(answers), len(answers))


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
