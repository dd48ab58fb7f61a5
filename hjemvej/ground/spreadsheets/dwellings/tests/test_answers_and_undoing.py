"""Is a doubt settled by its answer, comes the same list again to nothing, and is an import taken back whole?"""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.ground.spreadsheets import jobs
from hjemvej.ground.spreadsheets.dwellings.rules.choices import choices
from hjemvej.ground.spreadsheets.dwellings.rules.records import Answer, Fate
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.sealing import seals

pytestmark = pytest.mark.django_db
HEAD = "Bolignr;Lejer;Adresse;Boligtype;Husleje;Varme;Ledig fra\n"
LIST = (
    HEAD + "1;Testa Prøvesen;Prøvevej 7, 1. tv;familiebolig;5.600;500;1/1-2027\n"
    "2;Zara Fiktiv;Aagade 14 1 TV;familiebolig;5.600;500;\n"
    "3;;Skitsevænget 3;;5.900;500;nu\n"
    "4;;Attrapstræde 9;ungdomsbolig;mange penge;;\n"
    ";;I alt;;;;\n"
)
ANSWERS = {
    "the same": (Answer(which="same"), Fate.CHANGED, 1),
    "new": (Answer(which="new"), Fate.NEW, 2),
    "left out": (Answer(is_skipped=True), Fate.SKIPPED, 1),
}


@pytest.fixture
def browser(coordinator, client_of, karen):
    return client_of(coordinator)


def send(browser, landlord, content=LIST):
    file = SimpleUploadedFile("boliger.csv", content.encode())
    answer = browser.post(reverse("spreadsheets:upload_dwellings"), {"file": file, "landlord_id": str(landlord.pk)})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("uploaded_at")


def page_of(name, upload):
    return reverse(f"spreadsheets:{name}", args=[upload.pk])


def choose(browser, upload, *fields, **more):
    columns = {f"column_{number}": field for number, field in enumerate(fields or COLUMNS)}
    said = {"listed_on": "18/11-2026", "dwelling_form": "family", **columns, **more}
    return browser.post(page_of("choose_dwelling_columns", upload), said)


COLUMNS = ("number", "tenant", "address", "form", "rent", "heat", "free_from")


@pytest.mark.parametrize("name", ANSWERS)
def test_a_doubt_of_which_dwelling_is_settled(read, known, name):
    answer, fate, count = ANSWERS[name]
    known("Ågade 14, 1. tv")
    plan = read("Bolignr;Adresse;Husleje\n2;Aagade 14 1 TV;5.600", dry=False, answers={2: answer})
    assert [row.fate for row in plan.rows] == [fate]
    assert Dwelling.objects.filter(rent__gt=1).count() == count
    assert Dwelling.objects.get(address="Ågade 14, 1. tv", rent__gt=1).number == ("2" if fate is Fate.CHANGED else "")


def test_the_same_address_of_another_landlord_is_asked_about(read, bystander):
    """It may be one home that two landlords list, or that went from one to the other; never two homes unseen."""
    listed = "Adresse;Husleje\nÅgade 14, 1. tv;5.600"
    (row,) = read(listed).rows
    assert (row.fate, row.asks) == (Fate.DOUBT, "elsewhere")
    assert row.reasons == ("Boligselskabet Fiktiv har en bolig på samme adresse hos os: Ågade 14, 1. tv. Hvis er den?",)
    assert [one.value for one in choices(row)] == ["as_it_is=yes", "skip=yes"]
    assert read(listed, answers={2: Answer(is_skipped=True)}, dry=False).counts[Fate.SKIPPED] == 1
    assert Dwelling.objects.count() == 1
    assert read(listed, answers={2: Answer(as_it_is=True)}, dry=False).counts[Fate.NEW] == 1
    assert Dwelling.objects.count() == 2
    assert read(listed).counts[Fate.KNOWN] == 1, "asked once"


def test_our_rent_is_put_right_only_when_somebody_says_so_and_the_open_vacancy_costs_it(read, known):
    ours = known("Ågade 14, 1. tv", ready=datetime.date(2027, 1, 1))
    listed = "Adresse;Husleje;Varme\nÅgade 14, 1. tv;5.900;500"
    assert read(listed, dry=False).counts[Fate.DIFFERS] == 1
    ours.refresh_from_db()
    assert ours.rent == 5600
    assert read(listed, dry=False, answers={2: Answer(takes_the_lists=True)}).counts[Fate.CHANGED] == 1
    ours.refresh_from_db()
    assert (ours.rent, ours.vacancies.get().monthly_rent) == (5900, 6400)


def test_given_back_and_vacant_again_when_somebody_says_so(read, known):
    day = datetime.date(2026, 11, 19)
    ours = known("Ågade 14, 1. tv", ready=day, given_back=day)
    listed = "Adresse;Status\nÅgade 14, 1. tv;ledig"
    assert read(listed, dry=False, answers={2: Answer(is_vacant=False)}).counts[Fate.KNOWN] == 1
    assert read(listed, dry=False, answers={2: Answer(is_vacant=True)}).counts[Fate.VACANT] == 1
    assert ours.vacancies.count() == 2


