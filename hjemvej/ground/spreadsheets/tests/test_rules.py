"""Are files, headers, days, names and situations understood as teams write them; and does anything at all break it?"""

import datetime
import io
import uuid
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.people.rules import Born
from hjemvej.ground.spreadsheets.reading.rules import files, workbooks
from hjemvej.ground.spreadsheets.rules import cells, columns, days, names
from hjemvej.ground.spreadsheets.rules.cells import CellInDoubt, CellNotUnderstood
from hjemvej.ground.spreadsheets.rules.columns import Field
from hjemvej.ground.spreadsheets.rules.facts import FURTHEST_AHEAD, Listing, Understood, understand
from hjemvej.ground.spreadsheets.rules.names import Called

ON = datetime.date(2026, 11, 20)
LISTING = Listing(ON, ON, {"forsorgshjemmet fiktiv": cells.House(uuid.UUID(int=1), "herberg")}, "Teamets regneark")
MAY = datetime.date(2026, 5, 3)


# --- files ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "mac_roman", "cp850"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_file_is_read_however_it_was_saved(encoding, delimiter):
    text = f"Navn{delimiter}Køn\r\nSøren Æblegård{delimiter}M\r\n"
    assert files.read(text.encode(encoding))[0].rows == (("Navn", "Køn"), ("Søren Æblegård", "M"))


def test_excels_own_first_line_is_understood():
    assert files.read(b"sep=,\r\nNavn,CPR\r\n")[0].rows == (("Navn", "CPR"),)


def test_a_workbook_is_read_with_its_dates_numbers_and_merged_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Navn", "CPR", "Fra", None, "Herberg"])
    sheet.append(["Testa Prøve", 101700000, datetime.date(2026, 5, 3), None, "Fiktiv"])
    sheet.append([None, None, datetime.datetime(2026, 6, 1, 12, 0), None, None])  # noqa: DTZ001
    sheet.merge_cells("A2:A3")
    kept = io.BytesIO()
    book.save(kept)
    assert files.read(kept.getvalue())[0].rows == (
        ("Navn", "CPR", "Fra", "", "Herberg"),
        ("Testa Prøve", "101700000", "2026-05-03", "", "Fiktiv"),
        ("Testa Prøve", "", "2026-06-01 12:00", "", ""),
    )


def test_errors_are_no_empty_cells_and_hidden_sheets_come_last():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet("Gemt & væk").hide()
        sheet = book.add_worksheet("Liste")
        sheet.activate()
        sheet.write_row(0, 0, ["Navn", "CPR"])
        sheet.write(1, 0, "Testa Prøve")
        sheet.write_formula(1, 1, "=VLOOKUP(A2,Gamle!A:B,2,0)", None, "#N/A")
        book.worksheets()[0].write(0, 0, "Navn")
    sheets = files.read(kept.getvalue())
    assert [(one.name, one.is_hidden) for one in sheets] == [("Liste", False), ("Gemt & væk", True)]
    assert sheets[0].rows[1] == ("Testa Prøve", "#N/A")


def test_an_open_document_is_read():
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="Ark1")
    for words in (("Navn", "Køn"), ("Søren Prøve", "M")):
        row = TableRow()
        for word in words:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=word))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    kept = io.BytesIO()
    document.save(kept)
    assert files.read(kept.getvalue())[0].rows == (("Navn", "Køn"), ("Søren Prøve", "M"))
    assert workbooks.read_here(kept.getvalue())[0][:3] == ("Ark1", False, [["Navn", "Køn"], ["Søren Prøve", "M"]])


@pytest.mark.parametrize("content", [b"", b"  \n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b";;;\n;;\n"])
def test_what_is_no_spreadsheet_is_refused_in_words(content):
    with pytest.raises(files.FileNotUnderstood):
        files.read(content)


def test_a_workbook_with_a_password_is_told_to_be_locked():
    sealed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    with pytest.raises(files.FileNotUnderstood, match="adgangskode"):
        files.read(sealed)


def test_a_file_that_swells_when_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1000)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 5000)
    with pytest.raises(files.FileNotUnderstood, match="pakkes ud"):
        files.read(kept.getvalue())


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_list_may_be_as_long_as_the_limit_and_no_longer(monkeypatch, more, is_read):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    content = b"Navn;Sover\n" + b"Testa;gade\n" * (2 + more)
    if is_read:
        assert len(files.read(content)[0].rows) == 3
    else:
        with pytest.raises(files.FileNotUnderstood):
            files.read(content)


