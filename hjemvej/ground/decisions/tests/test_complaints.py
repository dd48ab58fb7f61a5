"""Is a complaint looked at again in time and then sent on, never refused, and never lost because it is late?"""

import datetime

import pytest
from django.urls import reverse

from conftest import tight
from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.decisions import actions, queries
from hjemvej.ground.decisions.models import Complaint, Decision, DecisionNote
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def act(karen, now):
    """Give `act(action, complaint, ...)`: do it as Karen."""

    def do(action, complaint, **more):
        with looking_as(karen):
            return action(complaint=complaint, by=karen, at=now, **more)

    return do


def maintain(act, complaint):
    return act(actions.maintain_complaint, complaint, reasons="Der er ikke noget nyt i sagen.")


@pytest.fixture
def answered(karen, sent, now):
    """Give `answered(complaint)`: a new decision that gives the citizen what they asked for."""

    def answer(complaint):
        return sent(corrects=complaint.decision, granted="wholly", decided="Du får støtten.")

    return answer


def test_a_complaint_starts_the_laws_clock_on_the_day_it_came(complained, karen):
    complaint = complained(words="  Jeg fik jo nej.  ")
    assert complaint.words == "Jeg fik jo nej."
    task = complaint.task
    assert (task.law_key, task.clock_started_on, task.organisation_id) == ("reassessment", TODAY, karen.team_id)
    assert task.due_at.date() == datetime.date(2026, 12, 18)
    assert Event.objects.filter(name="decisions.complaint_received", person_id=complaint.person_id).exists()


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (datetime.date(2026, 11, 20), datetime.date(2026, 12, 18)),
        (datetime.date(2026, 11, 26), datetime.date(2026, 12, 23)),  # the 24th is a day off: before it
        (datetime.date(2026, 12, 4), datetime.date(2026, 12, 30)),  # New Year's Day, New Year's Eve
    ],
)
def test_worked_cases_of_four_weeks(karen, sent, now, came, due):
    decision = sent()
    later = now + (came - TODAY) * 1
    with looking_as(karen):
        complaint = actions.receive_complaint(
            decision=decision, words="Nej", how="written", received_on=came, by=karen, at=later
        )
    assert complaint.task.due_at.date() == due


def test_over_what_is_not_sent_and_without_words_and_on_an_impossible_day_there_is_no_complaint(
    karen, sent, drafted, now
):
    decision = sent(days=5)
    said = {"decision": decision, "words": "Nej", "how": "spoken", "received_on": TODAY}
    with looking_as(karen):
        for changes, refusal in (
            ({"decision": drafted()}, actions.NotSentYet),
            ({"words": " "}, actions.ComplaintHasNoWords),
            ({"received_on": TODAY + DAY}, actions.ComplaintInTheFuture),
            ({"received_on": TODAY - 6 * DAY}, actions.ComplaintInTheFuture),
        ):
            with pytest.raises(refusal):
                actions.receive_complaint(**{**said, **changes}, by=karen, at=now)
    assert not Complaint.objects.exists()
    assert not Task.objects.exists()


def test_we_hold_fast_with_reasons_and_then_it_is_sent_on(act, complained):
    complaint, other = complained(), complained()
    with pytest.raises(actions.WithoutReasons):
        act(actions.maintain_complaint, complaint, reasons=" ")
    kept = act(actions.maintain_complaint, complaint, reasons="Intet nyt.", outcome="partly")
    assert (kept.status, kept.reassessed_as, kept.closed_at) == ("maintained", "partly", None)
    assert kept.task.done_at is None, "the clock runs until it is sent on"
    sent_on = act(actions.forward_complaint, complaint)
    assert sent_on.status == "forwarded"
    task = Task.objects.get(pk=complaint.task_id)
    assert (task.done_at, task.outcome) == (sent_on.closed_at, "sendt til Ankestyrelsen")
    other.refresh_from_db()
    assert (other.status, Task.objects.get(pk=other.task_id).done_at) == ("received", None)


def test_a_complaint_in_time_is_looked_at_again_before_it_is_sent_on(act, complained):
    for days in (0, 28):  # received today, and on the last day
        with pytest.raises(actions.AlreadyAnswered, match="Se på afgørelsen igen"):
            act(actions.forward_complaint, complained(days=days))


