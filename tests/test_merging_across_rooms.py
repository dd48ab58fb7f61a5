"""When two records become one person, do the rows of rooms above follow, or is it refused in words?"""

import datetime
from collections.abc import Callable

import pytest

from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.people import actions
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import User
from hjemvej.platform.access.viewer import Viewer, looking_as


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def pair(by: Viewer, now: datetime.datetime) -> tuple[Person, Person]:
    with looking_as(by):
        keep = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve")
        merge = actions.create_person(by=by, at=now, description="Ukendt kvinde, havnen")
    return keep, merge


def test_courses_of_the_merged_one_follow(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        Course.objects.create(person=merge, kind="safe_night", opened_at=now)
        actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        assert Course.objects.get().person_id == keep.pk


def test_two_courses_of_a_kind_are_refused_and_nothing_is_changed(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        for person in pair:
            Course.objects.create(person=person, kind="safe_night", opened_at=now)
        Task.objects.create(
            person=merge, organisation_id=by.team_id, kind="own", title="Ring", due_at=now, created_at=now
        )
        with pytest.raises(actions.CannotMerge, match="åbent forløb af samme slags"):
            actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        assert Task.objects.get().person_id == merge.pk
        assert not Person.objects.exclude(merged_into=None).exists()


def test_where_each_slept_is_superseded_on_the_merged_one(pair, by, now):
    keep, merge = pair
    early = now - datetime.timedelta(days=1)
    with looking_as(by):
        for person in pair:
            Situation.objects.create(
                person=person, kind="gade", from_on=now.date(), source="Test", certainty="seen", recorded_at=early
            )
        actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        assert [row.person_id for row in Situation.objects.filter(superseded_at=None)] == [keep.pk]
