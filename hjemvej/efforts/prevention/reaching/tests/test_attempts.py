"""Is an attempt written in seconds, planned by name, a step on *I dag*, and does nothing of another's case move?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import Attempt
from hjemvej.efforts.prevention.reaching import actions as reaching
from hjemvej.efforts.prevention.reaching import queries
from hjemvej.efforts.prevention.reaching.actions import Said
from hjemvej.efforts.prevention.reaching.steps import steps
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)


@pytest.fixture
def others(typed, act, freja, now):
    """Another citizen's case, which nothing here may touch."""
    with looking_as(freja):
        other = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    signal = act(actions.settle_person, signal=typed(name="Uberørt", amount=7), person_id=other.pk)
    return act(actions.take_up, signal=signal)


@pytest.fixture
def tried(act, case):
    def write(kind="call", outcome="missed", *, part="morning", day=TODAY, **more):
        return act(reaching.log_attempt, case=case, said=Said(kind, day, part, outcome), **more)

    return write


@pytest.fixture
def planned(act, case, freja):
    def plan(kind="visit", day=TODAY + DAY, part="evening", **more):
        return act(reaching.plan_attempt, case=case, said=Said(kind, day, part), worker_id=freja.user_id, **more)

    return plan


def stands(case, freja, on=TODAY):
    with looking_as(freja):
        (found,) = queries.reaching([case], viewer=freja, on=on)
    return found


def test_an_attempt_is_written_with_its_event(tried, case, others, freja, testa):
    attempt = tried(part="morning")
    assert (attempt.case_id, attempt.person_id, attempt.worker_id) == (case.pk, testa.pk, freja.user_id)
    assert Event.objects.get(name="prevention.attempt_logged").details["outcome"] == "missed"
    assert stands(case, freja).tries == 1
    assert (stands(others, freja).state, Attempt.objects.filter(case=others).count()) == ("untried", 0)


def test_what_was_planned_becomes_what_was_done(planned, tried, case, freja):
    plan = planned(kind="visit")
    assert stands(case, freja).planned == plan
    done = tried("visit", "card", at=plan.written_at + DAY, day=TODAY + DAY)
    assert done.pk == plan.pk
    assert stands(case, freja).planned is None


def test_another_kind_leaves_the_plan_until_we_have_talked(planned, tried, case, freja):
    plan = planned(kind="visit")
    tried("call", "missed")
    assert stands(case, freja).planned == plan
    tried("call", "reached")
    assert Attempt.objects.get(pk=plan.pk).outcome == "called_off"
    assert Event.objects.filter(name="prevention.attempt_called_off").count() == 1
    assert (stands(case, freja).state, stands(case, freja).due_on) == ("reached", None)


def test_a_case_has_one_plan_and_a_new_one_takes_its_place(planned):
    first, second = planned(kind="call"), planned(kind="visit", day=TODAY + 2 * DAY)
    assert first.pk == second.pk
    assert Attempt.objects.get().kind == "visit"


def test_what_cannot_be_is_refused_with_what_to_do(planned, tried, act, case, landlord):
    with pytest.raises(reaching.HasNotHappened, match="planlæg"):
        tried(day=TODAY + DAY)
    with pytest.raises(reaching.CannotEndSo, match="Ring kan ikke ende med"):
        tried("call", "card")
    with pytest.raises(reaching.DayIsOver, match="Den dag er gået"):
        planned(day=TODAY - DAY)
    with pytest.raises(reaching.NotAColleague):
        act(reaching.plan_attempt, case=case, said=Said("call", TODAY), worker_id=landlord.pk)
    act(actions.close_case, case=case, outcome="never_reached", words="")
    with pytest.raises(actions.CaseIsClosed):
        tried()
    assert not Attempt.objects.exists()


