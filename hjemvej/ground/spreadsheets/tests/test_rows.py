"""Is a row of cells understood as a person, with every doubt and fault it has and no other?"""

import datetime
import uuid

import pytest

from hjemvej.ground.people.rules import Born
from hjemvej.ground.spreadsheets.rules import cells
from hjemvej.ground.spreadsheets.rules.columns import Field
from hjemvej.ground.spreadsheets.rules.facts import Listing, understand
from hjemvej.ground.spreadsheets.rules.names import Called

from .test_rules import understood

ON = datetime.date(2026, 11, 20)
FIKTIV, KLAUS = uuid.UUID(int=1), uuid.UUID(int=2)
HOUSES = {"forsorgshjemmet fiktiv": cells.House(FIKTIV, "herberg"), "kafé klaus": cells.House(KLAUS, "natvarmestue")}
LISTING = Listing(ON, ON, HOUSES, "Teamets regneark", header=frozenset({"navn", "herberg", "fra"}))
THREE = [Field.NAME, Field.SITUATION, Field.FROM_ON]


@pytest.mark.parametrize(
    ("row", "fields", "skipped"),
    [
        (("", "", ""), THREE, "Tom række"),
        (("I alt", "12", ""), THREE, "Ligner en sum"),
        (("* kilde: teamet", "* kilde: teamet", ""), THREE, "Ligner en fodnote"),
        (("Note: se side 2", "", ""), THREE, "Ligner en fodnote"),
        (("Note Prøvesen", "gade", ""), THREE, ""),  # the cells differ
        (("Navn", "Fra", ""), THREE, "Overskriften en gang til"),
        (("Navn", "gade", ""), THREE, ""),
        (("Herberg", "", ""), THREE, ""),  # one word of the header may be a heading between the people
        (("", "", "", "12"), [*THREE, None], "Der står kun noget i kolonner, der ikke skal med"),
        (("Testa", "gade"), THREE, ""),  # a short row is a row
    ],
)
def test_a_row_about_nobody_is_skipped_and_says_why(row, fields, skipped):
    assert understand(row, fields, LISTING).skipped == skipped


@pytest.mark.parametrize(
    ("row", "fields", "is_doubted"),
    [
        (("Herberg", "", ""), THREE, True),
        (("Herberg", ""), THREE[:2], False),  # two columns: too little to tell a heading by
        (("Herberg", "gade", ""), THREE, False),
        (("Testa", "", ""), THREE, False),
        (("Alle disse har talt med teamet nu", "", ""), THREE, True),  # seven words
        (("Alle disse har talt med teamet", "", ""), THREE, False),
        (("Ukendt mand i telt bag den gamle station", "", ""), THREE, False),
    ],
)
def test_a_line_of_its_own_between_the_people_is_doubted(row, fields, is_doubted):
    doubts = understand(row, fields, LISTING).doubts
    assert any("Ligner en overskrift" in doubt for doubt in doubts) is is_doubted


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ({"given_names": "Testa", "surname": "Prøvesen"}, Called("Testa", "Prøvesen")),
        ({"surname": "Prøvesen"}, Called("", "Prøvesen")),
        ({"given_names": "Mand", "surname": "Prøvesen"}, Called("Mand", "Prøvesen")),  # a name, beside a surname
        ({"given_names": "Ung mand"}, Called(description="Ung mand")),
        ({"given_names": "Ukendt mand, stationen"}, Called(description="Ukendt mand, stationen")),
        ({"given_names": "N.N.", "surname": "Prøvesen"}, Called("", "Prøvesen")),
        ({"given_names": "Testa", "surname": "N.N."}, Called("Testa")),
        ({"name": "Momo", "given_names": "Mohammed"}, Called("Mohammed", "", "Momo")),
        ({"name": "Testa", "given_names": "Testa", "surname": "Prøvesen"}, Called("Testa", "Prøvesen")),
        ({"name": "Testa “Tes” Prøve", "given_names": "Testa"}, Called("Testa", "", "Tes")),
        ({"name": "ukendt", "description": "kort og gråhåret"}, Called(description="kort og gråhåret")),
        ({"name": "Ukendt mand", "description": "kort og gråhåret"}, Called(description="Ukendt mand")),
        ({"alias": "Viking"}, Called(description="Viking")),
        ({"name": "Testa Prøve", "description": "kort og gråhåret"}, Called("Testa", "Prøve")),
    ],
)
def test_a_person_is_called_what_the_columns_together_say(told, called):
    row = understood(**told)
    assert (row.facts.called, row.doubts, row.wrong) == (called, [], [])


@pytest.mark.parametrize(
    ("told", "doubt"),
    [
        ({"cpr": "010170-0000"}, "Der er hverken navn eller beskrivelse"),
        ({"given_names": "Testa og Bo"}, "Fornavn: Der står to mennesker"),
        ({"name": "Testa #REF!", "surname": "#REF!"}, "Efternavn: Excel viser en fejl"),
    ],
)
def test_each_doubt_of_whom_a_row_is_about_is_told_once(told, doubt):
    row = understood(**told)
    assert len([one for one in row.doubts if doubt.lower() in one.lower()]) == 1
    assert not row.wrong


