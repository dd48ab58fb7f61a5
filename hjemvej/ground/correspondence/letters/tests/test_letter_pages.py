"""Can a worker write, see, finish and give a letter on its pages, and nobody else open it?"""

import base64
import hashlib
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.ground.correspondence.letters import access, queries
from hjemvej.ground.correspondence.models import Letter, LetterTemplate
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look
from hjemvej.platform.outside.digital_post.memo import MEMO


def post(page, name, key, **typed):
    return page.post(reverse(f"correspondence:{name}", args=[key]), typed)


def test_a_worker_writes_a_letter_from_the_person_page_sees_it_finishes_it_and_gives_it(page, testa, berta, now):
    person = page.get(reverse("staff:history", args=[testa.pk])).content.decode()
    assert reverse("correspondence:begin_letter", args=[testa.pk]) in person
    assert post(page, "begin_letter", testa.pk, kind="free").status_code == 302
    letter = Letter.objects.get()
    draft = page.get(reverse("correspondence:letter", args=[letter.pk])).content.decode()
    assert "Brevet mangler tre steder" in draft
    assert "data:image/png;base64," in draft
    assert "Det er ikke aftalt, hvordan borgeren får breve." in draft
    words = {"heading": "Vi ses på mandag", "text": "Kære {navn}\n\nKom kl. 10.", "version": letter.version}
    post(page, "letter", letter.pk, **words, channel="handed_over", send="1")
    letter.refresh_from_db()
    assert letter.sent_at
    shown = page.get(reverse("correspondence:letter", args=[letter.pk])).content.decode()
    assert "Ligger klar til at blive givet" in shown
    assert reverse("documents:download", args=[letter.pdf_large_id]) in shown
    outbox = page.get(reverse("correspondence:outbox")).content.decode()
    assert "Ét brev ligger klar til at blive givet." in outbox
    assert "Testa Prøvesen" in outbox
    assert "Vi ses på mandag" not in outbox
    refused = post(page, "receive_letter", letter.pk, on="i dag", reached_by="oral", note="")
    assert refused.status_code == 422
    assert "Skriv et notat" in refused.content.decode()
    post(page, "receive_letter", letter.pk, on="i dag", reached_by="handed_over", note="")
    letter.refresh_from_db()
    assert letter.received_on == localdate(now)
    assert "Ingen beskeder venter" in page.get(reverse("correspondence:outbox")).content.decode()
    assert not Letter.objects.filter(person=berta).exists()


def test_a_colleagues_words_are_not_written_over_unasked(page, drafted):
    letter = drafted()
    words = {"heading": "Første", "text": "Et", "version": letter.version, "channel": "oral"}
    assert post(page, "letter", letter.pk, **words).status_code == 302
    refused = post(page, "letter", letter.pk, **{**words, "heading": "Anden"})
    assert refused.status_code == 422
    assert "En kollega har skrevet i brevet imens" in refused.content.decode()
    letter.refresh_from_db()
    assert letter.heading == "Første"


