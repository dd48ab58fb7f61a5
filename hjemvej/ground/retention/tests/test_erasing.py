"""Is a citizen erased when due, whole or not at all, by the system alone, and never while something is open?"""

import datetime
import io
import json
import pathlib
import zipfile
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework.models import Course, Note, Task
from hjemvej.ground.documents.models import Document
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import actions, jobs, queries
from hjemvej.ground.retention.actions.previewing import KEPT_FOR
from hjemvej.ground.retention.actions.remembering import mark_of, marks_in_file
from hjemvej.ground.retention.models import ErasedMark, KeptPreview, Spell
from hjemvej.ground.retention.queries.due import due
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record_look
from hjemvej.platform.audit.models import Change, Event, Look
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.seals import UnknownKey
from tests import rows

LATER = datetime.timedelta(days=366 * 5 + 1)


@pytest.fixture
def by(leader: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(leader)


@pytest.fixture
def job() -> Viewer:
    return system("test")


@pytest.fixture(autouse=True)
def _places(settings, tmp_path: pathlib.Path) -> None:
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")


@pytest.fixture
def person(by, now, clock_stands) -> Person:
    with looking_as(by):
        return create_person(by=by, at=now, given_names="Slette", surname="Prøve", cpr="610170-0000")


def note_of(person: Person, by: Viewer, at: datetime.datetime) -> Note:
    made: Note = rows.saved(
        Note, person=person, author_id=by.user_id, organisation_id=by.team_id, happened_at=at, written_at=at,
        signed_at=at, text="Vi drak kaffe.",
    )  # fmt: skip
    return made


# --- when --------------------------------------------------------------------------------------------------------


def test_a_citizen_is_due_five_years_after_the_last_sign_and_not_a_day_before(person, by, job, now):
    note_of(person, by, now + datetime.timedelta(days=100))
    last = timezone.localdate(now) + datetime.timedelta(days=100)
    assert due(on=last.replace(year=last.year + 5) - datetime.timedelta(days=1), viewer=job) == []
    assert due(on=last.replace(year=last.year + 5), viewer=job) == [person.pk]


def test_the_length_is_the_laws(person, job, now):
    Provision.objects.filter(key="keep_citizen").update(value=1)
    assert due(on=timezone.localdate(now + datetime.timedelta(days=366)), viewer=job) == [person.pk]


def test_nobody_goes_while_something_is_open(person, by, job, now):
    course = rows.saved(Course, person=person, opened_at=now)
    on = timezone.localdate(now + 2 * LATER)
    assert due(on=on, viewer=job) == []
    with pytest.raises(actions.CaseIsAlive, match="et forløb er i gang"):
        actions.erase_person(person.pk, by=by, at=now, because="prøve")
    assert Person.objects.filter(pk=person.pk).exists()
    assert not Spell.objects.exists()
    Course.objects.filter(pk=course.pk).update(closed_at=now)
    assert due(on=on, viewer=job) == [person.pk]


def test_a_sign_written_after_the_job_asked_keeps_the_citizen(person, by, job, now, monkeypatch):
    monkeypatch.setattr("hjemvej.ground.retention.actions.erasing.due", lambda **_: [person.pk])
    note_of(person, by, now + LATER)
    actions.erase_due(by=job, at=now + LATER)
    assert Person.objects.filter(pk=person.pk).exists()


def test_the_merged_go_with_the_one_they_were_merged_into(person, by, job, now):
    with looking_as(by):
        other = create_person(by=by, at=now, description="Ukendt mand, havnen")
        merge_people(keep=person, merge=other, by=by, at=now)
    actions.erase_person(person.pk, by=by, at=now, because="prøve")
    assert not Person.objects.filter(pk__in=[person.pk, other.pk]).exists()
    assert Spell.objects.count() == 1
    assert set(ErasedMark.objects.values_list("mark", flat=True)) == {mark_of(person.pk), mark_of(other.pk)}
    assert not Event.objects.filter(details__icontains=str(other.pk)).exists()


def test_one_whose_file_no_key_opens_does_not_keep_the_others(person, by, job, now):
    with looking_as(by):
        other = create_person(by=by, at=now, given_names="Anden", surname="Prøve")
    rows.saved(Document, person=person, content="lost:AAAA", made_at=now)
    with pytest.raises(UnknownKey):
        actions.erase_due(by=job, at=now + LATER)
    assert list(Person.objects.all()) == [person]
    assert not Person.objects.filter(pk=other.pk).exists()


# --- what is left ------------------------------------------------------------------------------------------------


def test_the_job_erases_whom_it_should_and_leaves_others(person, by, job, now):
    with looking_as(by):
        stays = create_person(by=by, at=now, given_names="Bliver", surname="Prøve")
    signed, kept = note_of(person, by, now), note_of(stays, by, now + LATER)
    with transaction.atomic():
        assert actions.erase_due(by=job, at=now + LATER) == 1
    assert list(Person.objects.all()) == [stays]
    assert list(Note.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Change.objects.filter(row_id=str(signed.pk)).exists()
    spell = Spell.objects.get()
    assert (spell.born_decade, spell.sex) == (1970, "unknown")
    event = Event.objects.get(name="retention.person_erased")
    assert (event.person_id, event.details["casework_note"]) == (None, 1)


def test_the_log_says_that_somebody_looked_and_no_longer_at_whom(person, by, now):
    record_look("people.person", by=by, at=now, person_id=person.pk, basis="case", why="Ringede i nat")
    actions.erase_person(person.pk, by=by, at=now, because="prøve")
    look = Look.objects.get()
    assert (look.user_id, look.page, look.why) == (by.user_id, "people.person", "")
    assert look.person_id != person.pk


def test_the_case_is_in_the_archive_before_it_goes_and_opens_in_open_formats(person, by, now, tmp_path):
    note_of(person, by, now)
    actions.erase_person(person.pk, by=by, at=now, because="prøve")
    (file,) = (tmp_path / "archive").iterdir()
    assert "kaffe" not in file.read_text()
    with zipfile.ZipFile(io.BytesIO(actions.open_archive(file))) as opened:
        case = json.loads(opened.read("case.json"))
        assert case["casework_note"][0]["text"] == "Vi drak kaffe."
        assert case["people_person"][0]["cpr"] == "6101700000"
        assert "kaffe" in opened.read("casework_note.csv").decode()


def test_what_waits_for_the_archive_is_sealed_anew_with_a_new_key(person, by, job, now, settings, tmp_path):
    actions.erase_person(person.pk, by=by, at=now, because="prøve")
    (file,) = (tmp_path / "archive").iterdir()
    settings.CPR_KEYS = f"new:{'B' * 43}=, {settings.CPR_KEYS}"
    assert [actions.seal_archives_anew(by=job, at=now) for _time in range(2)] == [1, 0]
    settings.CPR_KEYS = f"new:{'B' * 43}="
    assert zipfile.is_zipfile(io.BytesIO(actions.open_archive(file)))


def test_nothing_is_erased_without_a_place_for_the_archive(person, by, now, settings):
    settings.ARCHIVE_DIR = ""
    with pytest.raises(actions.NoPlaceToKeep):
        actions.erase_person(person.pk, by=by, at=now, because="prøve")
    assert Person.objects.filter(pk=person.pk).exists()
    assert queries.not_set_up() == ["HJEMVEJ_ARCHIVE_DIR is not set: nothing is erased"]


def test_nothing_is_erased_while_the_folder_of_the_marks_is_away(settings, tmp_path):
    assert queries.not_set_up() == []
    settings.ERASED_FILE = str(tmp_path / "away" / "erased")
    assert queries.not_set_up() == [f"{tmp_path / 'away'} is not there: nothing is erased"]


# --- by the system alone -----------------------------------------------------------------------------------------

ATTEMPTS = {
    "begin": "SELECT people_write_erasing('{person}')",
    "unlink": "SELECT retention_write_unlinked(ARRAY[gen_random_uuid()], '{{}}', '{{}}')",
    "unlink one who is here": "SELECT retention_write_unlinked(ARRAY['{person}'::uuid], '{{}}', '{{}}')",
    "forget the log": "SELECT retention_write_forgotten(now() - interval '2 years', 10)",
    "say that one is being erased": "INSERT INTO people_erasing VALUES ('{person}', txid_current())",
    "a signed note": "DELETE FROM casework_note WHERE person_id = '{person}'",
    "the log": "DELETE FROM audit_look",
    "words of the log": "UPDATE audit_change SET before = NULL",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_viewer_cannot_erase(person, by, now, attempt: str):
    note_of(person, by, now)
    with looking_as(by), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt.format(person=person.pk))


@pytest.mark.parametrize("name", ["unlink one who is here", "say that one is being erased", "a signed note", "the log"])
def test_not_even_the_systems_own_claim_does_it_in_pieces(person, by, job, now, name: str):
    note_of(person, by, now)
    with looking_as(job), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTEMPTS[name].format(person=person.pk))


def test_the_log_goes_in_time_and_never_that_of_the_last_year(person, by, job, now):
    today = timezone.now()
    for years in (0, 2, 6):
        at = today - datetime.timedelta(days=years * 366)
        record_look("people.person", by=job, at=at, person_id=person.pk, basis="case", why=f"{years} år")
    actions.erase_due(by=job, at=today)
    assert set(Look.objects.values_list("why", flat=True)) == {"0 år", "2 år"}
    Provision.objects.filter(key="keep_log").update(value=0)
    actions.erase_due(by=job, at=today)
    assert set(Look.objects.values_list("why", flat=True)) == {"0 år"}


# --- older backups -----------------------------------------------------------------------------------------------


def test_whom_an_older_backup_brings_back_is_erased_again(person, by, job, now):
    actions.erase_person(person.pk, by=by, at=now, because="prøve")
    assert actions.remember_erased() == 1
    assert marks_in_file() == {mark_of(person.pk)}
    assert not ErasedMark.objects.exists()
    Person.objects.bulk_create([Person(pk=person.pk, given_names="Slette", surname="Prøve", created_at=now)])
    rows.saved(Task, person_id=person.pk, title="Åben igen")  # as the older copy had it
    assert actions.erase_those_brought_back(by=job, at=now) == 1
    assert not Person.objects.filter(pk=person.pk).exists()


# --- the leader's page --------------------------------------------------------------------------------------------


def test_the_leaders_page_tells_what_goes_when(person, leader, coordinator, client_of, settings):
    page = client_of(leader).get(reverse("retention:preview")).content.decode()
    assert "Ingen borger slettes nu." in page
    assert "Slette Prøve" not in page
    assert "<dd>0</dd>" not in page, "words, not raw figures"
    Provision.objects.filter(key="keep_citizen").update(value=0)
    assert (
        "Én borger slettes i løbet af en time." in client_of(leader).get(reverse("retention:preview")).content.decode()
    )
    assert client_of(coordinator).get(reverse("retention:preview")).status_code == 404


def test_what_was_counted_is_kept_for_the_next_who_asks_until_a_rule_changes(
    person, leader, client_of, settings, django_assert_max_num_queries
):
    jobs.count_preview(timestamp=0)
    kept = KeptPreview.objects.get()
    browser = client_of(leader)
    with django_assert_max_num_queries(15):
        counted = browser.get(reverse("retention:preview")).context["counted"]
    assert counted.counted_at == kept.counted_at
    assert counted.citizens == kept.counts["citizens"] > 0
    at = kept.counted_at
    assert actions.latest_preview(on=kept.on, at=at).counted == counted
    assert actions.latest_preview(on=kept.on, at=at + KEPT_FOR).counted.counted_at == at + KEPT_FOR
    Provision.objects.filter(key="keep_citizen").update(value=0)
    assert actions.latest_preview(on=kept.on, at=at).counted.due > counted.due
