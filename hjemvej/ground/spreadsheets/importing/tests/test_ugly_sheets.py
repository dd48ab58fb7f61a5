"""Real messes of sheets: does each row get a doubt, a sentence or the right value, and never silence?

One table for each kind of fault. A case says what each row becomes: its fate, and words of the sentence that tells why
or what was read.
"""

import datetime
import io

import pytest
import xlsxwriter
from django.db import connection

from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.importing.rules.records import Fate, Plan
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules import columns, seen

from .test_import import Run, body, by, house, run

__all__ = ["by", "house", "run"]  # fixtures

ON_AT_HALF_PAST_ONE = datetime.datetime(2026, 11, 20, 1, 30)  # noqa: DTZ001
BED = "Navn;Født;Sover;Fra;Til\nLuk Stedsen;01-01-1970;{}\n"
OPEN = BED.format("herberg;01-10-2026;")


def told(plan: Plan) -> list[str]:
    """Each row's fate with all that is said of it."""
    return [" ".join([row.fate.value, *row.reasons, *row.unread, *row.facts.aliases]) for row in body(plan)]


def agrees(said: list[str], expected: list[str]) -> bool:
    return len(said) == len(expected) and all(
        one.startswith(words.split(" ", 1)[0]) and words.split(" ", 1)[-1].lower() in one.lower()
        for one, words in zip(said, expected, strict=True)
    )


# --- 1. what has ended ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "row", "expected", "stays"),
    [
        (OPEN, "herberg;01-10-2026;15-11-2026", "changed slutter 15.11.2026", ["herberg 10-01 11-15", "ukendt 11-15 "]),
        (OPEN, "herberg;01-10-2026;d.d.", "known", ["herberg 10-01 "]),
        (OPEN, "herberg;;", "known", ["herberg 10-01 "]),  # still there on the list's day
        (OPEN, "herberg;;15-11-2026", "changed slutter 15.11.2026", ["herberg 10-01 11-15", "ukendt 11-15 "]),
        (OPEN, "herberg;05-10-2026;", "doubt 01.10.2026 til nu", ["herberg 10-01 "]),
        (OPEN, "herberg;05-10-2026;15-11-2026", "doubt 01.10.2026 til nu", ["herberg 10-01 "]),
        (OPEN, "herberg;05-10-2026;;samme", "changed", ["herberg 10-05 "]),
        (OPEN, "herberg;15-09-2026;15-11-2026", "changed", ["herberg 09-15 11-15", "ukendt 11-15 "]),
        (OPEN, "død;01-11-2026;", "changed", ["herberg 10-01 11-01", "doed 11-01 "]),
        (OPEN, "død;01-09-2026;", "doubt efter den dag", ["herberg 10-01 "]),
        (
            BED.format("herberg;01-10-2026;15-11-2026"), "herberg;01-10-2026;10-11-2026",
            "doubt 01.10.2026 til 15.11.2026", ["herberg 10-01 11-15", "ukendt 11-15 "],
        ),
        (
            BED.format("herberg;01-10-2026;15-11-2026"), "herberg;01-10-2026;10-11-2026;samme",
            "changed slutter 10.11.2026", ["herberg 10-01 11-10", "ukendt 11-10 11-15", "ukendt 11-15 "],
        ),
        (
            BED.format("herberg;01-10-2026;15-11-2026"), "herberg;01-10-2026;",
            "doubt til 15.11.2026", ["herberg 10-01 11-15", "ukendt 11-15 "],
        ),
        (
            BED.format("herberg;01-10-2026;10-11-2026"), "herberg;01-10-2026;15-11-2026",
            "changed", ["herberg 10-01 11-15", "ukendt 11-15 "],
        ),
        (
            BED.format("gade;10-11-2026;"), "død;01-11-2026;",
            "doubt vi ved noget om borgeren efter den dag", ["gade 11-10 "],
        ),
        (BED.format("død;01-11-2026;"), "gade;10-11-2026;", "doubt står som død 01.11.2026", ["doed 11-01 "]),
        (BED.format("død;01-11-2026;"), "død;03-11-2026;", "doubt en anden dødsdag", ["doed 11-01 "]),
        (BED.format("død;01-11-2026;"), "gade;01-10-2026;", "changed", ["gade 10-01 11-01", "doed 11-01 "]),
    ],
)  # fmt: skip
def test_what_has_ended_ends_and_what_cannot_be_is_asked(run: Run, before, row, expected, stays):
    run(before)
    plan = run(f"Navn;Født;Sover;Fra;Til;Hjemvej: svar\nLuk Stedsen;01-01-1970;{row}\n")
    assert agrees(told(plan), [expected])
    rows = Situation.objects.filter(superseded_at=None).order_by("from_on")
    assert [
        f"{one.kind} {one.from_on:%m-%d} {f'{one.until_on:%m-%d}' if one.until_on else ''}" for one in rows
    ] == stays