@pytest.mark.parametrize(
    ("told", "unread"),
    [
        ({"name": "Testa", "until_on": "2026-05-03"}, "Der er en dato, men ikke hvor borgeren sov"),
        ({"name": "Testa", "from_on": "2026-05-03"}, "Der er en dato, men ikke hvor borgeren sov"),
        ({"name": "Testa", "house": "Prøvekroen"}, "er ikke et af vores steder"),
        ({"name": "Testa", "language": "010170-0001"}, "Sprog: Her står et CPR-nummer"),
        ({"name": "Testa", "sex": "7"}, "Køn: Køn ”7” forstås ikke"),
        ({"name": "Testa", "born": "71"}, "en alder eller et årstal"),
        ({"name": "Testa", "situation": "på månen"}, "”på månen” er ikke en af de situationer"),
        ({"name": "Testa", "cpr": "310299-0001"}, "CPR-nummer:"),
        ({"name": "Testa", "cpr": "#N/A"}, "CPR-nummer: Excel viser en fejl"),
        ({"name": "Testa", "born": "32/13-1970"}, "Født eller alder:"),
        ({"name": "Testa", "situation": "gade", "until_on": "31/2-2026"}, "Til dag: ”31/2-2026” er ikke en dato"),
        ({"name": "Testa", "situation": "død"}, "Hvilken dag døde borgeren"),
        ({"name": "Testa", "phone": "do."}, "Telefon: ”do.” er ikke læst"),
        ({"name": "Testa", "protection": "måske"}, "hverken ja eller nej"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_once_and_the_row_comes_in_without_it(told, unread):
    row = understood(**told)
    assert (row.doubts, row.wrong, row.facts.name, row.facts.stay) == ([], [], "Testa", None)
    assert len(row.unread) == 1
    assert unread.lower() in row.unread[0].lower()


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"name": "x" * 121}, "Navn: Navnet er længere end 120 tegn"),
        ({"surname": "x" * 121}, "Efternavn: Navnet er længere end 120 tegn"),
    ],
)
def test_each_fault_is_told_once_and_by_its_column(told, wrong):
    row = understood(**told)
    assert [problem[: len(wrong)] for problem in row.wrong] == [wrong]
    assert not row.doubts


@pytest.mark.parametrize(
    ("told", "attribute", "value"),
    [
        ({"language": "ukendt"}, "language", ""),
        ({"language": "polsk"}, "language", "polsk"),
        ({"phone": "00 00 00 01", "email": "ingen"}, "ways", (("phone", "00 00 00 01"),)),
        ({"cpr": "010170-xxxx"}, "born", Born(on=datetime.date(1970, 1, 1))),
        ({"cpr": "010170-xxxx", "born": "1971"}, "born", Born(year=1971)),
        ({"cpr": "010170-xxxx"}, "cpr", ""),
        ({"cpr": "ukendt"}, "cpr", ""),
        ({"born": "2/1-1970"}, "born", Born(on=datetime.date(1970, 1, 2))),
    ],
)
def test_what_is_not_known_is_left_empty_without_a_word(told, attribute, value):
    row = understood(name="Testa", **told)
    assert (getattr(row.facts, attribute), row.doubts, row.wrong) == (value, [], [])


@pytest.mark.parametrize(
    ("situation", "place", "detail", "stay"),
    [
        ("herberg", "Forsorgshjemmet Fiktiv", "", ("herberg", FIKTIV, "")),
        ("", "Forsorgshjemmet Fiktiv", "", ("herberg", FIKTIV, "")),
        ("Kafé Klaus", "", "", ("natvarmestue", KLAUS, "")),
        ("Forsorgshjemmet Fiktiv", "Kafé Klaus", "", ("herberg", KLAUS, "")),  # the place is the house
        ("", "et hotel i byen", "", ("hotel", None, "et hotel i byen")),
        ("gade", "", "med hund", ("gade", None, "med hund")),
        ("gade", "ukendt", "med hund", ("gade", None, "med hund")),
        ("gade", "ukendt", "", ("gade", None, "")),
        ("gade", "broen", "med hund", ("gade", None, "broen, med hund")),
        ("gade", "broen", "", ("gade", None, "broen")),
        ("", "ukendt", "", None),
        ("ukendt", "", "", None),
    ],
)
def test_a_stay_is_told_by_its_situation_and_its_place(situation, place, detail, stay):
    row = understand(
        ("Testa", situation, place, detail), [Field.NAME, Field.SITUATION, Field.HOUSE, Field.DETAIL], LISTING
    )
    found = row.facts.stay
    assert (found and (found.kind, found.house_id, found.detail), row.doubts, row.wrong) == (stay, [], [])
