"""Is a team's fidelity that of its own courses alone, and are names shown only when asked? Its figures: tests/."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.support.fidelity import queries
from hjemvej.efforts.support.models import Contact, Phase, PhaseArea, SupportCourse
from hjemvej.ground.casework.models import Course
from hjemvej.ground.known.models import Fact
from hjemvej.ground.law.models import MethodCriterion, Provision
from hjemvej.ground.plans.models import Goal, PlanVersion, Verdict
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Listed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGE = "support:fidelity"


@pytest.fixture
def course_of(homeless, karen, today):
    """Give `course_of("Ib", "cti", meetings=[3, 10])`: a course with meetings so many days ago."""

    def make(name, method="icm", *, days=100, every=14, meetings=(), words="", workers=(), team=None, wishes=False):
        person = homeless(name, team=team)
        is_cti = method == "cti"
        support = SupportCourse.objects.create(
            person=person, course=Course.objects.create(person=person, kind="support", opened_at=timezone.now()),
            method=method, why="Prøve", team_id=team.pk if team else karen.team_id, began_on=today - days * DAY,
            worker_id=None if method == "act" else karen.user_id, every_days=None if is_cti else every,
        )  # fmt: skip
        if is_cti:
            Phase.objects.create(
                support=support, person=person, number=1, from_on=today - 60 * DAY, planned_until_on=today + 30 * DAY,
                every_days=every,
            )  # fmt: skip
        for number, ago in enumerate(meetings):
            day = datetime.datetime.combine(today - ago * DAY, datetime.time())
            Contact.objects.create(
                person=person, support=support, worker_id=(workers or [karen.user_id])[number % (len(workers) or 1)],
                team_id=support.team_id, happened_at=timezone.make_aware(day), written_at=timezone.now(), kind="met",
                place="home", own_words=words,
            )  # fmt: skip
        if wishes:
            Fact.objects.create(
                person=person, about="home_wishes", from_on=today - 300 * DAY, source="prøve", row_key=str(person.pk),
                known_from=timezone.now() - 300 * DAY,
            )  # fmt: skip
        return support

    return make


@pytest.fixture
def team(course_of, coordinator, karen, other_team):
    """Seven courses by three methods, and another team's, which is not judged."""
    often = range(0, 90, 10)
    ib = course_of("Ib", "cti", meetings=often, words="Jeg vil have ro", wishes=True)
    PhaseArea.objects.create(phase=ib.phases.get(), person=ib.person, order=1, dimension="home", aim="Betale husleje")
    course_of("Eva", "cti", meetings=[5, 40])
    course_of("Ole", meetings=often, words="Godt", wishes=True)
    course_of("Bo", meetings=[50, 60, 80])
    course_of("Finn", every=None, meetings=often)
    course_of("Per", "act", every=14, meetings=often, workers=[karen.user_id, coordinator.pk])
    course_of("Ida", "act", every=14, meetings=often)
    course_of("Mona", "icm", meetings=[], team=other_team)


def found(karen, today):
    with looking_as(karen):
        return {one.method.value: one for one in queries.fidelity(today, viewer=karen)}


def holds(of_it, key):
    told = of_it.criterion(key).found.judged.values()
    return sum(one.holds is True for one in told)


def test_when_its_contacts_are_taken_away_a_criterion_is_met_no_longer(team, karen, today):
    before = found(karen, today)["cti"]
    assert [holds(before, key) for key in ("met_as_agreed", "own_words")] == [1, 1]
    Contact.objects.filter(corrected_at=None, own_words="Jeg vil have ro").update(corrected_at=timezone.now())
    after = found(karen, today)["cti"]
    assert [holds(after, key) for key in ("met_as_agreed", "own_words")] == [0, 0]
    assert after.criterion("own_words").found.state == "not"