@pytest.mark.parametrize("far", ["XFD1048576", "Z1048576"])
def test_a_stray_cell_far_away_does_not_take_the_site_along(in_a_process, far):
    """Seventeen billion cells in a kilobyte: the library gives up by ending its process, which must not be ours."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Navn"
    book.active[far] = "x"
    kept = io.BytesIO()
    book.save(kept)
    with pytest.raises(files.FileNotUnderstood, match="for stort"):
        files.read(kept.getvalue())


# --- columns ---


def test_the_header_is_found_under_its_titles():
    sheet = files.read("Hjemløse;;\nNavnelisten fra maj;;\n;;\nNavn;CPR nr.;Indskrivningsdato\nTesta;;\n".encode())[0]
    header = columns.find_header(sheet)
    assert header.row == 3
    assert columns.guess(header, sheet.rows[4:]) == [Field.NAME, Field.CPR, Field.FROM_ON]


def test_a_list_without_a_header_loses_nobody():
    sheet = files.read(b"Testa;610170-0000\nZara;610171-0000\nBo;610172-0000\n")[0]
    header = columns.find_header(sheet)
    assert (header.row, header.cells) == (-1, ("Kolonne 1", "Kolonne 2"))
    assert columns.guess(header, sheet.rows[header.row + 1 :]) == [None, Field.CPR]


@pytest.mark.parametrize(
    "listed",
    ["Testa Prøve;herberg\nBo Fiktiv;gade\n", "Testa Prøve;gade;1/11\nBo Fiktiv;herberg;2/11\n",
     "Hjemløse\n\nTesta Prøve\nBo Fiktiv\nHansen, Lis\n"],
)  # fmt: skip
def test_somebody_is_no_header_and_a_comma_in_a_name_no_column(listed):
    sheet = files.read(listed.encode())[0]
    assert columns.find_header(sheet).row == -1
    assert len(sheet.rows[0]) == listed.split("\n")[0].count(";") + 1


def test_a_column_of_numbers_is_a_cpr_column_whatever_it_is_called():
    header = columns.Header(0, ("Borger", "Nr."))
    rows = [("A", "610170-0000"), ("B", "6101710000"), ("C", "301700000")]
    assert columns.guess(header, rows) == [Field.NAME, Field.CPR]


def test_a_header_that_is_the_word_goes_before_one_that_begins_with_it():
    header = columns.Header(0, ("Borger nr.", "Navn", "Dato for sidste møde", "Indskrevet"))
    assert columns.guess(header, []) == [None, Field.NAME, None, Field.FROM_ON]


def test_a_header_is_known_again_whatever_stands_below_it_and_with_our_own_columns():
    one, other = columns.Header(0, ("Navn", "CPR ")), columns.Header(4, ("navn", "cpr", "Hjemvej: hvorfor", ""))
    assert one.signature == other.signature
    assert one.signature != columns.Header(0, ("Navn", "Født")).signature


# --- cells ---


@pytest.mark.parametrize(
    "typed",
    ["2026-05-03", "3/5-2026", "3/5-26", "03.05.2026", "3. maj 2026", "03-05-26", "030526", "46145", "siden 3/5-2026",
     "2026-05-03 12:00:00", "46145.0", "3/5-2026 kl. 14"],
)  # fmt: skip
def test_a_day_is_read_in_every_way_it_is_written(typed):
    assert days.read_day(typed, ON).day == MAY


@pytest.mark.parametrize("typed", ["engang i maj", "31/2-2026", "3/5-1066", "1e999"])
def test_what_is_no_day_is_told(typed):
    with pytest.raises(CellNotUnderstood):
        days.read_day(typed, ON)


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Testa Prøve Hansen", Called("Testa Prøve", "Hansen")),
        ("Hansen, Testa", Called("Testa", "Hansen")),
        ("Testa", Called("Testa")),
        ("Mohammed “Momo” Eksempel", Called("Mohammed", "Eksempel", "Momo")),
        ("Testa Prøve (Tess)", Called("Testa", "Prøve", "Tess")),
        ("Testa Prøve kaldet Tess", Called("Testa", "Prøve", "Tess")),
        ("Ukendt mand, stationen", Called(description="Ukendt mand, stationen")),
        ("Testa Prøve*", Called("Testa", "Prøve")),
        ("Viking (ukendt navn)", Called("Viking")),
        ("Polsk mand ved stationen", Called(description="Polsk mand ved stationen")),
        ("N.N.", Called()),
        ("ukendt", Called()),
        ("", Called()),
    ],
)
def test_a_name_is_read_as_it_stands_in_one_cell(typed, called):
    assert names.read_name(typed) == called


@pytest.mark.parametrize(
    "typed",
    ["Prøve og Testa Hansen", "Prøve & Testa", "Prøve + Testa", "Testa/Prøve", "Testa 12345", "Testa (og kæreste)",
     "Prøve, Testa, Bo", "Testa Prøve, Bo Fiktiv", "Familien Prøve", "Testa med hund", "Testa Prøve - flyttet",
     "Testa Prøve (død)", "Antal: 5", "Bo Ã˜stergaard"],
)  # fmt: skip
def test_two_people_in_one_cell_or_more_than_a_name_are_a_doubt(typed):
    with pytest.raises(CellInDoubt):
        names.read_name(typed)


def test_an_odd_name_comes_in_when_a_human_says_it_is_one():
    assert names.read_name("Testa Hund", is_a_name=True) == Called("Testa", "Hund")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Forsorgshjem", "herberg"), ("på gaden", "gade"), ("hos sin søster", "familie_venner"),
        ("Natcafé", "natvarmestue"),
        ("egen lejlighed", "egen_bolig"), ("udslusning fra herberg", "udslusning"), ("indlagt på psykiatrisk",
        "indlagt"), ("udskrives fra hospital", "hospital_behandling"), ("løslades 1. juni", "kriminalforsorg"),
        ("fængsel", "faengsel"), ("botilbud § 107", "botilbud"),
        ("i udlandet", "udland"), ("husvild", "husvild"),
        ("Kriminalforsorgen", "kriminalforsorg"),
        ("campingvogn", "andet"), ("ukendt", None), ("", None), ("herberg", "herberg"),
    ],
)  # fmt: skip
def test_a_situation_is_read_from_the_teams_own_words(typed, kind):
    assert cells.read_situation(typed) == kind


@pytest.mark.parametrize(
    "typed",
    ["ikke egen bolig", "venter på lejlighed", "herberg eller gade", "gade/natcafé", "hos ven, snart på gaden",
     "Nørregade 4", "Stationsvej 12", "førtidspension", "shelter"],
)  # fmt: skip
def test_what_may_be_read_in_two_ways_is_no_situation(typed):
    with pytest.raises(CellInDoubt):
        cells.read_situation(typed)


def test_a_number_as_a_program_writes_it_is_the_same_cpr_number():
    """Dots are nothing in a CPR number: "101010001.0" would else be another one's number."""
    assert {cells.read_cpr(typed, ON) for typed in ("101010001.0", "'0101010001", "010101-0001")} == {"0101010001"}