def test_the_bailiffs_day_sends_us_to_the_door(case, freja):
    found = stands(case, freja, on=D(2026, 12, 7))
    assert (found.next.kind, found.next.due_on) == ("call", TODAY)  # late, since nobody has called
    assert stands(case, freja, on=D(2026, 11, 20)).next.why == ["Ingen har prøvet endnu."]


def test_my_plan_and_whom_nobody_reached_are_steps_of_the_day(planned, case, others, freja, now):
    planned(kind="visit", day=TODAY)
    with looking_as(freja):
        why = {step.person_id: step.why for step in steps(freja, now)}
    assert why == {case.person_id: "Planlagt: Besøg, aften.", others.person_id: "Ring. Ingen har prøvet endnu."}


def test_a_letter_that_came_back_is_a_step(tried, case, freja, now):
    tried("letter", "came_back", part="")
    with looking_as(freja):
        (step,) = steps(freja, now + 3 * DAY)
    assert "Brevet kom tilbage" in step.why


def test_three_in_vain_are_hard_to_reach_and_have_a_plan(page, tried, case):
    for kind, outcome, part in (("call", "missed", "morning"), ("text", "sent", ""), ("knock", "card", "afternoon")):
        tried(kind, outcome, part=part)
    shown = page.get(f"/forebyggelse/sag/{case.pk}/forsoeg/").content.decode()
    assert "Svær at træffe: 3 forsøg" in shown
    assert "Send et brev" in shown
    listed = page.get("/forebyggelse/ikke-truffet/").content.decode()
    assert "En er svær at træffe og har et næste skridt." in listed


def test_it_is_written_by_two_presses(page, case):
    where = f"/forebyggelse/sag/{case.pk}/forsoeg/skriv/"
    shown = page.get(where)
    assert "data-offline-queue" in shown.content.decode()
    first = shown.context["form"].initial
    sent = page.post(where, {**first, "day": "i dag", "outcome": "missed"})
    assert sent.status_code == 302
    attempt = Attempt.objects.get()
    assert (attempt.kind, attempt.outcome, attempt.day) == ("call", "missed", TODAY)


def test_words_are_kept_when_the_answer_cannot_be(page, case):
    where = f"/forebyggelse/sag/{case.pk}/forsoeg/skriv/"
    sent = page.post(where, {"kind": "call", "outcome": "card", "day": "i dag", "words": "Lys i vinduet"})
    assert sent.status_code == 422
    assert "Lys i vinduet" in sent.content.decode()
    assert not Attempt.objects.exists()


def test_the_plan_begins_with_what_is_proposed(page, case, freja):
    where = f"/forebyggelse/sag/{case.pk}/forsoeg/planlaeg/"
    first = page.get(where).context["form"].initial
    assert (first["kind"], first["day"], first["worker"]) == ("call", TODAY, freja.user_id)
    assert page.post(where, {**first, "day": "i morgen", "part": "evening"}).status_code == 302
    assert Attempt.objects.get().outcome == "planned"


def test_questions_do_not_grow_with_cases_and_attempts(page, case, others, tried, django_assert_max_num_queries):
    for _time in range(5):
        tried()
    with django_assert_max_num_queries(20):
        page.get("/forebyggelse/ikke-truffet/")
    with django_assert_max_num_queries(20):
        page.get(f"/forebyggelse/sag/{case.pk}/forsoeg/")


def test_another_team_sees_nothing(client_of, colleague_in_other_team, case, tried, viewer_for):
    tried()
    theirs = client_of(colleague_in_other_team)
    assert theirs.get(f"/forebyggelse/sag/{case.pk}/forsoeg/").status_code in (403, 404)
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        assert queries.not_reached(viewer=other, on=TODAY) == []
        assert not Attempt.objects.exists()


def test_the_page_says_when_we_talked(page, tried, case):
    tried(outcome="reached", day=TODAY - DAY)
    assert "Talte sammen i går" in page.get(reverse("prevention:attempts", args=[case.pk])).content.decode()
