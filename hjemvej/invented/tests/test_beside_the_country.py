"""Does the invented town resemble the country, from its first day on, and do its people keep the holidays?"""

import datetime
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from statistics import mean, pstdev
from typing import Any

import pytest
from django.utils.timezone import localdate

from hjemvej.ground.law.queries import due_on, versions
from hjemvej.ground.law.rules import CLOSED, is_working_day
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import WITHIN_A_MONTH
from hjemvej.ground.situations.rules import HOMELESS, Kind
from hjemvej.invented.nights import AT_THE_DOOR
from hjemvej.invented.town import houses, identity

from .beside_vive import WEEK, Table, references
from .lives import Kept, lived

DAY = datetime.timedelta(days=1)
DAYS = 3 * 365
TOWNS = [(2023, datetime.date(2026, 11, 29)), (7, datetime.date(2027, 7, 15)), (11, datetime.date(2028, 1, 4))]
Lived = tuple[Kept, datetime.date]


@functools.cache
def lived_once(seed: int, until: datetime.date) -> Kept:
    return lived(seed, DAYS, until)[0]


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The law's table is read while they live."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module", params=TOWNS, ids=lambda town: f"seed {town[0]} until {town[1]}")
def town(request: Any, database: None) -> Lived:
    seed, until = request.param
    return lived_once(seed, until), until


def test_each_towns_table_and_the_mean_of_all_are_within_what_is_known_of_the_country(database: None):
    tables = [Table(lived_once(seed, until).by_name(), houses(1), until).measures() for seed, until in TOWNS]
    known = references()
    assert {measure for table in tables for measure in table} == {reference.measure for reference in known}
    unlike = {}
    for reference in known:
        towns = [table[reference.measure] for table in tables]
        if not all(map(reference.holds_for, towns)) or not reference.holds_for(*towns):
            unlike[reference] = towns
    assert not unlike


def test_forty_to_eighty_people_or_so_are_in_homelessness_on_a_day(town: Lived):
    ledger, until = town
    a_day = [
        sum(1 for row in nights_known(ledger) if row["from_on"] <= day and not _is_over(row, day))
        for day in (until - number * 28 * DAY for number in range(1, 27))
    ]
    assert min(a_day) >= 40
    assert max(a_day) <= 100
    assert 50 <= sum(a_day) / len(a_day) <= 80


def nights_known(ledger: Kept) -> Iterable[dict[str, Any]]:
    ours = {row["person_id"] for row in ledger.rows("Situation")}
    return [
        row for row in ledger.rows("Situation")
        if row.get("superseded_at") is None and row["kind"] in HOMELESS and row["person_id"] in ours
    ]  # fmt: skip


def _is_over(row: dict[str, Any], day: datetime.date) -> bool:
    return row.get("until_on") is not None and row["until_on"] <= day