def test_a_late_complaint_is_sent_on_too_and_says_that_it_is_late(act, complained):
    complaint = act(actions.forward_complaint, complained(days=31))
    assert (complaint.status, complaint.reassessed_as) == ("forwarded", "late")
    assert "Ankestyrelsen afgør" in complaint.reassessment_reasons


def test_a_complaint_over_a_decision_of_which_we_do_not_know_when_it_came_is_not_late(act, complained, sent):
    decision = sent(days=60, received=False)
    with pytest.raises(actions.AlreadyAnswered):
        act(actions.forward_complaint, complained(decision=decision))


def test_the_citizen_is_right_once_a_new_decision_is_sent(act, complained, drafted, sent, answered):
    complaint = complained()
    not_sent = drafted(corrects=complaint.decision)
    for wrong in (not_sent, sent(), complaint.decision):
        with pytest.raises(actions.NewDecisionIsMissing):
            act(actions.uphold_complaint, complaint, new_decision=wrong)
    new = answered(complaint)
    upheld = act(actions.uphold_complaint, complaint, new_decision=new)
    assert (upheld.status, upheld.new_decision_id) == ("upheld", new.pk)
    assert Task.objects.get(pk=complaint.task_id).done_at


@pytest.mark.parametrize("granted", ["not", "partly", "not_asked"])
def test_a_new_decision_that_gives_less_than_all_does_not_say_that_the_citizen_was_right(
    page, act, complained, sent, granted
):
    complaint = complained()
    new = sent(corrects=complaint.decision, granted=granted)
    with pytest.raises(actions.NewDecisionIsMissing):
        act(actions.uphold_complaint, complaint, new_decision=new)
    shown = page.get(reverse("decisions:complaint", args=[complaint.pk])).content.decode()
    assert "giver ikke borgeren det hele" in shown
    page.post(reverse("decisions:uphold_complaint", args=[complaint.pk]))
    complaint.refresh_from_db()
    assert (complaint.status, complaint.new_decision_id) == ("received", None)


def test_a_decision_from_before_the_complaint_is_not_its_answer(page, act, complained, sent):
    decision = sent(days=3)
    older = sent(days=1, corrects=decision, granted="wholly")
    complaint = complained(decision=decision)
    shown = page.get(reverse("decisions:complaint", args=[complaint.pk])).content.decode()
    assert "Skriv en ny afgørelse" in shown
    assert "Borgeren fik ret i det hele" not in shown
    with pytest.raises(actions.NewDecisionIsMissing):
        act(actions.uphold_complaint, complaint, new_decision=older)


def test_only_the_citizen_ends_a_complaint(act, complained):
    complaint = complained()
    with pytest.raises(actions.ComplaintHasNoWords):
        act(actions.withdraw_complaint, complaint, words="")
    assert act(actions.withdraw_complaint, complaint, words="Jeg orker det ikke.").status == "withdrawn"


def test_a_complaint_that_is_answered_takes_no_further_step(act, complained, answered):
    def upheld(one):
        act(actions.uphold_complaint, one, new_decision=answered(one))

    ends = (
        lambda one: (maintain(act, one), act(actions.forward_complaint, one)),
        lambda one: act(actions.withdraw_complaint, one, words="Nej alligevel"),
        upheld,
    )
    for end in ends:
        complaint = complained()
        end(complaint)
        done = Complaint.objects.get(pk=complaint.pk)
        for step in (
            lambda one=complaint: maintain(act, one),
            lambda one=complaint: act(actions.forward_complaint, one),
            lambda one=complaint: act(actions.withdraw_complaint, one, words="Nej"),
            lambda one=complaint: act(actions.uphold_complaint, one, new_decision=answered(one)),
        ):
            with pytest.raises(actions.AlreadyAnswered):
                step()
        assert Complaint.objects.get(pk=complaint.pk).status == done.status


def test_what_is_maintained_is_not_maintained_again(act, complained):
    complaint = complained()
    maintain(act, complaint)
    with pytest.raises(actions.AlreadyAnswered, match="Fastholdt"):
        maintain(act, complaint)


