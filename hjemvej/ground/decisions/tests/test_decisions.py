"""Is a decision sent only with all that the law asks for, and locked from then on?"""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hjemvej.ground.casework.models import Note
from hjemvej.ground.decisions import actions, queries, rules
from hjemvej.ground.decisions.actions import Written
from hjemvej.ground.decisions.models import Decision, DecisionNote
from hjemvej.ground.law.models import DecisionBasis, Provision
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
HEARD = {"hearing_about": "At du bor hos din søster.", "hearing_sent_on": TODAY, "no_hearing_because": ""}


def send(decision, karen, at):
    with looking_as(karen):
        return actions.send_decision(decision=decision, by=karen, at=at)


# --- what it must have ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"basis_key": "", "complaint_text": "Klag til os."}, "basis_key", "Paragraffen, vi afgør efter"),
        ({"decided": "  "}, "decided", "Hvad der er afgjort"),
        ({"granted": ""}, "granted", "Om borgeren får det, borgeren bad om"),
        ({"reasons": " "}, "reasons", "Begrundelsen"),
        ({"basis_key": "allocation_59"}, "complaint_text", "Hvordan borgeren klager"),
        ({"no_hearing_because": ""}, "hearing_about", "Partshøring, eller hvorfor borgeren ikke er hørt"),
        ({"granted": "partly", "no_hearing_because": ""}, "hearing_about", "Partshøring, eller hvorfor"),
        ({"granted": "not_asked", "no_hearing_because": ""}, "hearing_about", "Partshøring, eller hvorfor"),
        ({**HEARD, "hearing_sent_on": None}, "hearing_about", "Partshøring, eller hvorfor"),
        (HEARD, "hearing_answer", "Borgeren kan svare til og med 4. december 2026. Vent, eller skriv svaret"),
    ],
)
def test_a_decision_without_a_part_is_not_sent_and_says_which(karen, drafted, now, changes, field, says):
    decision = drafted(**changes)
    with pytest.raises(actions.DecisionLacksParts) as refused:
        send(decision, karen, now)
    assert refused.value.field_name == field
    assert str(refused.value).startswith("Afgørelsen kan ikke sendes endnu. Der mangler:")
    assert says in str(refused.value)
    decision.refresh_from_db()
    assert (decision.sent_at, decision.paragraph) == (None, "")
    assert not Event.objects.filter(name="decisions.decision_sent").exists()


def test_all_that_is_missing_is_told_at_once(karen, drafted, now):
    decision = drafted(basis_key="", decided="", granted="", reasons="", no_hearing_because="")
    with pytest.raises(actions.DecisionLacksParts) as refused:
        send(decision, karen, now)
    assert str(refused.value).count(";") == 5


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"granted": "wholly", "no_hearing_because": ""},
        {**HEARD, "hearing_answer": "Det passer ikke."},
        {**HEARD, "hearing_sent_on": TODAY - 20 * DAY, "hearing_until_on": TODAY - DAY},
    ],
    ids=["a reason why none", "wholly granted", "the citizen answered", "the time to answer is over"],
)
def test_a_decision_with_its_parts_is_sent_with_the_words_of_the_law_as_they_stand(karen, drafted, now, changes):
    decision = send(drafted(**changes), karen, now)
    assert decision.sent_at == now
    assert decision.paragraph == "SEL § 85 a, Bostøtte i egen bolig"
    assert "inden 4 uger, efter at du har fået den" in decision.complaint_text
    event = Event.objects.get(name="decisions.decision_sent", person_id=decision.person_id)
    assert event.details == {"decision": str(decision.pk)}
    DecisionBasis.objects.filter(key="support_85a").update(paragraph="SEL § 999")
    decision.refresh_from_db()
    assert decision.paragraph.startswith("SEL § 85 a")


def test_on_the_last_day_to_answer_the_citizen_may_still_answer(karen, drafted, now):
    days = {"hearing_sent_on": TODAY - 10 * DAY, "hearing_until_on": TODAY}
    decision = drafted(**{**HEARD, **days})
    with pytest.raises(actions.DecisionLacksParts):
        send(decision, karen, now)
    assert send(decision, karen, now + DAY).sent_at


def test_by_a_paragraph_that_does_not_hold_that_day_nothing_is_decided(karen, drafted, now):
    decision = drafted()
    DecisionBasis.objects.filter(key="support_85a").update(valid_to=TODAY)
    with pytest.raises(actions.DecisionLacksParts, match="Paragraffen gælder ikke i dag") as refused:
        send(decision, karen, now)
    assert refused.value.field_name == "basis_key"


