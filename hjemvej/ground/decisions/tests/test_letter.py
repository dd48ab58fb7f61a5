"""Is a decision's letter printed as it is sent, kept, and received with the decision?"""

import datetime
import io
import re

import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.ground.correspondence.letters import actions as letters
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.decisions import actions, queries
from hjemvej.ground.documents.access import open_document
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def words_of(karen, document, now):
    with looking_as(karen):
        _row, content = open_document(karen, document.pk, page="documents.download", at=now)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())
    return re.sub(r"Prøvekøbing Kommune · Hjemløseteamet Side \d+ af \d+ ?", "", said)


def test_a_sent_decision_has_its_letter_with_answer_reasons_and_complaint_guidance(clock_stands, karen, sent, now):
    decision = sent(received=False, title="bostøtte", asked_for="")
    letter = Letter.objects.get(about_id=decision.pk)
    assert letter.heading == "Nej: bostøtte"
    for document in (letter.pdf, letter.pdf_large):
        text = words_of(karen, document, now)
        for said in ("Nej: bostøtte", "Du får ikke støtte.", "Fordi du bor hos din søster.", "Er du uenig?", "Testa"):
            assert said in text
        assert " ".join(decision.complaint_text.split()) in text
        assert "§ 85 a" in text
        assert "Det har du bedt om" not in text


def test_receipt_of_the_decision_is_the_letters_and_starts_the_limit(clock_stands, sent, drafted, now):
    other = drafted(title="En anden")
    decision = sent()
    letter = Letter.objects.get(about_id=decision.pk)
    assert (letter.received_on, letter.reached_by) == (localdate(now), "handed_over")
    assert decision.complaint_until_on > letter.received_on
    assert not Letter.objects.filter(about_id=other.pk).exists()


def test_nothing_is_kept_when_the_letter_cannot_be_printed(clock_stands, karen, drafted, now, monkeypatch):
    def refuse(**_how):
        raise DatabaseError("no room")

    draft = drafted()
    monkeypatch.setattr(letters, "keep_document", refuse)
    with looking_as(karen), transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        actions.send_decision(decision=draft, by=karen, at=now)
    draft.refresh_from_db()
    assert draft.sent_at is None
    assert not Letter.objects.exists()


def test_the_outbox_leads_to_the_decision_where_its_receipt_is_written(page, sent):
    decision = sent(received=False)
    outbox = page.get(reverse("correspondence:outbox")).content.decode()
    assert reverse("decisions:decision", args=[decision.pk]) in outbox
    shown = page.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert "Hent brevet til print" in shown
    post = reverse("decisions:record_receipt", args=[decision.pk])
    page.post(post, {"received_on": "i dag", "reached_by": "oral", "note": "Læst højt ved kaffen."})
    letter = Letter.objects.get(about_id=decision.pk)
    assert (letter.reached_by, letter.receipt_note) == ("oral", "Læst højt ved kaffen.")
    assert "ligger klar" not in page.get(reverse("correspondence:outbox")).content.decode()


def test_a_draft_is_marked_and_a_protected_name_is_covered_in_it(page, drafted, testa):
    draft = drafted()
    Person.objects.filter(pk=testa.pk).update(protection="address")
    answer = page.get(reverse("decisions:letter_pdf", args=[draft.pk]) + "?skrift=stor")
    text = " ".join(pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Udkast. Må ikke gives til borgeren." in text
    assert "Beskyttet borger" in text
    assert "Testa" not in text


def test_the_citizens_paper_says_until_when_to_complain_and_to_answer(clock_stands, karen, sent, drafted, testa, now):
    sent(title="bostøtte")
    drafted(
        title="flytning", no_hearing_because="", hearing_about="At", hearing_sent_on=localdate(now),
        hearing_until_on=localdate(now) + 7 * DAY,
    )  # fmt: skip
    with looking_as(karen):
        lines = queries.paper(testa.pk, karen, now)
    assert {(line.whose, line.what, line.due_on) for line in lines} == {
        ("Du", "kan klage over afgørelsen om: bostøtte", datetime.date(2026, 12, 18)),
        ("Du", "kan sige, hvad du mener om: flytning", datetime.date(2026, 11, 27)),
    }
