"""Does a course begin with reasons, go from phase to phase, wait without being closed, end with names?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.support.contacting import actions as contacting
from hjemvej.efforts.support.models import Pause, Phase, PhaseArea, SupportCourse, Visit
from hjemvej.efforts.support.queries import running
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions
from hjemvej.efforts.support.running.actions import Chosen, Planned
from hjemvej.ground.casework.actions import CourseEndsOnItsOwnPage, close_course, open_course
from hjemvej.ground.casework.models import Course
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def stands(karen, at):
    def of(person):
        with looking_as(karen):
            return running.of_person(person.pk, at, viewer=karen)

    return of


def test_who_is_handed_over_waits_until_a_method_is_chosen(page, ib, do, karen, django_assert_max_num_queries):
    do(open_course, person_id=ib.pk, kind="support", because="Flytter ind den 1.")
    course = reverse("support:course", args=[ib.pk])
    with django_assert_max_num_queries(20):
        shown = page.get(course).content.decode()
    assert "Venter på, at I vælger en metode" in shown
    assert "Flytter ind den 1." in shown
    address = reverse("support:choose_method", args=[ib.pk])
    with django_assert_max_num_queries(20):
        shown = page.get(address).content.decode()
    assert "bro ind i egen bolig" in shown
    assert "De mest udsatte" in shown
    assert "CTI-manualen" in shown
    refused = page.post(address, {"method": "icm", "why": "Mange steder på én gang", "worker": ""})
    assert refused.status_code == 422
    assert "Mange steder på én gang" in refused.content.decode(), "nothing is lost"
    said = {"method": "cti", "why": "Bro ind i egen bolig", "worker": str(karen.user_id), "every_days": "7"}
    assert page.post(address, said).status_code == 302
    with looking_as(karen):
        made = SupportCourse.objects.get()
        assert made.course.kind == "support"
        assert made.course.closed_at is None
        assert made.every_days is None
        assert Phase.objects.get().every_days == 7
    with django_assert_max_num_queries(20):
        shown = page.get(course).content.decode()
    assert "Kontaktfase" in shown
    assert "Bro ind i egen bolig" in shown


def test_cti_goes_through_its_phases_and_ends_with_names(page, ib, begin, do, karen, stands, today, at):
    support = begin(ib, every_days=7)
    assert stands(ib).phase.number == 0
    address = reverse("support:begin_phase", args=[support.pk])
    assert page.get(address).context["form"]["every_days"].value() == 7, "what is agreed is not lost by a new phase"
    half = {"number": "1", "dimension_1": "home", "aim_1": "", "aim_2": "Ringe til banken"}
    refused = page.post(address, half)
    assert refused.status_code == 422
    assert "Ringe til banken" in refused.content.decode()
    assert page.post(address, {"number": "1"}).status_code == 422, "a plan has one area at least"
    twice = {"number": "1", "dimension_1": "home", "aim_1": "Et", "dimension_2": "home", "aim_2": "To"}
    assert page.post(address, twice).status_code == 422
    plan = {
        "number": "1",
        "dimension_1": "home",
        "aim_1": "Betale huslejen selv",
        "dimension_2": "money",
        "aim_2": "Budget",
    }
    assert page.post(address, {**plan, "every_days": "10"}).status_code == 302
    assert page.post(address, {**plan, "every_days": "10"}).status_code == 422, "a colleague began it meanwhile"
    with looking_as(karen):
        first, second = Phase.objects.order_by("number")
        assert first.until_on == today
        assert second.planned_until_on > today + 85 * DAY
    for number in (2, 3):
        do(actions.begin_phase, support=support, number=number, plan=[Planned("network", "Søster")], every_days=14)
    with pytest.raises(actions.WrongPhase):
        do(actions.begin_phase, support=support, number=3, plan=[Planned("network", "Søster")], every_days=None)
    end = reverse("support:end_support", args=[support.pk])
    done = {"because": "done", "words": "Godt. Ring til Mona."}
    refused = page.post(end, done)
    assert refused.status_code == 422
    assert "Økonomi er ikke givet videre" in refused.content.decode()
    with looking_as(karen):
        areas = list(PhaseArea.objects.order_by("-phase__number"))
    for area in areas:
        if area.phase_id != second.pk or area.dimension != "network":
            assert (
                page.post(reverse("support:hand_area", args=[area.pk]), {"to": "Mona, hjemmeplejen"}).status_code == 302
            )
    assert page.post(end, done).status_code == 302
    with looking_as(karen):
        support.refresh_from_db()
        assert support.ended_because == "done"
        assert Phase.objects.filter(until_on=None).count() == 0
        assert Course.objects.get().closed_at
        assert "Ring til Mona" in Course.objects.get().outcome
    with pytest.raises(actions.HasEnded):
        do(actions.end_support, support=support, because="unwanted", words="x")


def test_a_pause_waits_and_never_closes(page, ib, begin, do, karen, log, stands, today, at):
    support = begin(ib, Method.ICM, every_days=7, at=at - 30 * DAY)
    log(ib, at - 20 * DAY)
    assert stands(ib).rhythm.words == "Ikke mødt i 20 dage; aftalt hver 7. dag"
    said = {"because": "hospital", "from_on": "i går", "words": "Vi besøger på afdelingen"}
    assert page.post(reverse("support:pause_support", args=[support.pk]), said).status_code == 302
    assert stands(ib).rhythm.kind == "paused"
    assert not stands(ib).rhythm.is_late
    assert "Vi besøger på afdelingen" in page.get(reverse("support:course", args=[ib.pk])).content.decode()
    assert page.post(reverse("support:pause_support", args=[support.pk]), said).status_code == 422, "once"
    back = reverse("support:resume_support", args=[support.pk])
    assert page.post(back, {"until_on": (today - 5 * DAY).strftime("%d/%m-%y")}).status_code == 422
    assert page.post(back, {"until_on": "i dag"}).status_code == 302
    assert stands(ib).rhythm.kind == "not_met", "the rhythm counts from the day of coming back"
    with looking_as(karen):
        assert Pause.objects.get().until_on == today
        assert SupportCourse.objects.get().ended_on is None
    with pytest.raises(actions.NotPaused):
        do(actions.resume_support, support=support, until_on=today)


def test_another_method_is_a_new_row_with_its_reasons(page, ib, begin, do, karen, today):
    support = begin(ib, every_days=7)
    do(actions.pause_support, support=support, because="hospital", from_on=today, words="")
    address = reverse("support:choose_method", args=[ib.pk])
    said = {"method": "act", "why": "Ude hele tiden", "worker": "", "words": "Kan ikke bruge de tilbud, der er"}
    assert page.post(address, {**said, "method": "cti", "worker": str(karen.user_id)}).status_code == 422
    assert page.post(address, {**said, "words": ""}).status_code == 422
    assert page.post(address, said).status_code == 302
    with looking_as(karen):
        before, now = SupportCourse.objects.order_by("ended_on")
        assert before.pk == support.pk
        assert before.ended_because == "another_method"
        assert now.worker_id is None
        assert now.course_id == before.course_id
        assert now.is_shared
        assert Course.objects.get().closed_at is None, "the hand-over goes on"
        assert Pause.objects.get(until_on=None).support_id == now.pk, "still in hospital"
    shown = page.get(reverse("support:course", args=[ib.pk])).content.decode()
    assert "Kan ikke bruge de tilbud, der er" in shown
    assert "Ude hele tiden" in shown
    assert "hele teamet" in shown
    with pytest.raises(actions.RunsAlready):
        begin(ib)
    with pytest.raises(actions.NoWorker):
        do(actions.change_method, support=now, chosen=Chosen(Method.ICM, "Fordi"), words="Fordi")
    assert page.post(reverse("support:agree_rhythm", args=[now.pk]), {"every_days": "2"}).status_code == 302
    assert page.post(reverse("support:give_worker", args=[now.pk]), {"worker": str(karen.user_id)}).status_code == 302
    with looking_as(karen):
        now.refresh_from_db()
        assert (now.every_days, now.worker_id) == (2, karen.user_id)
    for name, said in (("agree_rhythm", {"every_days": "5"}), ("give_worker", {"worker": ""})):
        refused = page.post(reverse(f"support:{name}", args=[now.pk]), said)
        assert "En kollega har ændret det, mens du skrev" in refused.content.decode(), name
        begins = {field.name: field.value() or "" for field in page.get(refused.request["PATH_INFO"]).context["form"]}
        assert page.post(refused.request["PATH_INFO"], {**begins, **said}).status_code == 302, name


def test_another_team_reads_and_does_not_change_and_an_end_calls_visits_off(
    page, ib, begin, do, karen, other_team, at, log
):
    support = begin(ib, Method.ICM)
    visit = {"person_id": ib.pk, "worker_id": karen.user_id}
    coming = do(contacting.plan_visit, planned_at=at + DAY, **visit)
    over = do(contacting.plan_visit, planned_at=at - DAY, **visit)
    address = reverse("support:course", args=[ib.pk])
    with looking_as(karen):
        SupportCourse.objects.update(team_id=other_team.pk)
    assert "Slut støtten" not in page.get(address).content.decode()
    with pytest.raises(actions.NotOurs, match=other_team.name):
        do(actions.agree_rhythm, support=support, every_days=3)
    with looking_as(karen):
        SupportCourse.objects.update(team_id=karen.team_id)
        Course.objects.update(closed_at=at)
    assert "Overdragelsen er lukket, men støtten er i gang" in page.get(address).content.decode()
    do(actions.end_support, support=support, because="handed_over", words="Ring til Mona")
    with looking_as(karen):
        assert Visit.objects.get(pk=coming.pk).cancelled_at
        assert Visit.objects.get(pk=over.pk).cancelled_at is None


def test_the_page_that_closes_any_course_sends_on_to_where_support_ends(page, ib, begin, do, karen, other_team):
    handed = do(open_course, person_id=ib.pk, kind="support", because="Flytter ind")
    close = reverse("casework:close_course", args=[handed.pk])
    assert page.get(close).status_code == 200, "no method is chosen: a hand-over by mistake is closed here"
    support = begin(ib, Method.ICM)
    own = reverse("support:end_support", args=[support.pk])
    assert page.get(close).url == own
    said = page.post(close, {"outcome": "Færdig"}, follow=True)
    assert said.redirect_chain == [(own, 302)]
    assert "Bostøtte er i gang og sluttes på sin egen side" in said.content.decode()
    with pytest.raises(CourseEndsOnItsOwnPage, match="hvad der skal være på plads først"):
        do(close_course, course=handed, outcome="Færdig")
    with looking_as(karen):
        assert Course.objects.get().closed_at is None
        SupportCourse.objects.update(team_id=other_team.pk)
    assert page.get(close).url == reverse("support:course", args=[ib.pk]), "another team's course: only they end it"
    with looking_as(karen):
        SupportCourse.objects.update(team_id=karen.team_id)
    assert page.post(own, {"because": "unwanted", "words": "Ring til Mona"}).status_code == 302
    with looking_as(karen):
        assert Course.objects.get().closed_at, "its own page closes the hand-over too"


@pytest.mark.parametrize(
    ("method", "ends", "says"),
    [(Method.ICM, False, "Kun CTI har faser."), (Method.CTI, True, "Forløbet er sluttet.")],
)
def test_no_next_phase_is_begun_and_the_page_says_why(page, ib, begin, do, method, ends, says):
    support = begin(ib, method)
    if ends:
        do(actions.end_support, support=support, because="unwanted", words="Det går godt")
    answer = page.get(reverse("support:begin_phase", args=[support.pk]), follow=True)
    assert says in answer.content.decode()