def test_what_ankestyrelsen_answers_is_written_once_on_the_page(page, complained, act, karen):
    complaint, other = complained(days=31), complained()
    where = reverse("decisions:complaint", args=[complaint.pk])
    write = reverse("decisions:write_board_answer", args=[complaint.pk])
    said = {"says": "sent_back", "answered_on": "i dag", "words": "Se på sagen igen."}
    with pytest.raises(actions.AlreadyAnswered):
        act(actions.write_board_answer, other, says="changed", answered_on=TODAY, words="Ja")
    page.post(reverse("decisions:forward_complaint", args=[complaint.pk]))
    shown = page.get(where).content.decode()
    assert "Sendt til Ankestyrelsen 20. november 2026" in shown
    assert Complaint.objects.get(pk=complaint.pk).task.done_by_id == karen.user_id
    for wrong in ({"words": ""}, {"says": "måske"}, {"answered_on": "19. november 2026"}):
        assert page.post(write, {**said, **wrong}).status_code == 422
    page.post(write, said)
    page.post(write, {**said, "says": "changed"})
    found = Complaint.objects.get(pk=complaint.pk)
    assert (found.board_says, found.board_answered_on, found.board_words) == ("sent_back", TODAY, "Se på sagen igen.")
    answered = page.get(where).content.decode()
    assert "Ankestyrelsen har sendt sagen tilbage til os" in answered
    assert "Skriv en ny afgørelse" in answered


def test_what_was_written_of_a_decision_since_goes_with_it_when_two_are_parted_again(
    clock_stands, act, karen, testa, bystander, sent, drafted, complained, now
):
    decision, theirs = sent(), sent(person=bystander)
    with looking_as(karen):
        merge_people(keep=bystander, merge=testa, by=karen, at=now)
        decision.refresh_from_db()
    complaint, stays = complained(decision=decision), complained(decision=theirs)
    with looking_as(karen):
        note = actions.write_note_to_decision(decision=decision, text="Ringede.", by=karen, at=now)
        new = drafted(person=bystander, corrects=decision)
        undo_merge(merge=merges_of(bystander, viewer=karen)[0], why="To borgere", by=karen, at=now)
    found = Complaint.objects.get(pk=complaint.pk)
    assert (found.person_id, found.task.person_id) == (testa.pk, testa.pk)
    assert Note.objects.get(pk=note.pk).person_id == DecisionNote.objects.get().person_id == testa.pk
    assert Decision.objects.get(pk=new.pk).person_id == testa.pk
    stays.refresh_from_db()
    assert (stays.person_id, Task.objects.get(pk=stays.task_id).person_id) == (bystander.pk, bystander.pk)


def test_a_decision_has_one_open_complaint(act, complained):
    first = complained()
    with pytest.raises(actions.ComplainedAlready):
        complained(decision=first.decision, words="Igen")
    assert Task.objects.count() == 1
    act(actions.withdraw_complaint, first, words="Glem det")
    assert complained(decision=first.decision).status == "received"


def test_of_a_late_complaint_nobody_says_that_a_clock_runs(page, sent):
    said = {"words": "Nej", "how": "spoken", "received_on": "i dag"}
    for days, runs in ((31, False), (28, True)):
        new = reverse("decisions:receive_complaint", args=[sent(days=days).pk])
        shown = page.post(new, said, follow=True).content.decode()
        assert ("Fristen for at se på sagen igen løber nu" in shown) is runs
        assert "Klagen er skrevet ned." in shown


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_complaint_is_written_down_on_the_page_and_stands_on_the_day_and_with_the_citizen(page, sent, testa):
    decision = sent()
    new = reverse("decisions:receive_complaint", args=[decision.pk])
    assert page.post(new, {"words": "", "how": "spoken", "received_on": "i dag"}).status_code == 422
    answer = page.post(new, {"words": "Det er urimeligt", "how": "spoken", "received_on": "i dag"}, follow=True)
    shown = answer.content.decode()
    assert "Se på afgørelsen igen senest 18. december 2026" in shown
    assert "”Det er urimeligt”" in shown
    complaint = Complaint.objects.get()
    by_task = reverse("decisions:complaint_of_task", args=[complaint.task_id])
    clocks = page.get(reverse("staff:person", args=[testa.pk])).content.decode()
    assert by_task in clocks
    assert "Se på afgørelsen igen: Bostøtte i egen bolig" in clocks
    assert "”Det er urimeligt”" in page.get(by_task).content.decode()


def test_the_day_shows_the_clock_and_its_button_leads_to_the_complaint(page, complained):
    complaint = complained()
    Task.objects.filter(pk=complaint.task_id).update(due_at=complaint.written_at + 3 * DAY)
    today = page.get(reverse("staff:today")).content.decode()
    assert "Se på klagen" in today
    assert reverse("decisions:complaint_of_task", args=[complaint.task_id]) in today


