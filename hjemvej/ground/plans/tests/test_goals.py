"""Are goals kept in the citizen's words, with small steps, verdicts and strengths, and is nothing of it deleted?"""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.queries import steps as steps_of_today
from hjemvej.ground.people import actions as people
from hjemvej.ground.plans import actions, queries
from hjemvej.ground.plans.actions.goals import SaidStep, StepNamesNobody
from hjemvej.ground.plans.models import Goal, SmallStep, Strengths, Verdict
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

from .conftest import TODAY

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FRIDAY = TODAY + 7 * DAY


def ours(karen, **changes):
    return SaidStep(**{"what": "Ringe til boligselskabet", "who": "worker", "worker_id": karen.user_id,
                       "by_on": FRIDAY, **changes})  # fmt: skip


def test_a_step_of_ours_is_a_task_on_the_day_and_done_on_the_goals_page(act, goal, karen, now):
    step = act(actions.add_step, goal=goal, said=ours(karen))
    assert (step.task.kind, localdate(step.task.due_at), step.task.assigned_to_id) == (
        "small_step",
        FRIDAY,
        karen.user_id,
    )
    with looking_as(karen):
        [shown] = [one for one in steps_of_today(karen, now) if "boligselskabet" in one.why]
    assert shown.url == reverse("plans:goal_of_task", args=[step.task_id])
    act(actions.close_step, step=step, outcome="done", outcome_words="Vi står på listen")
    assert Task.objects.get(pk=step.task_id).done_at is not None
    with pytest.raises(actions.StepIsClosed):
        act(actions.close_step, step=step, outcome="done")


def test_a_citizens_own_step_is_no_task_and_never_late(act, goal, testa, karen, now):
    step = act(actions.add_step, goal=goal, said=SaidStep("Skrive til hende", "citizen", by_on=TODAY))
    assert (step.task, step.worker, Task.objects.count()) == (None, None, 0)
    with looking_as(karen):
        [shown] = queries.shown_goals(list(queries.open_goals(testa.pk, viewer=karen)), on=TODAY + 30 * DAY)
        [line] = queries.paper(testa.pk, karen, now)
    assert [one.clock and one.clock.kind for one in shown.steps] == ["neutral"]
    assert (line.whose, line.what, line.due_on) == ("Du", "Skrive til hende", TODAY)


@pytest.mark.parametrize(
    "changes",
    [{"worker_id": None}, {"by_on": None}, {"by_on": TODAY - DAY}, {"who": "other", "who_words": " "}],
)
def test_a_step_names_who_takes_it_and_a_day_we_can_keep(act, goal, karen, changes):
    with pytest.raises(StepNamesNobody):
        act(actions.add_step, goal=goal, said=ours(karen, **changes))
    with pytest.raises(actions.NothingSaid):
        act(actions.add_step, goal=goal, said=ours(karen, what=" "))
    assert not SmallStep.objects.exists()


def test_the_citizen_says_how_it_goes_and_a_goal_that_rests_can_be_taken_up_again(act, goal, karen, testa):
    step = act(actions.add_step, goal=goal, said=ours(karen))
    for answer in ("nearer", "same", "set_aside"):
        act(actions.say_verdict, goal=goal, answer=answer, words="Ikke nu", said_on=TODAY)
    goal.refresh_from_db()
    step.refresh_from_db()
    assert (goal.state, goal.state_on, step.outcome) == ("set_aside", TODAY, "not_needed")
    assert Task.objects.get(pk=step.task_id).done_at is not None
    with pytest.raises(actions.GoalRests):
        act(actions.add_step, goal=goal, said=ours(karen))
    with pytest.raises(actions.GoalRests):
        act(actions.say_verdict, goal=goal, answer="nearer", said_on=TODAY)
    act(actions.say_verdict, goal=goal, answer="taken_up", said_on=TODAY)
    goal.refresh_from_db()
    assert (goal.state, goal.state_on, Verdict.objects.count(), Goal.objects.count()) == ("open", None, 4, 1)
    assert Event.objects.filter(person_id=testa.pk, name="plans.goal_taken_up").count() == 1
    for day in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(actions.SaidInTheFuture):
            act(actions.say_verdict, goal=goal, answer="nearer", said_on=day)


def test_verdicts_are_counted_by_people_and_their_latest_word(act, goal, testa, karen, now):
    other = act(people.create_person, given_names="Berta", surname="Uberørt")
    theirs = act(actions.add_goal, person_id=other.pk, words="Ro", said_on=TODAY)
    second = act(actions.add_goal, person_id=testa.pk, words="Arbejde", said_on=TODAY)
    for one, answer in ((goal, "nearer"), (goal, "further"), (second, "nearer"), (theirs, "same")):
        act(actions.say_verdict, goal=one, answer=answer, said_on=TODAY)
    with looking_as(karen):
        assert queries.count_verdicts(TODAY, karen) == [1, 1, 0]
    act(actions.say_verdict, goal=second, answer="dropped", said_on=TODAY)
    with looking_as(karen):
        assert queries.count_verdicts(TODAY, karen) == [0, 1, 1]


