"""Are coordinators, courses and tasks those of the given citizen, kind, team and day alone?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import member, membership_of
from hjemvej.ground.casework import actions, queries
from hjemvej.ground.casework.in_hand.queries.load import team_load
from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import Membership, NeedToKnow
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User

DAY = datetime.timedelta(days=1)


@pytest.fixture
def citizens(karen, now):
    made = [Person.objects.create(given_names=name, surname="Prøve", created_at=now) for name in ("Ib", "Åse")]
    for person in made:
        open_need(person_id=person.pk, organisation_id=karen.team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=now)
    return made


def mine_or_nobodys(viewer):
    """Return the ids of the citizens whose rows, here their needs to know, are the viewer's to follow up on."""
    return set(NeedToKnow.objects.filter(queries.is_mine_or_nobodys(viewer)).values_list("person_id", flat=True))


def test_each_citizen_has_a_coordinator_of_their_own(citizens, karen, support_worker, now):
    ib, aase = citizens
    for person in citizens:
        actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=now - DAY)
    actions.assign_coordinator(person_id=ib.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    held = {person: queries.coordinator_of(person.pk, viewer=karen) for person in citizens}
    assert {person: found and found.coordinator_id for person, found in held.items()} == {
        ib: support_worker.pk, aase: karen.user_id
    }  # fmt: skip
    assert mine_or_nobodys(karen) == {aase.pk}
    actions.end_coordination(person_id=ib.pk, by=karen, at=now)
    assert queries.coordinator_of(ib.pk, viewer=karen) is None
    assert Coordination.objects.filter(until_on=None).get().person == aase
    assert mine_or_nobodys(karen) == {ib.pk, aase.pk}


@pytest.mark.parametrize(
    ("by_the_system", "who", "may"),
    [
        (False, "support_worker", True),
        (False, "colleague_in_other_team", False),
        (False, "shelter_worker", False),
        (True, "support_worker", True),
        (True, "colleague_in_other_team", True),
        (True, "shelter_worker", False),
    ],
)
def test_a_colleague_coordinates_and_for_the_system_anyone_in_a_team(
    request, citizens, karen, now, by_the_system, who, may
):
    by, user = system("a job") if by_the_system else karen, request.getfixturevalue(who)
    try:
        actions.assign_coordinator(person_id=citizens[0].pk, coordinator_id=user.pk, by=by, at=now)
    except actions.CannotCoordinate:
        assert not may
    else:
        assert may


def test_those_may_coordinate_who_work_with_citizens_in_the_team_today(
    citizens, karen, support_worker, prevention_worker, leader, administrator, colleague_in_other_team, our_team, now
):
    Membership.objects.filter(user=prevention_worker).update(last_on=now.date() - DAY)
    User.objects.filter(pk=leader.pk).update(is_active=False)
    ib, aase = citizens
    actions.assign_coordinator(person_id=ib.pk, coordinator_id=karen.user_id, by=karen, at=now - DAY)
    actions.assign_coordinator(person_id=ib.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    actions.assign_coordinator(person_id=aase.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    found = queries.possible_coordinators(viewer=karen, on=now.date())
    assert [(one.name, one.coordinates) for one in found] == [(support_worker.name, 2), (karen.name, 0)]


def test_who_ends_a_membership_reads_first_how_many_citizens_need_another_coordinator(
    citizens, karen, support_worker, leader, administrator, client_of, now
):
    def page(of, seen_by):
        return client_of(seen_by).get(reverse("access:member", args=[membership_of(of).pk])).content.decode()

    for person in citizens:
        actions.assign_coordinator(person_id=person.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    assert f"{support_worker.name} er koordinator for 2 borgere." in page(support_worker, leader)
    assert "er koordinator for" not in page(User.objects.get(pk=karen.user_id), leader)
    told = page(support_worker, administrator)  # who sees no citizens, so that no number is told
    assert "Borgere, som medlemmet er koordinator for" in told
    assert "2 borgere" not in told


def test_courses_are_listed_by_kind_and_whether_they_are_open(citizens, karen, now):
    ib, aase = citizens
    asked = {"by": karen, "because": "x"}
    closed = actions.open_course(person_id=ib.pk, kind="safe_night", at=now - 2 * DAY, **asked)
    actions.close_course(course=closed, outcome="Fik en seng", by=karen, at=now - DAY)
    theirs = actions.open_course(person_id=aase.pk, kind="safe_night", at=now, **asked)
    other = actions.open_course(person_id=ib.pk, kind="housing_first", at=now, **asked)
    assert list(queries.open_courses("safe_night", viewer=karen)) == [theirs]
    assert list(queries.open_courses("housing_first", viewer=karen)) == [other]
    assert queries.latest_courses("safe_night", [ib.pk], viewer=karen) == {ib.pk: closed}
    assert queries.latest_courses("safe_night", [ib.pk, aase.pk], viewer=karen) == {ib.pk: closed, aase.pk: theirs}
    assert list(queries.courses_of(ib.pk, viewer=karen)) == [other, closed]
    for asked_for in (closed, theirs):
        assert queries.course(asked_for.pk, viewer=karen) == asked_for


def test_how_far_an_effort_is_is_told_of_that_course_while_it_is_open(citizens, karen, now):
    ib, aase = (
        actions.open_course(person_id=person.pk, kind="safe_night", because="x", by=karen, at=now)
        for person in citizens
    )
    actions.tell_so_far(course=ib, outcome="Er i gang", by=karen, at=now)
    actions.close_course(course=ib, outcome="Fik en seng", by=karen, at=now)
    actions.tell_so_far(course=ib, outcome="Er i gang igen", by=karen, at=now)
    for course in (ib, aase):
        course.refresh_from_db()
    assert (ib.outcome, aase.outcome) == ("Fik en seng", "")
    assert Event.objects.filter(name="casework.course_told").count() == 1


def test_the_team_shares_its_own_open_tasks_and_those_of_nobody(
    citizens, karen, support_worker, leader, other_team, viewer_for, now
):
    """A colleague without people or tasks is left out; the most past their day first."""
    gone = member("Tidl Kollega Prøve", Role.SUPPORT_WORKER, other_team)
    ib = citizens[0]
    actions.assign_coordinator(person_id=ib.pk, coordinator_id=karen.user_id, by=karen, at=now)

    def add(assigned_to, *, late=False, team=karen.team_id, done=False):
        task = actions.add_task(
            person_id=ib.pk, organisation_id=team, kind="own", title="T", due_at=now - DAY if late else now,
            assigned_to_id=assigned_to, by=karen, at=now,
        )  # fmt: skip
        if done:
            actions.complete_task(task=task, outcome="", by=karen, at=now)

    add(support_worker.pk), add(support_worker.pk, late=True), add(support_worker.pk, late=True)
    add(support_worker.pk, late=True, done=True), add(support_worker.pk, late=True, team=other_team.pk)
    add(None, late=True), add(gone.pk)
    load = team_load(viewer=karen, at=now, on=now.date())
    assert [(one.name, one.people, one.tasks, one.late) for one in load] == [
        (support_worker.name, 0, 3, 2), ("Ingen har dem", 0, 2, 1), (karen.name, 1, 0, 0),
    ]  # fmt: skip


def test_the_notes_to_sign_are_the_viewers_own(citizens, karen, support_worker, viewer_for, now):
    bo, written = viewer_for(support_worker), []
    for by, sign in ((karen, False), (karen, True), (bo, False)):
        written.append(
            actions.write_note(
                person_id=citizens[0].pk, kind="contact", text="x", own_words="", happened_at=now, by=by, at=now,
                sign=sign,
            )
        )  # fmt: skip
    assert list(queries.unsigned_notes(viewer=karen)) == [written[0]]
    assert list(queries.unsigned_notes(viewer=bo)) == [written[2]]


def test_a_task_shows_the_laws_reason_only_when_its_clock_has_started(citizens, karen, now):
    made = [
        actions.add_task(
            person_id=citizens[0].pk, organisation_id=karen.team_id, kind="own", title="T", due_at=now, by=karen,
            at=now, law_key=law_key, clock_started_on=started,
        )
        for law_key, started in (
            ("shelter_notice", now.date()), ("inquiry_first_answer", now.date()), ("shelter_notice", None), ("", None),
        )
    ]  # fmt: skip
    shown = queries.with_clocks(made, on=timezone.localdate(now))
    assert [(bool(one.why), one.may_wait) for one in shown] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
    ]
    assert not queries.with_clocks(made[3:], on=timezone.localdate(now))[0].why
