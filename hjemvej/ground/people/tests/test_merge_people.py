"""When two records are one person: does everything follow, and is what can't be refused in words?"""

import datetime
from collections.abc import Callable

import pytest
from django.http import Http404

from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.people import access, actions, queries
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow, User
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Change, Event


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def pair(by, now) -> tuple[Person, Person]:
    with looking_as(by):
        keep = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve")
        merge = actions.create_person(by=by, at=now, description="Ukendt kvinde, havnen", cpr="610170-0000")
        actions.add_contact_way(person=merge, kind="place", value="Kafé Eksempel", by=by, at=now)
    return keep, merge


def test_name_number_and_rows_of_rooms_above_follow(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        Course.objects.create(person=merge, kind="safe_night", opened_at=now)
        kept = actions.merge_people(keep=keep, merge=merge, by=by, at=now, why="Samme CPR")
        assert kept.name == "Testa Prøve"
        assert kept.cpr_lookup == merge.cpr_lookup
        assert [way.value for way in queries.contact_ways(kept, viewer=by, on=now.date())] == ["Kafé Eksempel"]
        assert Course.objects.get().person_id == keep.pk
        assert [found.id for found in queries.find_people("kvinde havnen", viewer=by)] == [keep.pk]
        assert not NeedToKnow.objects.filter(person_id=merge.pk).exists()


def test_the_log_says_what_was_moved(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        event = Event.objects.get(name="people.people_merged", person_id=keep.pk)
    assert event.details["merged"] == str(merge.pk)
    assert "people_contactway.person_id" in event.details["rows"]
    change = Change.objects.filter(table_name="people_contactway", operation="update").get()
    assert (change.before, change.after) == ({"person_id": str(merge.pk)}, {"person_id": str(keep.pk)})


def test_an_old_link_leads_to_the_kept_record(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        assert access.open_person(by, merge.pk, page="test", at=now).pk == keep.pk


def test_a_stranger_is_not_led_anywhere(pair, by, now, colleague_in_other_team, viewer_for):
    stranger = viewer_for(colleague_in_other_team)
    with looking_as(stranger), pytest.raises(Http404):
        access.open_person(stranger, pair[0].pk, page="test", at=now)


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


def test_two_numbers_are_two_people(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        actions.set_cpr(person=keep, cpr="610171-0000", by=by, at=now)
        with pytest.raises(actions.CannotMerge, match="hvert sit CPR-nummer"):
            actions.merge_people(keep=keep, merge=merge, by=by, at=now)
        with pytest.raises(actions.CannotMerge, match="samme borger"):
            actions.merge_people(keep=keep, merge=keep, by=by, at=now)