def test_the_guidance_follows_the_paragraph_until_it_is_written_by_hand(karen, drafted, now, words):
    decision = drafted(basis_key="allocation_59")
    assert decision.complaint_text == ""
    with looking_as(karen):
        change = lambda text: actions.change_decision(  # noqa: E731
            decision=decision, written=Written(**words, complaint_text=text), by=karen, at=now
        )
        assert "Ankestyrelsen" in change("").complaint_text
        assert change("Ring til os.").complaint_text == "Ring til os."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"hearing_sent_on": TODAY + DAY}, "hearing_sent_on"),
        ({"hearing_until_on": TODAY}, "hearing_sent_on"),
        ({"hearing_sent_on": TODAY, "hearing_until_on": TODAY - DAY}, "hearing_until_on"),
        ({"hearing_sent_on": TODAY, "hearing_until_on": TODAY}, "hearing_until_on"),
    ],
)
def test_days_that_cannot_be_right_and_a_draft_without_a_title_are_refused(drafted, changes, field):
    with pytest.raises((actions.HasNoTitle, actions.HearingDaysAreWrong)) as refused:
        drafted(**changes)
    assert refused.value.field_name == field
    assert not Decision.objects.exists()


def test_how_long_a_citizen_has_to_answer_is_the_laws_figure(drafted):
    assert drafted(**HEARD).hearing_until_on == datetime.date(2026, 12, 4)
    Provision.objects.filter(key="hearing_answer").update(value=7)
    assert drafted(**HEARD).hearing_until_on == datetime.date(2026, 11, 27)


# --- once it is sent ------------------------------------------------------------------------------------------------


def test_a_sent_decision_is_changed_dropped_and_sent_no_more(karen, sent, now, words):
    decision = sent()
    with looking_as(karen):
        with pytest.raises(actions.DecisionIsSent):
            actions.change_decision(decision=decision, written=Written(**words), by=karen, at=now)
        with pytest.raises(actions.DecisionIsSent):
            actions.drop_decision(decision=decision, by=karen, at=now)
        with pytest.raises(actions.AlreadySent):
            actions.send_decision(decision=decision, by=karen, at=now)
    assert Event.objects.filter(name="decisions.decision_sent").count() == 1


def test_not_even_in_sql_is_a_decision_sent_without_its_reasons(drafted, karen, now):
    decision = Decision.objects.filter(pk=drafted(reasons="").pk)
    sent = {"sent_at": now, "sent_by_id": karen.user_id, "paragraph": "SEL § 85 a"}
    with pytest.raises(IntegrityError, match="sent_decision_has_reasons"), transaction.atomic():
        decision.update(**sent)
    assert decision.get().sent_at is None


def test_a_new_decision_points_to_the_one_it_corrects_and_only_to_a_sent_one_of_the_same_citizen(
    sent, drafted, bystander
):
    old = sent()
    assert drafted(corrects=old).corrects_id == old.pk
    for refused in ({"corrects": drafted()}, {"corrects": old, "person": bystander}):
        with pytest.raises(actions.CannotBeCorrected):
            drafted(**refused)


def test_a_draft_is_thrown_away_and_the_log_remembers(karen, drafted, now):
    decision = drafted()
    with looking_as(karen):
        actions.drop_decision(decision=decision, by=karen, at=now)
    assert not Decision.objects.exists()
    assert Event.objects.filter(name="decisions.decision_dropped").exists()


def test_a_draft_that_a_colleague_has_changed_is_not_written_over_unseen(karen, drafted, now, words):
    decision = drafted()
    change = lambda text, version: actions.change_decision(  # noqa: E731
        decision=decision, written=Written(**{**words, "reasons": text}), by=karen, at=now, version=version
    )
    with looking_as(karen):
        change("Kollegaens ord", 1)
        with pytest.raises(actions.ChangedMeanwhile):
            change("Mine ord", 1)
        assert change("Mine ord", 2).reasons == "Mine ord"


# --- receipt --------------------------------------------------------------------------------------------------------


def test_the_limit_for_complaints_runs_from_the_day_of_receipt(karen, sent, now):
    decision = sent(days=10, received=False)
    assert queries.complaint_limit(decision) is None
    with looking_as(karen):
        decision = actions.record_receipt(
            decision=decision, received_on=TODAY - 3 * DAY, reached_by="letter", note="Lagt i mappen", by=karen, at=now
        )
    limit = queries.complaint_limit(decision)
    assert limit is not None
    assert limit.due_on == datetime.date(2026, 12, 15)  # four weeks after Tuesday the 17th
    assert Event.objects.get(name="decisions.decision_received").details["reached_by"] == "letter"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": TODAY + DAY}, "received_on"),
        ({"received_on": TODAY - 3 * DAY}, "received_on"),
        ({"reached_by": "oral"}, "note"),
    ],
)
def test_a_receipt_that_cannot_be_right_is_refused(karen, sent, now, changes, field):
    decision = sent(days=2, received=False)
    said = {"received_on": TODAY, "reached_by": "letter", **changes}
    with looking_as(karen), pytest.raises(actions.ReceiptIsWrong) as refused:
        actions.record_receipt(decision=decision, by=karen, at=now, **said)
    assert refused.value.field_name == field


