"""Is a citizen taken, given, received and brought back, with the event, and nobody else touched?"""

import datetime

import pytest

from conftest import membership_of
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.in_hand import actions, queries
from hjemvej.ground.casework.in_hand.actions import Agreed
from hjemvej.ground.casework.in_hand.rules import InHand
from hjemvej.ground.casework.models import Coordination, HandOver, Task
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event

DAY = datetime.timedelta(days=1)
JOB = system("Overdragelser kommer tilbage")


@pytest.fixture(autouse=True)
def _with_a_bystander(bystander):
    """Whatever the test does with Ib, Bodil's rows are as they were."""

    def rows():
        tables = (Coordination.objects, HandOver.objects, Task.objects)
        return [list(table.filter(person=bystander).values()) for table in tables]

    before = rows()
    yield
    assert rows() == before


@pytest.fixture
def by_omar(omar, viewer_for):
    return viewer_for(omar)


def agreed(now):
    return Agreed("Besøg ham", "own", now + DAY)


def stands(person, viewer, now):
    return queries.standing_of(person.pk, viewer=viewer, at=now)


def give(person, karen, omar, now, **more):
    return actions.give_citizen(
        person_id=person.pk, receiver_id=omar.pk, team_id=karen.team_id, why="Går på ferie.", agreed=None, by=karen,
        at=now, **more,
    )  # fmt: skip


def names():
    return list(Event.objects.order_by("id").values_list("name", flat=True))


def test_one_press_takes_a_citizen_and_the_tasks_of_who_left(sleeps_out, omar, karen, now):
    person = sleeps_out("Per", omar)
    membership_of(omar)
    omar.is_active = False
    type(omar).objects.filter(pk=omar.pk).update(is_active=False)
    actions.take_citizen(person_id=person.pk, agreed=None, by=karen, at=now)
    found = stands(person, karen, now)
    assert (found.owner.id, found.step) == (karen.user_id, "Ring til huset")
    assert Task.objects.get(person=person).assigned_to_id == karen.user_id
    assert names()[-1] == "casework.coordinator_assigned"


def test_what_comes_next_is_asked_for_only_where_it_is_lacking(sleeps_out, karen, now):
    person = sleeps_out("Per", step=False)
    with pytest.raises(actions.NothingComesNext):
        actions.take_citizen(person_id=person.pk, agreed=None, by=karen, at=now)
    assert not Coordination.objects.filter(person=person).exists()
    actions.take_citizen(person_id=person.pk, agreed=agreed(now), by=karen, at=now)
    assert isinstance(stands(person, karen, now), InHand)
    assert names()[-2:] == ["casework.coordinator_assigned", "casework.task_added"]


def test_a_step_for_a_colleagues_citizen_leaves_the_colleague_as_owner(sleeps_out, omar, karen, now):
    person = sleeps_out("Per", omar, step=False)
    actions.take_citizen(person_id=person.pk, agreed=agreed(now), by=karen, at=now)
    assert (stands(person, karen, now).owner.id, Task.objects.get(person=person).assigned_to_id) == (omar.pk, omar.pk)


def test_of_two_who_take_the_second_hears_who_follows_up(sleeps_out, karen, by_omar, now):
    person = sleeps_out("Per")
    actions.take_citizen(person_id=person.pk, agreed=None, by=karen, at=now)
    with pytest.raises(actions.AlreadyInHand, match="Karen Koordinator Prøve følger allerede op"):
        actions.take_citizen(person_id=person.pk, agreed=None, by=by_omar, at=now)


def test_given_nothing_changes_until_it_is_received_and_then_the_tasks_come_along(ib, karen, omar, by_omar, now):
    given = give(ib, karen, omar, now)
    assert given.answer_by == datetime.date(2026, 11, 24)  # a Friday, and two working days
    assert stands(ib, karen, now).owner.id == karen.user_id
    actions.receive_citizen(given=given, by=by_omar, at=now)
    assert (stands(ib, karen, now).owner.id, stands(ib, karen, now).state) == (omar.pk, "aftalt")
    assert Task.objects.get(person=ib).assigned_to_id == omar.pk
    given.refresh_from_db()
    assert (given.outcome, given.settled_at) == ("received", now)
    assert names() == ["casework.handed_over", "casework.coordinator_assigned", "casework.hand_over_received"]


def test_a_no_goes_back_to_the_sender_with_its_reason_and_a_step_today(ib, karen, omar, by_omar, now):
    actions.decline_citizen(given=give(ib, karen, omar, now), answer="Har for mange.", by=by_omar, at=now)
    found = stands(ib, karen, now)
    assert (found.owner.id, found.day) == (karen.user_id, now.date())
    assert found.step == "Kom tilbage: Omar Prøve Ny sagde nej tak: Har for mange."
    assert names()[1:] == ["casework.task_added", "casework.hand_over_declined"]