def test_strengths_are_kept_in_versions_and_a_colleague_is_not_written_over(act, testa):
    write = {"person_id": testa.pk, "has_worked": "", "said_on": TODAY}
    first = act(actions.write_strengths, good_at="Lave mad", after=None, **write)
    with pytest.raises(actions.WrittenMeanwhile):
        act(actions.write_strengths, good_at="Andet", after=None, **write)
    act(actions.write_strengths, good_at="Lave mad til tyve", after=first.pk, **write)
    assert sorted(Strengths.objects.values_list("good_at", flat=True)) == ["Lave mad", "Lave mad til tyve"]
    with pytest.raises(actions.NothingSaid):
        act(actions.write_strengths, good_at=" ", after=None, **write)


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_goal_is_told_stepped_towards_and_judged_on_the_pages(page, testa, karen, django_assert_max_num_queries):
    plan = reverse("plans:plan", args=[testa.pk])
    assert "Her kommer det, borgeren selv gerne vil" in page.get(plan).content.decode()
    empty = page.post(reverse("plans:add_goal", args=[testa.pk]), {"words": "", "said_on": "i morges"})
    assert empty.status_code == 422
    told = page.post(
        reverse("plans:add_goal", args=[testa.pk]),
        {"words": "Sove en hel nat", "dimension": "mental", "said_on": "i dag"},
    )
    found = Goal.objects.get()
    assert told.url == reverse("plans:goal", args=[found.pk])
    form = {"skridt-what": "Ringe til lægen", "skridt-who": "worker", "skridt-worker": "", "skridt-by_on": "fredag"}
    refused = page.post(reverse("plans:add_step", args=[found.pk]), form)
    assert (refused.status_code, "Ringe til lægen" in refused.content.decode()) == (422, True)
    page.post(reverse("plans:add_step", args=[found.pk]), {**form, "skridt-worker": str(karen.user_id)})
    step = SmallStep.objects.get()
    assert page.get(reverse("plans:goal_of_task", args=[step.task_id])).url == told.url
    said = {"svar-answer": "nearer", "svar-words": "Jeg sov til seks", "svar-said_on": "i dag"}
    page.post(reverse("plans:say_verdict", args=[found.pk]), said)
    assert "Jeg sov til seks" in page.get(told.url).content.decode()
    page.post(reverse("plans:change_goal", args=[found.pk]), {"ret-words": "Sove hver nat", "ret-dimension": ""})
    page.post(reverse("plans:write_strengths", args=[testa.pk]), {"good_at": "Lave mad", "said_on": "i dag"})
    with django_assert_max_num_queries(20):
        shown = page.get(plan).content.decode()
    assert "Ét mål. Næste skridt: Ringe til lægen" in shown
    assert all(words in shown for words in ("”Sove hver nat”", "Lave mad", "Borgeren siger: Nærmere", "ikke talt om"))
    page.post(reverse("plans:close_step", args=[step.pk]), {"outcome": "done"})
    assert "Intet næste skridt er aftalt" in page.get(plan).content.decode()
    assert (
        "Det blev ikke skrevet"
        in page.post(reverse("plans:close_step", args=[step.pk]), {"outcome": "?"}, follow=True).content.decode()
    )


def test_a_part_of_the_map_that_is_pressed_is_chosen(page, testa):
    address = reverse("plans:add_goal", args=[testa.pk])
    assert '<option value="money" selected>' in page.get(f"{address}?livet=money").content.decode()
    assert page.get(f"{address}?livet=<script>").status_code == 200


def test_another_team_and_its_ids_find_nothing(act, goal, karen, colleague_in_other_team, client_of, clock_stands):
    step = act(actions.add_step, goal=goal, said=ours(karen))
    theirs = client_of(colleague_in_other_team)
    asked = {
        "plan": goal.person_id, "add_goal": goal.person_id, "write_strengths": goal.person_id, "goal": goal.pk,
        "goal_of_task": step.task_id,
    }  # fmt: skip
    for name, pk in asked.items():
        assert theirs.get(reverse(f"plans:{name}", args=[pk])).status_code == 404
    for name, pk in (
        ("add_step", goal.pk),
        ("say_verdict", goal.pk),
        ("change_goal", goal.pk),
        ("close_step", step.pk),
    ):
        assert theirs.post(reverse(f"plans:{name}", args=[pk]), {"outcome": "done"}).status_code == 404
    step.refresh_from_db()
    assert step.closed_at is None