def test_a_draft_is_not_received(karen, drafted, now):
    with looking_as(karen), pytest.raises(actions.ReceiptIsWrong):
        actions.record_receipt(decision=drafted(), received_on=TODAY, reached_by="letter", by=karen, at=now)


def test_a_receipt_is_mended_with_a_reason_that_the_log_keeps(karen, sent, now):
    decision = sent(days=5)
    mend = lambda why: actions.record_receipt(  # noqa: E731
        decision=decision, received_on=TODAY, reached_by="oral", note="Læst højt i cafeen", why=why, by=karen, at=now
    )
    with looking_as(karen):
        with pytest.raises(actions.ReceiptIsWrong) as refused:
            mend(" ")
        assert refused.value.field_name == "why"
        assert mend("Brevet lå i mappen til i dag").received_on == TODAY
    assert Event.objects.get(name="decisions.receipt_mended").why == "Brevet lå i mappen til i dag"


# --- notes ----------------------------------------------------------------------------------------------------------


def test_a_note_belongs_to_a_decision_and_is_signed(karen, drafted, now):
    decision = drafted()
    with looking_as(karen):
        note = actions.write_note_to_decision(decision=decision, text="Talte med lægen.", by=karen, at=now)
        assert queries.notes_of(decision, viewer=karen) == [note]
    assert (note.signed_at, note.person_id) == (now, decision.person_id)
    assert DecisionNote.objects.get().note_id == Note.objects.get().pk


# --- pages ----------------------------------------------------------------------------------------------------------


def typed(words, **changes):
    return {**words, **changes}


def test_what_is_typed_becomes_a_draft_and_the_page_says_what_is_missing(page, testa, bystander, words):
    new = reverse("decisions:write_decision", args=[testa.pk])
    answer = page.post(new, typed(words, reasons="", send="1"), follow=True)
    decision = Decision.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("decisions:decision", args=[decision.pk])
    shown = answer.content.decode()
    assert "Afgørelsen kan ikke sendes endnu. Der mangler: Begrundelsen." in shown
    assert "Afgørelsen mangler én ting, før den kan sendes" in shown
    assert "Støtte hver dag" in shown
    assert (decision.sent_at, decision.decided, decision.person_id) == (None, words["decided"], testa.pk)
    assert not Decision.objects.filter(person_id=bystander.pk).exists()


def test_a_day_that_cannot_be_read_loses_nothing(page, testa, words):
    new = reverse("decisions:write_decision", args=[testa.pk])
    answer = page.post(new, typed(words, hearing_sent_on="engang"))
    assert answer.status_code == 422
    assert words["reasons"] in answer.content.decode()
    assert not Decision.objects.exists()


def test_on_the_page_a_draft_is_written_on_and_sent_and_the_letter_says_it_plainly(page, drafted, words):
    decision = drafted(reasons="")
    at = reverse("decisions:decision", args=[decision.pk])
    page.post(at, typed(words, version="1", reasons="Fordi du bor hos din søster.", save="1"))
    assert "Afgørelsen er klar til at sende" in page.get(at).content.decode()
    sent = page.post(at, typed(words, version="2", send="1"), follow=True).content.decode()
    assert "Afgørelsen er sendt og låst" in sent
    assert "Sendt: vi ved ikke, om borgeren har fået den" in sent
    letter = page.get(reverse("decisions:letter", args=[decision.pk])).content.decode()
    plain = ("Afgørelse: nej", "Du får ikke støtte.", "Fordi du bor hos din søster.", "SEL § 85 a", "Testa Prøvesen")
    for said in (*plain, "Er du uenig?", "Ankestyrelsen"):
        assert said in letter, said


def test_a_draft_without_its_parts_is_no_letter_to_give_and_nothing_to_complain_of(page, drafted, sent):
    draft, whole = drafted(reasons="", basis_key="", complaint_text=""), sent()
    letter = page.get(reverse("decisions:letter", args=[draft.pk])).content.decode()
    assert "Udkast, må ikke gives til borgeren: 3 ting mangler" in letter
    for lacks in ("Paragraffen, vi afgør efter", "Begrundelsen", "Hvordan borgeren klager"):
        assert f"<li>{lacks} (FVL" in letter
    assert "Hent brevet til print" not in letter
    assert "Hent brevet til print" in page.get(reverse("decisions:letter", args=[whole.pk])).content.decode()
    complaint = page.get(reverse("decisions:receive_complaint", args=[draft.pk])).content.decode()
    assert "Afgørelsen er ikke sendt endnu, så der er ikke noget at klage over" in complaint
    assert 'name="words"' not in complaint
    assert 'name="words"' in page.get(reverse("decisions:receive_complaint", args=[whole.pk])).content.decode()


