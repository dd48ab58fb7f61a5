"""Does a sentence say what a room forgot to bring, and where to write it?

The tests plant a trial room that forgets a single thing at a time; they keep nothing of it.
"""

import pathlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db.models import CASCADE, CharField, ForeignKey, Model
from django.test.utils import isolate_apps

from hjemvej.config.rooms import ROOMS
from hjemvej.ground.people.models import HouseholdMember, Person
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import (
    CourseKind,
    Events,
    MergeRule,
    NoSuchCourseKind,
    NoSuchDraftForm,
    Record,
    Room,
    TableWords,
    Words,
    draft_form,
    known_course_kind,
    rooms,
)
from hjemvej.platform.rooms.missing import missing
from hjemvej.platform.rooms.spoken import events_in, events_of, looks_in, looks_of
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .house import CHECKOUT, HOUSE

FIELDS = {"wish": "Ønske", "why": "Hvorfor", "helper_id": "Hjælper"}
WHERE = "hjemvej/ground/people/room.py"  # the app in which the trial room's table is planted


# --- the house ---------------------------------------------------------------------------------------------------


def test_no_room_of_the_house_forgot_anything():
    assert [str(error.msg) for error in run_checks(tags=["rooms"])] == []


def test_every_room_with_a_room_file_is_listed():
    listed = (HOUSE / "config" / "rooms.py").read_text()
    unlisted = [
        file.relative_to(CHECKOUT).as_posix()
        for file in sorted(HOUSE.glob("**/room.py"))
        if ".".join(file.relative_to(CHECKOUT).with_suffix("").parts) not in listed
    ]
    assert unlisted == []
    assert len({room.name for room in ROOMS}) == len(ROOMS)


def test_the_reader_separates_events_from_pages():
    source = (
        'record("casework.thing_done", by=by)\nopen(page="casework.note")\naudit.record_look("casework.list", by=by)'
        '\nopen(page=page)\nopen(page=f"casework.{name}")'
    )
    assert events_of(source, {"casework"}) == {"casework.thing_done"}
    assert looks_of(source) == {"casework.note", "casework.list"}
    assert len(events_in([HOUSE], [config.label for config in apps.get_app_configs()])) > 50
    assert len(looks_in([HOUSE])) > 40


def test_every_room_that_seals_for_good_says_how_it_is_sealed_anew():
    says = {room.name for room in rooms() if room.sealed}
    forgetful = [
        f"{config.label} seals with the CPR keys and does not say how it is sealed anew: name it in `sealed` of"
        f" {config.name.replace('.', '/')}/room.py, so that `manage.py rotate_cpr_key` does it."
        for config in apps.get_app_configs()
        if config.name.startswith("hjemvej.") and config.label not in says and seals_in(pathlib.Path(config.path))
    ]
    assert forgetful == []
    assert says == {"people", "documents", "spreadsheets", "retention", "prevention"}


def seals_in(room: pathlib.Path) -> bool:
    own = (file for file in room.rglob("*.py") if "tests" not in file.parts and "sealing" not in file.parts)
    return any(re.search(r"sealing\.seals import .*\bseal\b|\bseals\.seal\(", file.read_text()) for file in own)


# --- a room that forgets -----------------------------------------------------------------------------------------


@pytest.fixture
def trial() -> Iterator[Any]:
    """A table of citizens' wishes, and the author of each."""
    with isolate_apps("hjemvej.ground.people"):

        class Wish(Model):
            person = ForeignKey(Person, on_delete=CASCADE, related_name="+")
            wish = FreeLine(max_length=100)
            why = FreeText()
            helper = ForeignKey(User, on_delete=CASCADE, related_name="+")
            mark = CharField(max_length=9)

            data = FieldClasses(
                personal={"wish": WhenErased.REMOVE, "why": WhenErased.REMOVE, "helper": WhenErased.REMOVE},
                plain=("id", "person", "mark"),
            )

            class Meta:
                app_label = "people"

        yield Wish