# --- 2 to 10: a sheet and what each of its rows becomes -------------------------------------------------------------

PROTECTED = "Navn;Født;Bemærkning;Adresse\nTesta Prøve;1/1-1970;{}\n"
NAMES = "Navn;Født;Sover\n{};;gade\n"
BORN = "Navn;Født\nTesta Prøve;{}\n"
NUMBER = "Navn;CPR\nTesta Prøve;{}\n"
FROM = "Navn;Sover;Fra;Til\nTesta Prøve;gade;{}\n"
SHEETS = {
    # 2. protection
    "remark": (PROTECTED.format("ADRESSEBESKYTTET;"), ["doubt beskyttet? Det siger kolonnen ”Bemærkning”"]),
    "address": (PROTECTED.format(";navne- og adressebeskyttelse"), ["doubt kolonnen ”Adresse”"]),
    "must not be told": (PROTECTED.format("må IKKE oplyses til eks;"), ["doubt beskyttet?"]),
    "secret address": (PROTECTED.format("hemmelig adr.;"), ["doubt beskyttet?"]),
    "threatened": (PROTECTED.format("truet af tidligere samlever;"), ["doubt beskyttet?"]),
    "in hiding": (PROTECTED.format("lever i skjul;"), ["doubt beskyttet?"]),
    "a short word": (PROTECTED.format("adr besk;"), ["doubt beskyttet?"]),
    "who must not know": (PROTECTED.format("eks må ikke vide hvor hun er;"), ["doubt beskyttet?"]),
    "an order against somebody": (PROTECTED.format("tilhold mod eks;"), ["doubt beskyttet?"]),
    "in no address": (PROTECTED.format(";hemmelig"), ["doubt kolonnen ”Adresse”"]),
    "neither yes nor no": ("Navn;Beskyttet?\nTesta Prøve;spørg\n", ["doubt beskyttet?"]),
    "not in hiding": (PROTECTED.format("ikke i skjul mere;"), ["new"]),
    "not protected": (PROTECTED.format("ikke adressebeskyttet;"), ["new"]),
    "threatened with eviction": (PROTECTED.format("trues af udsættelse;"), ["new"]),
    "in a name": ("Navn;Født\nBo Prøve (adressebeskyttet);1/1-1970\n", ["doubt beskyttet?"]),
    "its own column": (
        "Navn;Beskyttet\nTesta Prøve;ja\nBo Prøve;nej\nUlrik Fiktiv;\n", ["new beskyttelse", "new", "new"],
    ),
    "a column that is left out": ("Navn;Hemmelig tlf?\nTesta Prøve;x\n", ["doubt kolonnen ”Hemmelig tlf?”"]),
    "answered": (
        "Navn;Note;Hjemvej: svar\nTesta Prøve;beskyttet adresse;beskyttet\nBo Prøve;beskyttet adresse;ikke beskyttet\n",
        ["new beskyttelse", "new"],
    ),
    # 4. nobody
    "ditto": ("Navn;Sover\nTesta Prøve;gade\ndo.;hotel\n“;hotel\nsamme;hotel\n", ["new", *["doubt rækken over?"] * 3]),
    "ditto answered": ("Navn;Sover;Fra;Hjemvej: svar\nTesta Prøve;gade;1/5-2026;\ns.o.;hotel;1/6-2026;samme\n",
                       ["new", "changed Hotel"]),
    "ditto elsewhere": ("Navn;Sover\nTesta Prøve;gade\nBo Prøve;do.\n", ["new", "new ”do.” er ikke læst"]),
    "empty beds": (
        "Navn;Sted\nLedig;Seng 1\nVakant;Seng 2\nTom seng;Seng 3\nledig plads;Seng 4\nReserveret;Seng 5\n",
        ["skipped Ligner en tom plads"] * 5,
    ),
    "an empty bed or Tom": ("Navn;Født\nTom;\n", ["doubt Er ”Tom” et navn"]),
    "somebody called Tom": ("Fornavn;Efternavn\nTom;Prøve\n", ["new"]),
    "struck out by a word": ("Navn;Født\nSLETTET;\nUdgår;\nAnnulleret;\n", ["skipped slettet"] * 3),
    "a heading": ("Navn;Født;Sover\nGADE;GADE;\nHerberg;;\nForsorgshjemmet Fiktiv;;\nUge 45;;\nTeam Nord;Team Nord;\n",
                  ["doubt Ligner en overskrift"] * 5),
    "several": ("Navn;Sover\nTo unge mænd;gade\n3 personer;gade\nFlere rumænere;gade\nto hjemløse ved åen;telt\n",
                ["doubt flere mennesker"] * 4),
    # 5. notes as names
    "a note behind a comma": (NAMES.format("Bo Prøve, stofmisbrug"), ["new ”stofmisbrug” er læst som en note"]),
    "a capital note": (NAMES.format("Bo Prøve, Psykisk syg"), ["new ”Psykisk syg” er læst som en note"]),
    "a place behind a comma": (NAMES.format("Bo Prøve, sover på gaden"), ["new er læst som en note"]),
    "a note or a name": (NAMES.format("Prøve, hjemløs"), ["doubt Er ”hjemløs” en del af navnet"]),
    "a surname first": (NAMES.format("Prøve, Testa"), ["new"]),
    "a note in brackets": (NAMES.format("Ulrik Fiktiv (hjemløs)"), ["new ”hjemløs” er læst som en note"]),
    "a remark in brackets": (NAMES.format("Ulrik Fiktiv [ring til mor]"), ["new ”ring til mor” er læst som en note"]),
    "called": (NAMES.format("Jens Prøve (kaldet Jensemand)"), ["new Jensemand"]),
    "also called": (NAMES.format("Jens Prøve (også kaldet “Basse”)"), ["new Basse"]),
    "a nickname": (NAMES.format("Kaj Prøve (Kristoffer)"), ["new Kristoffer"]),
    # 6. cells of another type (the workbook's own are below)
    "true for Sand": (
        "Fornavn;Efternavn\nBo;SAND\nIb;TRUE\nUlla;FALSK\nKaj;Sand\n", [*["doubt Excel har gjort"] * 3, "new"],
    ),
    "the night before": (FROM.format("20-11-2026 01:30;"), ["new fra 19.11.2026"]),
    "the night itself": (FROM.format("20-11-2026 04:00;"), ["new fra 20.11.2026"]),
    "before dawn in words": (FROM.format("20. november 2026 kl. 2.15;"), ["new fra 19.11.2026"]),
    "no hour": (FROM.format("2026-11-20 00:00:00;"), ["new fra 20.11.2026"]),
    "the zero lost": (FROM.format("3.1;"), ["new ”3.1” kan være 3. januar eller 3. oktober"]),
    "the zero lost by a comma": (FROM.format("12,1;"), ["new ”12,1” kan være 12. januar eller 12. oktober"]),
    "the zero there": (FROM.format("3.10;"), ["new fra 03.10.2026"]),
    # 7. births
    "the year of the list": ("Navn;År\nTesta Prøve;2026\nBo Prøve;2026\n", ["new", "new"]),
    "a child by a year": (BORN.format("2019"), ["new Er borgeren et barn, født i 2019"]),
    "an age under born": (BORN.format("25"), ["new Er ”25” en alder eller et årstal"]),
    "an age or 1938": (BORN.format("38"), ["new Er ”38” en alder"]),
    "a year under born": (BORN.format("71"), ["new fødselsdag"]),
    "an age": ("Navn;Alder\nTesta Prøve;25\n", ["new fødselsdag"]),
    # 8. CPR numbers
    "born in 1860": (NUMBER.format("010160-5123"), ["new født i 1860"]),
    "born in 1873": (NUMBER.format("0101736001"), ["new født i 1873"]),
    "no number": (NUMBER.format("010170-0000"), ["new fødselsdag"]),
    "a figure short": (NUMBER.format("101265-123"), ["new Her er der 9"]),
    "a figure short without dash": (NUMBER.format("101265123"), ["new Mangler der et?"]),
    "a zero lost": (NUMBER.format("10170-1234"), ["new CPR-nummer"]),
    "as text": (NUMBER.format('="0101701114"'), ["new CPR-nummer"]),
    "as text in quotes": (NUMBER.format('"=""0101701114"""'), ["new CPR-nummer"]),
    "a dot": (NUMBER.format("120375.1237"), ["new CPR-nummer"]),
    "in a text": ("Navn;Dyr\nTesta Prøve;hund 010170–1234\nBo Prøve;010170/1234\nUlrik Fiktiv;010170 - 1234\n",
                  ["new Her står et CPR-nummer"] * 3),
    "figures swapped": (
        "Navn;CPR;Hjemvej: svar\nTesta Prøve;010170-1234;\nTesta Prøve;010170-1243;\nTesta Prøve;010170-1253;ny\n",
        ["new", "doubt Er det Testa Prøve", "new"],
    ),
    # 9. one rule
    "a bare name twice": (
        "Navn;Sover;Fra;Hjemvej: svar\nTesta Prøve;gade;1/5-2026;\n"
        "Testa Prøve;hotel;1/6-2026;\nTesta Prøve;hotel;1/7-2026;samme\n",
        ["new", "doubt Er det Testa Prøve (række 2", "changed Hotel"],
    ),
    "a year twice": ("Navn;Født\nTesta Prøve;1970\nTesta Prøve;1970\nTesta Prøve;1971\n",
                     ["new", "known Står også i række 2", "doubt Er det"]),
    "a day twice": ("Navn;Født;Sover;Fra\nTesta Prøve;1/1-1970;gade;1/5-2026\nTesta Prøve;1/1-1970;hotel;1/6-2026\n",
                    ["new", "changed Hotel"]),
    # 10. days
    **{
        f"day {text}": (FROM.format(f"{text};"), [f"new {day}"])
        for text, day in [
            ("3-maj-26", "03.05.2026"), ("20260503", "03.05.2026"), ("03–05–2026", "03.05.2026"),
            ("ons 3. juni 2026", "03.06.2026"), ("3.maj.2026", "03.05.2026"), ("tors. d. 4. juni 2026", "04.06.2026"),
            ("primo nov 2026", "omtrent 01.11.2026"), ("medio nov. 26", "omtrent 15.11.2026"),
            ("juli 2026", "omtrent 01.07.2026"), ("uge 12", "omtrent 16.03.2026"), ("uge 48", "omtrent 24.11.2025"),
            ("5/2026", "omtrent 01.05.2026"), ("2025", "omtrent 01.01.2025"), ("d.d.", "20.11.2026"),
        ]
    },
    **{
        f"until {text}": (FROM.format(f"1/5-2026;{text}"), [f"new {words}"])
        for text, words in [
            ("31-12-9999", "fra 01.05.2026"), ("løbende", "fra 01.05.2026"), ("fortsat", "fra 01.05.2026"),
            ("ultimo juli 2026", "omtrent 28.07.2026"), ("juli 2026", "omtrent 31.07.2026"),
            ("hvad ved jeg", "er ikke en dato"),
        ]
    },
    # 12. columns
    "status before sleeps": ("Navn;Status;Sover\nTesta Prøve;aktiv;gade\n", ["new Gade"]),
    "lives before sleeps": ("Navn;Bor;Sover nu\nTesta Prøve;Nørregade 4;hotel\n", ["new Hotel"]),
    "date before from": ("Navn;Dato;Sover;Indskrevet\nTesta Prøve;1/11-2026;gade;1/5-2026\n", ["new fra 01.05.2026"]),
    "broken letters": ("Navn;FÃ¸dt;KÃ¸n\nSÃ¸ren PrÃ¸ve;1/1-1970;K\n", ["new fødselsdag, køn"]),
    "name and number": ("Navn (cpr)\nTesta Prøve (010170-1234)\nBo Prøve, cpr 0202701235\nUlrik Fiktiv 030370 1236\n",
                        ["new CPR-nummer"] * 3),
    "name and another number": ("Navn;CPR\nTesta Prøve 010170-1234;010170-1235\n", ["doubt andet end et navn"]),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "expected"), SHEETS.values(), ids=SHEETS)
