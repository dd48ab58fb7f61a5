"""Does every room that reads or covers CPR numbers recognise them, however they are typed?"""

import datetime
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.urls import reverse
from hypothesis import given

from hjemvej.efforts.one_entry import rules as one_entry
from hjemvej.ground.casework.models import Note
from hjemvej.ground.people import cpr
from hjemvej.ground.people.actions import add_contact_way, create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import read_search
from hjemvej.ground.spreadsheets.rules import cells
from hjemvej.platform.audit import logs
from hjemvej.platform.outside.login_broker import claims
from hjemvej.platform.sealing.free_text import FreeLine, FreeText
from hjemvej.platform.sealing.tests.test_cpr_numbers import between, days, lasts, unhurried

TODAY = datetime.date(2026, 11, 28)


@unhurried
@given(days, between, lasts)
def test_each_place_that_meets_a_number_knows_it(day, sign, last):
    typed, digits = f"{day}{sign}{last}", f"{day}{last}"
    assert read_search(f"Testa {typed}", TODAY).cpr == digits
    assert cells.mask_numbers(typed) == one_entry.without_cpr(typed) == f"{day}-••••"
    assert claims.subject_is_a_cpr_number(typed)
    assert logs.redacted(None, "", {"event": f"saw {typed}"}) == {"event": "saw •••"}
    try:
        assert cpr.parse(digits) == cpr.parse(typed)
    except cpr.ImpossibleCpr:  # a 29 February that does not exist: refused in both ways of writing
        with pytest.raises(cpr.ImpossibleCpr):
            cpr.parse(typed)
    else:
        assert cells.holds_a_cpr(f"Ukendt mand, {typed}")


# --- free text that is kept --------------------------------------------------------------------------------------

TYPED, KEPT = "Testa, 010190-1234, ringede", "Testa, 010190-••••, ringede"
FREE: list[tuple[type[Model], Any]] = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if type(field) in (FreeLine, FreeText)
]


@pytest.fixture
def us(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def person_of(us, now):
    """Make a citizen that our team works with."""
    return lambda name: create_person(given_names=name, surname="Prøvensen", by=us, at=now)


@pytest.mark.parametrize(("model", "field"), FREE, ids=[str(field) for _model, field in FREE])
def test_no_way_into_a_table_of_free_text_takes_a_cpr_number_along(model: type[Model], field: Any):
    """Django calls these two for every value that it saves, creates in bulk or updates."""
    row = model(**{field.attname: TYPED})
    kept = KEPT[: field.max_length]
    assert (field.pre_save(row, add=True), getattr(row, field.attname)) == (kept, kept)
    assert field.get_db_prep_save(TYPED, connection) == kept
    assert field.get_db_prep_save("Testa ringede på 12345678", connection) == "Testa ringede på 12345678"
    assert field.deconstruct()[1].startswith("django.db.models.")


def test_there_is_free_text_in_every_room_that_people_write_in():
    rooms = {model._meta.app_label for model, _field in FREE}
    assert {"casework", "situations", "safe_night", "one_entry", "people", "shelters", "partners", "access"} <= rooms


@pytest.mark.django_db
def test_a_number_typed_into_a_note_is_in_no_table(client_of, coordinator, person_of):
    person, untouched = person_of("Testa"), person_of("Mona")
    page = client_of(coordinator)
    note = {
        "kind": "contact", "text": TYPED, "own_words": "jeg er 0101901234", "happened_on": "i går",
        "happened_time": "14.20", "next_step": TYPED, "next_on": "i morgen",
    }  # fmt: skip
    assert page.post(reverse("casework:write_note", args=[person.pk]), note).status_code == 302
    written = Note.objects.get(person=person)
    assert (written.text, written.own_words) == (KEPT, "jeg er 010190-••••")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(c)::text FROM audit_change c UNION SELECT to_jsonb(t)::text FROM casework_task t"
        )
        assert [row for (row,) in cursor.fetchall() if re.search(r"0190\W?1234", row)] == []
    assert not Note.objects.filter(person=untouched).exists()


@pytest.mark.django_db
def test_a_text_that_is_updated_and_one_that_fills_its_column_are_covered_too(person_of):
    person, untouched = person_of("Testa"), person_of("Mona")
    full = "x" * 190 + "0101901234"
    Person.objects.filter(pk=person.pk).update(description=full)
    person.refresh_from_db()
    assert person.description == "x" * 190 + "010190-•••"
    Person.objects.bulk_create([Person(given_names=TYPED, created_at=person.created_at)])
    assert Person.objects.filter(given_names=KEPT).exists()
    untouched.refresh_from_db()
    assert untouched.description == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [("through", TYPED, KEPT), ("place", "hos 010190-1234", "hos 010190-••••"), ("phone", "0701234567", "0701234567")],
)
def test_a_way_to_reach_a_citizen_keeps_a_telephone_number_and_no_cpr_number(person_of, us, now, kind, typed, kept):
    assert add_contact_way(person=person_of("Testa"), kind=kind, value=typed, by=us, at=now).value == kept