def a_whole_room(wish: type[Model]) -> Room:
    """Make a room that forgets nothing."""
    return Room(
        name="planted",
        words=Words(
            tables=(
                TableWords(
                    wish,
                    "Ønsker",
                    fields=FIELDS,
                    named={"helper": "Hjælper"},
                    untold=("mark",),
                ),
            ),
            pages={"planted.page": "Så et ønske"},
        ),
        events=Events({"planted.thing_written": "Ønske skrevet"}),
        merge=(MergeRule(wish),),
        records=(Record("planted_id", lambda laid: wish(person=laid.person)), Record("person_id")),
    )


def sentences_of(room: Room, wish: type[Model]) -> list[str]:
    pages = {"planted:page": ["planted_id"], "planted:overview": []}
    return missing([room], models=[wish], pages=pages, events=["planted.thing_written"])


def with_table(room: Room, **changes: Any) -> Room:
    (table,) = room.words.tables
    return replace(room, words=replace(room.words, tables=(replace(table, **changes),)))


def test_a_room_that_forgets_nothing_is_whole(trial):
    assert sentences_of(a_whole_room(trial), trial) == []


def test_a_field_that_nobody_has_classed_is_missed(trial):
    where = "tests/architecture/test_rooms.py"
    trial.data = FieldClasses(
        personal={"wish": WhenErased.REMOVE, "why": WhenErased.REMOVE, "helper": WhenErased.REMOVE},
        plain=("id", "person", "wish", "gone"),
    )
    assert sentences_of(a_whole_room(trial), trial) == [
        f"people.Wish.mark is not classed: name it in `personal` or `plain` of its `data` in {where}.",
        f"people.Wish has no field gone, which its `data` in {where} classes.",
        f"people.Wish.wish is classed twice in its `data` in {where}.",
    ]
    del trial.data
    assert sentences_of(a_whole_room(trial), trial)[0] == (
        f"people.Wish does not say which of its fields are personal: give it `data = FieldClasses(...)` in {where}."
    )


def test_a_column_into_which_people_may_type_a_cpr_number_is_missed(trial):
    (mark,) = (field for field in trial._meta.concrete_fields if field.name == "mark")
    mark.max_length = 10
    assert sentences_of(a_whole_room(trial), trial) == [
        "people.Wish.mark is text into which people may type a CPR number: make it a FreeLine or FreeText"
        " (platform/sealing/free_text.py), or name it in `never_typed` of its `data` in"
        " tests/architecture/test_rooms.py with the reason."
    ]
    trial.data = replace(trial.data, never_typed={"mark": "a trial"})
    assert sentences_of(a_whole_room(trial), trial) == []


def test_a_personal_table_without_words_is_missed(trial):
    room = a_whole_room(trial)
    (sentence,) = sentences_of(replace(room, words=replace(room.words, tables=())), trial)
    assert sentence.startswith("people.Wish says something of a citizen and has no words")
    assert f"`words` of {WHERE}" in sentence
    reasoned = replace(room, words=replace(room.words, tables=(), untold_tables={trial: "a trial"}))
    assert sentences_of(reasoned, trial) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fields": {"wish": "Ønske", "helper_id": "Hjælper"}}, "why"),
        ({"fields": {"wish": "Ønske", "helper_id": "Hjælper"}, "untold": ("mark", "why")}, "why"),
        ({"named": {}}, "helper"),  # words for the log alone: the file names a relation in `named`
    ],
)
def test_a_personal_field_that_the_own_file_would_lack_is_missed(trial, changes, field):
    (sentence,) = sentences_of(with_table(a_whole_room(trial), **changes), trial)
    assert sentence.startswith(f"people.Wish.{field} says something of a citizen and is missing from the citizen's own")
    assert WHERE in sentence


def test_a_personal_field_may_be_left_out_for_a_reason(trial):
    room = with_table(
        a_whole_room(trial), fields={"wish": "Ønske", "helper_id": "Hjælper"}, left_out={"why": "a trial"}
    )
    assert sentences_of(room, trial) == []


def test_a_plain_field_without_words_is_missed(trial):
    (sentence,) = sentences_of(with_table(a_whole_room(trial), untold=()), trial)
    assert sentence.startswith("people.Wish.mark has no words for the log")


