"""Does each page of an import refuse what it should, and remember and show the rest?"""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import Http404
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from conftest import as_owner
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets import access, actions, forms, queries
from hjemvej.ground.spreadsheets.models import ColumnMapping, Upload
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules.columns import Field, Header
from hjemvej.platform.access.viewer import looking_as, system

from .test_pages import LIST, browser, choose, send

__all__ = ["browser"]  # a fixture
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


def two_sheets(*names: str) -> bytes:
    book = openpyxl.Workbook()
    for number, name in enumerate(names):
        sheet = book.active if number == 0 else book.create_sheet(f"Ark {number + 1}")
        sheet.append(["Navn"])
        sheet.append([name])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_an_upload_is_open_until_it_expires_and_only_from_its_own_team(browser, by, other_team):
    upload = send(browser)
    with looking_as(by):
        assert access.open_upload(by, upload.pk, at=upload.expires_at - SECOND) == upload
        with pytest.raises(Http404):
            access.open_upload(by, upload.pk, at=upload.expires_at)
        Upload.objects.filter(pk=upload.pk).update(organisation=other_team)  # the user has changed teams since
        with pytest.raises(Http404):
            access.open_upload(by, upload.pk, at=upload.uploaded_at)


def test_an_upload_is_asked_for_by_its_own_id_and_user(browser, by, leader, viewer_for):
    upload, newer = send(browser), send(browser)
    with looking_as(by):
        found = {queries.upload(one.pk, viewer=by) for one in (upload, newer)}
    assert found == {upload, newer}
    theirs = viewer_for(leader)
    with looking_as(theirs):
        assert queries.upload(upload.pk, viewer=theirs) is None
    with looking_as(by), as_owner():  # by the question itself, whatever row security says
        Upload.objects.filter(pk=newer.pk).update(user=leader.pk)
        assert queries.upload(newer.pk, viewer=by) is None
        assert list(queries.uploads(viewer=by)) == [upload]


def test_the_file_of_an_upload_is_open_until_it_is_emptied(browser, by):
    upload = send(browser)
    with looking_as(by):
        assert access.open_file(by, upload.pk, at=upload.uploaded_at) == upload
        Upload.objects.filter(pk=upload.pk).update(content="")
        with pytest.raises(Http404):
            access.open_file(by, upload.pk, at=upload.uploaded_at)


def test_the_system_uploads_nothing(db, now):
    nobody = system("test")
    with looking_as(nobody):
        with pytest.raises(RuntimeError, match="uploads nothing"):
            queries.uploads(viewer=nobody)
        with pytest.raises(RuntimeError, match="uploads nothing"):
            actions.upload_file(content=b"Navn\n", filename="x.csv", listed_on=now.date(), by=nobody, at=now)
    assert not Upload.objects.exists()


def test_a_file_without_a_name_is_called_a_spreadsheet(by, now):
    with looking_as(by):
        upload = actions.upload_file(content=b"Navn\n", filename="\u200b", listed_on=now.date(), by=by, at=now)
    assert upload.filename == "regneark"


def test_columns_are_remembered_for_the_team_and_the_header_alone(browser, by, other_team, now):
    upload = send(browser)
    choose(browser, upload, "alias", "cpr", "")
    header = Header(0, ("Navn", "CPR", "Sover"))
    mine = ColumnMapping.objects.get()
    assert mine.fields == ["alias", "cpr", ""]
    other_header = Header(0, ("Navn", "Alder", "Sover"))
    told = {"fields": ["description", "", ""], "chosen_at": now}
    ColumnMapping.objects.create(organisation=by_team(by), signature=other_header.signature, **told)
    ColumnMapping.objects.create(organisation=other_team, signature=header.signature, **told)
    with looking_as(by):
        assert queries.remembered_columns(header, viewer=by) == [Field.ALIAS, Field.CPR, None]
        assert queries.remembered_columns(Header(0, ("Andet",)), viewer=by) is None
        mine.delete()
        assert queries.remembered_columns(header, viewer=by) is None


def by_team(viewer):
    return queries.teams(viewer.organisation_name)[0]


def test_a_file_may_be_twenty_megabytes_and_no_more():
    def errors(size: int) -> list[str]:
        file = SimpleUploadedFile("x.csv", b"Navn")
        file.size = size
        return [str(error) for error in forms.UploadFile({}, MultiValueDict({"file": [file]})).errors.get("file", [])]

    assert errors(files.LARGEST) == []
    assert "over 20 MB" in errors(files.LARGEST + 1)[0]


@pytest.mark.parametrize(("day", "is_refused"), [("1/1-1990", False), ("31/12-1989", True)])
def test_a_list_tells_of_a_day_in_1990_or_later(day, is_refused):
    form = forms.ChooseColumns({"listed_on": day, "column_0": "name"}, cells=("",), guessed=[None])
    assert ("listed_on" in form.errors) is is_refused
    assert form.fields["column_0"].label == "Kolonne 1"


def test_an_empty_page_of_uploads_says_nothing_wrong(browser):
    form = browser.get(reverse("spreadsheets:imports")).context["form"]
    assert not form.is_bound
    assert "Vælg en fil" in browser.post(reverse("spreadsheets:imports"), {"x": "1"}).content.decode()


