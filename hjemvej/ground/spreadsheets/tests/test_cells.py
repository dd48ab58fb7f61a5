"""Does each cell mean what its writer meant, on both sides of every limit?"""

import datetime
import uuid

import pytest

from hjemvej.ground.people.rules import Born
from hjemvej.ground.spreadsheets.rules import cells, days, names
from hjemvej.ground.spreadsheets.rules.cells import CellInDoubt, CellNotUnderstood
from hjemvej.ground.spreadsheets.rules.names import Called

ON = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "tells", "born"),
    [
        ("ingen", "", Born()),
        ("uoplyst", "year", Born()),
        ("11", "year", Born(year=2011)),
        ("46", "year", Born(year=1946)),
        ("'71", "year", Born(year=1971)),
        ("45", "age", Born(year=1981, is_guess=True)),
    ],
)
def test_a_birth_is_read_and_a_word_for_nothing_is_no_birth(typed, tells, born):
    assert cells.read_born(typed, ON, tells=tells) == born


@pytest.mark.parametrize("typed", ["", "ukendt", "fra ukendt", "d.d."])
def test_a_day_that_is_not_known_is_no_day(typed):
    assert days.read_day(typed, ON) == (None, False)


@pytest.mark.parametrize(
    ("typed", "sex"),
    [("K", "woman"), ("Mand", "man"), ("andet køn", "other"), ("x", "other"), ("ukendt", "unknown"), ("", "unknown")],
)
def test_a_sex_is_read_or_unknown(typed, sex):
    assert cells.read_sex(typed) == sex


def test_what_is_no_sex_is_doubted():
    with pytest.raises(CellInDoubt, match="Køn ”7”"):
        cells.read_sex("7")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("i_risiko", "i_risiko"),  # as our own export writes it
        ("egen_bolig", "egen_bolig"),
        ("i telt på gaden eller ude", "gade"),  # said twice, and the same
        ("hotel, måske", "hotel"),
        ("egen bolig", "egen_bolig"),
        ("ikke på gaden", "gade"),
    ],
)
def test_a_situation_said_twice_or_by_its_own_name_is_understood(typed, kind):
    assert cells.read_situation(typed) == kind


@pytest.mark.parametrize("typed", ["herberg måske hotel", "mistet sin lejlighed", "på månen"])
def test_a_situation_that_may_be_two_or_none_is_doubted(typed):
    with pytest.raises(CellInDoubt):
        cells.read_situation(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Kafé Klaus", 1),
        ("Klaus", 1),  # five letters are enough for a part of a name
        ("Klau", 0),
        ("Kafé Klaus Nord", 2),  # the name itself, though the other's name stands in it
        ("Kafé Klaus Syd", 0),  # no house: one house's name and more could be the other
        ("Nord", 0),
        ("ingen", 0),  # a word for nothing is no part of “Ingenmandsland”
        ("Ingenmandsland", 3),
        ("Et andet sted", 0),
    ],
)
def test_a_house_is_found_by_its_name_or_a_part_that_is_long_enough(typed, found):
    named = ("kafé klaus", "kafé klaus nord", "ingenmandsland")
    houses = {name: cells.House(uuid.UUID(int=number), "natvarmestue") for number, name in enumerate(named, start=1)}
    if typed == "Klaus":
        del houses["kafé klaus nord"]
    if typed == "Kafé Klaus Syd":
        houses["klaus syd"] = cells.House(uuid.UUID(int=4), "natvarmestue")
    house = cells.find_house(typed, houses)
    assert (house.id.int if house else 0) == found


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("ingen", Called()),
        ("-", Called()),
        ("Testa “Tes” Prøve kaldet Tessa", Called("Testa", "Prøve", "Tes")),
        ("Testa Prøve (ukendt)", Called("Testa", "Prøve")),
        ("Prøve, Testa", Called("Testa", "Prøve")),
    ],
)
def test_a_name_with_a_word_for_nothing_or_two_aliases(typed, called):
    assert names.read_name(typed) == called


@pytest.mark.parametrize(
    ("typed", "said"), [("Prøve & Testa", "to mennesker"), ("Testa 12", "andet end et navn"), ("MÃ¦rk", "i stykker")]
)
def test_each_doubt_of_a_name_says_what_it_is(typed, said):
    with pytest.raises(CellInDoubt, match=said):
        names.read_part(typed)


@pytest.mark.parametrize("typed", ["", "ukendt", "N.N.", "Ukendt navn", "navn ukendt"])
def test_a_part_of_a_name_that_is_not_known_is_empty(typed):
    assert names.read_part(typed) == ""
    assert not names.is_described(typed)


@pytest.mark.parametrize("typed", ["Ukendt mand, stationen", "Polsk mand", "ukendt navn, bor på havnen"])
def test_looks_are_no_name(typed):
    assert names.is_described(typed)


def test_a_name_may_have_120_letters_and_no_more():
    assert names.read_part("x" * 120) == "x" * 120
    assert names.read_name(f"Testa {'x' * 120}").surname == "x" * 120
    with pytest.raises(CellNotUnderstood, match="120"):
        names.read_part("x" * 121)
    with pytest.raises(CellNotUnderstood, match="120"):
        names.read_name(f"Testa {'x' * 121}")