@pytest.mark.parametrize(
    ("typed", "tells", "born"),
    [("71", "year", Born(year=1971)), ("50'erne", "year", Born(year=1955, is_guess=True)),
     ("71", "age", Born(year=1955, is_guess=True)), ("50'erne", "age", Born(year=1971, is_guess=True))],
)  # fmt: skip
def test_two_digits_are_a_year_or_an_age_by_the_header(typed, tells, born):
    assert cells.read_born(typed, ON, tells=tells) == born
    with pytest.raises(CellInDoubt):
        cells.read_born(typed, ON)


def test_births_come_as_numbers_too():
    assert cells.read_born("25569", ON) == Born(on=datetime.date(1970, 1, 1))
    assert cells.read_born("1970", ON) == Born(year=1970)


def test_what_is_nobody_is_told_apart_from_people():
    fields = [Field.NAME, Field.CPR, Field.SITUATION, Field.FROM_ON]

    def read(*row: str) -> Understood:
        return understand((*row, *[""] * (4 - len(row))), fields, LISTING)

    assert read("Opdateret 1/11 af TP").skipped
    assert read("Subtotal", "", "3").skipped
    assert read("Sumaya").facts.name == "Sumaya"
    assert read("Herberg").doubts
    assert read("Ukendt mand med rød jakke og en hund ved stationen").doubts == []
    assert "Her står et CPR-nummer" in read("Ukendt mand, 010170-0001").doubts[0]
    assert "#REF!" in read("Testa Prøve", "#REF!").unread[0]
    assert read("Testa Prøve", "010170-xxxx").facts.born == Born(on=datetime.date(1970, 1, 1))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("Forsorgshjemmet Fiktiv", True), ("Fiktiv", False), ("fiktive", False), ("Forsorgshjemmet Fiktiv, stuen", True),
     ("forsorgshjem", False), ("Prøvelund", True), ("herberg", False)],
)  # fmt: skip
def test_a_house_is_meant_by_its_name_and_not_by_its_kind(typed, is_found):
    shelter, other = (cells.House(uuid.UUID(int=number), "herberg") for number in (1, 2))
    houses = {"forsorgshjemmet fiktiv": shelter, "herberget prøvelund fiktiv": other}
    assert bool(cells.find_house(typed, houses)) is is_found