def test_a_sheet_is_chosen_by_its_number_and_any_other_shows_the_first(browser):
    upload = send(browser, two_sheets("Testa Prøve", "Bo Fiktiv"), "x.xlsx")
    address = reverse("spreadsheets:choose_columns", args=[upload.pk])
    for typed, name in (
        ("0", "Testa Prøve"),
        ("1", "Bo Fiktiv"),
        ("2", "Testa Prøve"),
        ("-1", "Testa Prøve"),
        ("x", "Testa Prøve"),
    ):
        assert name in browser.get(address, {"ark": typed}).content.decode()
    browser.post(f"{address}?ark=1", {"listed_on": "1/11-2026", "column_0": "name"})
    browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    assert Person.objects.get().name == "Bo Fiktiv"


def test_before_the_columns_are_chosen_nothing_is_planned_or_handed_out(browser):
    upload = send(browser)
    addresses = {
        name: reverse(f"spreadsheets:{name}", args=[upload.pk]) for name in ("choose_columns", "dry_run", "done")
    }
    assert browser.get(addresses["dry_run"]).headers["Location"] == addresses["choose_columns"]
    assert browser.post(addresses["dry_run"]).headers["Location"] == addresses["choose_columns"]
    assert browser.get(addresses["done"]).headers["Location"] == addresses["dry_run"]
    assert browser.get(reverse("spreadsheets:leftover", args=[upload.pk])).status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize("is_left", [True, False])
def test_rows_left_over_are_handed_out_before_and_after_the_import_where_there_are_any(browser, is_left):
    upload = send(browser, "Navn\nTesta Prøve\n" + ("Prøve og Testa\n" if is_left else ""))
    choose(browser, upload, "name")
    address = reverse("spreadsheets:leftover", args=[upload.pk])
    assert browser.get(address).status_code == (200 if is_left else 404)
    browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    answer = browser.get(address)
    assert answer.status_code == (200 if is_left else 404)
    if is_left:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert [row[0].value for row in sheet] == ["Navn", "Prøve og Testa"]
        assert answer["Content-Disposition"] == 'attachment; filename="skal-ses-efter.xlsx"'


def test_an_emptied_upload_hands_nothing_out(browser):
    upload = send(browser)
    choose(browser, upload, "name", "cpr", "situation")
    Upload.objects.filter(pk=upload.pk).update(content="")
    assert browser.get(reverse("spreadsheets:leftover", args=[upload.pk])).status_code == 404


def test_the_dry_run_shows_the_rows_of_a_fate_or_all_with_those_to_look_at_first(browser):
    upload = send(browser, f"{LIST}I alt;3;\n")
    choose(browser, upload, "name", "cpr", "situation")

    def shown(**asked: str) -> list[str]:
        page = browser.get(reverse("spreadsheets:dry_run", args=[upload.pk]), asked).context["page"]
        return [str(row["name"]) for row in page]

    all_of_them = ["Prøve og Testa", "Testa Prøvesen", "Zara Fiktiv", "(tom)", "I alt"]
    assert shown() == all_of_them
    assert shown(vis="sludder") == all_of_them
    assert shown(vis="doubt") == ["Prøve og Testa"]
    assert shown(vis="skipped") == ["(tom)", "I alt"]


@pytest.fixture
def command(our_team, tmp_path, capsys):
    """Give `command(content, *options)`: import a file by the command, and return what it prints."""

    def run(content: str | bytes, *options: str) -> str:
        file = tmp_path / "liste.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        call_command("import_people", str(file), *options)
        return str(capsys.readouterr().out)

    return run


def test_the_command_chooses_a_sheet(command):
    book = two_sheets("Testa Prøve", "Bo Fiktiv")
    assert "> --sheet 2: Ark 2" in command(book, "--sheet", "2")
    assert [person.name for person in Person.objects.all()] == ["Bo Fiktiv"]
    assert "--sheet" not in command("Navn;Frugt\nTesta Prøve;æble\n")
    for number in ("0", "3"):
        with pytest.raises(CommandError, match="There are 2 sheets"):
            command(book, "--sheet", number)


def test_the_command_refuses_what_it_cannot_use(command):
    with pytest.raises(CommandError, match="--listed-on is written as"):
        command(LIST, "--listed-on", "1/11-2026")
    with pytest.raises(CommandError, match="No column tells whom"):
        command("Frugt;Farve\næble;rød\n")
    with pytest.raises(CommandError, match="Filen er tom"):
        command("")
    assert not Person.objects.exists()


def test_the_command_prints_the_columns_and_the_rows_that_did_not_come_in(command):
    printed = command("Navn;Frugt;\nTesta Prøve;æble;1\nPrøve og Testa;pære;2\n", "--listed-on", "2026-11-01")
    assert "  Navn: Navn\n  Frugt: –\n  (tom): –\n" in printed
    assert "     3  I tvivl: Prøve og Testa  Navn: Der står to mennesker" in printed
    assert "Testa Prøve " not in printed
    assert printed.endswith("     2  i alt\n")
