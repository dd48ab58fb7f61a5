"""Is a register filtered, sorted, worded and taken out as chosen, and does a value keep its kind in the file?"""

import dataclasses
import datetime
import io
import uuid
from collections import Counter
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict

from hjemvej.platform.access.viewer import system
from hjemvej.portals.staff.actions import own_data, register
from hjemvej.portals.staff.forms.register import AskRegister
from hjemvej.portals.staff.queries.own_data import Table
from hjemvej.portals.staff.queries.register import Register
from hjemvej.portals.staff.rules.own_data import as_cell
from hjemvej.portals.staff.rules.register import (
    Choice,
    Entry,
    filters_in_words,
    narrow,
    remarks,
    safe_in_a_sheet,
    sort_entries,
)
from hjemvej.portals.staff.views.register_cells import cells
from hjemvej.portals.staff.views.register_links import Address, day_links, filter_links

TODAY = datetime.date(2026, 11, 20)
NOW = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
KAREN, BO = uuid.UUID(int=1), uuid.UUID(int=2)


def entry(number=7, **more) -> Entry:
    given: dict[str, Any] = {
        "person_id": uuid.UUID(int=number), "kind": "gade", "situation_id": number, "since": TODAY - 100 * DAY,
        "here_since": TODAY, "is_active": True, "is_protected": False, "responsibility_is_known": True,
        "has_no_permanent_stay": False, "has_unusable_home": False, "since_told": "",
    }  # fmt: skip
    return Entry(**{**given, **more})


@pytest.mark.parametrize(
    ("filters", "more", "is_listed"),
    [
        ({"length": "ny"}, {"since": TODAY.replace(day=1)}, True),
        ({"length": "ny"}, {"since": TODAY.replace(day=1) - DAY}, False),
        ({"length": "lang"}, {"since": TODAY - 365 * DAY}, False),
        ({"length": "lang"}, {"since": TODAY - 366 * DAY}, True),
        ({"length": "lang"}, {"since": TODAY}, False),
        ({}, {"is_active": False}, False),
        ({"who": "inaktive"}, {"is_active": False}, True),
        ({"who": "inaktive"}, {}, False),
        ({"who": "alle"}, {"is_active": False}, True),
        ({"situation": "gade"}, {}, True),
        ({"situation": "herberg"}, {}, False),
        ({"coordinator": "mine"}, {"coordinator_id": KAREN}, True),
        ({"coordinator": "mine"}, {"coordinator_id": BO}, False),
        ({"coordinator": "mine"}, {}, False),
        ({"coordinator": "ingen"}, {}, True),
        ({"coordinator": "ingen"}, {"coordinator_id": BO}, False),
        ({"coordinator": str(BO)}, {"coordinator_id": BO}, True),
        ({"brought": {"hund": "ja"}}, {}, True),
        ({"brought": {"hund": "nej"}}, {}, False),
        ({"brought": {"hund": ""}}, {}, True),
    ],
)
def test_a_filter_lists_whom_it_says(filters, more, is_listed):
    let_through = {name: {uuid.UUID(int=7): ("ja",)} for name in filters.get("brought", {})}
    found = narrow([entry(**more)], Choice(TODAY, **filters), viewer_id=KAREN, let_through=let_through or None)
    assert bool(found.entries) is is_listed


def test_an_answer_counts_whom_it_would_list_beside_the_other_filters():
    people = [entry(1, kind="gade"), entry(2, kind="herberg"), entry(3, kind="herberg", is_active=False)]
    counts = narrow(people, Choice(TODAY, situation="herberg"), viewer_id=None).counts
    assert counts["situation"] == {"": 2, "gade": 1, "herberg": 1}
    assert counts["who"] == {"alle": 2, "aktive": 1, "inaktive": 1}


