"""Is what a row loses on its way told: a stay without its day, a death in a column that is left out, a number?"""

import io
import zipfile

import pytest

from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules import columns, seen

from .test_import import Run, by, house, run
from .test_ugly_sheets import agrees, told

__all__ = ["by", "house", "run"]  # fixtures
STAY = "Navn;Født;Sover;Fra;Til\nTesta Prøve;1/1-1970;{}\nBodil Bystander;2/2-1980;gade;1/10-2026;\n"
LEFT = "Navn;Født;Sagens stand;Sover\nTesta Prøve;1/1-1970;{};gade\nBodil Bystander;2/2-1980;aktiv;gade\n"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("herberg;engang;", "Forsorgshjem"),
        ("herberg;1/10-2026;engang", "Forsorgshjem"),
        ("gade;3.1;", "Gade"),
        ("hotel;31/2-2026;", "Hotel"),
    ],
)
def test_a_stay_that_is_not_made_for_want_of_its_day_is_told_with_its_reason(run: Run, row, kind):
    (first, *_others) = told(run(STAY.format(row)))
    assert first.startswith("new")
    assert f"Derfor er ”{kind}" in first
    assert list(Situation.objects.values_list("person__given_names", flat=True)) == ["Bodil"]


@pytest.mark.parametrize(
    "said",
    ["død", "DØD", "Død 3/10-2026", "afdød", "Afgået ved døden", "† 2026", "er død", "døde i maj", "meldt død",
     "er desværre død", "dødsfald 3/4"],
)  # fmt: skip
def test_a_death_in_a_column_that_is_left_out_is_asked_about(run: Run, said):
    assert agrees(told(run(LEFT.format(said))), ["doubt Kolonnen ”Sagens stand” er ikke med", "new"])
    assert [person.given_names for person in Person.objects.all()] == ["Bodil"]


@pytest.mark.parametrize("said", ["mor er død", "aktiv", "dødtræt", "dødsfald i familien", ""])
def test_another_death_or_none_is_no_doubt(run: Run, said):
    assert agrees(told(run(LEFT.format(said))), ["new", "new"])


@pytest.mark.parametrize(
    ("said", "on"),
    [("ca. marts", "2026-03-01"), ("i september", "2026-09-01"), ("december", "2025-12-01"),
     ("primo okt.", "2026-10-01"), ("medio juni", "2026-06-15"), ("foråret", "2026-03-01")],
)  # fmt: skip
def test_a_month_without_its_year_is_the_latest_and_told_as_about_that_day(run: Run, said, on):
    (first, *_others) = told(run(STAY.format(f"gade;{said};")))
    assert "er læst som omtrent" in first
    stay = Situation.objects.get(person__given_names="Testa")
    assert (str(stay.from_on), stay.certainty) == (on, "assumed")


@pytest.mark.parametrize("said", ["månedsvis", "aktuelt", "nu og da", "martsvin"])
def test_a_word_that_is_no_month_is_no_day(run: Run, said):
    (first, *_others) = told(run(STAY.format(f"gade;{said};")))
    assert "er ikke en dato" in first


def test_a_nickname_alone_sleeps_where_the_list_says_and_else_nowhere(run: Run):
    run("Navn;Kaldenavn;Sover\n;Jensemand;gade\n;Basse;\n;Perle;ukendt\n")
    slept = Situation.objects.values_list("person__description", "kind", "from_on")
    assert [(name, kind, str(day)) for name, kind, day in slept] == [("Jensemand", "gade", "2026-11-20")]
    assert Person.objects.count() == 3


def test_the_same_name_and_birthday_with_another_number_asks_about_the_figures(run: Run):
    run("Navn;CPR\nTesta Prøve;010170-1234\n")
    said = told(run("Navn;CPR\nTesta Prøve;010170-1243\nBodil Bystander;020280-1244\n"))
    assert agrees(said, ["doubt se efter, om to cifre er byttet om", "new"])


# --- a sheet of LibreOffice -----------------------------------------------------------------------------------------

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>
<style:style style:name="ce1" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="ce2" style:family="table-cell"><style:table-cell-properties
 fo:background-color="#ff0000"/></style:style>
<style:style style:name="ce3" style:family="table-cell"><style:table-cell-properties
 fo:background-color="transparent"/><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties
 style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Ark1"><table:table-column/>
<table:table-column table:visibility="collapse"/>
{}</table:table></office:spreadsheet></office:body></office:document-content>"""
ROW = '<table:table-row {}><table:table-cell office:value-type="string" table:style-name="{}">{}<text:p>{}</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>'  # noqa: E501
NOTE = "<office:annotation><text:p>må ringes op</text:p></office:annotation>"
HIDDEN = 'table:visibility="collapse"'


def open_document(*rows: tuple[str, str, str, str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format("".join(ROW.format(*row) for row in rows)))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def test_what_only_the_looks_of_a_libreoffice_sheet_say_is_told_and_struck_names_are_asked_about(run: Run):
    content = open_document(
        ("", "ce3", "", "Navn", "Sover"),
        ("", "ce1", "", "Testa Prøve", "gade"),
        ("", "ce2", NOTE, "Bo Prøve", "gade"),
        (HIDDEN, "ce3", "", "Ulrik Fiktiv", "gade"),
        ("", "ce3", "", '<text:span text:style-name="T1">Ulla Prøve</text:span>', "gade"),
    )
    assert agrees(told(run(content)), ["doubt streget over", "new", "new", "doubt streget over"])
    sheet = files.read(content)[0]
    header = columns.find_header(sheet)
    said = " ".join(seen.sentences(sheet, header, columns.guess(header, sheet.rows[1:])))
    for words in ("farver", "gennemstregning", "1 kommentar.", "1 skjult række", "1 skjult kolonne"):
        assert words in said


def test_a_plain_libreoffice_sheet_asks_about_nothing(run: Run):
    content = open_document(("", "ce3", "", "Navn", "Sover"), ("", "ce3", "", "Testa Prøve", "gade"))
    assert agrees(told(run(content)), ["new"])
    sheet = files.read(content)[0]
    assert (sheet.notes.struck, sheet.notes.coloured_rows, sheet.notes.comments) == (frozenset(), frozenset(), 0)
