"""Is a long list imported by the worker, once and whole, while its page tells how far it is?"""

import datetime
import json
import string
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets import actions, jobs
from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.importing.actions import importing, planning
from hjemvej.ground.spreadsheets.models import ColumnMapping, Upload
from hjemvej.ground.spreadsheets.rules.columns import Header
from hjemvej.ground.spreadsheets.tests.test_pages import browser, choose, send
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Event

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.django_db(transaction=True)

NAMES = [f"Testa {one}{two} Prøvesen" for one in "BDFGHKLMNPRST" for two in string.ascii_lowercase[:10]]
LIST = "Navn;Født;Sover\n" + "".join(
    f"{name};{number % 28 + 1:02}-{number % 12 + 1:02}-19{number % 50 + 50};gade\n" for number, name in enumerate(NAMES)
)


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def bystander(by, now):
    with looking_as(by):
        return create_person(by=by, at=now, given_names="Bodil", surname="Bystander")


@pytest.fixture
def asked(browser, bystander):
    """A list of 130 rows whose import somebody has asked for."""
    upload = send(browser, LIST)
    choose(browser, upload, "name", "born", "situation")
    answer = browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    assert answer.headers["Location"] == where(upload)
    upload.refresh_from_db()
    return upload


def where(upload: Upload) -> str:
    return reverse("spreadsheets:running", args=[upload.pk])


def waiting_jobs() -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name LIKE '%%import_file' ORDER BY id")
        return [json.loads(args) for (args,) in cursor.fetchall()]


def test_a_long_list_is_imported_by_the_worker_once_and_its_page_says_so(browser, asked, coordinator):
    browser.post(where(asked))  # pressed again: it waits already
    assert waiting_jobs() == [{"upload_id": str(asked.pk)}]
    page = browser.get(where(asked))
    assert "Listen indlæses om et øjeblik" in page.content.decode()
    assert page.headers["Refresh"] == "4"
    assert Person.objects.count() == 1
    for name in ("dry_run", "choose_columns"):
        address = reverse(f"spreadsheets:{name}", args=[asked.pk])
        assert browser.get(address).headers["Location"] == where(asked), "nothing is changed under way"
    jobs.import_file(upload_id=str(asked.pk))
    asked.refresh_from_db()
    first = asked.imported_at
    assert Person.objects.count() == 131
    assert browser.get(where(asked)).headers["Location"] == reverse("spreadsheets:done", args=[asked.pk])
    jobs.import_file(upload_id=str(asked.pk))
    asked.refresh_from_db()
    assert (asked.imported_at, asked.counts["new"], Person.objects.count()) == (first, 130, 131)
    assert {event.user_id for event in Event.objects.filter(name="spreadsheets.rows_imported")} == {coordinator.pk}


def test_columns_chosen_on_another_page_in_the_same_second_stop_no_import(asked, by):
    seen_before = Upload.objects.get(pk=asked.pk)
    seen_before.status = Upload.Status.READY  # as the other page read it
    header = Header(row=0, cells=("Navn", "Født", "Sover"))
    with looking_as(by):
        actions.choose_columns(
            upload=seen_before, header=header, fields=["name", None, None], sheet=0, by=by, at=timezone.now(),
            listed_on=timezone.localdate(),
        )  # fmt: skip
    asked.refresh_from_db()
    assert asked.status == Upload.Status.RUNNING
    jobs.import_file(upload_id=str(asked.pk))
    assert Person.objects.filter(born_on=None).count() == 1, "the bystander's day alone is unknown"


def test_how_far_it_is_others_see_while_nothing_is_in_yet(asked, monkeypatch):
    monkeypatch.setattr(importing, "AT_A_TIME", 50)
    jobs.import_file(upload_id=str(asked.pk))
    told = Change.objects.filter(table_name="spreadsheets_upload", operation="update", after__has_key="rows_done")
    assert list(told.order_by("pk").values_list("after__rows_done", flat=True)) == [50, 100]
    asked.refresh_from_db()
    theirs = {change.transaction for change in told}
    assert len(theirs) == 2
    assert asked.transaction not in theirs, "each is told in a transaction of its own"


