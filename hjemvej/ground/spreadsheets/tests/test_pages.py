"""From file to register through the pages: does each step tell the truth, and does nothing ever break it?"""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import tight
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets import actions
from hjemvej.ground.spreadsheets.importing.rules import records
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Listed
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing import seals
from tests.bystanders import OFTEN_ENOUGH

LIST = "Navn;CPR;Sover\nTesta Prøvesen;610170-0000;gade\nPrøve og Testa;;\nZara Fiktiv;310299-0000;\n;;\n"


@pytest.fixture
def browser(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def send(browser: Client, content: str | bytes = LIST, name: str = "liste.csv") -> Upload:
    raw = content.encode() if isinstance(content, str) else content
    answer = browser.post(reverse("spreadsheets:imports"), {"file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("uploaded_at")


def columns_page(browser: Client, upload: Upload) -> str:
    return browser.get(reverse("spreadsheets:choose_columns", args=[upload.pk])).content.decode()


def choose(browser: Client, upload: Upload, *fields: str, listed_on: str = "1/11-2026") -> Client:
    told = {f"column_{number}": field for number, field in enumerate(fields)}
    return browser.post(reverse("spreadsheets:choose_columns", args=[upload.pk]), {"listed_on": listed_on, **told})  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gammel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("fra-systemet.xls", b"<html><body><table><tr><td>Navn</td></tr></table></body></html>"),
        ("fra-2003.xls", b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>'),
        ("fra-1990.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\x04\x00" * 20),
        ("liste.pdf", b"%PDF-1.4\n1 0 obj"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_how_to_become_one(browser, name, content):
    answer = browser.post(reverse("spreadsheets:imports"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert ".xlsx" in str(answer.context["form"].errors["file"])
    assert not Upload.objects.exists()


def test_the_page_of_columns_says_which_row_is_the_header(browser):
    page = columns_page(
        browser, send(browser, "Liste;;\nBorger;Borger;Ophold\nNavn;Født;Sover\nTesta Prøve;1981;gade\n")
    )
    assert "Overskriften er række 3; rækkerne over den er titler" in page
    assert "Overskriften er række 1." in columns_page(browser, send(browser))
    assert "Vi fandt ingen overskrift" in columns_page(browser, send(browser, "Testa Prøve;41\nMona Fiktiv;52\n"))


def test_from_file_to_register(browser):
    upload = send(browser)
    page = columns_page(browser, upload)
    assert "Vi har gættet" in page
    assert "610170-0000" not in page
    choose(browser, upload, "name", "cpr", "situation")
    address = reverse("spreadsheets:dry_run", args=[upload.pk])
    page = browser.get(address).content.decode()
    assert "2 rækker ændrer noget" in page
    assert "1 celle kunne ikke læses" in page
    assert "Der står to mennesker i samme felt" in page
    assert "310299" not in page
    assert not Person.objects.exists()
    browser.post(address)
    assert {person.name for person in Person.objects.all()} == {"Testa Prøvesen", "Zara Fiktiv"}
    page = browser.get(reverse("spreadsheets:done", args=[upload.pk])).content.decode()
    assert "1 række venter på dig" in page
    left = browser.get(reverse("spreadsheets:leftover", args=[upload.pk]))
    rows = list(openpyxl.load_workbook(io.BytesIO(left.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Navn", "Prøve og Testa", "Zara Fiktiv"]
    assert Event.objects.filter(name="spreadsheets.leftover_downloaded").exists()


def test_the_columns_are_remembered(browser):
    choose(browser, send(browser), "alias", "cpr", "")
    page = columns_page(browser, send(browser, LIST + "Anden Prøve;;\n"))
    assert "Sat som sidst" in page
    assert '<option value="alias" selected>' in tight(page)


@pytest.mark.parametrize("header", ["Nr;Navn;Sover\n", ""])
def test_the_rows_left_over_are_answered_and_come_in(browser, header):
    def come(content: str | bytes, *fields: str) -> Upload:
        upload = send(browser, content)
        form = browser.get(reverse("spreadsheets:choose_columns", args=[upload.pk])).context["form"]
        choose(browser, upload, *(fields or [form[name].initial for name in form.fields if name != "listed_on"]))
        browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
        return upload

    upload = come(f"{header}1;Prøve og Testa;gade\n2;Testa Prøve;gade\n", "", "name", "situation")
    book = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("spreadsheets:leftover", args=[upload.pk])).content))
    book.active["E2"] = "ny"
    mended = io.BytesIO()
    book.save(mended)
    come(mended.getvalue())
    assert {person.name for person in Person.objects.all()} == {"Testa Prøve", "Prøve og Testa"}


def test_the_file_is_gone_when_it_is_imported(browser):
    upload = send(browser, "Navn\nTesta Prøve\n")
    assert "Testa" not in upload.content
    choose(browser, upload, "name")
    browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    upload.refresh_from_db()
    assert upload.content == ""
    done = reverse("spreadsheets:done", args=[upload.pk])  # the arrow back leads to what it did
    for name in ("dry_run", "choose_columns"):
        assert browser.get(reverse(f"spreadsheets:{name}", args=[upload.pk]))["Location"] == done


def test_sheets_that_are_left_out_are_told_of(browser):
    book = openpyxl.Workbook()
    for sheet, name in ((book.active, "Testa Prøve"), (book.create_sheet("Oktober"), "Bo Fiktiv")):
        sheet.append(["Navn"])
        sheet.append([name])
    kept = io.BytesIO()
    book.save(kept)
    upload = send(browser, kept.getvalue(), "år.xlsx")
    choose(browser, upload, "name")
    address = reverse("spreadsheets:dry_run", args=[upload.pk])
    assert "Kun arket ”Sheet” er med; filen har ét ark mere." in browser.get(address).content.decode()
    done = browser.post(address, follow=True).content.decode()
    assert "Filen har flere ark, som ikke er læst: Oktober." in done


def test_a_new_key_seals_all_anew_so_that_the_old_one_can_be_taken_out(browser, settings, capsys):
    """By the command, which asks every room; an upload that is emptied has nothing to seal."""
    upload, emptied = send(browser), send(browser)
    Upload.objects.filter(pk=emptied.pk).update(content="")
    new = f"new:{'B' * 43}="
    settings.CPR_KEYS = f"{new},{settings.CPR_KEYS}"
    for count in (1, 0):
        call_command("rotate_cpr_key")
        assert f"{count} uploaded spreadsheets encrypted anew.\n" in capsys.readouterr().out
    settings.CPR_KEYS = new
    upload.refresh_from_db()
    emptied.refresh_from_db()
    assert (actions.sheets_of(upload) != [], emptied.content) == (True, "")
    assert Event.objects.get(name="spreadsheets.file_sealed_anew").details == {"upload": str(upload.pk), "key": "new"}


def test_what_an_import_writes_meanwhile_is_not_overwritten(browser, settings, monkeypatch):
    upload = send(browser)
    settings.CPR_KEYS = f"new:{'B' * 43}=,{settings.CPR_KEYS}"
    unseal = seals.unseal

    def unseal_while_it_is_imported(stored, field):
        Upload.objects.filter(pk=upload.pk).update(content="")
        return unseal(stored, field)

    monkeypatch.setattr(seals, "unseal", unseal_while_it_is_imported)
    assert actions.seal_uploads_anew(by=system("test"), at=upload.uploaded_at) == 0
    upload.refresh_from_db()
    assert upload.content == ""


def test_an_old_upload_is_forgotten(browser, now):
    upload = send(browser)
    assert actions.forget_old_uploads(by=system("test"), at=upload.uploaded_at + actions.KEPT_FOR) == 1
    upload.refresh_from_db()
    assert (upload.content, upload.filename, upload.status) == ("", "", Upload.Status.EXPIRED)


@pytest.mark.parametrize("name", ["choose_columns", "dry_run", "done", "leftover"])
def test_an_upload_is_its_uploaders_alone(browser, leader, client_of, support_worker, name):
    address = reverse(f"spreadsheets:{name}", args=[send(browser).pk])
    assert client_of(leader).get(address).status_code == 404
    assert client_of(support_worker).get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Filen er tom"), (b"PK\x03\x04\x00", "gået i stykker"), (b";;;\n", "Der står ikke noget")],
)
def test_what_is_no_spreadsheet_is_told_in_the_form(browser, content, said):
    answer = browser.post(reverse("spreadsheets:imports"), {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_columns_that_can_not_be_are_told(browser):
    upload = send(browser)
    assert "valgt for to kolonner" in choose(browser, upload, "name", "name", "").content.decode()  # type: ignore[attr-defined]
    assert "Vælg mindst én kolonne" in choose(browser, upload, "", "", "sex").content.decode()  # type: ignore[attr-defined]


def test_as_many_queries_for_a_hundred_rows_as_for_one(browser):
    def asked(rows: int) -> int:
        upload = send(
            browser,
            "Navn;Født\n"
            + "".join(f"Testa {'abcdefghijkl'[row % 12] * 4}sen;{row % 28 + 1}/1-1970\n" for row in range(rows)),
        )
        choose(browser, upload, "name", "born")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("spreadsheets:dry_run", args=[upload.pk])).status_code == 200
        return len(queries)

    for _time in range(OFTEN_ENOUGH):  # bystanders, who have a house, join this many calls
        asked(1)
    assert asked(1) == asked(100)


def test_the_command_does_the_same(our_team, tmp_path, capsys):
    file, left = tmp_path / "liste.csv", tmp_path / "mangler.xlsx"
    file.write_text(LIST, encoding="latin-1")
    call_command("import_people", str(file), "--dry-run", "--leftover", str(left))
    said = capsys.readouterr().out
    assert "     2  Nye" in said
    assert "Ny: Testa Prøvesen  Tilføjer" in said
    assert "610170" not in said
    assert left.exists()
    assert not Person.objects.exists()
    call_command("import_people", str(file), "--organisation", our_team.name)
    assert {person.name for person in Person.objects.all()} == {"Testa Prøvesen", "Zara Fiktiv"}
    with pytest.raises(CommandError, match="--organisation"):
        call_command("import_people", str(file), "--organisation", "Ingen")


cell = st.one_of(
    st.text(max_size=30), st.sampled_from(["Testa", "610170-0000", "gade", "1/5-2026", "samme", "ca. 45 år"])
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_the_pages_answer(browser, monkeypatch, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [["Navn", "CPR", "Sover"], *rows]:
        sheet.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text) for text in row])
    kept = io.BytesIO()
    book.save(kept)
    upload = send(browser, kept.getvalue(), "x.xlsx")
    assert columns_page(browser, upload)
    choose(browser, upload, "name", "cpr", "situation")
    address = reverse("spreadsheets:dry_run", args=[upload.pk])
    assert browser.get(address).status_code in (200, 302)
    assert browser.post(address).status_code == 302


@pytest.fixture
def alike(coordinator, viewer_for, now):
    """Make somebody whom a row may be about, and a bystander."""
    by = viewer_for(coordinator)
    with looking_as(by):
        create_person(by=by, at=now, given_names="Bodil", surname="Bystander")
        return create_person(by=by, at=now, given_names="Quxibald", surname="Prøvesen")


def test_a_name_that_the_dry_run_tells_is_in_the_log(browser, coordinator, alike):
    upload = send(browser, "Navn\nQuxibald Prøvesen\nNy Borger\n")
    choose(browser, upload, "name")
    for page in ("dry_run", "leftover"):
        assert browser.get(reverse(f"spreadsheets:{page}", args=[upload.pk])).status_code == 200
    told = Listed.objects.values_list("page", "person_id", "user_id")
    assert sorted(told) == [(f"spreadsheets.{page}", alike.pk, coordinator.pk) for page in ("dry_run", "leftover")]


@pytest.mark.parametrize("page", ["dry_run", "leftover"])
def test_a_file_with_too_much_alike_leads_back_and_says_what_to_do(browser, alike, monkeypatch, page):
    upload = send(browser, "Navn\nQuxibald Prøvesen\n")
    choose(browser, upload, "name")
    monkeypatch.setattr(records, "MOST_WORK", 0)
    answer = browser.get(reverse(f"spreadsheets:{page}", args=[upload.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("spreadsheets:choose_columns", args=[upload.pk]), 302)]
    assert "Del filen i flere mindre" in answer.content.decode()