BEGINNINGS: dict[str, Callable[[dict[str, Any]], datetime.date]] = {
    "Person": lambda row: localdate(row["created_at"]),
    "Inquiry": lambda row: localdate(row["received_at"]),
    "Note": lambda row: localdate(row["happened_at"]),
    "Task": lambda row: localdate(row["created_at"]),
    "PlaceRequest": lambda row: row["night"],
    "Occupancy": lambda row: row["from_night"],
    "Situation": lambda row: row["from_on"],
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_the_first_week_is_a_week_like_those_that_follow(town: Lived, name: str):
    """Of how many people is there something new? Three times the spread of the year's other weeks is allowed."""
    ledger, until = town
    start = until - DAYS * DAY
    people: dict[int, set[Any]] = defaultdict(set)
    for row in ledger.rows(name):
        people[(BEGINNINGS[name](row) - start) // WEEK].add(row.get("person_id", row.get("id")))
    first, *others = (len(people[number]) for number in range(53))
    assert abs(first - mean(others)) <= 3 * pstdev(others) + 1, (first, others)


def test_on_the_first_day_some_have_been_homeless_for_years(town: Lived):
    ledger, until = town
    start = until - DAYS * DAY
    there = [row for row in nights_known(ledger) if row["from_on"] <= start and not _is_over(row, start)]
    assert len(there) >= 40
    assert sum(row["from_on"] < start - 30 * DAY for row in there) >= 15
    assert any(row["from_on"] < start - 365 * DAY for row in there)


def test_on_a_holiday_the_team_meets_decides_and_writes_nothing_but_the_night_house_is_open(town: Lived):
    ledger, until = town
    holidays = {start for start in _days(until - DAYS * DAY, until) if is_holiday(start)}
    assert len(holidays) > 25
    by_hand = {
        ("Note", "happened_at"), ("Note", "written_at"), ("ToldNight", "told_at"), ("InquiryStep", "at"),
        ("Decision", "sent_at"), ("Task", "created_at"), ("Task", "done_at"), ("Course", "opened_at"),
        ("Course", "closed_at"), ("Complaint", "written_at"), ("CitizenRequest", "written_at"),
    }  # fmt: skip
    done = {
        (name, column): {localdate(row[column]) for row in ledger.rows(name) if row.get(column)}
        for name, column in by_hand
    }
    done["Situation", "recorded_at"] = {
        localdate(row["recorded_at"]) for row in ledger.rows("Situation")
        if not row.get("house_id") and row["source"] != "Natcaféen" and not row.get("until_on")
    }  # fmt: skip
    done["PlaceRequest", "requested_at"] = {
        localdate(row["requested_at"]) for row in ledger.rows("PlaceRequest") if row["requested_by_id"] != AT_THE_DOOR
    }
    assert not {what: sorted(days & holidays) for what, days in done.items() if days & holidays}
    assert {row["night"] for row in ledger.rows("PlaceRequest")} & holidays


def test_what_is_agreed_is_agreed_for_a_working_day_and_the_laws_days_are_the_laws(town: Lived):
    ledger, _until = town
    tasks = ledger.rows("Task")
    assert all(is_working_day(localdate(row["due_at"])) for row in tasks if not row.get("law_key"))
    clocks = {(row["law_key"], row["clock_started_on"]): row["due_at"] for row in tasks if row.get("law_key")}
    assert {key for key, _day in clocks} == {"action_plan", "access_to_own_case", "reassessment"}
    for key, started_on in sorted(clock for clock in clocks if clock[1] >= versions(clock[0])[-1].valid_from)[::10]:
        assert localdate(clocks[key, started_on]) == due_on(key, started_on).due_on
    told = [row for row in ledger.rows("AdmissionNotice") if row.get("how") == "secure_mail"]
    assert all(localdate(row["told_at"]) <= due_on("shelter_notice", row["admitted_on"]).due_on for row in told[::5])


def test_where_somebody_sleeps_follows_from_the_houses_own_paragraph(town: Lived):
    ledger, _until = town
    sleeps = {house.id: house.sleeps_as for house in houses(1)}
    kinds = {(row["house_id"], row["kind"]) for row in ledger.rows("Situation") if row.get("house_id")}
    assert kinds == set(sleeps.items())
    womens_house = identity("house:Kvindeboligen")
    assert sleeps[womens_house] == Kind.CRISIS_CENTRE, "§ 109 is not VIVE's"
    shelter = {house.id for house in houses(1) if house.stands_under == House.Paragraph.SHELTER}
    assert {row["house_id"] for row in ledger.rows("AdmissionNotice")} == shelter


def test_each_kind_of_situation_is_met_and_a_release_is_expected_within_the_month(town: Lived):
    rows = town[0].rows("Situation")
    assert {str(kind) for kind in Kind} == {str(row["kind"]) for row in rows}
    for row in rows:
        if row.get("expected_until") is not None:
            assert row["expected_until"] > row["from_on"]
            assert row["kind"] not in WITHIN_A_MONTH or row["expected_until"] <= row["from_on"] + 31 * DAY
    away = {str(row["kind"]) for row in rows if row.get("expected_until")}
    assert away >= {"faengsel", "indlagt", "botilbud", "husvild", "udland", "kriminalforsorg", "hospital_behandling"}


def is_holiday(day: datetime.date) -> bool:
    """Public offices are closed for another reason than the weekend; 1 May is a day like others."""
    return day in CLOSED and (day.month, day.day) != (5, 1)


def _days(first: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    while first < until:
        yield first
        first += DAY
