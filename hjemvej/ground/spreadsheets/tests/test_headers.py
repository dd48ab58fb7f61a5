"""Is the header found, and is each column taken for what it is?"""

import pytest

from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules import columns
from hjemvej.ground.spreadsheets.rules.columns import Field, Header


@pytest.mark.parametrize(
    ("listed", "row"),
    [
        ("Navn\nTesta Prøve\n", 0),  # a single word of a header that tells of nobody
        ("Navn;Født\nBorger;Alder\n", 0),  # the first of two as good
        ("Navn;Uge\nBorger;Alder\n", 1),  # the better of two
        ("Testa;herberg\n1;Hjemvej: svar\n", 1),  # our own word is a header whatever stands beside it
        ("Frugt;Farve\nTesta;rød\n", 0),  # words we do not know
        ("Testa;herberg\nBo;gade\n", -1),
    ],
)
def test_the_header_is_the_row_most_like_one(listed, row):
    sheet = files.read(listed.encode())[0]
    header = columns.find_header(sheet)
    assert header.row == row
    assert len(header.cells) == len(sheet.rows[0])


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        (("Navn", "Efternavn"), [Field.GIVEN_NAMES, Field.SURNAME]),
        (("Efternavn", "Køn"), [Field.SURNAME, Field.SEX]),
        (("Navn", "Fornavn", "Efternavn"), [Field.NAME, Field.GIVEN_NAMES, Field.SURNAME]),
        (("Navn", "Navn"), [Field.NAME, None]),
        (("", "Navn"), [None, Field.NAME]),
        (("navn " + "x" * 55,), [Field.NAME]),  # sixty signs may be a header
        (("navn " + "x" * 56,), [None]),
    ],
)
def test_columns_are_told_by_their_header(cells, fields):
    assert columns.guess(Header(0, cells), []) == fields


@pytest.mark.parametrize(
    ("said", "is_cpr"),
    [
        (["610170-0000"] * 3, True),
        (["610170-0000"] * 2, False),  # two may be chance
        (["610170-0000"] * 3 + ["ukendt", "mangler"], True),  # three of five
        (["610170-0000"] * 2 + ["ukendt", "mangler", "?"], False),
        (["12", "13", "14"], False),
        (["610170-0000", "", "610170-0000", "", "610170-0000"], True),  # the empty don't count
    ],
)
def test_a_column_is_of_cpr_numbers_when_three_and_three_of_five_are(said, is_cpr):
    rows = [("Testa", cell) for cell in said]
    assert columns.guess(Header(0, ("Navn", "Nr.")), rows) == [Field.NAME, Field.CPR if is_cpr else None]


def test_a_column_with_a_meaning_keeps_it_though_it_holds_numbers():
    rows = [("610170-0000", "610170-0000")] * 3
    assert columns.guess(Header(0, ("Telefon", "Nr.")), rows) == [Field.PHONE, Field.CPR]


@pytest.mark.parametrize(
    ("cell", "tells"),
    [("Alder", "age"), ("Age", "age"), ("Født", "year"), ("Fødselsår", "year"), ("F.dato", "year"),
     ("Født eller alder", ""), ("År", "")],
)  # fmt: skip
def test_only_the_header_tells_what_a_bare_number_is(cell, tells):
    assert columns.what_a_bare_number_tells(Header(0, ("Navn", cell)), [Field.NAME, Field.BORN]) == tells
    assert columns.what_a_bare_number_tells(Header(0, ("Navn", cell)), [Field.NAME, None]) == ""


def test_our_own_column_of_answers_joins_what_was_remembered():
    header = Header(0, ("Navn", "Hjemvej: svar"))
    assert columns.with_the_answers([Field.ALIAS, None], header) == [Field.ALIAS, Field.ANSWER]