def test_two_who_start_it_at_once_import_it_once(asked, by):
    source, _others = planning.source_of(asked, by=by, at=timezone.now())
    assert source

    def start(_number: int) -> str:
        try:
            with looking_as(by):
                importing.import_rows(**source, upload=Upload.objects.get(pk=asked.pk))
        except importing.ImportedAlready:
            return "in already"
        finally:
            connections.close_all()
        return "imported"

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(start, range(2))) == ["imported", "in already"]
    asked.refresh_from_db()
    assert (asked.counts["new"], asked.counts["known"], Person.objects.count()) == (130, 0, 131)


@pytest.fixture
def look(by, asked):
    """Ask on so many connections at once whether the file is being imported; none is done before all have asked."""

    def ask(pages: int) -> list[bool]:
        all_have_asked = Barrier(pages)

        def one(_number: int) -> bool:
            try:
                with looking_as(by), transaction.atomic():
                    seen = queries.is_being_imported(asked.pk, viewer=by)
                    all_have_asked.wait(timeout=30)
                    return seen
            finally:
                connections.close_all()

        with ThreadPoolExecutor(pages) as pool:
            return list(pool.map(one, range(pages)))

    return ask


def test_pages_that_look_at_once_do_not_take_each_other_for_the_import(look):
    assert look(2) == [False, False]


def test_while_it_is_imported_every_page_sees_it(asked, by, look, monkeypatch):
    monkeypatch.setattr(importing, "AT_A_TIME", 50)
    source, _others = planning.source_of(asked, by=by, at=timezone.now())
    assert source
    seen = []
    with looking_as(by):
        importing.import_rows(**source, upload=asked, tell=lambda _rows: seen.append(look(2)))
    assert seen == [[True, True]] * 3
    assert look(1) == [False]


def test_what_does_not_begin_or_has_died_says_so_and_is_begun_again(browser, asked):
    Upload.objects.filter(pk=asked.pk).update(begun_at=timezone.now() - datetime.timedelta(minutes=2))
    page = browser.get(where(asked))
    assert "Indlæsningen er gået i stå" in page.content.decode()
    assert "Intet er indlæst" in page.content.decode()
    assert "Refresh" not in page.headers
    browser.post(where(asked))
    assert "om et øjeblik" in browser.get(where(asked)).content.decode()


def test_who_may_import_no_more_imports_nothing(asked, coordinator):
    Membership.objects.filter(user=coordinator).update(role=Role.ADMINISTRATOR)
    jobs.import_file(upload_id=str(asked.pk))
    assert Person.objects.count() == 1
    assert not Event.objects.filter(name="spreadsheets.rows_imported").exists()


def test_why_it_was_refused_stands_on_the_page_of_the_dry_run(browser, asked, monkeypatch):
    monkeypatch.setattr("hjemvej.ground.spreadsheets.importing.rules.records.MOST_WORK", 1)
    jobs.import_file(upload_id=str(asked.pk))
    monkeypatch.undo()
    assert browser.get(where(asked)).headers["Location"] == reverse("spreadsheets:dry_run", args=[asked.pk])
    page = browser.get(reverse("spreadsheets:dry_run", args=[asked.pk])).content.decode()
    assert "Intet er indlæst" in page
    assert "Del filen i flere mindre" in page
    assert Person.objects.count() == 1


def test_where_the_columns_are_forgotten_it_stops_and_says_so_where_they_are_chosen(browser, asked):
    ColumnMapping.objects.all().delete()
    jobs.import_file(upload_id=str(asked.pk))
    page = browser.get(where(asked), follow=True)
    assert page.redirect_chain[-1][0] == reverse("spreadsheets:choose_columns", args=[asked.pk])
    assert "Vi ved ikke længere, hvad kolonnerne er. Vælg dem igen." in page.content.decode()
    assert Person.objects.count() == 1
    choose(browser, asked, "name", "born", "situation")
    page = browser.get(reverse("spreadsheets:dry_run", args=[asked.pk]))
    assert "Intet er indlæst" not in page.content.decode()
