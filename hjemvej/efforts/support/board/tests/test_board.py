"""Does the day say whom to meet and what to remember; does the board put danger first; may a colleague step in?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.support.board import shown
from hjemvej.efforts.support.board.steps import steps
from hjemvej.efforts.support.contacting import actions as contacting
from hjemvej.efforts.support.models import Visit
from hjemvej.efforts.support.queries import courses, running
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions
from hjemvej.ground.casework.actions import add_task, open_course
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Listed
from hjemvej.platform.ui.when import clock, moment_in_words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def town(homeless, begin, do, log, at, coordinator):
    """Ole was not met for 16 days, Eva is met, Bo is in hospital, Per is the whole team's, Ida waits for a method."""
    people = {name: homeless(name) for name in ("Ole", "Eva", "Bo", "Per", "Ida", "Finn")}
    long_ago = at - 40 * DAY
    for name in ("Ole", "Eva", "Bo"):
        begin(people[name], Method.ICM, every_days=7, at=long_ago)
    log(people["Ole"], at - 16 * DAY)
    log(people["Ole"], at - 2 * DAY, kind="attempt")
    log(people["Eva"], at - 2 * DAY)
    begin(people["Per"], Method.ACT, worker_id=None, every_days=2, at=long_ago)
    begin(people["Finn"], Method.CTI, worker_id=coordinator.pk, every_days=7, at=long_ago)
    do(open_course, person_id=people["Ida"].pk, kind="support", because="Flytter ind", at=long_ago)
    return people


@pytest.fixture
def paused(town, do, karen, today):
    with looking_as(karen):
        bo = courses.support_of(town["Bo"].pk, viewer=karen)
    do(actions.pause_support, support=bo, because="hospital", from_on=today - 3 * DAY, words="")
    return town