def test_each_row_of_an_ugly_sheet_is_doubted_told_or_read_rightly(run: Run, house, listed, expected):
    plan = run(listed)
    assert agrees(told(plan), expected), told(plan)
    assert sum(plan.counts.values()) == len(plan.rows)
    stored = Person.objects.count()
    assert run(listed).counts[Fate.NEW] == 0
    assert Person.objects.count() == stored


def test_the_names_and_births_are_those_that_are_meant(run: Run):
    run(NAMES.format("Bo Prøve, stofmisbrug") + "Jens Prøve (kaldet Jensemand);;gade\nSÃ¸ren Sand;71;gade\n")
    run(NUMBER.format("010170-0000").replace("Testa", "Lis"))
    found = {str(person.name): (person.born_on, person.born_year, person.cpr_lookup) for person in Person.objects.all()}
    assert found.keys() == {"Bo Prøve", "Jens Prøve", "Søren Sand", "Lis Prøve"}
    assert found["Søren Sand"][1] == 1971
    assert (str(found["Lis Prøve"][0]), found["Lis Prøve"][2]) == ("1970-01-01", None)


def test_the_protected_are_so_from_the_first_moment(run: Run):
    run(
        "Navn;Beskyttet;Note;Hjemvej: svar\nTesta Prøve;ja;;\nBo Prøve;;truet af bande;truet\n"
        "Ulrik Fiktiv;;hemmelig adr.;\n"
    )
    assert {person.given_names: person.protection for person in Person.objects.all()} == {
        "Testa": "address", "Bo": "threatened",
    }  # fmt: skip
    run("Navn;Født\nUlla Prøve;1/1-1970\n")
    run("Navn;Født;Beskyttet\nUlla Prøve;1/1-1970;ja\n")
    assert Person.objects.get(given_names="Ulla").protection == "address"


