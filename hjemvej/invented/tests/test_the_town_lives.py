"""Does the invented town live as it should, and the same way each time?"""

import datetime
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from conftest import as_owner
from hjemvej.ground.people.models import ContactWay
from hjemvej.invented import names
from hjemvej.invented.chronicle import Chronicle
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger
from hjemvej.invented.life import rhythm
from hjemvej.invented.pen import Pen
from hjemvej.invented.rates import Kind
from hjemvej.invented.setting_out import PASSWORD
from hjemvej.invented.town import members
from hjemvej.platform.rooms import DemoLife, Room, TownSoFar, house

from .lives import NOW, UNTIL, Kept, lived


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Kept, History]]:
    with django_db_blocker.unblock():
        yield lived()


def chronicle() -> Chronicle:
    return Chronicle(Pen(Kept(), random.Random(1), UNTIL, NOW))


def test_some_forty_to_ninety_people_are_in_homelessness_on_the_last_day(town):
    assert 40 <= len(town[1].town.homeless) <= 90


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_town(town):
    again = lived()[0]
    secret = {"cpr_encrypted"}  # salted anew each time
    people, before = (
        [{k: v for k, v in row.items() if k not in secret} for row in told.rows("Person")] for told in (again, town[0])
    )
    assert people == before
    assert again.rows("Situation") == town[0].rows("Situation")


def test_what_is_known_now_of_where_a_person_sleeps_has_neither_gap_nor_overlap(town):
    by_person: dict[Any, list[dict[str, Any]]] = {}
    for row in town[0].rows("Situation"):
        if row.get("superseded_at") is None:
            by_person.setdefault(row["person_id"], []).append(row)
    for rows in by_person.values():
        rows.sort(key=lambda row: row["from_on"])
        ends = [row.get("until_on") for row in rows]
        assert ends == [*(row["from_on"] for row in rows[1:]), None]


def test_a_place_is_never_given_to_two_people_on_one_night(town):
    taken: set[Any] = set()
    for row in town[0].rows("Occupancy"):
        if row["status"] not in ("ended", "staying"):
            continue
        night, last = row["from_night"], row["until_night"] or UNTIL
        while night < last:
            assert (row["place_id"], night) not in taken
            taken.add((row["place_id"], night))
            night += datetime.timedelta(days=1)


def test_nothing_is_known_before_it_was_written_and_nothing_is_written_in_the_future(town):
    for row in town[0].rows("Note"):
        assert row["happened_at"] <= row["written_at"] <= NOW
    for row in town[0].rows("Situation"):
        assert row["recorded_at"] <= (row.get("superseded_at") or NOW)


def test_nothing_is_asked_held_or_agreed_for_somebody_not_known_yet_and_who_is_gone_sleeps_nowhere(town):
    created = {row["id"]: row["created_at"] for row in town[0].rows("Person")}
    for name, when in [("Task", "created_at"), ("PlaceRequest", "requested_at"), ("Occupancy", "made_at")]:
        assert all(row[when] >= created[row["person_id"]] for row in town[0].rows(name)), name
    gone = (Kind.DEAD, Kind.MOVED_AWAY)
    since = {row["person_id"]: row["from_on"] for row in town[0].rows("Situation") if row["kind"] in gone}
    assert since
    assert not [row for row in town[0].rows("ToldNight") if row["night"] >= since.get(row["person_id"], UNTIL)]


def test_invented_cpr_numbers_are_never_a_citizens_own():
    rng = random.Random(1)
    assert all(61 <= int(names.cpr(rng, 1971, 3, day)[:2]) <= 91 for day in range(1, 29))


def test_no_two_people_have_the_same_cpr_number():
    told = chronicle()
    born = datetime.date(1971, 3, 4)
    assert len({told._number(born) for _ in range(2000)}) == 2000


def test_winter_mondays_after_payday_are_harder_than_summer_sundays():
    assert rhythm(datetime.date(2026, 2, 2)) > 2 * rhythm(datetime.date(2026, 7, 26))


def test_everyone_who_works_there_has_their_own_sign_in():
    assert len(members()) == 32
    assert len({member.email for member in members()}) == 32


@pytest.mark.django_db
def test_copied_rows_stand_in_the_table_with_their_defaults(shelter):
    from hjemvej.efforts.safe_night.models import HouseReport
    from hjemvej.ground.shelters.models import House

    house = House.objects.create(name="Prøvehuset", kind="shelter", organisation=shelter, municipality_code="999")
    ledger = Ledger()
    ledger.add(HouseReport, house_id=house.id, night=UNTIL, free_places=3, reported_at=timezone.now())
    with as_owner():  # as make_municipality does: row security lets nobody else copy
        ledger.flush()
    assert HouseReport.objects.get(house=house).free_places == 3
    assert connection.in_atomic_block


def test_a_column_that_does_not_exist_is_refused():
    from hjemvej.efforts.safe_night.models import HouseReport

    ledger = Ledger()
    with pytest.raises(KeyError, match="no column"):
        ledger.check(HouseReport, {"nonsense": 1})


def test_the_chronicle_knows_its_team():
    assert len(chronicle().pen.coordinators) == 6


@pytest.mark.django_db
def test_the_sign_in_page_tells_the_demos_own_password(client):
    page = client.get(reverse("account_login")).content.decode()
    assert PASSWORD in page
    assert members()[0].email in page


@pytest.mark.django_db
def test_a_room_adds_its_own_life_and_leaves_other_rooms_lives_unchanged(town, monkeypatch):
    def three_are_met_somewhere(so_far: TownSoFar) -> None:
        so_far.rng.random()
        for soul in so_far.souls[:3]:
            so_far.ledger.add(ContactWay, person_id=soul.id, kind="place", value=f"Kendt {soul.since}")

    monkeypatch.setattr(house, "_handed_over", (Room(name="planted", demo=(DemoLife(three_are_met_somewhere),)),))
    ledger, history = lived()
    added = [row for row in ledger.rows("ContactWay") if str(row["value"]).startswith("Kendt ")]
    assert [row["person_id"] for row in added] == [soul.id for soul in history.town.souls[:3]]
    assert ledger.rows("Situation") == town[0].rows("Situation")