@pytest.mark.parametrize(
    ("order", "sorted_as"),
    [
        ("set", [3, 1, 2]),
        ("-set", [2, 1, 3]),
        ("naeste", [2, 1, 3]),
        ("koordinator", [2, 1, 3]),
        ("siden", [1, 2, 3]),
        ("sludder", [1, 2, 3]),
    ],
)
def test_what_is_missing_stands_where_it_belongs(order, sorted_as):
    people = [
        entry(3, since=TODAY),
        entry(1, since=TODAY - 3 * DAY, last_contact=TODAY - DAY, next_due=NOW + DAY, coordinator="Åse"),
        entry(2, since=TODAY - 2 * DAY, last_contact=TODAY, next_due=NOW, coordinator="Bo"),
    ]
    assert [one.person_id.int for one in sort_entries(people, order)] == sorted_as


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(TODAY), "Den 20. november 2026 · aktive"),
        (
            Choice(TODAY, known_on=TODAY - DAY, who="alle", coordinator="ingen", length="lang"),
            "Den 20. november 2026 · som vi vidste det den 19. november 2026 · aktive og inaktive · uden koordinator"
            " · over et år",
        ),
        (Choice(TODAY, who="inaktive", coordinator=str(BO), length="ny"),
         "Den 20. november 2026 · inaktive · én koordinator · nye denne måned"),
        (Choice(TODAY, coordinator="mine"), "Den 20. november 2026 · aktive · mine"),
    ],
)  # fmt: skip
def test_the_filters_are_said_in_one_line(choice, words):
    assert filters_in_words(choice) == words


def test_remarks_say_what_else_to_know():
    assert remarks(entry()) == []
    assert remarks(entry(is_active=False, responsibility_is_known=False, has_no_permanent_stay=True)) == [
        "inaktiv", "handlekommune ikke afklaret", "uden fast ophold i Danmark",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_begins_as_a_formula(start):
    assert safe_in_a_sheet(f"{start}1") == f"'{start}1"
    assert [safe_in_a_sheet(text) for text in ("Mona", "", "1=1")] == ["Mona", "", "1=1"]


# --- the page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "more", "shown"),
    [
        ("set", {}, ("ingen kontakt", "", "")),
        ("set", {"last_contact": TODAY, "is_active": False}, ("i\N{NO-BREAK SPACE}dag", "", "inaktiv")),
        ("koordinator", {"coordinator": "Bo"}, ("Bo", "", "")),
        ("koordinator", {}, ("", "", "ingen")),
        ("naeste", {}, ("", "intet aftalt", "")),
        ("naeste", {"next_step": "Ring", "next_due": NOW}, ("Ring", "i dag kl. 14.30", "")),
        ("naeste", {"next_step": "Ring", "next_due": NOW - DAY}, ("Ring", "i går kl. 14.30", "overskredet")),
    ],
)
def test_a_cell_says_also_what_is_missing(column, more, shown):
    (cell,) = cells(entry(**more), [column], NOW)
    assert (cell.text, cell.hint, cell.pill) == shown
    assert cell.label
    assert [cell.label for cell in cells(entry(), ["situation", "andet"], NOW)] == ["", ""]


def test_days_lead_to_today_the_end_of_last_month_and_the_day_shown():
    links = day_links(TODAY - DAY, TODAY, Address(QueryDict("dag=19.11.2026&side=2&hvem=alle")))
    assert [(link.label, link.url, link.is_chosen) for link in links] == [
        ("I dag", "?hvem=alle", False),
        ("31. oktober 2026", "?hvem=alle&dag=31.10.2026", False),
        ("19. november 2026", "?hvem=alle&dag=19.11.2026", True),
    ]