@pytest.mark.parametrize("sign", ["-", "–", ".", "/", " - ", "\u00a0", "\u00a0–\u00a0", ""])
def test_no_cpr_number_in_a_text_is_kept_in_clear(run: Run, sign):
    number = f"010170{sign}1234"
    phone = number if sign.strip("\u00a0") else ""  # ten digits alone may be a telephone number
    run(f"Navn;Dyr;Hvor;Sprog;Telefon;Sover\nTesta Prøve;hund {number};{number};{number};{phone};gade\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT animals, language, search_text FROM people_person")
        kept = " ".join(cursor.fetchone())
    kept += " ".join(
        [*ContactWay.objects.values_list("value", flat=True), *Situation.objects.values_list("detail", flat=True)]
    )
    assert "1234" not in kept


# --- 3. a quote that nobody closed ----------------------------------------------------------------------------------

TWO_HUNDRED = "".join(f"Testa {chr(97 + n % 26)}{chr(97 + n // 26)}sen;{1 + n % 28}/1-1970\n" for n in range(200))


@pytest.mark.parametrize(
    ("listed", "rows"),
    [
        ('Navn;Født\n"Bo Prøve;2/2-1980\n' + TWO_HUNDRED, 201),
        ('Navn;Født\nBo "Prøve;2/2-1980\n' + TWO_HUNDRED, 201),
        ("Navn;Født\n" + TWO_HUNDRED + 'Bo Prøve;"2/2-1980\n', 201),
        ('Navn;Født\n"Bo Prøve;2/2-1980\n' + TWO_HUNDRED + '"Ulrik Fiktiv;3/3-1980\n', 202),
        ('Navn\n"Bo Prøve\nUlrik Fiktiv\nUlla Prøve\n', 3),
        ('Navn,Født\n"Prøve, Bo,2/2-1980\n' + TWO_HUNDRED.replace(";", ","), 201),
    ],
    ids=["first cell", "inside", "last", "twice", "one column", "comma"],
)
def test_a_quote_that_nobody_closed_takes_no_row_along(run: Run, listed, rows):
    plan = run(listed, dry=True)
    assert len(body(plan)) == rows
    sheet = files.read(listed.encode())[0]
    header = columns.find_header(sheet)
    sentences = seen.sentences(sheet, header, columns.guess(header, sheet.rows[1:]))
    is_open = listed.count('"') % 2 == 1 and 'Bo "' not in listed
    assert any("anførselstegn er ikke lukket" in one for one in sentences) is (is_open or rows == 202)


