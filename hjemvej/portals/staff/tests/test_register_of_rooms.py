"""Does the register show what a room brings: a column to choose, a filter with counts, and both in the spreadsheet?"""

import datetime
import io
from functools import partial

import openpyxl
import pytest
from django.utils import timezone

from hjemvej.efforts.housing_first.models import HousingFirstOffer
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.rules import Said
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms import Cell, RegisterColumn, RegisterFilter, Room, house, register_filters, rooms
from hjemvej.platform.ui.typed_dates import Period
from hjemvej.portals.staff.queries import register
from hjemvej.portals.staff.rules.register import Choice

from .test_register import EXPORT, TEST, day, make_person, move, names, read

__all__ = ["make_person"]  # the fixture
asked_ids: list[list[str]] = []


@pytest.fixture
def planted(monkeypatch, make_person):
    """Plant a room in which Mona has a wish and Testa has none."""
    mona, testa = make_person("Mona Prøve", days=20), make_person("Testa Prøve", days=10)
    asked_ids.clear()

    def wishes_of(ids, *, on, known_on, viewer):
        assert on
        assert known_on is None
        assert viewer.user_id
        asked_ids.append(sorted(map(str, ids)))
        return {mona.pk: "En dør at låse"}

    def who_wishes(ids, *, on, known_on, viewer, since):
        assert since == {mona.pk: day(20), testa.pk: day(10)}
        assert set(ids) == {mona.pk, testa.pk}
        return {person_id: ("har",) if person_id in wishes_of(ids, on=on, known_on=known_on, viewer=viewer) else ()
                for person_id in ids}  # fmt: skip

    column = RegisterColumn(10, "plantet", "Plantet", wishes_of, lambda wish, _now: Cell(wish, "ønsket"), str)
    choice = RegisterFilter(10, "plantede", "Plantede", {"har": "Har et ønske", "ingen": "Aldrig"}, who_wishes)
    planted = Room(name="planted", register_columns=(column,), register_filters=(choice,))
    monkeypatch.setattr(house, "_handed_over", (*rooms(), planted))
    return mona, testa


def test_a_rooms_column_is_shown_when_chosen_and_read_only_for_the_people_shown(client_of, coordinator, planted):
    mona, testa = planted
    browser = client_of(coordinator)
    page = read(browser)
    assert 'value="plantet"' in page
    assert "En dør at låse" not in page
    asked_ids.clear()
    page = read(browser, kolonner=["situation", "plantet"])
    assert page.count("En dør at låse") == 1
    assert 'data-label="Plantet"' in page
    assert asked_ids[-1] == sorted([str(mona.pk), str(testa.pk)])


def test_a_rooms_filter_narrows_the_list_and_says_how_many_each_answer_gives(client_of, coordinator, planted):
    browser = client_of(coordinator)
    assert names(browser) == ["Mona Prøve", "Testa Prøve"]
    assert names(browser, plantede="har") == ["Mona Prøve"]
    assert names(browser, plantede="sludder") == ["Mona Prøve", "Testa Prøve"]
    page = read(browser, plantede="har")
    assert '<input type="hidden" name="plantede" value="har">' in page
    assert "Plantede: Har et ønske" in page
    assert "Aldrig" not in page, "an answer that gives nobody is left out"


def test_both_are_in_the_spreadsheet(client_of, coordinator, planted):
    taken = client_of(coordinator).post(f"{EXPORT}?plantede=har&kolonner=siden&kolonner=plantet", {"why": "til mødet"})
    sheet = openpyxl.load_workbook(io.BytesIO(taken.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "Plantede: Har et ønske" in rows[1][0]
    assert rows[4][:3] == ["Navn", "I hjemløshed siden", "Plantet"]
    assert [row[2] for row in rows[5:]] == ["En dør at låse"]
    assert isinstance(rows[5][1], datetime.datetime)


def test_a_citizen_of_whom_the_room_knows_nothing_has_an_empty_cell(client_of, coordinator, planted):
    taken = client_of(coordinator).post(f"{EXPORT}?kolonner=plantet", {"why": "til mødet"})
    rows = [*openpyxl.load_workbook(io.BytesIO(taken.content)).active.iter_rows(min_row=6, values_only=True)]
    assert {row[0]: row[1] or "" for row in rows} == {"Mona Prøve": "En dør at låse", "Testa Prøve": ""}


def test_a_filter_says_the_same_when_told_since_when_as_when_it_finds_out(
    make_person, coordinator, viewer_for, our_team
):
    karen, today, now = viewer_for(coordinator), day(0), timezone.now()
    late, again, told = (make_person(f"{name} Prøve", days=days) for name, days in (("A", 30), ("B", 900), ("C", 5)))
    move(again, "egen_bolig", 600)
    move(again, "gade", 4)
    sleeps = partial(record_situation, kind="herberg", source="Opdigtet", certainty="seen", by=TEST, at=now)
    said = Said(Period(day(500), day(500), "day"), "Opdigtet", "told")
    guest = make_person("D Prøve", kind="egen_bolig", days=40)
    sleeps(person_id=guest.pk, from_on=day(20), unusable_home="Brand i opgangen")
    sleeps(person_id=told.pk, from_on=day(2), homeless_since=said)
    for person, days in ((late, 20), (again, 700), (told, 300), (guest, 30)):
        HousingFirstOffer.objects.create(
            person=person, organisation=our_team, offered_on=day(days), how="phone", paragraph="§ 85 a",
            answer="yes", words="Ja", answered_on=day(days), recorded_at=now,
        )  # fmt: skip
    with looking_as(karen):
        for choice in (Choice(today), Choice(day(3)), Choice(day(3), known_on=today)):
            homeless = register._everybody(choice, viewer=karen)
            assert {late.pk, told.pk, guest.pk} <= {one.person_id for one in homeless}
            known, asked = register._homeless_since(homeless, choice), {"on": choice.on, "known_on": choice.known_on}
            assert bool(known) == (choice.known_on is None)
            for each in register_filters():
                let = partial(each.let_through, [one.person_id for one in homeless], viewer=karen, **asked)
                assert let(since=known) == let(since={}) != {}
