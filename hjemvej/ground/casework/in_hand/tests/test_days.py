"""Are the days counted on which nobody followed up, also after the machine slept, a merge, and an erasure?"""

import datetime
import uuid

import pytest

from conftest import membership_of, tight
from hjemvej.ground.casework.in_hand import actions, queries
from hjemvej.ground.casework.models import Coordination, CountedDay, UnheldDay, UnheldWeek
from hjemvej.ground.people.merging import queries as merging
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Listed
from hjemvej.platform.rooms import Leaving

DAY = datetime.timedelta(days=1)
JOB = system("Dage uden nogen tælles")


@pytest.fixture(autouse=True)
def _with_a_bystander(bystander):
    """Somebody always follows up on Bodil."""
    yield
    assert not UnheldDay.objects.filter(person=bystander).exists()


def days_of(person):
    return list(UnheldDay.objects.filter(person=person).order_by("on").values_list("on", flat=True))


def test_each_evening_is_counted_once_and_only_who_had_nobody(sleeps_out, ib, karen, now):
    person = sleeps_out("Per")
    assert actions.count_days(by=JOB, at=now) == [now.date() - DAY]
    assert actions.count_days(by=JOB, at=now) == []
    assert (days_of(person), days_of(ib)) == ([now.date() - DAY], [])


def test_who_only_lacks_a_step_has_somebody(sleeps_out, coordinator, now):
    person = sleeps_out("Per", coordinator, step=False)
    actions.count_days(by=JOB, at=now)
    assert days_of(person) == []


def test_the_days_that_the_machine_slept_through_are_counted_as_each_was(sleeps_out, coordinator, omar, now):
    taken, left = sleeps_out("Per"), sleeps_out("Åse", omar)
    actions.count_days(by=JOB, at=now)
    Coordination.objects.create(person=taken, coordinator=coordinator, from_on=now.date() + 2 * DAY)
    place = membership_of(omar)
    place.last_on = now.date() + 4 * DAY
    place.save()
    week = now + 7 * DAY
    assert queries.overdue(JOB, week) == [(now.date() + number * DAY).isoformat() for number in range(7)]
    assert len(actions.count_days(by=JOB, at=week)) == 7
    assert queries.overdue(JOB, week) == []
    assert days_of(taken) == [now.date() + number * DAY for number in (-1, 0, 1)]
    assert days_of(left) == [now.date() + number * DAY for number in (5, 6)]


def test_whom_no_team_knows_of_is_a_number_alone(sleeps_out, now):
    person = sleeps_out("Per")
    NeedToKnow.objects.filter(person_id=person.pk).update(until_at=now - 9 * DAY)
    actions.count_days(by=JOB, at=now)
    assert (days_of(person), CountedDay.objects.get().without_team) == ([], 1)


def test_a_merge_and_its_undoing_count_the_days_of_both_anew(sleeps_out, coordinator, karen, now):
    keep, other = sleeps_out("Per"), sleeps_out("Peer", coordinator)
    actions.count_days(by=JOB, at=now)
    assert (days_of(keep), days_of(other)) == ([now.date() - DAY], [])
    merge_people(keep=keep, merge=other, by=karen, at=now + DAY)
    actions.count_days(by=JOB, at=now + 2 * DAY)
    assert days_of(keep) == [], "one of the two records had a coordinator: the citizen had"
    (merge,) = merging.merges_of(keep, viewer=karen)
    undo_merge(merge=merge, why="To mennesker", by=karen, at=now + 2 * DAY)
    actions.count_days(by=JOB, at=now + 3 * DAY)
    assert (now.date() - DAY in days_of(keep), days_of(other)) == (True, [])


def test_of_an_erased_citizen_weeks_stay_that_end_with_their_month(sleeps_out, now):
    person, spell = sleeps_out("Per"), uuid.uuid4()
    for day in (datetime.date(2026, 10, 30), datetime.date(2026, 10, 31), datetime.date(2026, 11, 1)):
        UnheldDay.objects.create(person=person, on=day)
    actions.leave_weeks(Leaving(person.pk, spell, now, JOB))
    weeks = UnheldWeek.objects.order_by("week_on").values_list("spell_id", "week_on", "days")
    assert list(weeks) == [(spell, datetime.date(2026, 10, 26), 2), (spell, datetime.date(2026, 11, 1), 1)]
    before = dict(queries.days_without(viewer=JOB, at=now).months)
    UnheldDay.objects.all().delete()
    after = dict(queries.days_without(viewer=JOB, at=now).months)
    assert (before[datetime.date(2026, 10, 1)], after[datetime.date(2026, 10, 1)]) == (4, 2)


def test_the_leader_sees_how_many_and_who_and_each_team_its_own(
    sleeps_out, other_team, leader, viewer_for, client_of, coordinator, clock_stands, now
):
    person, theirs = sleeps_out("Per"), sleeps_out("Åse", team=other_team)
    actions.count_days(by=JOB, at=now - DAY)
    actions.count_days(by=JOB, at=now)
    assert len(days_of(theirs)) == 2
    by = viewer_for(leader)
    with looking_as(by):
        found = queries.days_without(viewer=by, at=now)
    assert (found.days, found.people, found.named) == (2, 1, [(person.pk, 2)])
    assert found.months[0] == (datetime.date(2026, 11, 1), 2)
    assert len(found.months) == 1, "a month of which nothing was counted is not nought"
    page = tight(client_of(leader).get("/sag/hvem-foelger-op/").content.decode())
    assert "2 dage de sidste 30 dage, 1 borger" in page
    assert Listed.objects.filter(page="casework.unheld", person_id=person.pk, user_id=leader.pk).exists()
    assert "de sidste 30 dage" not in client_of(coordinator).get("/sag/hvem-foelger-op/").content.decode()
