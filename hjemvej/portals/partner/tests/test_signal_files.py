"""A landlord's own list of 200 rows of ugly life: one fate a row, and what is refused is nowhere in the database."""

import datetime
import io
import re
import zipfile
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import tight
from hjemvej.efforts.prevention.models import SentSignal, Signal
from hjemvej.efforts.prevention.queries import kinds_on
from hjemvej.efforts.prevention.sending.actions import Fate, plan_file
from hjemvej.efforts.prevention.tests.test_receiving import rows_with
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.platform.access.viewer import looking_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands", "our_team")]
PAGE = "/partner/signaler/fil/"
D = datetime.date
HEADER = ("Lejer", "Adresse", "Restance", "Fogeddag", "Børn", "Samtykke", "Beskyttet")


@pytest.fixture
def browser(landlord, housing_association, client_of):
    partner = Partner.objects.create(organisation=housing_association)
    for what in ("eviction_notices", "tenant_concerns"):
        SharingAgreement.objects.create(
            partner=partner, direction="sends", what=what, legal_basis="aftale", from_on=D(2020, 1, 1)
        )
    return client_of(landlord)


def workbook(rows, *, merged=()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_of(answer) -> str:
    return tight(re.sub("<[^>]*>", " ", answer.content.decode().split("<main")[1]))


def carried_by(answer) -> str:
    return str(re.findall(r'name="rows" value="([^"]+)"', answer.content.decode())[0])


# Each with what becomes of it: a name is made of its letter, so that each can be looked for.
UGLY: list[tuple[tuple[object, ...], Fate]] = [
    (("{} Prøvelejer", "Prøvevej 1", "14.250,00 kr.", "8/12", "2", "19/11", ""), Fate.RECEIVED),
    (("{} Prøvelejer", "do.", "kr. 9.000,-", D(2026, 12, 9), "ja", D(2026, 11, 2), "nej"), Fate.RECEIVED),
    (("{} Prøvelejer", "Prøvevej 3", 5600, "8. december 2026", "nej", "ja, 3/11", ""), Fate.RECEIVED),
    (("{} Prøvelejer", "Hemmelgade 9", "7200", "", "", "1.11.2026", "ADRESSEBESKYTTET"), Fate.RECEIVED),
    (("{} Prøvelejer", "ADRESSEBESKYTTET", "7200", "", "", "1.11.2026", ""), Fate.RECEIVED),
    ((None,) * 7, Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 5", "100", "8/12", "", "", ""), Fate.REFUSED),  # no consent
    (("{} Refuseret", "Afvistvej 5", "100", "8/12", "", "nej", ""), Fate.REFUSED),
    (("{} Refuseret", "Afvistvej 5", "100", "8/12", "", "1/11-2025", ""), Fate.REFUSED),  # a consent long over
    (("{} Refuseret", "Afvistvej 5", "0", "8/12", "", "19/11", ""), Fate.REFUSED),
    (("{} Refuseret", "Afvistvej 5", "100", "8/12-2036", "", "19/11", ""), Fate.REFUSED),
    (("{} Refuseret og Bo Refuseret", "Afvistvej 6", "100", "8/12", "", "19/11", ""), Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 6", "mange penge", "8/12", "", "19/11", ""), Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 6", "100", "31/2", "", "19/11", ""), Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 6", "100", "ca. december", "", "19/11", ""), Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 6", "100", "8/12", "måske", "19/11", ""), Fate.UNREAD),
    (("{} Refuseret", "Afvistvej 6", "100", "8/12", "", "ja", ""), Fate.UNREAD),  # a yes without its day
    (("", "Afvistvej 7", "100", "8/12", "", "19/11", ""), Fate.UNREAD),
    (("do.", "Afvistvej 7", "100", "8/12", "", "19/11", ""), Fate.UNREAD),
]
TWICE: tuple[tuple[object, ...], Fate] = (
    ("Gentagne Prøvelejer", "Prøvevej 1", "1000", "8/12", "", "19/11", ""),
    Fate.ALREADY,
)


def two_hundred():
    """The rows, and the fate of each."""
    rows = [(tuple(TWICE[0]), Fate.RECEIVED)]
    for number in range(199):
        cells, fate = (*UGLY, TWICE)[number % (len(UGLY) + 1)]
        named = tuple(cell.format(f"Nr{number}") if isinstance(cell, str) else cell for cell in cells)
        rows.append((named, fate))
    return rows[:200]