def test_the_clock_of_a_complaint_is_not_ticked_off_on_the_page_of_tasks(page, complained):
    complaint = complained()
    elsewhere = reverse("decisions:complaint_of_task", args=[complaint.task_id])
    assert page.get(reverse("casework:task", args=[complaint.task_id]))["Location"] == elsewhere
    for name, said in (("complete_task", {"outcome": "Glemt"}), ("postpone_task", {"due_on": "1/12", "why": "Travlt"})):
        assert page.post(reverse(f"casework:{name}", args=[complaint.task_id]), said)["Location"] == elsewhere
    assert Task.objects.get(pk=complaint.task_id).done_at is None


def test_each_step_is_taken_on_the_page(page, complained, answered):
    first, second, third = complained(), complained(), complained(days=31)
    where = lambda name, one: reverse(f"decisions:{name}", args=[one.pk])  # noqa: E731
    assert page.post(where("maintain_complaint", first), {"outcome": "maintained", "reasons": ""}).status_code == 422
    page.post(where("maintain_complaint", first), {"outcome": "maintained", "reasons": "Intet nyt"})
    assert "Klagen skal sendes til Ankestyrelsen" in page.get(where("complaint", first)).content.decode()
    page.post(where("forward_complaint", first))
    assert "Borgeren fik ret i det hele" not in page.get(where("complaint", second)).content.decode()
    page.post(where("uphold_complaint", second))
    assert Complaint.objects.get(pk=second.pk).status == "received", "no new decision has been sent"
    new = answered(second)
    page.post(where("uphold_complaint", second))
    late = page.get(where("complaint", third)).content.decode()
    assert "Klagen kom efter fristen: send den til Ankestyrelsen" in late
    assert page.post(where("withdraw_complaint", third), {"words": ""}).status_code == 422
    page.post(where("forward_complaint", third))
    found = {one.pk: (one.status, one.new_decision_id) for one in Complaint.objects.all()}
    assert found == {first.pk: ("forwarded", None), second.pk: ("upheld", new.pk), third.pk: ("forwarded", None)}


def test_the_page_asks_little_and_the_list_shows_what_is_complained_of_first(
    page, complained, sent, testa, django_assert_max_num_queries
):
    complaint = complained(days=2)
    for _number in range(3):
        sent(title="Nyere")
    with django_assert_max_num_queries(20):
        page.get(reverse("decisions:complaint", args=[complaint.pk]))
    rows = page.get(reverse("decisions:decisions", args=[testa.pk])).context["rows"]
    assert rows[0].decision.pk == complaint.decision_id


def test_the_list_says_how_many_complaints_wait_and_what_each_needs_and_takes_no_second(page, complained, sent, testa):
    complained(), complained(days=31)
    untouched = sent(title="Uden klage")
    shown = tight(page.get(reverse("decisions:decisions", args=[testa.pk])).content.decode())
    assert "2 klager venter på os" in shown
    assert "Skal genvurderes" in shown
    assert "Kom for sent: send den til Ankestyrelsen" in shown
    assert shown.count("Skriv en klage ned") == 1, "over the one that nobody complains of"
    assert reverse("decisions:receive_complaint", args=[untouched.pk]) in shown


def test_of_a_late_complaint_the_page_does_not_ask_whether_we_maintain(page, complained):
    in_time, late = complained(), complained(days=31)
    for complaint, asks in ((in_time, True), (late, False)):
        shown = page.get(reverse("decisions:complaint", args=[complaint.pk])).content.decode()
        assert ("Holder vi fast?" in shown) is asks


def test_a_task_that_is_no_complaints_leads_nowhere(page, karen, testa, now):
    task = Task.objects.create(
        person=testa, organisation_id=karen.team_id, kind="own", title="Ring", due_at=now, created_at=now
    )
    assert page.get(reverse("decisions:complaint_of_task", args=[task.pk])).status_code == 404


def test_another_team_sees_no_complaint(client_of, colleague_in_other_team, clock_stands, complained, viewer_for):
    complaint = complained()
    browser = client_of(colleague_in_other_team)
    assert browser.get(reverse("decisions:complaint", args=[complaint.pk])).status_code == 404
    them = viewer_for(colleague_in_other_team)
    with looking_as(them):
        assert queries.complaint(complaint.pk, viewer=them) is None