def test_a_cell_of_two_lines_in_quotes_is_one_cell(run: Run):
    plan = run('Navn;Født;Dyr\n"Bo\nPrøve";2/2-1980;"hund;\nkat"\nUlrik Fiktiv;3/3-1980;\n')
    assert [row.name for row in body(plan)] == ["Bo Prøve", "Ulrik Fiktiv"]
    assert Person.objects.get(given_names="Bo").animals == "hund; kat"


# --- 6 and 11: what only a workbook has -----------------------------------------------------------------------------


def workbook(write, **options) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, options) as book:
        write(book, book.add_worksheet("Liste"))
    return kept.getvalue()


def test_cells_of_another_type_are_not_taken_for_what_they_show(run: Run):
    def write(book, sheet):
        sheet.write_row(0, 0, ["Fornavn", "Efternavn", "Sover", "Fra"])
        sheet.write_row(1, 0, ["Bo", True, "gade"])
        sheet.write_row(2, 0, ["Ib", "Prøve", "gade", 3.1])
        sheet.write_row(3, 0, ["Ulla", "Prøve", "gade", 40683])
        sheet.write_row(4, 0, ["Kaj", "Prøve", "gade"])
        sheet.write_datetime(4, 3, ON_AT_HALF_PAST_ONE, book.add_format({"num_format": "dd-mm-yyyy hh:mm"}))

    plan = run(workbook(write))
    expected = [
        "doubt Excel har gjort navnet til SAND",
        "new ”3.1” kan være",
        "new fra 20.05.2011",
        "new fra 19.11.2026",
    ]
    assert agrees(told(plan), expected), told(plan)


