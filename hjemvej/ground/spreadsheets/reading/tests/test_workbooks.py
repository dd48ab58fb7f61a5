"""Are workbooks and text files read up to their limits, and is each refusal the right one?"""

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import IO

import openpyxl
import pytest
import xlsxwriter

from hjemvej.ground.spreadsheets.reading.rules import files, sheet_xml, workbooks
from hjemvej.platform.sealing.unseen import without_unseen


def made(*rows: Sequence[object], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_each_cell_is_text_as_it_is_shown():
    values: list[object] = [
        True, False, 101700000, 1.5, 999_999_999_999_999, 10**15, datetime.date(2026, 5, 3),
        datetime.datetime(2026, 6, 1, 12, 0), datetime.time(8, 30), "  to   ord ", None, "sidst",  # noqa: DTZ001
    ]  # fmt: skip
    assert workbooks.read_here(made(values))[0][2] == [
        ["SAND", "FALSK", "101700000", "1.5", "999999999999999", "1000000000000000.0", "2026-05-03",
         "2026-06-01 12:00", "08:30:00", "to ord", "", "sidst"],
    ]  # fmt: skip


def test_a_number_that_is_none_does_not_break_the_sheet():
    broken = made(["Navn", 12345])
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(broken)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<v>12345</v>", b"<v>1e999</v>"))
    assert workbooks.read_here(kept.getvalue())[0][2] == [["Navn", "inf"]]


@pytest.mark.parametrize(
    ("merged", "rows"),
    [
        ("A1:A2", [["Navn", "Sover"], ["Navn", "gade"]]),
        ("A3:B4", [["Navn", "Sover"], ["", "gade"]]),  # below the last row
        ("C1:D2", [["Navn", "Sover"], ["", "gade"]]),  # right of the last column
        ("A2:A3", [["Navn", "Sover"], ["", "gade"]]),  # shows nothing
    ],
)
def test_a_merged_cell_fills_the_rows_it_covers(merged, rows):
    assert workbooks.read_here(made(["Navn", "Sover"], [None, "gade"], merged=merged))[0][2] == rows


def test_a_sheet_far_longer_or_wider_than_what_is_read_is_refused(monkeypatch):
    """The library counts from 0: the fifth row and the twenty-first column are the last that four and twenty allow."""
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    monkeypatch.setattr(workbooks, "MOST_COLUMNS", 1)
    with pytest.raises(workbooks.TooManyRows):
        workbooks.read_here(made(*[["Testa"]] * 5))
    assert workbooks.read_here(made(["Testa"] * 21))[0][2] == [["Testa"]]
    for rows in ([["Testa"]] * 6, [["Testa"] * 22]):
        with pytest.raises(workbooks.WorkbookIsTooBig):
            workbooks.read_here(made(*rows))


def test_errors_stand_where_they_are_shown_and_none_stands_outside(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_COLUMNS", 2)
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet("Liste")
        sheet.write_row(0, 0, ["Navn", "CPR", "Alder"])
        sheet.write(1, 0, "Testa Prøve")
        sheet.write_formula(1, 1, "=Z9", None, "#N/A")
        sheet.write_formula(1, 2, "=Z9", None, "#REF!")  # in the first column that is not read
        sheet.write_formula(3, 1, "=Z9", None, "#N/A")  # alone in the last row
        book.add_worksheet("Uden fejl").write(0, 0, "Navn")
    content = kept.getvalue()
    assert [rows for _name, _hidden, rows, _notes in workbooks.read_here(content)] == [
        [["Navn", "CPR"], ["Testa Prøve", "#N/A"], [], ["", "#N/A"]],
        [["Navn"]],
    ]
    assert {name: seen.errors for name, seen in sheet_xml.seen_by_sheet(content).items()} == {
        "Liste": {(1, 1): "#N/A", (1, 2): "#REF!", (3, 1): "#N/A"},
        "Uden fejl": {},
    }
    assert sheet_xml.seen_by_sheet(b"\xd0\xcf\x11\xe0 an older Excel") == {}


def packed(*parts: str, mimetype: str = "") -> bytes:
    """A packed file with other things in it, whatever it is called."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for part in parts:
            archive.writestr(part, "<word/>")
        if mimetype:
            archive.writestr("mimetype", mimetype)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom. Vælg en anden fil"),
        (b"  \n", "Filen er tom"),
        (b";;;\n;;\n", "Der står ikke noget"),
        (b"PK\x03\x04broken", "gået i stykker"),
        (b"\xd0\xcf\x11\xe0broken", "gem den som .xlsx, og prøv igen"),
        (b"\xd0\xcf\x11\xe0" + workbooks.LOCKED, "adgangskode"),
        (b"Navn\x00;Sover", "vælg Gem som"),
        (b"%PDF-1.4", "ikke et regneark. .*vælg Gem som"),
        (b"{\\rtf1 Brev}", "ikke et regneark"),
        (packed("[Content_Types].xml", "word/document.xml"), "ikke et regneark"),
        (packed("liste.pdf", "brev.txt"), "ikke et regneark"),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "ikke et regneark"),
        (packed("xl/workbook.xml"), "gem den som .xlsx, og prøv igen"),
    ],
)
def test_each_file_that_can_not_be_read_is_told_why(content, said):
    with pytest.raises(files.FileNotUnderstood, match=said):
        files.read(content)


def test_a_workbook_that_speaks_of_locks_is_not_locked():
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(["Navn"]))) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
        new.writestr("note.txt", workbooks.LOCKED)
    assert files.read(kept.getvalue())[0].rows == (("Navn",),)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(monkeypatch):
    content = made(["Navn"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(files, "LARGEST", len(content))
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", unpacked)
    assert files.read(content)
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", unpacked - 1)
    with pytest.raises(files.FileNotUnderstood, match="pakkes ud"):
        files.read(content)
    monkeypatch.setattr(files, "LARGEST", len(content) - 1)
    with pytest.raises(files.FileNotUnderstood, match="20 MB"):
        files.read(content)


@pytest.mark.parametrize(
    ("listed", "first"),
    [
        ("Navn,Alder\nTesta\nBo\n", ("Navn", "Alder")),  # one line of three has two columns
        ("Navn,Alder\nTesta\nBo\nLis\n", ("Navn,Alder",)),  # one of four has not
        ("a;b,c\nd;e,f\n", ("a", "b,c")),  # as good: the Danish one
        ("a;b,c,d\ne;f,g,h\n", ("a;b", "c", "d")),
        ("Navn\nTesta\n", ("Navn",)),
    ],
)
def test_the_delimiter_is_what_cuts_most_lines_alike(listed, first):
    assert files.read(listed.encode())[0].rows[0] == first


def test_empty_lines_and_cells_at_the_end_are_left_out_and_those_between_are_rows(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    content = b"Navn;Sover;\n\n;;\nTesta;gade;" + b"\n;" * 50
    assert workbooks.read_here(content)[0][2] == [["Navn", "Sover"], [], [], ["Testa", "gade"]]
    with pytest.raises(workbooks.TooManyRows):
        workbooks.read_here(content + b"\nBo;gade")


@pytest.mark.parametrize(("limit", "most"), [("MOST_CELLS", 6), ("MOST_LETTERS", 13)])
def test_what_goes_back_to_the_site_is_limited(monkeypatch, limit, most):
    """Two rows of three columns, one of them long; thirteen letters."""
    monkeypatch.setattr(workbooks, limit, most)
    assert workbooks.read_here(b"Navn;a;b\nTesta;c\n")[0][2] == [["Navn", "a", "b"], ["Testa", "c"]]
    monkeypatch.setattr(workbooks, limit, most - (2 if limit == "MOST_LETTERS" else 1))
    with pytest.raises(workbooks.WorkbookIsTooBig):
        workbooks.read_here(b"Navn;a;b\nTesta;c\n")


def with_sheet(sheet: str) -> bytes:
    """Make a workbook whose sheet is written by hand."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(["Navn"]))) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return kept.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_errors_without_a_value_are_passed_once(monkeypatch):
    """Each was looked for through the rest of the sheet: sixty thousand of them took a minute."""
    steps: list[int] = []

    class Counted:
        def __init__(self, part: IO[bytes]) -> None:
            self.part = part

        def read(self, size: int = -1) -> bytes:
            got = self.part.read(size)
            steps.append(len(got))
            return got

        def __enter__(self) -> "Counted":
            return self

        def __exit__(self, *_problem: object) -> None:
            self.part.close()

    sheet = SHEET.format("".join(f'<row r="{n}"><c r="A{n}" t="e"/></row>' for n in range(1, 60_001)))
    assert sheet_xml.read_sheet(Counted(io.BytesIO(sheet.encode())), sheet_xml.Styles()).errors == {}  # type: ignore[arg-type]
    assert sum(steps) == len(sheet)


def test_many_errors_are_read_by_a_process_with_its_limits(in_a_process):
    sheet = SHEET.format(
        "".join(f'<row r="{n}"><c r="A{n}" t="e"/><c r="B{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 20_001))
    )
    (read,) = files.read(with_sheet(sheet))
    assert len(read.rows) == 20_000
    assert set(read.rows) == {("", "#N/A")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n" * files.LARGEST, "Filen er tom"),
        (b"\n" * (files.LARGEST - 4) + b"Navn", "over 50.000 rækker"),
        (b";" * files.LARGEST, "ikke noget"),
        (b"a\n" * (files.LARGEST // 2), "over 50.000 rækker"),
        (b"Navn;" * (files.LARGEST // 5), ""),
    ],
)
def test_the_largest_text_is_read_or_refused_by_a_process_with_its_limits(in_a_process, content, said):
    if said:
        with pytest.raises(files.FileNotUnderstood, match=said):
            files.read(content)
    else:
        assert len(files.read(content)[0].rows[0]) == workbooks.MOST_COLUMNS


def test_the_process_has_the_memory_and_time_of_a_page_at_most():
    assert workbooks.MOST_MEMORY <= 512 * 1024 * 1024
    assert workbooks.MOST_SECONDS <= 20


def test_merged_cells_upon_each_other_are_refused_before_they_are_filled():
    merged = "".join(f'<mergeCell ref="A1:Z{1000 + n}"/>' for n in range(1000))
    sheet = SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "</worksheet>", f'<mergeCells count="1000">{merged}</mergeCells></worksheet>'
    )
    with pytest.raises(workbooks.WorkbookIsTooBig):
        workbooks.read_here(with_sheet(sheet))


def test_an_archive_of_very_many_parts_is_refused_before_it_is_listed():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        for number in range(workbooks.MOST_PARTS + 1):
            new.writestr(f"{number}", "")
    with pytest.raises(workbooks.UnpacksTooLarge):
        workbooks.read_here(kept.getvalue())


def test_a_spreadsheets_cells_lose_the_same_signs():
    signs = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    unseen = {sign for sign in signs if not without_unseen(sign)}
    assert {sign for sign in unseen if workbooks.clean(f"a{sign}b") != "ab"} == set()
    assert len(unseen) > 100
