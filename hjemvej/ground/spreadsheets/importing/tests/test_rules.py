"""Does every row have a single fate, and are people told apart and found again?"""

import datetime
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjemvej.ground.people.rules import Born
from hjemvej.ground.spreadsheets.importing.rules import fates
from hjemvej.ground.spreadsheets.importing.rules.records import Fate, Known, Line, Record, fold, spellings
from hjemvej.ground.spreadsheets.reading.rules import workbooks
from hjemvej.ground.spreadsheets.rules import cells
from hjemvej.ground.spreadsheets.rules.columns import Field
from hjemvej.ground.spreadsheets.rules.facts import Listing, understand

ON = datetime.date(2026, 11, 20)
LISTING = Listing(ON, ON, {"forsorgshjemmet fiktiv": cells.House(uuid.UUID(int=1), "herberg")}, "Teamets regneark")


def test_names_are_compared_without_accents():
    assert fold("SØREN  Åkjær-Müller") == fold("soeren aakjaer muller")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("testa proevesen", "testa proevsen", True), ("proevesen testa", "testa proevesen", True),
     ("testa proevesen", "tessa proevesen", True), ("testa proevesen", "testa fiktiv", False),
     ("bo ek", "bo ej", False), ("bo eks", "bo eka", True), ("ukendt mand 1", "ukendt mand 2", False)],
)  # fmt: skip
def test_a_typing_error_is_told_from_another_name(one, other, alike):
    assert bool(spellings(one) & spellings(other)) is alike


words = st.one_of(st.text(max_size=40), st.sampled_from([
    "Testa Prøve", "Prøve og Testa", "610170-0000", "301700000", "ca. 1970", "1/5-2026", "herberg", "gade", "ukendt",
    "", "samme", "ny", "I alt", "K", "2026-05-03", "46145", "Fiktiv, Testa", "* note", "31/2-2026",
]))  # fmt: skip
rows_of_words = st.lists(st.lists(words, min_size=1, max_size=8).map(tuple), max_size=25)
fields_of_columns = st.lists(st.one_of(st.none(), st.sampled_from(list(Field))), max_size=8)


@settings(max_examples=100, deadline=None)
@given(rows_of_words, fields_of_columns)
def test_every_row_has_one_fate_and_the_counts_add_up(rows, fields):
    clean = [tuple(workbooks.clean(cell) for cell in row) for row in rows]
    lines = [
        Line(number, row, understood, mark="|".join(row), who=row[0], cpr_hash=understood.facts.cpr)
        for number, row in enumerate(clean, start=2)
        for understood in [understand(row, fields, LISTING)]
    ]
    somebody = Record(uuid.UUID(int=7), "Testa", "Prøve", names={"testa proeve"}, born=Born(year=1970))
    plan = fates.plan(lines, Known([somebody], {}), ON)
    assert [row.number for row in plan.rows] == [line.number for line in lines]
    assert sum(plan.counts.values()) == len(lines)
    assert all(row.reasons for row in plan.of(Fate.DOUBT, Fate.WRONG, Fate.SKIPPED))
    assert sum(changed.is_new for changed in plan.people) == plan.counts[Fate.NEW]