@pytest.mark.django_db(transaction=True)  # an import is known by its own transaction
def test_from_file_to_vacancies_and_back(browser, housing_association, known, bystander):
    ours = known("Ågade 14, 1. tv")
    upload = send(browser, housing_association)
    columns = browser.get(page_of("choose_dwelling_columns", upload)).content.decode()
    assert "Lejeres navne og CPR-numre læses ikke" in columns
    assert "Testa" not in columns
    choose(browser, upload)
    page = browser.get(page_of("dwellings_dry_run", upload)).content.decode()
    assert "2 rækker ændrer noget" in page
    assert "Testa" not in page
    assert Dwelling.objects.count() == 2
    answered = {"svar_3": f"which=same:{ours.pk}", "gem": "ja", "svar_99": "nonsense"}
    assert browser.post(page_of("dwellings_dry_run", upload), answered).status_code == 302
    assert "3 rækker ændrer noget" in browser.get(page_of("dwellings_dry_run", upload)).content.decode()
    browser.post(page_of("dwellings_dry_run", upload))
    page = browser.get(page_of("dwellings_done", upload)).content.decode()
    assert "To ledige boliger er skrevet ind" in page
    assert {one.dwelling.address for one in Vacancy.objects.all()} == {"Prøvevej 7, 1. tv", "Skitsevænget 3"}
    left = browser.get(page_of("dwellings_leftover", upload)).content
    rows = list(openpyxl.load_workbook(io.BytesIO(left)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["Adresse", "Attrapstræde 9"]
    upload.refresh_from_db()
    kept = seals.unseal(upload.content, b"spreadsheets.upload.content")
    assert b"Zara" not in kept
    browser.post(page_of("dwellings_done", upload))
    page = browser.get(page_of("dwellings_done", upload)).content.decode()
    assert "3 boliger er som før" in page
    assert "De blev stående" not in page
    assert set(Dwelling.objects.all()) == {ours, bystander}
    assert not Vacancy.objects.exists()
    ours.refresh_from_db()
    assert ours.number == ""
    assert Event.objects.filter(name="spreadsheets.dwellings_withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)  # an import is known by its own transaction
def test_what_somebody_wrote_about_since_stays(browser, housing_association, karen):
    upload = send(browser, housing_association)
    choose(browser, upload)
    browser.post(page_of("dwellings_dry_run", upload))
    with looking_as(karen):
        vacancy = Vacancy.objects.get(dwelling__address="Skitsevænget 3")
        homes.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=timezone.now())
    browser.post(page_of("dwellings_done", upload))
    page = browser.get(page_of("dwellings_done", upload)).content.decode()
    assert "1 bolig blev stående" in page
    assert "Skitsevænget 3" in page
    assert list(Dwelling.objects.filter(rent__gt=1).values_list("address", flat=True)) == ["Skitsevænget 3"]
    browser.post(page_of("dwellings_done", upload))  # a second press takes back no more
    assert Vacancy.objects.get().state == "reserved"


def test_a_long_list_is_brought_in_by_the_worker_once(browser, housing_association, karen):
    rows = "".join(f"{number};;Modelparken {number};;5.600;;1/1-2027\n" for number in range(1, 131))
    upload = send(browser, housing_association, HEAD + rows)
    choose(browser, upload)
    answer = browser.post(page_of("dwellings_dry_run", upload))
    assert answer.headers["Location"] == page_of("dwellings_running", upload)
    assert "indlæses om et øjeblik" in browser.get(page_of("dwellings_running", upload)).content.decode()
    jobs.import_file(str(upload.pk))
    jobs.import_file(str(upload.pk))
    assert Vacancy.objects.count() == 130
    assert browser.get(page_of("dwellings_running", upload)).headers["Location"] == page_of("dwellings_done", upload)


def test_only_the_uploader_opens_it_and_a_list_of_people_is_none(browser, housing_association, leader, client_of):
    upload = send(browser, housing_association)
    pages = (
        "choose_dwelling_columns",
        "dwellings_dry_run",
        "dwellings_done",
        "dwellings_running",
        "dwellings_leftover",
    )
    assert {client_of(leader).get(page_of(name, upload)).status_code for name in pages} == {404}
    assert {browser.get(page_of(name, upload)).status_code for name in ("choose_columns", "dry_run", "done")} == {404}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"listed_on": "1/12-2099"}, "Dagen er ikke kommet"),
        ({"column_2": "", "column_0": ""}, "hvor adressen står"),
        ({"column_3": "rent"}, "er valgt for to kolonner"),
    ],
)
def test_columns_that_cannot_be_are_told(browser, housing_association, more, words):
    answer = choose(browser, send(browser, housing_association), **more)
    assert answer.status_code == 422
    assert words in answer.content.decode()