def test_what_came_back_is_no_next_step_once_somebody_acts_on_it(
    ib, sleeps_out, coordinator, karen, omar, by_omar, now
):
    """Bo, too, was given and declined, and stays as he was."""
    bo = sleeps_out("Bo", coordinator)
    for person in (ib, bo):
        actions.decline_citizen(given=give(person, karen, omar, now), answer="Nej tak.", by=by_omar, at=now)
    given = give(ib, karen, omar, now + DAY)
    told = Task.objects.filter(title__startswith="Kom tilbage", done_at=None)
    assert [task.person_id for task in told] == [bo.pk]
    actions.decline_citizen(given=given, by=by_omar, answer="Stadig nej.", at=now + DAY)
    assert told.filter(person=ib).count() == 1
    casework.assign_coordinator(person_id=ib.pk, coordinator_id=omar.pk, by=karen, at=now + DAY)
    assert [task.person_id for task in told] == [bo.pk]


def test_not_received_in_time_it_comes_back_and_also_after_the_machine_slept(ib, karen, omar, now):
    given = give(ib, karen, omar, now)
    assert actions.bring_back(by=JOB, at=now + 4 * DAY) == 0  # the last day is still theirs
    assert queries.overdue(JOB, now + 4 * DAY) == []
    weeks_later = now + 30 * DAY
    assert queries.overdue(JOB, weeks_later) == ["2026-11-24"]
    assert actions.bring_back(by=JOB, at=weeks_later) == 1
    given.refresh_from_db()
    assert given.outcome == "came_back"
    assert queries.overdue(JOB, weeks_later) == []
    task = Task.objects.filter(person=ib).latest("created_at")
    assert (task.title, task.assigned_to_id) == ("Kom tilbage: Omar Prøve Ny tog ikke imod i tide", karen.user_id)
    assert names()[1:] == ["casework.task_added", "casework.hand_over_came_back"]
    assert actions.bring_back(by=JOB, at=weeks_later) == 0


def test_without_a_receiver_nothing_is_given(ib, karen, omar, our_team, other_team, shelter_worker, shelter, now):
    for receiver, team in ((shelter_worker.pk, our_team.pk), (karen.user_id, our_team.pk), (None, our_team.pk),
                           (None, shelter.pk), (omar.pk, other_team.pk)):  # fmt: skip
        with pytest.raises(actions.NoSuchReceiver):
            actions.give_citizen(
                person_id=ib.pk, receiver_id=receiver, team_id=team, why="x", agreed=None, by=karen, at=now
            )
    place = membership_of(omar)
    place.last_on = now.date() - DAY
    place.save()
    with pytest.raises(actions.NoSuchReceiver):
        give(ib, karen, omar, now)
    assert not HandOver.objects.filter(person=ib).exists()


def test_another_team_sees_the_citizen_once_asked_and_holds_the_citizen_once_received(
    ib, karen, other_team, colleague_in_other_team, viewer_for, now
):
    given = actions.give_citizen(
        person_id=ib.pk, receiver_id=None, team_id=other_team.pk, why="Får bostøtte der.", agreed=None, by=karen, at=now
    )
    assert NeedToKnow.objects.filter(person_id=ib.pk, organisation=other_team, until_at=None).exists()
    actions.receive_citizen(given=given, by=viewer_for(colleague_in_other_team), at=now)
    found = stands(ib, karen, now)
    assert found.owner.id == colleague_in_other_team.pk
    assert Task.objects.get(person=ib).organisation == other_team


def test_only_who_is_asked_answers_only_the_sender_regrets_and_only_once(
    ib, karen, omar, by_omar, support_worker, viewer_for, now
):
    given = give(ib, karen, omar, now)
    with pytest.raises(actions.AlreadyGiven):
        give(ib, karen, omar, now)
    with pytest.raises(actions.NotYoursToAnswer):
        actions.receive_citizen(given=given, by=viewer_for(support_worker), at=now)
    with pytest.raises(actions.NotYoursToAnswer):
        actions.withdraw_hand_over(given=given, by=by_omar, at=now)
    actions.withdraw_hand_over(given=given, by=karen, at=now)
    with pytest.raises(actions.AlreadyAnswered):
        actions.receive_citizen(given=given, by=by_omar, at=now)
    assert stands(ib, karen, now).owner.id == karen.user_id
    assert names() == ["casework.handed_over", "casework.hand_over_withdrawn"]


def test_when_somebody_else_becomes_coordinator_the_hand_over_is_over(ib, karen, omar, support_worker, now):
    given = give(ib, karen, omar, now)
    casework.assign_coordinator(person_id=ib.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    given.refresh_from_db()
    assert (given.outcome, stands(ib, karen, now).state) == ("overtaken", "aftalt")


def test_the_hand_over_of_a_merged_record_waits_with_it(ib, karen, omar, now):
    give(ib, karen, omar, now)
    Person.objects.filter(pk=ib.pk).update(merged_into=Person.objects.exclude(pk=ib.pk).first())
    assert actions.bring_back(by=JOB, at=now + 30 * DAY) == 0


def test_where_no_goal_is_set_the_answer_is_due_today(ib, karen, omar, now):
    Provision.objects.filter(key="hand_over_answered").delete()
    assert give(ib, karen, omar, now).answer_by == now.date()