def test_the_page_says_what_is_missing_and_shows_names_only_when_asked(
    team, page, client_of, coordinator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        text = page.get(reverse(PAGE)).content.decode()
    assert "Noget mangler i: hvor tit, hvor mange borgere, valg af bolig" in text
    assert "opfyldt i 1 af 2" in text, "ICM's rhythm: of three, one has none agreed"
    assert "Mødt dér, hvor borgeren er: <strong>kan ikke vides</strong>" in text
    assert "I har ikke sagt et tal" in text
    assert "CTI-manualen" in text
    assert not Listed.objects.exists()
    assert not any(name in text for name in ("Bo Eksempel", "Eva Eksempel", "Karen"))
    asked = page.get(reverse(PAGE), {"metode": "icm", "hvad": "met_as_agreed"}).content.decode()
    assert "50 dage uden et møde; aftalt er 14." in asked
    assert asked.index("Bo Eksempel") < asked.index("Finn Eksempel"), "by the alphabet"
    assert "Ole Eksempel" not in asked
    assert Listed.objects.filter(page="support.fidelity").exists()
    for wrong in ({"metode": "icm", "hvad": "handed_over"}, {"metode": "xx", "hvad": "own_words"}, {"metode": "icm"}):
        assert page.get(reverse(PAGE), wrong).status_code == 404


def test_another_team_sees_its_own_courses_alone(team, client_of, colleague_in_other_team):
    text = client_of(colleague_in_other_team).get(reverse(PAGE)).content.decode()
    assert "Ib Eksempel" not in text
    assert "ICM" in text
    assert "CTI:" not in text


def test_goals_and_plans_are_asked_of_the_plan(team, karen, today):
    assert (
        holds(found(karen, today)["icm"], "own_verdict") == holds(found(karen, today)["icm"], "asked_for_provider") == 0
    )
    ole = SupportCourse.objects.get(person__given_names="Ole").person
    who = {
        "person": ole,
        "organisation_id": karen.team_id,
        "recorded_at": timezone.now(),
        "recorded_by_id": karen.user_id,
    }
    goal = Goal.objects.create(**who, words="En sofa", said_on=today - 200 * DAY)
    of_it = found(karen, today)["icm"].criterion("own_verdict").found
    assert [one.holds for one in of_it.judged.values()].count(False) == 1
    Verdict.objects.create(**who, goal=goal, answer="nearer", said_on=today - DAY)
    PlanVersion.objects.create(
        person=ole, organisation_id=karen.team_id, kind="plan_142", begun_at=timezone.now(), begun_by_id=karen.user_id,
        purpose="Hjem", effort="Støtte", duration="Et år", provider="no_wish", together="spoken", agreed_on=today,
        agreed_at=timezone.now(), agreed_by_id=karen.user_id,
    )  # fmt: skip
    after = found(karen, today)["icm"]
    assert holds(after, "own_verdict") == holds(after, "asked_for_provider") == 1
    bo = SupportCourse.objects.get(person__given_names="Bo").person
    PlanVersion.objects.create(
        person=bo, organisation_id=karen.team_id, kind="plan_141", begun_at=timezone.now(), begun_by_id=karen.user_id,
        purpose="Hjem", effort="Støtte", duration="Et år", together="spoken", agreed_on=today,
        agreed_at=timezone.now(), agreed_by_id=karen.user_id,
    )  # fmt: skip
    asked = found(karen, today)["icm"].criterion("asked_for_provider").found
    assert not any(one.holds is False for one in asked.judged.values()), "a plan by § 141 does not ask it"


def test_a_figure_that_the_team_has_set_is_judged_by_and_a_criterion_ends_by_its_date(team, karen, today):
    Provision.objects.filter(key="fidelity_met_where_they_are").update(value=50)
    MethodCriterion.objects.filter(key="own_words").update(valid_to=today)
    of_it = found(karen, today)["icm"]
    assert of_it.criterion("met_where_they_are").found.state == "met"
    assert of_it.criterion("own_words") is None
