"""Is a letter a tagged PDF in Danish, and do typed words stand in it as typed, whatever they are?"""

import datetime
import io
import re
from dataclasses import replace

import pypdf
import pytest

from hjemvej.ground.correspondence.typesetting import Part, Section, Sheet, pdf, pictures, unprintable

AT = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
SHEET = Sheet(
    title="Afgørelse: ja", municipality="Prøvekøbing Kommune", team="Hjemløseteamet", sender=("Karen", "00 00 00 00"),
    to=("Testa Prøvesen",), date="20. november 2026", heading="Ja: du får støtte", greeting=("Venlig hilsen", "Karen"),
    blocks=(
        Section("Det har vi afgjort", (Part(("To gange om ugen.",)), Part(("Mandag", "Torsdag"), is_points=True))),
    ),
    help_heading="Vil du have hjælp til at læse brevet?", help=("Vi læser det højt for dig.",), foot="Teamet",
    page_of="Side {side} af {sider}",
)  # fmt: skip


def read(content):
    """Return the PDF, and its words without the breaks that typesetting makes."""
    found = pypdf.PdfReader(io.BytesIO(content))
    pages = [squeezed(page.extract_text()) for page in found.pages]
    return found, "".join(re.sub(r"TeametSide\d+af\d+$", "", page) for page in pages)


def squeezed(text):
    return "".join(sign for sign in text if not sign.isspace() and sign != "\u200b")


def saying(*lines):
    return replace(SHEET, blocks=(Section("", (Part(lines),)),))


@pytest.mark.parametrize("is_large", [False, True])
def test_a_letter_is_tagged_and_danish_and_has_a_title_and_headings(is_large):
    found, text = read(pdf(replace(SHEET, is_large=is_large), at=AT))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"]
    assert found.metadata.title == "Afgørelse: ja"
    assert {"/H1", "/H2", "/P", "/L"} <= kinds(root["/StructTreeRoot"])
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert squeezed("Ja: du får støtte") in text


def kinds(node, found=None):
    found = set() if found is None else found
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for each in node:
            kinds(each, found)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            found.add(node["/S"])
        if "/K" in node:
            kinds(node["/K"], found)
    return found


def test_large_print_is_larger():
    def sizes(sheet):
        found = set()
        for page in pypdf.PdfReader(io.BytesIO(pdf(sheet, at=AT))).pages:
            page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: found.add(round(size)))
        return found

    assert min(sizes(replace(SHEET, is_large=True))) > min(sizes(SHEET)) >= 9
    assert 12 in sizes(SHEET)
    assert 18 in sizes(replace(SHEET, is_large=True))


@pytest.mark.parametrize(
    "typed",
    [
        '#import "noget.typ": *', "#read('/etc/passwd')", "*fed* og _kursiv_", "@henvisning <mærke>", "\\ \\u{41} \\n",
        "] ) } [ ( {", "$x^2$ `kode` // bemærkning /* og */", "= overskrift", "- punkt + punkt / punkt", "~ -- --- ...",
        'Hun sagde "nej" og \'ja\'', "{navn} {{navn}} %(navn)s", "\\u0001 som tekst", "æøå ÆØÅ é ü ł ş ğ", "Привет",
    ],
)  # fmt: skip
def test_what_is_typed_is_text_never_markup(typed):
    _found, text = read(pdf(saying(typed), at=AT))
    assert squeezed(typed) in text


def test_arabic_is_set():
    assert unprintable("سلام عليكم") == []
    found, _text = read(pdf(saying("سلام عليكم"), at=AT))
    assert len(found.pages) == 1


def test_a_character_that_no_font_has_becomes_a_box_and_is_named():
    assert unprintable("Tak 😀 æøå") == ["😀"]
    _found, text = read(pdf(saying("Tak 😀 for 中文", "👩‍👧 og \x01\x1f\ud800 mere"), at=AT))
    assert squeezed("Tak □ for □□") in text
    assert "mere" in text


def test_ten_thousand_letters_and_a_name_of_two_hundred_stay_on_the_paper():
    name, long = "Å" * 200, "ord og flere ord, " * 600
    sheet = replace(saying(long), to=(name,), heading=f"Ja til {name}")
    found, text = read(pdf(sheet, at=AT))
    assert len(found.pages) > 3
    assert squeezed(long) in text
    assert text.count("Å") == 400
    lines = [line for page in found.pages for line in page.extract_text().splitlines()]
    assert max(line.count("Å") for line in lines) < 60  # else the name would run off the paper


def test_the_same_letter_is_the_same_bytes():
    assert pdf(SHEET, at=AT) == pdf(SHEET, at=AT)


def test_there_is_a_picture_of_each_page():
    found = pictures(saying("ord " * 1000), at=AT)
    assert len(found) > 1
    assert all(each.startswith(b"\x89PNG") for each in found)
