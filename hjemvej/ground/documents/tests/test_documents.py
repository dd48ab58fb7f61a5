"""Is a file kept sealed, handed out through the door alone, and forgotten when its time is over?"""

import datetime
import hashlib
import io
import zipfile

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.documents import access, actions, jobs, queries, rules
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.audit.models import Change, Event, Look
from hjemvej.platform.sealing import seals

DAY = datetime.timedelta(days=1)
PDF = b"%PDF-1.7 opdigtet"


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name in names:
            book.writestr(name, "opdigtet")
    return made.getvalue()


XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0)


def citizen_of(by, at, name):
    with looking_as(by):
        return people.create_person(by=by, at=at, given_names=name, surname="Prøvesen")


def keep(by, at, person=None, **more):
    given = {"content": XLSX, "filename": "indsigt.xlsx", "kind": "own_data", "expires_at": at + DAY, **more}
    with looking_as(by):
        return actions.keep_document(person_id=person and person.pk, by=by, at=at, **given)


@pytest.fixture
def testa(by, at):
    return citizen_of(by, at, "Testa")


@pytest.fixture
def kept(by, at, testa):
    return keep(by, at, testa)


@pytest.fixture
def bystanders(by, at, colleague_in_other_team, viewer_for):
    """Keep three files: about another citizen of ours, about no citizen, and of another team about its own citizen."""
    them = viewer_for(colleague_in_other_team)
    return {
        keep(by, at, citizen_of(by, at, "Nabo"), expires_at=at + 30 * DAY).pk,
        keep(by, at, expires_at=None).pk,
        keep(them, at, citizen_of(them, at, "Fremmed"), expires_at=at + 30 * DAY).pk,
    }


def whole_table():
    return {row["id"]: row for row in Document.objects.values()}


def test_a_file_is_kept_with_what_it_is_and_never_in_clear(kept, testa, at, by):
    assert (kept.organisation_id, kept.person_id, kept.made_by_id) == (by.organisation_id, testa.pk, by.user_id)
    assert (kept.size, kept.sha256, kept.media_type) == (
        len(XLSX), hashlib.sha256(XLSX).hexdigest(), rules.XLSX.media_type,
    )  # fmt: skip
    assert "opdigtet" not in kept.content
    event = Event.objects.get(name="documents.document_kept")
    assert event.details == {"document": str(kept.pk), "kind": "own_data", "size": len(XLSX)}


def test_keeping_a_file_changes_no_other(bystanders, by, at, testa):
    before = whole_table()
    kept = keep(by, at, testa)
    after = whole_table()
    assert after.pop(kept.pk)
    assert after == before


def test_the_change_log_holds_neither_a_files_content_nor_its_name(kept, testa):
    change = Change.objects.get(table_name="documents_document", row_id=str(kept.pk))
    assert change.person_id == testa.pk
    assert change.after is not None
    assert {change.after[name] for name in ("content", "filename", "sha256")} == {"•••"}


