"""When two records become one person, do the rows of rooms above follow, or is it refused in words?"""

import datetime
from collections.abc import Callable

import pytest

from hjemvej.efforts.safe_night.models import Night, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import correct_night
from hjemvej.ground.casework.actions import assign_coordinator
from hjemvej.ground.casework.models import Coordination, Course, Task
from hjemvej.ground.people import actions
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.identity.models import User


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def pair(by: Viewer, now: datetime.datetime, clock_stands: None) -> tuple[Person, Person]:
    with looking_as(by):
        keep = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve")
        merge = actions.create_person(by=by, at=now, description="Ukendt kvinde, havnen")
    return keep, merge


def test_courses_of_the_merged_one_follow(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        Course.objects.create(person=merge, kind="safe_night", opened_at=now)
        merge_people(keep=keep, merge=merge, by=by, at=now)
        assert Course.objects.get().person_id == keep.pk


def test_two_courses_of_a_kind_are_refused_and_nothing_is_changed(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        for person in pair:
            Course.objects.create(person=person, kind="safe_night", opened_at=now)
        Task.objects.create(
            person=merge, organisation_id=by.team_id, kind="own", title="Ring", due_at=now, created_at=now
        )
        with pytest.raises(CannotMerge, match="åbent forløb af samme slags"):
            merge_people(keep=keep, merge=merge, by=by, at=now)
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
        merge_people(keep=keep, merge=merge, by=by, at=now)
        assert [row.person_id for row in Situation.objects.filter(superseded_at=None)] == [keep.pk]


def test_two_of_the_same_evening_become_one(pair, by, now, coordinator, support_worker):
    """Each worker made a record, with what goes with it: nothing of it can be taken away by hand."""
    keep, merge = pair
    with looking_as(by):
        for person, worker in zip(pair, (coordinator, support_worker), strict=True):
            told = {"code": "265", "name": "Roskilde", "from_on": now.date(), "by": by, "at": now}
            actions.set_responsible_municipality(person=person, **told)
            assign_coordinator(person_id=person.pk, coordinator_id=worker.pk, by=by, at=now)
            asked = {"night": now.date(), "status": "unmet", "organisation_id": by.team_id, "requested_at": now}
            PlaceRequest.objects.create(person=person, **asked)
        merge_people(keep=keep, merge=merge, by=by, at=now)
        assert Coordination.objects.get(person=keep).coordinator_id == coordinator.pk
        assert PlaceRequest.objects.count() == 1  # the others' record is nobody's now
        undo = merges_of(keep, viewer=by)[0]
        undo_merge(merge=undo, why="To", by=by, at=now)
        assert Coordination.objects.get(person=merge).coordinator_id == support_worker.pk


def test_the_nights_of_two_who_are_one_are_derived_again_and_parted_again(pair, by, now):
    """Each was told of otherwise, which used to be refused: now the latest word on the night counts."""
    keep, merge = pair
    last_night = now.date() - datetime.timedelta(days=1)
    hour = datetime.timedelta(hours=1)
    with looking_as(by):
        for person, outcome, at in ((keep, "safe", now), (merge, "unsafe", now + hour)):
            correct_night(person_id=person.pk, night=last_night, outcome=outcome, what_happened="x", by=by, at=at)

        def known() -> dict[object, str]:
            rows = Night.objects.filter(superseded_at=None)
            return {row.person_id: row.outcome for row in rows}

        assert known() == {keep.pk: "safe", merge.pk: "unsafe"}
        merge_people(keep=keep, merge=merge, by=by, at=now + 2 * hour)
        assert known() == {keep.pk: "unsafe"}
        then = Night.objects.filter(person=keep, superseded_at=now + 2 * hour)
        assert then.get().outcome == "safe"  # what was known then stands
        undo_merge(merge=merges_of(keep, viewer=by)[0], why="To", by=by, at=now + 3 * hour)
        assert known() == {keep.pk: "safe", merge.pk: "unsafe"}