def test_a_draft_is_fetched_as_pdf_with_a_mark_and_what_was_sent_as_it_was_kept(page, drafted, sent):
    draft, letter = drafted(), sent()
    pdf = page.get(reverse("correspondence:letter_pdf", args=[draft.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "no-store"
    kept = page.get(reverse("correspondence:letter_pdf", args=[letter.pk]) + "?skrift=stor")
    assert kept.url == reverse("documents:download", args=[letter.pdf_large_id])


def test_a_letter_is_dropped_or_posted_and_stays_on_record(page, drafted, sent):
    draft, posted, dropped = drafted(), sent(), sent()
    post(page, "drop_draft", draft.pk)
    post(page, "post_letter", posted.pk)
    post(page, "drop_letter", dropped.pk)
    assert set(Letter.objects.values_list("pk", flat=True)) == {posted.pk, dropped.pk}
    posted.refresh_from_db()
    dropped.refresh_from_db()
    assert posted.posted_on
    assert dropped.dropped_at
    post(page, "receive_letter", dropped.pk, on="i dag", reached_by="letter", note="")
    dropped.refresh_from_db()
    assert dropped.received_on is None


def test_the_look_is_logged_and_another_teams_letter_is_not_found(
    page, testa, sent, colleague_in_other_team, viewer_for, client_of, now
):
    letter = sent()
    page.get(reverse("correspondence:letter", args=[letter.pk]))
    assert Look.objects.filter(page="correspondence.letter", person_id=testa.pk).exists()
    stranger = client_of(colleague_in_other_team)
    for name in ("letter", "letter_pdf"):
        assert stranger.get(reverse(f"correspondence:{name}", args=[letter.pk])).status_code == 404
    assert stranger.get(reverse("documents:download", args=[letter.pdf_id])).status_code == 404
    for name in ("drop_draft", "post_letter", "receive_letter", "drop_letter", "digital_post_file"):
        assert post(stranger, name, letter.pk).status_code == 404
    them = viewer_for(colleague_in_other_team)
    with looking_as(them), pytest.raises(Http404):
        access.open_letter(them, letter.pk, page="correspondence.letter", at=now)


def test_the_team_writes_its_own_words_and_a_wrong_field_is_refused(page, karen, now):
    url = reverse("correspondence:template", args=["hearing"])
    shown = page.get(url).content.decode()
    assert "Hjemvejs ord" in shown
    assert "{svar_senest}" in shown
    words = {"heading": "Hvad siger du?", "from_on": "i dag"}
    refused = page.post(url, {**words, "text": "Kære {fornavn}"})
    assert refused.status_code == 422
    assert "Feltet {fornavn} findes ikke" in refused.content.decode()
    assert page.post(url, {**words, "text": "Kære {navn}\n\n{oplysninger}\n\n{svar_senest}"}).status_code == 302
    row = LetterTemplate.objects.get()
    assert (row.kind, row.from_on, row.organisation_id) == ("hearing", localdate(now), karen.team_id)
    listed = page.get(reverse("correspondence:templates")).content.decode()
    assert "jeres egne ord siden 20. november 2026" in listed
    assert page.get(reverse("correspondence:template", args=["ukendt"])).status_code == 404


def test_another_teams_words_are_its_own(page, colleague_in_other_team, client_of, viewer_for, now):
    url = reverse("correspondence:template", args=["free"])
    client_of(colleague_in_other_team).post(url, {"heading": "Fremmed", "text": "Fremmede ord", "from_on": "i dag"})
    assert LetterTemplate.objects.count() == 1
    assert "Fremmede ord" not in page.get(url).content.decode()


def test_the_pages_ask_as_little_for_twenty_letters_as_for_two(page, testa, sent, django_assert_num_queries):
    urls = [reverse("correspondence:outbox"), reverse("correspondence:letters", args=[testa.pk])]
    sent()
    sent()
    asked = []
    for url in urls:
        page.get(url)
        with CaptureQueriesContext(connection) as two:
            page.get(url)
        asked.append(len(two))
    for _each in range(6):
        sent()
    for url, before in zip(urls, asked, strict=True):
        with django_assert_num_queries(before):
            page.get(url)
        assert before <= 20


def test_channel_of_service_is_kept_with_its_day_and_chosen(page, testa, karen, now):
    url = reverse("people:contact", args=[testa.pk])
    page.post(url, {"do": "channel", "channel-channel_of_service": "digital_post"})
    kept = Person.objects.get(pk=testa.pk)
    assert (kept.channel_of_service, kept.channel_since_on) == ("digital_post", localdate(now))
    page.post(url, {"do": "channel", "channel-channel_of_service": "oral", "channel-channel_since_on": "3/11-2026"})
    kept = Person.objects.get(pk=testa.pk)
    assert str(kept.channel_since_on) == "2026-11-03"
    with looking_as(karen):
        found = queries.channel_for(kept, viewer=karen, on=localdate(now))
    assert (found.channel, found.because) == ("oral", "Det er aftalt med borgeren siden 3. november 2026.")


@pytest.fixture
def number(karen, testa, now):
    with looking_as(karen):
        people.set_cpr(person=testa, cpr="010190-1234", by=karen, at=now)


def test_digital_post_is_off_until_the_municipality_turns_it_on(page, sent, number):
    letter = sent(channel="digital_post")
    assert "Hent til Digital Post" not in page.get(reverse("correspondence:letter", args=[letter.pk])).content.decode()
    assert post(page, "digital_post_file", letter.pk).status_code == 404


def test_a_letter_is_fetched_as_a_memo_message_and_the_number_is_logged(page, testa, sent, number, settings):
    settings.DIGITAL_POST_CVR = "99999999"
    letter = sent(channel="digital_post")
    shown = page.get(reverse("correspondence:letter", args=[letter.pk])).content.decode()
    assert "Hent til Digital Post (MeMo)" in shown
    assert "0101901234" not in shown
    answer = post(page, "digital_post_file", letter.pk)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/xml", "no-store")
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    assert root.findtext(f".//{{{MEMO}}}recipientID") == "0101901234"
    assert root.findtext(f".//{{{MEMO}}}messageUUID") == str(letter.pk)
    content = base64.b64decode(root.findtext(f".//{{{MEMO}}}MainDocument//{{{MEMO}}}content") or "")
    assert hashlib.sha256(content).hexdigest() == letter.pdf.sha256
    assert Look.objects.filter(page="people.cpr", person_id=testa.pk).exists()


def test_without_a_number_or_before_it_is_sent_there_is_no_digital_post(page, sent, drafted, settings):
    settings.DIGITAL_POST_CVR = "99999999"
    letter = sent(channel="digital_post")
    assert post(page, "digital_post_file", letter.pk)["Location"] == reverse("correspondence:letter", args=[letter.pk])
    assert "Vi kender ikke borgerens CPR-nummer" in page.get("/adgang/mig/").content.decode()
    assert post(page, "digital_post_file", drafted().pk).status_code == 404


@pytest.mark.parametrize("text", ["Hej {Navn}", "Svar {svar senest}", "Kom til { adresse }", "Husk {"])
def test_a_letter_with_a_brace_left_is_not_sent_and_says_which(page, drafted, text):
    letter = drafted()
    words = {"heading": "Vi ses", "text": text, "version": letter.version, "channel": "handed_over", "send": "1"}
    shown = page.post(reverse("correspondence:letter", args=[letter.pk]), words, follow=True).content.decode()
    assert "Skriv, hvad der skal stå i stedet for {" in shown
    assert "Brevet mangler ét sted" in shown
    letter.refresh_from_db()
    assert letter.sent_at is None


@pytest.mark.parametrize("heading", ["Andre ord", ""])
def test_saving_a_letter_that_is_sent_shows_it_as_sent(page, sent, heading):
    letter = sent()
    words = {"heading": heading, "text": "Andet", "version": letter.version, "channel": "oral", "save": "1"}
    answer = page.post(reverse("correspondence:letter", args=[letter.pk]), words, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Brevet er sendt imens og kan ikke ændres." in shown
    assert "Gem og gør færdigt" not in shown
    letter.refresh_from_db()
    assert letter.heading != heading


def test_a_draft_is_named_by_its_kind_until_its_heading_is_written(page, testa, sent):
    post(page, "begin_letter", testa.pk, kind="hearing")
    sent(om="Hvad vi aftalte")
    letters = page.get(reverse("correspondence:letters", args=[testa.pk])).content.decode()
    person = page.get(reverse("staff:history", args=[testa.pk])).content.decode()
    draft = Letter.objects.get(sent_at=None)
    for shown in (letters, person):
        assert "{om}" not in shown
        assert draft.get_kind_display() in shown
        assert "Hvad vi aftalte" in shown


@pytest.mark.parametrize("text", ["   ", "\n\n", "\u00a0"])
def test_spaces_are_no_letter_and_no_words_of_the_team(page, testa, text):
    typed = {"heading": "Hej", "text": text, "from_on": "i dag"}
    refused = page.post(reverse("correspondence:template", args=["free"]), typed)
    assert (refused.status_code, LetterTemplate.objects.count()) == (422, 0)
    post(page, "begin_letter", testa.pk, kind="free")
    letter = Letter.objects.get()
    refused = post(page, "letter", letter.pk, heading="Hej", text=text, version=letter.version, channel="handed_over")
    assert (refused.status_code, Letter.objects.get().text) == (422, letter.text)