def test_words_for_a_column_that_is_gone_are_found_out(trial):
    (sentence,) = sentences_of(with_table(a_whole_room(trial), untold=("mark", "gone")), trial)
    assert sentence == f"people.Wish has no column gone, which {WHERE} gives words."


def test_a_page_without_words_is_missed(trial):
    room = a_whole_room(trial)
    (sentence,) = sentences_of(replace(room, words=replace(room.words, pages={})), trial)
    assert sentence.startswith("The page planted:page has no words for the log")
    assert sentences_of(replace(room, words=replace(room.words, pages={}, other_pages="Så et ønske")), trial) == []


def test_a_page_of_no_listed_room_is_missed(trial):
    people = Room(name="people", records=(Record("person_id"),))
    assert missing([people], models=[], pages={"planted:page": ["person_id"]}, events=[]) == [
        "The addresses planted:… belong to no room in config/rooms.py: no ROOM there has the name planted. List the"
        " room; its `name` in room.py, its `label` in apps.py and `app_name` in urls.py are one word."
    ]


def test_an_event_without_words_is_missed(trial):
    (sentence,) = sentences_of(replace(a_whole_room(trial), events=Events()), trial)
    assert sentence.startswith("The event planted.thing_written has no words for the log")
    assert "events.py in the room planted" in sentence


def test_an_address_that_asks_for_what_no_room_has_a_record_of_is_missed(trial):
    (sentence,) = sentences_of(replace(a_whole_room(trial), records=()), trial)
    assert sentence.startswith("The address planted:page asks for planted_id, and no room brings such a record")
    assert "`records` of the room.py of planted" in sentence
    assert sentences_of(replace(a_whole_room(trial), records=(), impersonal_ids=("planted_id",)), trial) == []


def test_two_rooms_with_the_same_name_are_found():
    assert missing([Room(name="planted"), Room(name="planted")], models=[], pages={}, events=[]) == [
        "Two rooms in config/rooms.py are called planted."
    ]


def test_a_key_that_two_rooms_bring_is_found_out():
    kind = CourseKind(1, "planted", "Plantet")
    two = [Room(name="casework", course_kinds=(kind,)), Room(name="planted", course_kinds=(kind,))]
    assert missing(two, models=[], pages={}, events=[]) == [
        "A course of the kind planted is brought by casework and planted: one of them must let go of it."
    ]
    assert missing(two[:1], models=[], pages={}, events=[]) == []


def test_a_table_that_a_merge_does_not_know_is_missed(trial):
    room = a_whole_room(trial)
    (sentence,) = sentences_of(replace(room, merge=()), trial)
    assert sentence.startswith("people.Wish.person names a citizen, and no merge knows what becomes of its rows")
    assert f"`merge` of {WHERE}" in sentence
    assert sentences_of(replace(room, merge=(MergeRule(trial, stays="a trial"),)), trial) == []
    assert sentences_of(replace(room, merge=(MergeRule(trial), MergeRule(trial))), trial) == [
        "people.Wish.person_id is named twice in what a merge moves."
    ]


def test_a_second_column_that_names_a_citizen_is_missed_too():
    (people,) = (room for room in rooms() if room.person_lookup)
    moved = tuple(rule for rule in people.merge if rule.field != "also_person_id")
    (sentence,) = missing([replace(people, merge=moved)], models=[HouseholdMember], pages={}, events=[])
    assert sentence.startswith("people.HouseholdMember.also_person names a citizen")


def test_a_course_of_a_kind_that_no_room_brings_is_refused():
    with pytest.raises(
        NoSuchCourseKind, match="No room brings a course of the kind 'planted': name it in `course_kinds`"
    ):
        known_course_kind("planted")
    assert known_course_kind("safe_night") == "safe_night"


def test_a_form_whose_drafts_no_room_brings_is_refused():
    with pytest.raises(
        NoSuchDraftForm, match="No room brings a form whose drafts begin with 'planted-1': name it in `drafts`"
    ):
        draft_form("planted-1")
    assert draft_form("note-1").url_name == "casework:write_note"
