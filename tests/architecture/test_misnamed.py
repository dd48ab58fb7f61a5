"""Does a sentence name each name that leads nowhere, and where it is written? Tried with a trial room."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import as_owner
from hjemvej.ground.casework.models import Note
from hjemvej.ground.law.models import Provision
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.operations import facts as remembering
from hjemvej.platform.rooms import (
    Card,
    DraftForm,
    Events,
    Fact,
    FirstStep,
    FrontPage,
    MenuItem,
    MergeRule,
    Part,
    Record,
    Room,
    Words,
    contact,
    facts,
)
from hjemvej.platform.rooms.misnamed import misnamed
from hjemvej.platform.rooms.missing import file_of

SEE = Permission.SEE_PERSON
PAGES = {"planted:list": [], "planted:write": ["person_id"], "planted:page": ["planted_id"]}
WHERE = "hjemvej/ground/casework/room.py"
WHOLE = Room(
    name="planted",
    menu=(MenuItem(10, "Plantet", "planted:list", SEE),),
    front_pages=(FrontPage(10, SEE, "planted:list"),),
    first_steps=(FirstStep(10, SEE, "planted:list", "Begynd"),),
    drafts=(DraftForm("planted", "Plantet", "planted:write"),),
    cards=(Card(10, Part.ASIDE, lambda *_: {}, "casework/_card.html"),),
    facts=(contact(Note, "happened_at::date", known_from="written_at"),),
    merge=(MergeRule(Note),),
    records=(Record("planted_id", pages=("planted:page",)),),
    words=Words(pages={"planted.page": "Så det plantede", "planted.shown": "Fik det vist"}, other_pages="Så noget"),
    events=Events({"planted.thing_done": "Gjort"}, ("planted.thing_done",)),
)


def sentences_of(looks: tuple[str, ...] = ("planted.list", "planted.shown"), **changes: Any) -> list[str]:
    return misnamed([replace(WHOLE, **changes)], pages=PAGES, spaces=["planted"], looks=looks)


def test_a_room_whose_names_all_lead_somewhere_is_whole():
    assert sentences_of() == []


@pytest.mark.parametrize(
    ("where", "changes"),
    [
        ("menu", {"menu": (MenuItem(10, "Plantet", "planted:gone", SEE),)}),
        ("front_pages", {"front_pages": (FrontPage(10, SEE, "planted:gone"),)}),
        ("first_steps", {"first_steps": (FirstStep(10, SEE, "planted:gone", "Begynd"),)}),
        ("drafts", {"drafts": (DraftForm("planted", "Plantet", "planted:gone"),)}),
    ],
)
def test_an_address_that_no_page_has_is_found_out(where, changes):
    assert sentences_of(**changes) == [
        f"No page has the address planted:gone, which `{where}` of the room.py of planted names: write the"
        " name from urls.py."
    ]


def test_an_address_that_asks_for_more_than_it_is_given_is_found_out():
    assert sentences_of(menu=(MenuItem(10, "Plantet", "planted:write", SEE),)) == [
        "The address planted:write asks for person_id, and `menu` of the room.py of planted opens it with no id."
    ]
    assert sentences_of(drafts=(DraftForm("planted", "Plantet", "planted:list"),)) == [
        "The address planted:list asks for no id, and `drafts` of the room.py of planted opens it with person_id."
    ]


def test_the_page_of_a_form_about_no_citizen_may_ask_for_a_row_of_its_own():
    """That very page offers its drafts, never the form's address."""
    assert sentences_of(drafts=(DraftForm("planted", "Plantet", "planted:page", is_about_a_person=False),)) == []
    assert len(sentences_of(drafts=(DraftForm("planted", "Plantet", "planted:gone", is_about_a_person=False),))) == 1


def test_a_record_of_a_page_that_is_not_there_is_found_out():
    assert sentences_of(records=(Record("planted_id", pages=("planted:gone",)),)) == [
        "No page has the address planted:gone, which the record planted_id of planted names in `pages`."
    ]


@pytest.mark.parametrize("spot", ["template", "picture", "button", "lead"])
def test_a_card_without_its_template_is_found_out(spot):
    at: Any = {spot: "planted/_gone.html"}
    card = replace(Card(10, Part.NOW, lambda *_: {}), **at)
    (sentence,) = sentences_of(cards=(card,))
    assert sentence.startswith("There is no template planted/_gone.html, which a Card in `cards` of the room.py of")


def test_a_fact_by_a_column_that_is_not_there_is_found_out():
    assert sentences_of(facts=(contact(Note, "happened_at::date", known_from="gone"),)) == [
        f"casework.Note has no column gone, by which `facts` of {WHERE} says when it was known."
    ]
    assert sentences_of(facts=(Fact("planted", Provision, "valid_from"),)) == [
        "law.Provision has no column person_id, by which `facts` of hjemvej/ground/law/room.py says of whom it tells."
    ]
    assert sentences_of(facts=(Fact("planted", Provision, "valid_from", person="NULL"),)) == []


def test_a_merge_of_a_column_that_is_not_there_is_found_out():
    (sentence,) = sentences_of(merge=(MergeRule(Note, "gone"),))
    assert sentence.startswith(f"casework.Note has no column gone, whose rows `merge` of {WHERE} moves")


def test_words_of_a_page_and_a_quiet_event_that_are_not_there_are_found_out():
    words = Words(pages={"planted.gone": "Så noget", "planted.shown": "Fik det vist"}, other_pages="Så noget")
    assert sentences_of(words=words) == [
        "There is no page planted.gone, which `pages` of `words` in the room.py of planted gives words."
    ]
    assert sentences_of(events=Events({"planted.thing_done": "Gjort"}, ("planted.gone",))) == [
        "The event planted.gone is in QUIET and not in EVENTS of events.py in the room planted."
    ]


def test_a_look_that_is_named_after_no_page_is_found_out():
    """Even where the room has words for its other pages, which would hide the mistake in the log."""
    assert sentences_of(looks=("planted.shown", "planted.paeg")) == [
        "The look planted.paeg is named after no page: write `page=` in the room planted as its address is called in"
        " urls.py, or give it words in `pages` of `words` in room.py."
    ]


def test_a_room_with_another_name_than_its_apps_label_is_found():
    assert sentences_of(name="plants") == [
        "A ROOM in config/rooms.py has the name plants, and no app has that label: `name` in its room.py must be the"
        " `label` in the apps.py beside it."
    ]


# --- PostgreSQL itself checks the SQL ----------------------------------------------------------------------------


def unaskable(fact: Fact) -> list[str]:
    """What PostgreSQL answers to a fact that names what its table has not."""
    try:
        with transaction.atomic(), as_owner(), connection.cursor() as cursor:
            cursor.execute(remembering.trigger(fact).anew)
    except DatabaseError as problem:
        where = file_of(fact.model)
        return [f"`facts` of {where} cannot be asked of {fact.model._meta.label}: {problem}"]
    return []


@pytest.mark.django_db
def test_the_facts_of_every_room_can_be_asked():
    assert [sentence for fact in facts() for sentence in unaskable(fact)] == []


@pytest.mark.django_db
def test_a_planted_fact_that_cannot_be_asked_is_found_out():
    (sentence,) = unaskable(contact(Note, "happened_at::date", known_from="written_at", only="gone = 'contact'"))
    assert sentence.startswith(f"`facts` of {WHERE} cannot be asked of casework.Note: column")
