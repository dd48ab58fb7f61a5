"""When two records are one person: does everything follow, and is what can't be refused in words?"""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.utils import timezone

from hjemvej.ground.people import access, actions, queries
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import break_glass
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.identity.models import User


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


def test_name_number_and_rows_follow(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        kept = merge_people(keep=keep, merge=merge, by=by, at=now, why="Samme CPR")
        assert kept.name == "Testa Prøve"
        assert kept.cpr_lookup == merge.cpr_lookup
        assert [way.value for way in queries.contact_ways(kept, viewer=by, on=now.date())] == ["Kafé Eksempel"]
        assert [found.id for found in queries.find_people("kvinde havnen", viewer=by, on=now.date())] == [keep.pk]
        assert not NeedToKnow.objects.filter(person_id=merge.pk).exists()


def test_a_phone_both_had_is_still_corrected(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        for person in pair:
            actions.add_contact_way(person=person, kind="phone", value="00 00 00 01", by=by, at=now)
        merge_people(keep=keep, merge=merge, by=by, at=now)
        way = actions.add_contact_way(person=keep, kind="phone", value="00 00 00 01", is_shared=True, by=by, at=now)
    assert way.is_shared


def test_one_who_is_only_open_in_an_emergency_is_not_made_ours(pair, by, now, other_team):
    keep, merge = pair
    NeedToKnow.objects.filter(person_id=merge.pk).update(organisation=other_team)
    break_glass(person_id=merge.pk, reason="Ligger bevidstløs på stationen", by=by, at=timezone.now())
    with looking_as(by), pytest.raises(CannotMerge, match="ikke jeres"):
        merge_people(keep=keep, merge=merge, by=by, at=now)


def test_the_log_says_what_was_moved(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        merge_people(keep=keep, merge=merge, by=by, at=now)
        event = Event.objects.get(name="people.people_merged", person_id=keep.pk)
    assert event.details["merged"] == str(merge.pk)
    assert "people_contactway.person_id" in event.details["rows"]
    change = Change.objects.filter(table_name="people_contactway", operation="update").get()
    assert (change.before, change.after) == ({"person_id": str(merge.pk)}, {"person_id": str(keep.pk)})


def test_an_old_link_leads_to_the_kept_record(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        merge_people(keep=keep, merge=merge, by=by, at=now)
        assert access.open_person(by, merge.pk, page="test", at=now).pk == keep.pk


def test_a_stranger_is_not_led_anywhere(pair, by, now, colleague_in_other_team, viewer_for):
    stranger = viewer_for(colleague_in_other_team)
    with looking_as(stranger), pytest.raises(Http404):
        access.open_person(stranger, pair[0].pk, page="test", at=now)


def test_two_numbers_are_two_people(pair, by, now):
    keep, merge = pair
    with looking_as(by):
        actions.set_cpr(person=keep, cpr="610171-0000", by=by, at=now)
        with pytest.raises(CannotMerge, match="hvert sit CPR-nummer"):
            merge_people(keep=keep, merge=merge, by=by, at=now)
        with pytest.raises(CannotMerge, match="samme borger"):
            merge_people(keep=keep, merge=keep, by=by, at=now)