def test_a_house_tells_how_one_sleeps_there():
    listing = Listing(ON, ON, {"kafé klaus": cells.House(uuid.UUID(int=2), "natvarmestue")}, "Teamets regneark")
    told = understand(("Testa", "Kafé Klaus"), [Field.NAME, Field.HOUSE], listing).facts.stay
    assert told
    assert (told.kind, told.house_id) == ("natvarmestue", uuid.UUID(int=2))
    assert understand(("Testa", "Kafé Klaus"), [Field.NAME, Field.SITUATION], listing).facts.stay == told
    unknown = understand(("Testa", "Prøvekroen"), [Field.NAME, Field.HOUSE], listing)
    assert "er ikke et af vores steder" in unknown.unread[0]
    row, fields = ("Testa", "Kafé Klaus", "hos sin mor"), [Field.NAME, Field.HOUSE, Field.SITUATION]
    assert "passer ikke sammen" in understand(row, fields, listing).unread[0]


# --- whatever comes ---


def understood(**cells: str) -> Understood:
    """Read a row of these cells, each under its own column."""
    return understand(tuple(cells.values()), [Field[name.upper()] for name in cells], LISTING)


@pytest.mark.parametrize(
    ("answer", "meaning"), [("samme", "same"), ("ja", "same"), ("ny", "new"), ("nej", "new"), ("måske", ""), ("", "")]
)
def test_only_a_plain_answer_says_whether_a_person_is_the_same(answer, meaning):
    assert understood(name="Testa Prøve", answer=answer).facts.answer == meaning


def test_a_stay_may_begin_two_months_ahead_and_ends_after_it_begins():
    last = ON + FURTHEST_AHEAD
    assert not understood(name="Testa", situation="gade", from_on=last.isoformat()).unread
    too_far = understood(name="Testa", situation="gade", from_on=(last + datetime.timedelta(days=1)).isoformat())
    assert "to måneder ude i fremtiden" in too_far.unread[0]
    same_day = understood(name="Testa", situation="gade", from_on="2026-05-03", until_on="2026-05-03")
    assert "ikke efter fra-datoen" in same_day.unread[0]
    assert not understood(name="Testa", situation="gade", from_on="2026-05-03", until_on="2026-05-04").unread


def test_a_stay_without_a_day_gets_the_lists_day():
    stay = understood(name="Testa", situation="gade").facts.stay
    assert stay is not None
    assert (stay.from_on, stay.until_on) == (ON, None)


def test_an_unknown_place_is_a_detail_and_a_known_house_is_not():
    elsewhere = understood(name="Testa", situation="gade", house="bænken ved søen", detail="med hund").facts.stay
    assert elsewhere is not None
    assert (elsewhere.house_id, elsewhere.detail) == (None, "bænken ved søen, med hund")
    ours = understood(name="Testa", situation="herberg", house="Forsorgshjemmet Fiktiv", detail="seng 2").facts.stay
    assert ours is not None
    assert (ours.house_id, ours.detail) == (uuid.UUID(int=1), "seng 2")


def test_a_situation_that_does_not_fit_its_house_is_doubted():
    [doubt] = understood(name="Testa", situation="gade", house="Forsorgshjemmet Fiktiv").unread
    assert "passer ikke sammen" in doubt


def test_a_text_may_be_as_long_as_the_limit_and_no_longer():
    assert not understood(name="Testa", language="x" * 40).unread
    assert "længere end 40 tegn" in understood(name="Testa", language="x" * 41).unread[0]


def test_a_birthday_that_contradicts_the_cpr_number_is_doubted_and_the_number_counts():
    row = understood(name="Testa", born="2/1-1970", cpr="010170-0001")
    assert "passer ikke sammen" in row.doubts[0]
    assert row.facts.born == Born(on=datetime.date(1970, 1, 1))
    assert not understood(name="Testa", born="1/1-1970", cpr="010170-0000").doubts


def test_a_stay_begins_in_1990_or_later():
    assert days.read_day("1/1-1990", ON).day == datetime.date(1990, 1, 1)
    with pytest.raises(CellNotUnderstood, match="1989"):
        days.read_day("31/12-1989", ON)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=400), st.binary(max_size=200).map(lambda raw: b"PK\x03\x04" + raw), st.text().map(str.encode)
    )
)
def test_any_bytes_are_read_or_refused_in_words(content):
    try:
        sheets = files.read(content)
    except files.FileNotUnderstood:
        return
    for sheet in sheets:
        header = columns.find_header(sheet)
        assert len(columns.guess(header, sheet.rows[header.row + 1 :])) == len(header.cells)
