"""Is a plan locked as agreed, with the wish for a provider asked and answered, and are those without one seen?"""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hjemvej.ground.casework.models import Draft, Task
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.plans import actions, queries
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from tests.rows import saved

from .conftest import PLAN, TODAY

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def agree(act, testa):
    """Give `agree(…)`: agree on a plan with Testa; the version in writing is taken."""

    def agreed(kind="plan_142", on=TODAY, at=None, **changes):
        more = {"at": at} if at else {}
        draft = act(actions.begin_plan, person_id=testa.pk, kind=kind, **more)
        said = {**PLAN, **changes}
        return act(actions.agree_plan, plan=draft, said=said, version=draft.version, agreed_on=on, **more)

    return agreed


def test_an_agreed_plan_holds_the_goals_as_they_stood_and_is_locked(agree, goal, act, now):
    plan = agree()
    act(actions.change_goal, goal=goal, words="Noget helt andet", dimension="")
    plan.refresh_from_db()
    assert plan.goals == [{"words": "Have mit eget, med en dør jeg kan lukke", "dimension": "home", "steps": []}]
    for break_it in (lambda: plan.save(), lambda: plan.delete()):
        plan.purpose = "Rettet bagefter"
        with pytest.raises(IntegrityError, match="agreed and locked"), transaction.atomic():
            break_it()
    with pytest.raises(actions.PlanIsAgreed):
        act(actions.change_draft, plan=plan, said=PLAN, version=plan.version)
    with pytest.raises(actions.PlanIsAgreed):
        act(actions.drop_draft, plan=plan)


def test_a_new_version_begins_with_the_words_before_and_says_what_is_new(agree, act, karen, now, goal):
    first = agree(at=now - 9 * DAY, on=TODAY - 9 * DAY)
    act(actions.say_verdict, goal=goal, answer="dropped", said_on=TODAY)
    draft = act(actions.begin_plan, person_id=first.person_id, kind="plan_141")
    assert (draft.purpose, draft.provider) == ("Et sted at bo", "")
    again = act(actions.begin_plan, person_id=first.person_id, kind="plan_141")
    assert again.pk == draft.pk
    said = {**PLAN, "purpose": "Blive boende", "provider": "", "named_employee": ""}
    second = act(actions.agree_plan, plan=draft, said=said, version=1, agreed_on=TODAY)
    with looking_as(karen):
        shown = queries.shown(second, viewer=karen)
    assert shown.before == first
    told = {one.label: (one.before, one.after) for one in shown.changes}
    assert told["Hvad skal hjælpen føre til?"] == ("Et sted at bo", "Blive boende")
    assert told["Ikke længere et mål i planen"][0].startswith("Have mit eget")
    assert (second.followed, second.not_followed_because) == ("", "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"purpose": " "}, "purpose"), ({"provider": ""}, "provider"), ({"followed": ""}, "followed"),
     ({"not_followed_because": ""}, "not_followed_because"), ({"together": ""}, "together")],
)  # fmt: skip
def test_a_plan_that_lacks_what_the_law_asks_stays_a_draft(agree, changes, field):
    with pytest.raises(actions.PlanLacks) as refused:
        agree(**changes)
    assert refused.value.field_name in (field, "named_employee")
    assert PlanVersion.objects.get().agreed_at is None


def test_a_draft_that_a_colleague_wrote_at_is_not_written_over(act, testa):
    draft = act(actions.begin_plan, person_id=testa.pk, kind="plan_141")
    act(actions.change_draft, plan=draft, said={"purpose": "Ro"}, version=1)
    with pytest.raises(actions.ChangedMeanwhile):
        act(actions.change_draft, plan=draft, said={"purpose": "Andet"}, version=1)
    act(actions.drop_draft, plan=draft)
    assert not PlanVersion.objects.exists()


def in_shelter(person, from_on=TODAY - 20 * DAY, **more):
    with looking_as(system("test")):
        saved(Situation, person=person, kind="herberg", from_on=from_on, unusable_home="", **more)


def test_whoever_stays_in_a_shelter_without_a_plan_of_this_stay_is_seen(page, agree, act, testa, karen, now):
    in_shelter(testa)
    agree(at=now - 30 * DAY, on=TODAY - 30 * DAY)  # of a stay before
    with looking_as(karen):
        [one] = queries.without_plan(viewer=karen, at=now)
        [step] = queries.steps(karen, now)
    due_on = TODAY + 10 * DAY  # thirty days after she came, by our own goal
    assert (one.person_id, one.since, one.due_on, one.is_a_task) == (testa.pk, TODAY - 20 * DAY, due_on, False)
    assert (step.title, step.kind) == ("1 borger på forsorgshjem har ingen handleplan", "neutral")
    said = page.get(step.url).content.decode()
    assert "Én på forsorgshjem har ingen handleplan" in said
    assert "Jeres eget mål er 30 dage" in said
    assert "dage over" not in said
    task = saved(
        Task, person=testa, kind="shelter_notice", law_key="action_plan", organisation_id=karen.team_id, due_at=now,
        created_at=now,
    )  # fmt: skip
    with looking_as(karen):
        assert queries.steps(karen, now) == []
    assert "står som opgave" in page.get(step.url).content.decode()
    draft = act(actions.begin_plan, person_id=testa.pk, kind="plan_142")
    with pytest.raises(actions.AgreedTooEarly, match=r"Opholdet begyndte 31\. oktober 2026"):
        act(actions.agree_plan, plan=draft, said=PLAN, version=draft.version, agreed_on=TODAY - 21 * DAY)
    task.refresh_from_db()
    assert task.done_at is None
    agree()
    with looking_as(karen):
        assert queries.steps(karen, now) == []
    task.refresh_from_db()
    assert (task.outcome, task.done_at) == ("Handleplanen er aftalt", now)
    assert "Alle på forsorgshjem har en handleplan" in page.get(step.url).content.decode()