def test_two_hundred_rows_have_one_fate_each_and_what_is_refused_is_nowhere(browser):
    rows = two_hundred()
    title = ("Restancer", None, None, None, None, None, None)
    content = workbook([title, HEADER, *(row for row, _fate in rows)], merged=["A1:G1"])
    dry = browser.post(PAGE, {"kind": "landlord_concern", "file": SimpleUploadedFile("rest.xlsx", content)})
    expected = Counter(fate for _row, fate in rows)
    assert dry.status_code == 200
    assert f"{expected[Fate.RECEIVED]} af 200 rækker kan sendes." in text_of(dry)
    shown = dict(re.findall(r"Række (\d+).*?<span[^>]*>(Modtages|Allerede modtaget|Må vi ikke få|Kan ikke læses)",
                            dry.content.decode(), re.DOTALL))  # fmt: skip
    labels = {
        "received": "Modtages",
        "already": "Allerede modtaget",
        "refused": "Må vi ikke få",
        "unread": "Kan ikke læses",
    }
    wrong = {row: (shown.get(str(place)), fate) for place, (row, fate) in enumerate(rows, 3)
             if shown.get(str(place)) != labels[fate]}  # fmt: skip
    assert not wrong
    assert not Signal.objects.exists(), "the dry run writes nothing"
    assert not rows_with("Prøvelejer")
    carried = carried_by(dry)
    done = browser.post(PAGE, {"rows": carried})
    assert f"Kommunen har modtaget {expected[Fate.RECEIVED]} signaler." in text_of(done)
    assert f"{expected[Fate.ALREADY]} er allerede modtaget." in text_of(done)
    assert f"{expected[Fate.REFUSED] + expected[Fate.UNREAD]} rækker blev ikke sendt" in text_of(done)
    assert Signal.objects.count() == SentSignal.objects.count() == expected[Fate.RECEIVED]
    for words in ("Refuseret", "Afvistvej", "Hemmelgade", "rest.xlsx"):
        assert not rows_with(words), words
    again = browser.post(PAGE, {"rows": carried})
    assert Signal.objects.count() == expected[Fate.RECEIVED]
    assert "Sendt før." in text_of(again)
    assert "modtaget 0 signaler" not in text_of(again)
    assert f"{expected[Fate.RECEIVED] + expected[Fate.ALREADY]} er allerede modtaget." in text_of(again)


@pytest.fixture
def planned(browser, landlord, viewer_for, now):
    """Give `planned(rows, kind)`: the dry run of a sheet."""

    def plan(rows, kind="eviction_notice", **more):
        ulla = viewer_for(landlord)
        with looking_as(ulla):
            return plan_file(workbook(rows, **more), kind=kinds_on(D(2026, 11, 20)).get(key=kind), by=ulla, at=now)

    return plan


def test_a_cell_is_read_as_a_human_reads_it(planned):
    first, second = planned([HEADER, *(row for row, _fate in UGLY[:2])], "landlord_concern")
    assert (first.sent.amount, first.sent.happens_on, first.sent.children) == (
        Decimal("14250.00"),
        D(2026, 12, 8),
        "yes",
    )
    assert (second.sent.amount, second.sent.address, second.sent.consent_on) == (9000, "Prøvevej 1", D(2026, 11, 2))


def test_a_protected_row_is_received_without_its_address(planned):
    header = ("Navn", "Adresse", "Obs")
    (row,) = planned([header, ("Testa Prøvelejer", "Hemmelgade 9", "ADRESSEBESKYTTET")])
    assert (row.fate, row.sent.address) == (Fate.RECEIVED, "")
    assert "Adressen er beskyttet" in row.why


def test_what_tells_too_much_is_refused_also_with_an_en_dash(planned):
    (row,) = planned([("Lejer", "CPR"), ("Testa Prøvelejer", "010280\N{EN DASH}1234")])
    assert row.fate == Fate.REFUSED
    assert row.why.endswith("Tag dette ud: cpr-nummer.")
    assert row.sent is None