def test_nothing_is_kept_when_it_cannot_be_logged(monkeypatch, by, at, testa):
    monkeypatch.setattr(actions, "record", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keep(by, at, testa)
    assert not Document.objects.exists()


def test_a_file_comes_as_a_file_that_no_browser_keeps_and_the_look_is_logged(client_of, coordinator, kept, testa):
    answer = client_of(coordinator).get(reverse("documents:download", args=[kept.pk]))
    assert (answer.status_code, answer.content) == (200, XLSX)
    assert answer["Content-Disposition"] == 'attachment; filename="indsigt.xlsx"'
    assert answer["Content-Type"] == rules.XLSX.media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert Look.objects.filter(page="documents.download", person_id=testa.pk, user_id=coordinator.pk).count() == 1


def test_a_file_about_no_citizen_leaves_no_look(client_of, coordinator, by, at):
    of_nobody = keep(by, at)
    assert client_of(coordinator).get(reverse("documents:download", args=[of_nobody.pk])).status_code == 200
    assert not Look.objects.filter(page="documents.download").exists()


@pytest.mark.parametrize(
    "visitor", ["colleague_in_other_team", "shelter_worker", "volunteer", "administrator", "council_member"]
)
def test_other_viewers_get_404(client_of, request, kept, visitor):
    browser = client_of(request.getfixturevalue(visitor))
    assert browser.get(reverse("documents:download", args=[kept.pk])).status_code == 404
    assert not Look.objects.filter(page="documents.download").exists()


def test_a_team_that_also_knows_the_citizen_does_not_get_our_file(
    colleague_in_other_team, viewer_for, kept, testa, at, other_team
):
    NeedToKnow.objects.create(organisation=other_team, person_id=testa.pk, basis="case", from_at=at - DAY)
    with pytest.raises(Http404):  # by the door, whatever row security says
        access.open_document(viewer_for(colleague_in_other_team), kept.pk, page="documents.download", at=at)
    with looking_as(viewer_for(colleague_in_other_team)):  # by row security, whatever the door says
        assert not Document.objects.exists()


def test_when_the_need_to_know_ends_the_file_no_longer_opens(by, at, kept, testa, bystanders):
    NeedToKnow.objects.filter(person_id=testa.pk).update(from_at=at - 2 * DAY, until_at=at - DAY)
    with looking_as(by):
        assert {row.pk for row in Document.objects.all()} < bystanders
        with pytest.raises(Http404):
            access.open_document(by, kept.pk, page="documents.download", at=at + DAY / 2)
    with pytest.raises(Http404):
        access.open_document(by, kept.pk, page="documents.download", at=at + DAY / 2)


def test_a_file_for_one_user_is_that_users_alone(by, at, testa, leader, viewer_for):
    own = keep(by, at, testa, for_one_user=True)
    for_all = keep(by, at, testa)
    for viewer, seen in ((by, {own.pk, for_all.pk}), (viewer_for(leader), {for_all.pk})):
        assert {row.pk for row in queries.documents_about(testa.pk, kind="own_data", viewer=viewer, at=at)} == seen
        with looking_as(viewer):
            assert {row.pk for row in Document.objects.all()} == seen
    with pytest.raises(Http404):
        access.open_document(viewer_for(leader), own.pk, page="documents.download", at=at)


def test_files_are_listed_by_their_kind(by, at, testa, kept):
    other = keep(by, at, testa)
    Document.objects.filter(pk=other.pk).update(kind="letter")
    with looking_as(by):
        assert [row.pk for row in queries.documents_about(testa.pk, kind="own_data", viewer=by, at=at)] == [kept.pk]


def test_a_team_member_without_the_permission_of_its_kind_gets_404(administrator, viewer_for, by, at):
    with pytest.raises(Http404):
        access.open_document(viewer_for(administrator), keep(by, at).pk, page="documents.download", at=at)


def test_an_expired_file_is_not_fetched_and_the_job_forgets_it_alone(by, at, kept, testa, bystanders):
    access.open_document(by, kept.pk, page="documents.download", at=at + DAY - datetime.timedelta(seconds=1))
    with pytest.raises(Http404):
        access.open_document(by, kept.pk, page="documents.download", at=at + DAY)
    assert not queries.documents_about(testa.pk, kind="own_data", viewer=by, at=at + DAY)
    before = whole_table()
    assert actions.forget_expired_documents(by=by, at=at + DAY) == 1
    assert before.pop(kept.pk)
    assert whole_table() == before
    assert set(before) == bystanders
    assert Event.objects.get(name="documents.expired_documents_forgotten").details == {"count": 1}
    assert actions.forget_expired_documents(by=by, at=at + DAY) == 0
    assert Event.objects.filter(name="documents.expired_documents_forgotten").count() == 1


def test_the_job_looks_as_the_system(by, at, kept, bystanders):
    Document.objects.filter(pk=kept.pk).update(made_at=at - 2 * DAY, expires_at=at - DAY)
    with looking_as(by):
        jobs.forget_expired_documents(timestamp=0)
    assert set(whole_table()) == bystanders


def test_a_file_laid_into_the_row_of_another_is_not_opened(by, at, kept, bystanders):
    other = Document.objects.get(organisation_id=by.organisation_id, person=None)
    Document.objects.filter(pk=kept.pk).update(content=other.content)
    with pytest.raises(Exception, match="does not fit"):
        access.open_document(by, kept.pk, page="documents.download", at=at)


NEW_KEY = f"new:{'B' * 43}="


def test_a_new_key_seals_every_file_anew_and_the_old_one_can_be_taken_out(by, at, kept, bystanders, settings):
    settings.CPR_KEYS = f"{NEW_KEY},{settings.CPR_KEYS}"
    system_ = system("test")
    with looking_as(system_):
        assert actions.seal_documents_anew(by=system_, at=at) == 1 + len(bystanders)
        assert actions.seal_documents_anew(by=system_, at=at) == 0
    settings.CPR_KEYS = NEW_KEY
    with looking_as(by):
        assert access.open_document(by, kept.pk, page="documents.download", at=at)[1] == XLSX
    sealed = Event.objects.filter(name="documents.document_sealed_anew", details__document=str(kept.pk))
    assert sealed.get().details["key"] == "new"


def test_sealing_anew_goes_on_where_it_was_stopped(by, at, kept, bystanders, settings, monkeypatch):
    """One file is sealed, then the log cannot be written: that file is whole, and the others wait for the next time."""
    settings.CPR_KEYS = f"{NEW_KEY},{settings.CPR_KEYS}"
    system_, written = system("test"), []

    def record_once(*words, **more):
        written.append(words)
        if len(written) == 2:
            raise OSError("the disk is full")
        return record(*words, **more)

    with looking_as(system_):
        monkeypatch.setattr(actions, "record", record_once)
        with pytest.raises(OSError, match="the disk is full"):
            actions.seal_documents_anew(by=system_, at=at)
        assert Document.objects.filter(content__startswith="new:").count() == 1
        assert actions.seal_documents_anew(by=system_, at=at) == len(bystanders)
    settings.CPR_KEYS = NEW_KEY
    for document in Document.objects.all():
        assert seals.unseal(document.content, access.sealed_field(document.pk)) == XLSX


def test_a_file_is_kept_for_a_while(by, at, testa):
    with pytest.raises(IntegrityError, match="document_is_kept_for_a_while"), transaction.atomic():
        keep(by, at, testa, expires_at=at)


def test_a_stranger_cannot_write_a_file_into_our_team(by, at, kept, colleague_in_other_team, viewer_for):
    with looking_as(viewer_for(colleague_in_other_team)), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET filename = 'x'")
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    ("content", "file_type"),
    [
        (PDF, rules.PDF),
        (b"%PDF-" + b"x" * (rules.LARGEST - 5), rules.PDF),
        (b"\x89PNG\r\n\x1a\n....", rules.PNG),
        (b"\xff\xd8\xff\xe0....", rules.JPEG),
        (XLSX, rules.XLSX),
        (archive("[Content_Types].xml", "word/document.xml"), rules.DOCX),
    ],
)
def test_the_type_is_read_from_the_content(content, file_type):
    assert rules.type_of(content) == file_type


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"<html><script>alert(1)</script>", "Filtypen kan ikke bruges"),
        (b"MZ\x90\x00", "Filtypen kan ikke bruges"),
        (b"PK\x03\x04 cut off", "Filtypen kan ikke bruges"),
        (archive("readme.txt"), "Filtypen kan ikke bruges"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), "makroer"),
        (b"%PDF-" + b"x" * rules.LARGEST, "Den må højst fylde 20 MB."),
    ],
)
def test_what_we_do_not_keep_is_refused_with_a_sentence(content, why):
    with pytest.raises(rules.FileRefused, match=why):
        rules.type_of(content)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("indsigt.xlsx", "indsigt.pdf"),
        ("brev", "brev.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\hemmeligt\\brev.exe", "brev.pdf"),
        ('a"b\r\nX-Evil: 1.xlsx', "a b X-Evil 1.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("", "fil.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("å" * 300, "å" * 100 + ".pdf"),
    ],
)
def test_a_filename_has_no_folder_no_unseen_sign_and_the_ending_of_what_it_is(name, called):
    assert rules.safe_filename(name, rules.PDF) == called


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 KB"),
        (2048, "2 KB"),
        (1024**2 - 1, "1024 KB"),
        (1024**2, "1 MB"),
        (1_468_006, "1,4 MB"),
        (20 * 1024**2, "20 MB"),
    ],
)
def test_a_size_is_written_in_danish(size, words):
    assert rules.size_in_words(size) == words
