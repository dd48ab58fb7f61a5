"""Is a room's column imported with the rest: read, counted as news once, and written by the room?"""

import uuid
from typing import Any

import pytest

from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets.forms import choices
from hjemvej.ground.spreadsheets.rules import columns
from hjemvej.platform.rooms import ImportColumn, Room, house, rooms

from .test_import import Run, by, fates, run

__all__ = ["by", "run"]  # fixtures
LIST = """Navn;Plantet
Testa Prøvesen;En dør at låse
Zara Fiktiv;
Momo Eksempel;alt
Mona Prøvesen;010170-0001 Testas
"""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[uuid.UUID, str]:
    """Collect what the planted room writes, by person."""
    table: dict[uuid.UUID, str] = {}

    def read(cell: str) -> str:
        if cell == "alt":
            raise ValueError("Skriv ét ønske.")
        return cell

    def known(person_ids: Any, **_asked: Any) -> dict[uuid.UUID, str]:
        return {person_id: table[person_id] for person_id in person_ids if person_id in table}

    def write(values: dict[uuid.UUID, str], **_who: Any) -> None:
        table.update(values)

    column = ImportColumn("planted", "Plantet ønske", ("plantet",), read, known, write)
    monkeypatch.setattr(house, "_handed_over", (*rooms(), Room(name="planted", import_columns=(column,))))
    return table


def test_the_room_writes_what_was_read_and_a_cell_that_cannot_be_read_is_told(run: Run, written):
    plan = run(LIST)
    assert fates(plan) == ["new", "new", "new", "new"]
    testa = Person.objects.get(given_names="Testa")
    assert written == {testa.pk: "En dør at låse"}
    reasons = [" ".join(row.unread) for row in plan.rows]
    assert "Plantet ønske: Skriv ét ønske." in reasons[2]
    assert "Her står et CPR-nummer" in reasons[3]


def test_a_known_value_is_never_overwritten_and_a_missing_value_is_filled(run: Run, written):
    run("Navn;Plantet;Født\nTesta Prøvesen;En dør at låse;1/1-1970\nZara Fiktiv;;2/2-1980\n")
    again = run("Navn;Plantet;Født\nTesta Prøvesen;Noget andet;1/1-1970\nZara Fiktiv;En hund;2/2-1980\n")
    assert fates(again) == ["known", "changed"]
    assert "plantet ønske" in " ".join(again.rows[1].reasons)
    zara = Person.objects.get(given_names="Zara")
    assert written == {Person.objects.get(given_names="Testa").pk: "En dør at låse", zara.pk: "En hund"}


def test_a_dry_run_writes_nothing(run: Run, written):
    run(LIST, dry=True)
    assert written == {}


def test_a_rooms_column_may_be_chosen_and_remembered_and_is_gone_with_its_room(written):
    assert ("planted", "Plantet ønske") in choices()
    assert columns.column_named("planted") == "planted"
    assert columns.column_named("name") is columns.Field.NAME
    assert columns.column_named("gone") is None