@pytest.mark.parametrize(
    ("column", "cell", "fate", "why"),
    [
        ("Bemærkning", "Ring til datteren, 010280-1234", Fate.RECEIVED, "CPR-nummeret i teksten sendes ikke"),
        ("Bemærkning", "Ring til datteren", Fate.RECEIVED, ""),
        ("Adresse", "Prøvevej 1, 010280-1234", Fate.REFUSED, "Kolonnen ”Adresse”: Her må ikke stå et CPR-nummer."),
        ("Lejer", "Testa 010280 1234 Prøvelejer", Fate.REFUSED, "Kolonnen ”Lejer”: Her må ikke stå et CPR-nummer."),
        ("Restance", "0102801234", Fate.UNREAD, "Kolonnen ”Restance”: Her må ikke stå et CPR-nummer."),
        ("Fogeddag", "010280-1234", Fate.UNREAD, "Kolonnen ”Fogeddag”: Her må ikke stå et CPR-nummer."),
        ("Samtykke", "ja, 010280-1234", Fate.UNREAD, "Kolonnen ”Samtykke”: Her må ikke stå et CPR-nummer."),
        ("Børn", "010280-1234", Fate.UNREAD, "Kolonnen ”Børn”: Her må ikke stå et CPR-nummer."),
    ],
)  # fmt: skip
def test_a_cpr_number_where_it_does_not_belong_has_one_fate_and_is_never_repeated(planned, column, cell, fate, why):
    said = {"Lejer": "Testa Prøvelejer", "Samtykke": "19/11", column: cell}
    rows = [tuple(said), tuple(said.values()), ("Anden Prøvelejer", "19/11")]
    row, other = planned(rows, "landlord_concern")
    assert (row.fate, row.why.startswith(why), bool(row.why)) == (fate, True, bool(why))
    assert "1234" not in f"{row.why} {row.sent}"
    assert other.fate == Fate.RECEIVED


@pytest.mark.parametrize(
    ("cell", "why"),
    [(cell, "er ikke et beløb") for cell in ("1e5", "NaN", "١٢٣", "-100")],
)
def test_what_is_no_amount_is_not_guessed(planned, cell, why):
    (row,) = planned([("Lejer", "Samtykke", "Restance"), ("Testa Prøvelejer", "19/11", cell)], "landlord_concern")
    assert (row.fate, why in row.why) == (Fate.UNREAD, True)


def packed(*parts: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for part in parts:
            archive.writestr(part, "<word/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("brev.pdf", b"%PDF-1.7 \xe2\xe3", "Filen er ikke et regneark. Åbn listen i Excel, vælg Gem som"),
        ("liste.xlsx", b"%PDF-1.7 \xe2\xe3", "Filen er ikke et regneark"),
        ("brev.docx", packed("[Content_Types].xml", "word/document.xml"), "Filen er ikke et regneark"),
        ("liste.xlsx", packed("liste.csv"), "Filen er ikke et regneark"),
        ("liste.xlsx", b"PK\x03\x04\x00", "gået i stykker"),
        ("liste.xlsx", b"", "Filen er tom. Vælg en anden fil."),
        ("liste.csv", b" \n", "Filen er tom. Vælg en anden fil."),
        ("brev.txt", "Kære kommune, her er vores lejere.".encode(), "Skriv ”Lejer” eller ”Navn”"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(browser, name, content, says):
    answer = browser.post(PAGE, {"kind": "eviction_notice", "file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, says in text_of(answer)) == (422, True), text_of(answer)


def test_no_file_and_words_where_a_file_should_be_say_to_choose_one(browser):
    for sent in ({}, {"file": "liste.xlsx"}):
        answer = browser.post(PAGE, {"kind": "eviction_notice", **sent})
        assert (answer.status_code, "Vælg en fil." in text_of(answer)) == (422, True)


def test_a_list_without_names_and_a_broken_file_say_what_to_do(browser):
    for content, says in ((workbook([("Beløb",), ("100",)]), "Skriv ”Lejer” eller ”Navn”"), (b"%PDF-1.4", "Gem som")):
        answer = browser.post(PAGE, {"kind": "eviction_notice", "file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 422
        assert says in text_of(answer)


def test_rows_that_were_changed_or_are_anothers_are_not_sent(browser, client_of, shelter_worker, shelter):
    content = workbook([HEADER, UGLY[0][0]])
    dry = browser.post(PAGE, {"kind": "landlord_concern", "file": SimpleUploadedFile("x.xlsx", content)})
    carried = carried_by(dry)
    assert browser.post(PAGE, {"rows": carried[:-2] + "xx"}).status_code == 302
    assert client_of(shelter_worker).post(PAGE, {"rows": carried}).status_code == 302
    assert not Signal.objects.exists()