def test_the_page_of_a_draft_that_a_colleague_changed_keeps_the_words_and_saves_the_second_time(page, drafted, words):
    decision = drafted()
    Decision.objects.filter(pk=decision.pk).update(version=2, reasons="Kollegaens ord")
    at = reverse("decisions:decision", args=[decision.pk])
    answer = page.post(at, typed(words, version="1", reasons="Mine ord"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "En kollega har skrevet i kladden imens" in shown
    assert "Mine ord" in shown
    assert 'name="version" value="2"' in shown
    page.post(at, typed(words, version="2", reasons="Mine ord"))
    assert Decision.objects.get(pk=decision.pk).reasons == "Mine ord"


def test_words_typed_into_a_draft_that_was_sent_meanwhile_are_still_on_the_page(page, sent, words):
    decision = sent()
    answer = page.post(reverse("decisions:decision", args=[decision.pk]), typed(words, reasons="Nye ord"))
    assert answer.status_code == 422
    assert "Nye ord" in answer.content.decode()
    assert "Ret den med en ny afgørelse" in answer.content.decode()


def test_on_the_page_the_receipt_is_written_and_mended(page, sent):
    decision = sent(received=False)
    at = reverse("decisions:record_receipt", args=[decision.pk])
    assert page.post(at, {"received_on": "i dag", "reached_by": "oral"}).status_code == 422
    shown = page.post(at, {"received_on": "i dag", "reached_by": "letter", "note": "I mappen"}, follow=True)
    assert "Borgeren kan klage til og med 18. december 2026" in shown.content.decode()
    assert page.post(at, {"received_on": "i dag", "reached_by": "letter"}).status_code == 422
    page.post(at, {"received_on": "i dag", "reached_by": "handed_over", "why": "Den blev givet"})
    assert Decision.objects.get(pk=decision.pk).reached_by == "handed_over"


def test_on_the_page_a_sent_decision_is_corrected_by_a_new_one(page, sent):
    old = sent()
    shown = page.post(reverse("decisions:correct_decision", args=[old.pk]), follow=True).content.decode()
    new = Decision.objects.exclude(pk=old.pk).get()
    assert (new.corrects_id, new.title, new.sent_at) == (old.pk, old.title, None)
    assert "Den retter afgørelsen af 20. november 2026" in shown
    assert "En ny afgørelse er begyndt" in page.get(reverse("decisions:decision", args=[old.pk])).content.decode()


def test_notes_are_written_on_the_page_of_a_draft_and_of_a_sent_one(page, drafted, sent):
    for decision in (drafted(), sent()):
        at = reverse("decisions:write_note", args=[decision.pk])
        assert page.post(at, {"text": ""}).status_code == 422
        assert "Talte med lægen" in page.post(at, {"text": "Talte med lægen"}, follow=True).content.decode()


def test_a_draft_is_thrown_away_on_its_page(page, drafted):
    decision = drafted()
    page.post(reverse("decisions:drop_decision", args=[decision.pk]))
    assert not Decision.objects.exists()


def test_what_waits_stands_on_the_day_and_on_the_citizens_page(
    page, sent, drafted, testa, django_assert_max_num_queries
):
    sent(received=False, title="Sendt, ikke nået frem")
    drafted(title="Hørt", **{**HEARD, "hearing_sent_on": TODAY - 20 * DAY, "hearing_until_on": TODAY - DAY})
    drafted(title="Nyt udkast")
    today = page.get(reverse("staff:today")).content.decode()
    assert "er afgørelsen nået frem? Klagefristen løber fra den dag" in today
    assert "høringen er slut: afgør sagen" in today
    assert "Nyt udkast" not in today
    with django_assert_max_num_queries(20):
        listed = page.get(reverse("decisions:decisions", args=[testa.pk])).content.decode()
    for title in ("Sendt, ikke nået frem", "Hørt", "Nyt udkast"):
        assert title in listed


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "volunteer"])
def test_who_does_not_need_to_know_meets_404(client_of, request, clock_stands, sent, visitor):
    decision = sent()
    browser = client_of(request.getfixturevalue(visitor))
    for name in ("decision", "letter", "receive_complaint"):
        assert browser.get(reverse(f"decisions:{name}", args=[decision.pk])).status_code == 404


def test_each_look_is_logged(page, sent):
    decision = sent()
    for name in ("decision", "letter"):
        page.get(reverse(f"decisions:{name}", args=[decision.pk]))
        assert Look.objects.filter(page=f"decisions.{name}", person_id=decision.person_id).exists()


def test_a_part_knows_whether_it_is_missing(drafted):
    assert [part.field for part in rules.missing(drafted(reasons=""), TODAY)] == ["reasons"]