def test_a_workbook_that_counts_from_1904_is_read_by_its_own_days(run: Run):
    def write(_book, sheet):
        sheet.write_row(0, 0, ["Navn", "Født", "Sover", "Fra"])
        sheet.write_row(1, 0, ["Ulla Prøve", 24108, "gade", 44684])

    plan = run(workbook(write, date_1904=True))
    assert agrees(told(plan), ["new fra 04.05.2026"]), told(plan)
    assert str(Person.objects.get().born_on) == "1970-01-02"


def test_what_only_its_looks_say_is_told_and_a_name_struck_through_is_asked_about(run: Run):
    def write(book, sheet):
        strike, colour = book.add_format({"font_strikeout": True}), book.add_format({"bg_color": "#FF0000"})
        sheet.write_row(0, 0, ["Navn", "Født", "Sover"])
        sheet.write(1, 0, "Testa Prøve", strike)
        sheet.write(2, 0, "Bo Prøve", colour)
        sheet.write_row(3, 0, ["Ulrik Fiktiv", "", "gade"])
        sheet.write_rich_string(4, 0, strike, "Ulla", book.add_format(), " Prøve")
        sheet.write_row(5, 0, ["Kaj Prøve", "1970"])
        sheet.write(5, 2, "gade", strike)  # the bed, not the name
        sheet.write_comment(2, 0, "må gerne ringes op")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    content = workbook(write)
    plan = run(content)
    assert agrees(told(plan), ["doubt streget over", "new", "new", "doubt streget over", "new"]), told(plan)
    sheet = files.read(content)[0]
    header = columns.find_header(sheet)
    said = " ".join(seen.sentences(sheet, header, columns.guess(header, sheet.rows[1:])))
    for words in ("farver", "gennemstregning", "1 kommentar.", "1 skjult række", "1 skjult kolonne", "streget over"):
        assert words in said


def test_a_plain_sheet_tells_nothing_and_a_coloured_header_is_only_a_header():
    def write(book, sheet):
        sheet.write_row(0, 0, ["Navn", "Født"], book.add_format({"bg_color": "#FF0000"}))
        sheet.write_row(1, 0, ["Testa Prøve", "1970"])

    sheet = files.read(workbook(write))[0]
    header = columns.find_header(sheet)
    assert seen.sentences(sheet, header, columns.guess(header, sheet.rows[1:])) == []


def test_crosses_and_columns_that_are_left_out_are_named():
    sheet = files.read("Navn;Jan;Feb;Fredag;Noter\nTesta Prøve;x;x;;ring\nBo Prøve;;X;1;\n".encode())[0]
    header = columns.find_header(sheet)
    said = seen.sentences(sheet, header, columns.guess(header, sheet.rows[1:]))
    assert said == ["Ikke med: Noter.", "Krydser læses ikke, så Jan, Feb, Fredag kommer ikke med."]


def test_a_text_file_named_as_a_workbook_is_known():
    assert files.is_text_named_workbook(b"Navn\nTesta\n", "liste.xlsx")
    assert not files.is_text_named_workbook(b"Navn\nTesta\n", "liste.csv")
    assert not files.is_text_named_workbook(workbook(lambda _book, sheet: sheet.write(0, 0, "Navn")), "liste.xlsx")