def test_the_day_says_whom_to_meet(page, paused, do, karen, at, django_assert_max_num_queries):
    planned = {"worker_id": karen.user_id, "remember": "Nøglen til kælderen"}
    do(contacting.plan_visit, person_id=paused["Eva"].pk, planned_at=at + HOUR / 60, **planned)
    do(contacting.plan_visit, person_id=paused["Bo"].pk, planned_at=at - 3 * DAY, **planned)
    with django_assert_max_num_queries(20):
        text = page.get(reverse("support:day")).content.decode()
    assert "Ét besøg i dag" in text
    assert "Nøglen til kælderen" in text
    assert "Ikke mødt i 16 dage; aftalt hver 7. dag" in text, "a try is no meeting"
    assert "Per Eksempel" in text, "the whole team's"
    assert "Finn" not in text, "a colleague's"
    assert "Ikke skrevet ned endnu" in text
    assert "· besøg" not in text, "of those who should be met, none has a visit"
    coming = do(contacting.plan_visit, person_id=paused["Ole"].pk, planned_at=at + 2 * DAY, **planned)
    do(contacting.plan_visit, person_id=paused["Ole"].pk, planned_at=at + 3 * DAY, **planned)
    for name in ("day", "board"):
        told = page.get(reverse(f"support:{name}")).content.decode()
        assert told.count(f"· besøg {moment_in_words(coming.planned_at, at)}") == 1, "the next, at whom it is with"
    along = page.post(reverse("support:take_along"), headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert along["rows"][0][0] == "Eva Eksempel"
    assert along["rows"][0][2] == "Nøglen til kælderen"
    assert page.post(reverse("support:take_along")).status_code == 302, "nobody is there to lock it"
    with looking_as(karen):
        assert Listed.objects.filter(page="support.day", person_id=paused["Ole"].pk).exists()
        assert Listed.objects.filter(page="support.take_along", person_id=paused["Eva"].pk).exists()


def test_the_board_puts_danger_first_and_another_team_is_not_on_it(
    page, paused, client_of, colleague_in_other_team, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        text = page.get(reverse("support:board")).content.decode()
    assert "3 borgere er ikke mødt som aftalt" in text, "Ole, Per and Finn"
    assert text.index("Ole Eksempel") < text.index("Eva Eksempel")
    assert "På pause siden" in text
    assert "Flytter ind" in text
    assert "metoden regner med 10 pr. medarbejder" in text, "CTI"
    assert "kan ikke vides" in text, "ICM"
    only = page.get(reverse("support:board"), {"metode": "act"}).content.decode()
    assert "Per Eksempel" in only
    assert "Ole Eksempel" not in only
    theirs = client_of(colleague_in_other_team)
    for name in ("day", "board"):
        assert "Eksempel" not in theirs.get(reverse(f"support:{name}")).content.decode()


def test_a_colleague_who_is_ill_is_covered(page, paused, do, karen, coordinator, at, landlord):
    planned = {"worker_id": coordinator.pk, "planned_at": at + HOUR / 60}
    visit = do(contacting.plan_visit, person_id=paused["Eva"].pk, **planned)
    cover = reverse("support:cover", args=[coordinator.pk])
    text = page.get(cover).content.decode()
    assert "2 borgere skal mødes i dag i stedet for" in text, "Eva's visit, and Finn"
    assert "Per Eksempel" not in text, "the whole team's are on everybody's day"
    assert page.post(reverse("support:take_visit", args=[visit.pk])).status_code == 302
    with looking_as(karen):
        assert Visit.objects.get(pk=visit.pk).worker_id == coordinator.pk, "a page that does not say whom it shows"
    with pytest.raises(contacting.VisitIsOver, match="har taget besøget, mens du så på listen"):
        do(contacting.take_visit, visit=visit, seen=landlord.pk)
    page.post(reverse("support:take_visit", args=[visit.pk]), {"worker": str(coordinator.pk)})
    assert "Eva Eksempel" in page.get(reverse("support:day")).content.decode()
    assert page.get(reverse("support:cover", args=[landlord.pk])).status_code == 404, "no colleague"


def test_each_meets_their_own_the_whole_teams_and_those_whose_worker_has_left(town, karen, coordinator, at, today):
    def names(rows):
        return {name for name, person in town.items() if person.pk in {one.person_id for one in rows}}

    with looking_as(karen):
        assert names(running.met_by(karen.user_id, at, viewer=karen)) == {"Ole", "Eva", "Bo", "Per"}
        assert names(running.met_by(coordinator.pk, at, viewer=karen)) == {"Finn", "Per"}
        assert names(running.of_a_worker(coordinator.pk, at, viewer=karen)) == {"Finn"}
        with looking_as(system("test")):
            Membership.objects.filter(user=coordinator).update(last_on=today - DAY)
        assert names(running.met_by(karen.user_id, at, viewer=karen)) == {"Ole", "Eva", "Bo", "Per", "Finn"}
        assert names(running.of_a_worker(coordinator.pk, at, viewer=karen)) == {"Finn"}
        marked = {one.person_id for one in running.of_the_team(at, viewer=karen) if one.has_left}
        assert marked == {town["Finn"].pk}


def test_i_dag_the_register_and_the_overview_say_the_same(paused, karen, at, today):
    with looking_as(karen):
        found = steps(karen, at)
        titles = {str(step.title): step for step in found}
        assert titles["Ole Eksempel"].why == "Bostøtte: Ikke mødt i 16 dage; aftalt hver 7. dag"
        assert titles["1 borger venter på en metode"].is_late
        assert "Finn Eksempel" not in titles
        ids = [person.pk for person in paused.values()]
        values = shown.columns(ids, on=today, known_on=None, viewer=karen)
        assert shown.met_cell(values[paused["Ole"].pk], at).pill == "ikke mødt"
        assert shown.course_cell(values[paused["Finn"].pk], at).text == "CTI, kontaktfase"
        listed = shown.let_through(ids, on=today, known_on=None, viewer=karen, since={})
        by_name = {name: sorted(listed[person.pk]) for name, person in paused.items()}
        assert by_name == {
            "Ole": ["icm", "ikke_moedt"], "Eva": ["icm"], "Bo": ["icm", "pause"], "Per": ["act", "ikke_moedt"],
            "Ida": ["venter"], "Finn": ["cti", "ikke_moedt"],
        }  # fmt: skip
        counted = shown.count(today, karen)
        assert counted["rhythm"] == {"late": 3, "on_time": 1, "not_met": 0, "paused": 1, "not_agreed": 0}
        picture = shown.picture(counted, today)
        assert picture
        assert picture.title.startswith("1 af 4 borgere")
        card = shown.card(paused["Ida"].pk, at, viewer=karen)
        assert card["stands"] is None
        assert card["waits"].opened_because == "Flytter ind"
        assert len(list(shown.happened(paused["Ole"].pk, karen, 10, None))) == 2


def test_a_citizen_who_is_dead_is_to_be_ended_and_one_whose_worker_has_left_is_everybodys(
    page, town, karen, coordinator, at, today
):
    with looking_as(system("test")):
        Person.objects.filter(pk__in=[town["Ole"].pk, town["Ida"].pk]).update(died_on=today)
        Membership.objects.filter(user=coordinator).update(last_on=today - DAY)
    text = page.get(reverse("support:board")).content.decode()
    assert "Borgeren er død: slut forløbet" in text
    assert "Ida Eksempel" not in text, "nobody chooses a method for her"
    assert "ikke i teamet mere: hele teamets" in text, "Finn's worker"
    assert page.get(reverse("support:cover", args=[coordinator.pk])).status_code == 200
    day = page.get(reverse("support:day")).content.decode()
    assert "Finn Eksempel" in day
    assert "Ole Eksempel" not in day
    with looking_as(karen):
        titles = [str(step.title) for step in steps(karen, at)]
        assert "Finn Eksempel" in titles
        assert not {"Ole Eksempel", "1 borger venter på en metode"} & set(titles)
        assert shown.count(today, karen)["rhythm"]["late"] == 3, "Bo, Per and Finn"


def test_all_are_met_as_agreed_only_where_that_is_agreed(page, homeless, begin, log):
    ib, eva = homeless("Ib"), homeless("Eva")
    begin(ib, Method.ICM, every_days=7)
    log(ib)
    assert "Alle er mødt som aftalt" in page.get(reverse("support:board")).content.decode()
    begin(eva, Method.ICM)
    log(eva)
    for name in ("board", "day"):
        text = page.get(reverse(f"support:{name}")).content.decode()
        assert "1 er mødt som aftalt, med 1 er det ikke aftalt, hvor tit" in text


def test_icm_has_a_number_of_its_own_and_is_never_counted_with_cti(page, homeless, begin):
    """Six by CTI and five by ICM are eleven citizens, and over no number: CTI's ten are CTI's."""
    for number in range(11):
        begin(homeless(f"Borger {number}"), Method.CTI if number < 6 else Method.ICM)
    address = reverse("support:board")
    text = page.get(address).content.decode()
    assert "6 borgere i CTI; metoden regner med 10 pr. medarbejder" in text
    assert "5 borgere i ICM" in text
    assert "en medarbejder har i ICM, når metoden følges, kan ikke vides" in text
    assert "flere end" not in text
    Provision.objects.filter(key="support_caseload_icm").update(value=4)
    text = page.get(address).content.decode()
    assert "5 borgere i ICM; I har sagt 4 pr. medarbejder" in text
    assert "flere end jeres tal" in text
    assert "flere end metoden" not in text
    assert "kan ikke vides" not in text


def test_a_visit_is_the_next_until_it_is_over_with_a_course_or_before_one(ib, begin, do, karen, at):
    planned = {"person_id": ib.pk, "worker_id": karen.user_id, "minutes": 60}
    for _course in ("none", "one"):
        with looking_as(karen):
            card = shown.card(ib.pk, at, viewer=karen)
            assert card["visit_at"] is None
            assert shown.answers(card) == []
        over = do(contacting.plan_visit, **planned, planned_at=at - 2 * HOUR)
        now = do(contacting.plan_visit, **planned, planned_at=at - HOUR / 2)
        later = do(contacting.plan_visit, **planned, planned_at=at + HOUR)
        with looking_as(karen):
            card = shown.card(ib.pk, at, viewer=karen)
            assert card["visit_at"] == now.planned_at, "it goes on"
            assert shown.answers(card)[0].due_at == now.planned_at
        for visit in (over, now, later):
            do(contacting.cancel_visit, visit=visit)
        if _course == "none":
            begin(ib, Method.ICM)


def test_a_planned_visit_is_the_next_step_on_the_citizens_page(page, ib, begin, do, karen, at):
    """With a course or before one; a step of ours that comes first is said first."""
    address = reverse("staff:person", args=[ib.pk])
    assert "Intet næste skridt er aftalt" in page.get(address).content.decode()
    visit = do(contacting.plan_visit, person_id=ib.pk, worker_id=karen.user_id, planned_at=at + DAY)
    said = f"I morgen {clock(at + DAY)}: besøg"
    for _course in ("none", "one"):
        text = page.get(address).content.decode()
        assert said in text
        assert "Intet næste skridt er aftalt" not in text
        if _course == "none":
            begin(ib, Method.ICM)
    task = {"kind": "own", "title": "Ring til Ydelse", "due_at": at + DAY / 2, "organisation_id": karen.team_id}
    do(add_task, person_id=ib.pk, **task)
    text = page.get(address).content.decode()
    assert "Ring til Ydelse" in text
    assert said not in text
    do(contacting.cancel_visit, visit=visit)