def test_an_answer_that_would_list_nobody_is_left_out_unless_it_is_chosen():
    brought = dict.fromkeys(("housing_first", "bostoette", "forebyggelse"), "")
    counts = {name: Counter[str]() for name in ("who", "situation", "coordinator", "length", *brought)}
    counts["coordinator"]["mine"] = 2
    choice = Choice(TODAY, length="lang", brought=brought)
    listing = Register(
        choice, dataclasses.replace(system("test"), user_id=KAREN), [], counts, {str(KAREN): "Karen"}, 0, 0, 0, False,
        rule=None,  # type: ignore[arg-type]
    )  # fmt: skip
    shown = {title: [link.label for link in links] for title, links in filter_links(listing, Address(QueryDict("")))}
    assert shown["Hvem"] == ["Aktive", "Inaktive", "Alle"]
    assert shown["Koordinator"] == ["Alle", "Mine"]
    assert shown["Hvor længe"] == ["Alle", "Over et år"]
    assert shown["Sover nu"] == ["Alle"]


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ("", Choice(TODAY)),
        ("dag=19.11.2026&kendt=i går&hvem=alle&orden=-navn&tid=ny&situation=gade&koordinator=mine",
         Choice(TODAY - DAY, TODAY - DAY, "alle", "gade", "mine", "ny", "-navn")),
        ("dag=21.11.2026&kendt=x&hvem=x&orden=x&tid=x&situation=x&koordinator=x", Choice(TODAY)),
        (f"koordinator={BO}", Choice(TODAY, coordinator=str(BO))),
        ("koordinator=ingen&hvem=%00&orden=%00", Choice(TODAY, coordinator="ingen")),
        ("koordinator=%00", Choice(TODAY)),
    ],
)  # fmt: skip
def test_what_the_address_asks_for_is_read_or_left_out(query, choice):
    read = AskRegister(QueryDict(query), today=TODAY).choice
    assert dataclasses.replace(read, brought={}) == choice


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("", ()),
        ("kolonner=set&kolonner=siden", ("siden", "set")),
        ("kolonner=sludder", ()),
        ("kolonner=set&kolonner=x", ()),
    ],
)
def test_columns_stand_in_the_registers_order(query, columns):
    assert AskRegister(QueryDict(query), today=TODAY).columns == columns


# --- files -------------------------------------------------------------------------------------------------------


def extract(*entries: Entry, columns=("situation",)) -> register.Extract:
    return register.Extract(entries, [(name, name) for name in columns], "", 0, "")


def test_no_protected_person_is_taken_out(db):
    with pytest.raises(register.ProtectedPeopleStayInTheHouse):
        register.export_register(extract=extract(entry(), entry(8, is_protected=True)), by=system("test"), at=NOW)


def test_every_column_of_a_spreadsheet_is_wide_and_what_is_missing_is_empty():
    people = entry(name="Mona", place="Søen"), entry(name="Testa", coordinator="Bo")
    columns = ("situation", "set", "koordinator", *["siden"] * 9)
    made = register._workbook(extract(*people, columns=columns), system("test"), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=6)]
    assert rows == [["Mona", "Gade, trappeopgang, skur, Søen", "", ""], ["Testa", "Gade, trappeopgang, skur", "", "Bo"]]
    assert sheet.column_dimensions["I"].max == 13  # the last width goes on


@pytest.mark.parametrize(
    ("value", "choices", "cell"),
    [
        (None, None, ""),
        (True, None, "ja"),
        (False, None, "nej"),
        (7, None, 7),
        (TODAY, None, TODAY),
        (NOW.replace(microsecond=5), None, datetime.datetime(2026, 11, 20, 14, 30)),  # noqa: DTZ001
        (["dog", "x"], {"dog": "Hund"}, "Hund, x"),
        (("dog",), None, "dog"),
        ("dog", {"dog": "Hund"}, "Hund"),
        ("dog", {}, "dog"),
        ("født 010170-0001", None, "født 010170-••••"),
    ],
)
def test_a_value_keeps_its_kind_and_is_said_in_words(value, choices, cell):
    shown = as_cell(value, choices)
    assert (shown, type(shown)) == (cell, type(cell))


def test_two_tables_of_the_same_name_are_two_sheets():
    tables = [Table(title, (), ()) for title in ("Notater", "Notater", "x" * 40, "x" * 31)]
    assert own_data._titles(tables) == ["Notater", "Notater 2", "x" * 31, "x" * 29 + " 2"]


@pytest.mark.parametrize(
    ("to_the_citizen", "name"), [(True, "indsigt-2026-11-20.xlsx"), (False, "indsigt-med-fuldmagt-2026-11-20.xlsx")]
)
def test_a_file_says_by_its_name_whose_hands_it_is_for(to_the_citizen, name):
    assert own_data._filename(NOW, to_the_citizen=to_the_citizen) == name