def test_the_wait_goes_on_through_a_move_between_shelters(page, testa, karen, now):
    in_shelter(testa, TODAY - 45 * DAY, until_on=TODAY - 5 * DAY)
    in_shelter(testa, TODAY - 5 * DAY)
    with looking_as(karen):
        [one] = queries.without_plan(viewer=karen, at=now)
    assert (one.since, one.days_over(TODAY)) == (TODAY - 45 * DAY, 15)
    said = page.get(reverse("plans:without_plan")).content.decode()
    assert "Én på forsorgshjem har ingen handleplan, én er over jeres mål" in said
    assert "15 dage over" in said


def test_one_plan_holds_whichever_paragraph_and_none_is_agreed_before_it(page, agree, now):
    first = agree(kind="plan_141", provider="", named_employee="", on=TODAY - 2 * DAY, at=now - DAY)
    with pytest.raises(actions.AgreedTooEarly, match=r"Planen før er aftalt 18\. november 2026"), transaction.atomic():
        agree(on=TODAY - 3 * DAY)
    second = agree(on=TODAY - 2 * DAY)
    for plan, words in ((first, "En tidligere plan"), (second, "Planen, der gælder")):
        assert words in page.get(reverse("plans:plan_version", args=[plan.pk])).content.decode()


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_plan_is_written_agreed_and_becomes_a_letter_in_large_print(page, testa, goal, django_assert_max_num_queries):
    in_shelter(testa)
    assert "Kommunen skal lave den (§ 142)" in page.get(reverse("plans:plan", args=[testa.pk])).content.decode()
    begin = reverse("plans:begin_plan", args=[testa.pk])
    assert page.post(begin, {"kind": "stay"}).url == reverse("plans:plan", args=[testa.pk])
    write = page.post(begin, {"kind": "plan_142"}).url
    opened = page.get(write).content.decode()
    assert "kun læst som forslag" in opened
    assert "Have mit eget" in opened
    draft = PlanVersion.objects.get()
    page.post(reverse("casework:save_draft"), {"_draft": f"plan-{draft.pk}", "purpose": "Halvt skrevet"})
    assert "Halvt skrevet" in page.get(write).content.decode()
    assert page.post(write, {"purpose": "Ro", "version": "1", "gem": "1"}).url == write
    assert not Draft.objects.exists()
    gaps = page.post(write, {"purpose": "Ro", "version": "2", "aftal": "1", "agreed_on": "i dag"})
    assert (gaps.status_code, "loven spørger om det" in gaps.content.decode()) == (422, True)
    agreed = page.post(write, {**PLAN, "version": "2", "aftal": "1", "agreed_on": "i dag"})
    version = reverse("plans:plan_version", args=[draft.pk])
    assert agreed.url == version
    with django_assert_max_num_queries(20):
        shown = page.get(version).content.decode()
    assert "Planen, der gælder: aftalt 20. november 2026" in shown
    assert "Mette har ikke plads" in shown
    assert page.get(write).url == version
    letter = page.post(reverse("plans:write_plan_letter", args=[draft.pk]))
    found = Letter.objects.get()
    assert letter.url == reverse("correspondence:letter", args=[found.pk])
    assert found.heading == "Din handleplan"
    assert "- ”Have mit eget, med en dør jeg kan lukke”" in found.text
    assert "Du har sat et mærke." in found.text
    assert "Behandling" not in found.text


def test_another_team_and_its_ids_find_no_plan(act, testa, colleague_in_other_team, client_of, clock_stands):
    draft = act(actions.begin_plan, person_id=testa.pk, kind="plan_141")
    theirs = client_of(colleague_in_other_team)
    for name in ("plan_version", "write_plan"):
        assert theirs.get(reverse(f"plans:{name}", args=[draft.pk])).status_code == 404
    for name in ("write_plan", "drop_plan_draft", "write_plan_letter"):
        assert theirs.post(reverse(f"plans:{name}", args=[draft.pk]), {}).status_code == 404
    assert theirs.post(reverse("plans:begin_plan", args=[testa.pk]), {"kind": "plan_141"}).status_code == 404
    assert PlanVersion.objects.count() == 1
    assert "Testa" not in theirs.get(reverse("plans:without_plan")).content.decode()
