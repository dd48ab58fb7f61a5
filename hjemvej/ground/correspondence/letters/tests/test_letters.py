"""Is a letter printed as PDF/UA in both sizes, kept unchanged, given to the citizen, and gone with them?"""

import datetime
import io
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.ground.correspondence.letters import actions, queries
from hjemvej.ground.correspondence.letters.queries import ON_ONE_PAGE
from hjemvej.ground.correspondence.letters.rules.fields import FIELD
from hjemvej.ground.correspondence.letters.rules.ours import OURS
from hjemvej.ground.correspondence.models import Letter, LetterKind, LetterTemplate
from hjemvej.ground.documents.access import open_document
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Event, Look
from hjemvej.platform.rooms import living_reasons

DAY = datetime.timedelta(days=1)
GIVEN = datetime.date(2026, 11, 20)
RECEIVED = {"received_on": GIVEN, "reached_by": "handed_over"}


def kept(karen, document, at):
    with looking_as(karen):
        return open_document(karen, document.pk, page="documents.download", at=at)[1]


def words_in(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


@pytest.mark.parametrize("kind", LetterKind.values)
def test_each_of_our_templates_is_a_tagged_pdf_in_both_sizes(kind, sent, karen, now):
    letter = sent(kind)
    for document in (letter.pdf, letter.pdf_large):
        content = kept(karen, document, now)
        found = pypdf.PdfReader(io.BytesIO(content))
        root: Any = found.trailer["/Root"]
        assert root["/Lang"] == "da"
        assert "/StructTreeRoot" in root
        assert root["/MarkInfo"]["/Marked"]
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
        assert found.metadata is not None
        assert found.metadata.title == letter.heading
        text = words_in(content)
        for field in FIELD.findall(OURS[LetterKind(kind)][1]):
            assert "Testa Prøvesen" in text if field == "navn" else f"{field} her" in text
        help_to_read = ("Vil du have hjælp til at læse brevet?", "Du må gerne tage en anden med")
        for said in ("Prøvekøbing Kommune", *(("læst højt",) if kind in ON_ONE_PAGE else help_to_read)):
            assert said in text
        assert "{" not in text


@pytest.mark.parametrize("typed", ['#import "a": *', "*fed* _kursiv_ @a", "\\ ] $x$ `k`", "# overskrift", "- punkt"])
def test_typed_words_stand_in_the_letter_as_typed(typed, sent, karen, now):
    letter = sent(tekst=typed, om=typed)
    assert " ".join(typed.split()) in words_in(kept(karen, letter.pdf, now))
    assert letter.heading == " ".join(typed.split())


def test_what_was_sent_is_byte_for_byte_the_same_later(sent, karen, testa, now):
    letter = sent()
    first = [kept(karen, letter.pdf, now), kept(karen, letter.pdf_large, now)]
    with looking_as(karen):
        people.change_person(person=testa, changes={"surname": "Andet"}, by=karen, at=now)
        actions.write_template(kind="free", heading="Nyt", text="Nye ord", from_on=localdate(now), by=karen, at=now)
    later = now + 400 * DAY
    assert [kept(karen, letter.pdf, later), kept(karen, letter.pdf_large, later)] == first
    assert "Testa Prøvesen" in words_in(first[0])


def test_a_letter_with_a_field_unwritten_is_not_sent(karen, testa, now):
    with looking_as(karen):
        letter = actions.begin_letter(person_id=testa.pk, kind="hearing", by=karen, at=now)
        with pytest.raises(actions.LetterLacksWords, match=r"\{oplysninger\}"):
            actions.send_letter(letter=letter, channel="oral", by=karen, at=now)
    assert not Document.objects.exists()
    assert Letter.objects.get().sent_at is None


def test_a_field_of_another_kind_is_a_fault_of_the_calling_room(karen, testa, now):
    with looking_as(karen), pytest.raises(ValueError, match="husleje"):
        actions.draft_letter(person_id=testa.pk, kind="free", values={"husleje": "1"}, by=karen, at=now)


def test_a_new_version_begins_on_a_day_and_old_letters_keep_theirs(karen, drafted, now):
    old, today = drafted(), localdate(now)
    with looking_as(karen):
        for day in (today, today + 7 * DAY):
            actions.write_template(kind="free", heading=f"Fra {day}", text="Hej {navn}", from_on=day, by=karen, at=now)
        assert queries.words_of("free", today, viewer=karen).heading == f"Fra {today}"
        assert queries.words_of("free", today + 6 * DAY, viewer=karen).heading == f"Fra {today}"
        assert queries.words_of("free", today + 7 * DAY, viewer=karen).heading == f"Fra {today + 7 * DAY}"
        assert queries.words_of("hearing", today, viewer=karen).from_on is None
        with pytest.raises(actions.VersionIsInThePast):
            actions.write_template(kind="free", heading="x", text="y", from_on=today - DAY, by=karen, at=now)
    assert drafted().heading == f"Fra {today}"
    old.refresh_from_db()
    assert old.heading == "om her"
    assert LetterTemplate.objects.count() == 2
    assert Event.objects.filter(name="correspondence.letter_template_written").count() == 2


def test_a_letter_by_post_has_the_care_of_address_and_no_other(karen, testa, drafted, sent, now):
    with looking_as(karen):
        people.add_contact_way(person=testa, kind="care_of", value="Værestedet, Gade 1, 9999 By", by=karen, at=now)
        people.add_contact_way(person=testa, kind="place", value="Bænken ved åen", by=karen, at=now)
    by_post, by_hand = sent(channel="letter"), sent()
    assert "Værestedet Gade 1 9999 By" in words_in(kept(karen, by_post.pdf, now))
    assert "Værestedet" not in words_in(kept(karen, by_hand.pdf, now))
    assert "Bænken" not in words_in(kept(karen, by_post.pdf, now))


@pytest.mark.parametrize("hidden", ["protected", "secret"])
def test_a_hidden_address_is_on_no_letter_and_in_no_list(hidden, karen, testa, sent, now, page):
    with looking_as(karen):
        people.add_contact_way(
            person=testa, kind="care_of", value="Skjulgade 1", is_secret=hidden == "secret", by=karen, at=now
        )
    if hidden == "protected":
        Person.objects.filter(pk=testa.pk).update(protection="address")
    letter = sent(channel="letter")
    assert letter.address == ""
    assert "Skjulgade" not in words_in(kept(karen, letter.pdf, now))
    for url in (
        reverse("correspondence:outbox"), reverse("correspondence:letters", args=[testa.pk]),
        reverse("correspondence:letter", args=[letter.pk]),
    ):  # fmt: skip
        shown = page.get(url).content.decode()
        assert "Skjulgade" not in shown
        assert ("Testa" not in shown) == (hidden == "protected")


def test_a_protected_name_is_on_the_letter_and_reading_it_is_logged(karen, testa, sent, now, page):
    Person.objects.filter(pk=testa.pk).update(protection="address")
    letter = sent()
    assert letter.addressee == "Testa Prøvesen"
    assert page.get(reverse("documents:download", args=[letter.pdf_id])).status_code == 200
    assert Look.objects.filter(page="people.protected_name", person_id=testa.pk).exists()
    assert not Change.objects.filter(after__icontains="Testa Prøvesen", table_name="correspondence_letter").exists()


def test_receipt_says_when_and_how_and_a_letter_told_orally_has_a_note(karen, sent, berta, drafted, now):
    letter, other, today = sent(), drafted(person=berta), localdate(now)
    with looking_as(karen):
        with pytest.raises(actions.ReceiptIsWrong, match="notat"):
            actions.record_receipt(letter=letter, on=today, reached_by="oral", by=karen, at=now)
        with pytest.raises(actions.ReceiptIsWrong, match="ikke kommet"):
            actions.record_receipt(letter=letter, on=today + DAY, reached_by="letter", by=karen, at=now)
        with pytest.raises(actions.ReceiptIsWrong, match="før det blev skrevet"):
            actions.record_receipt(letter=letter, on=today - DAY, reached_by="letter", by=karen, at=now)
        actions.record_receipt(letter=letter, on=today, reached_by="oral", note="Læst højt.", by=karen, at=now)
    letter.refresh_from_db()
    assert (letter.received_on, letter.reached_by, letter.receipt_note) == (today, "oral", "Læst højt.")
    assert Event.objects.get(name="correspondence.letter_received").person_id == letter.person_id
    other.refresh_from_db()
    assert other.sent_at is None


def test_a_letter_follows_a_merge_and_back(karen, testa, berta, sent, now):
    letter = sent(person=berta)
    with looking_as(karen):
        merge_people(keep=testa, merge=berta, by=karen, at=now)
    letter.refresh_from_db()
    assert letter.person_id == testa.pk
    assert {letter.pdf.person_id, letter.pdf_large.person_id} == {testa.pk}
    assert words_in(kept(karen, letter.pdf, now))


@pytest.mark.parametrize(("given", "lasts"), [({}, True), ({"posted_on": GIVEN}, False), (RECEIVED, False)])
def test_the_team_needs_to_know_while_a_letter_lies_ready(given, lasts, sent, testa, now):
    letter = sent()
    Letter.objects.filter(pk=letter.pk).update(**given)
    reason = living_reasons()["letter"]
    with connection.cursor() as cursor:
        cursor.execute(reason.sql, {"people": [testa.pk], "on": localdate(now)})
        ((person_id, organisation_id, last_on),) = cursor.fetchall()
    assert (person_id, organisation_id) == (testa.pk, letter.organisation_id)
    assert last_on == (None if lasts else GIVEN)
