"""When two records are one person: does everything follow, and is what can't be refused in words?"""

import datetime
from collections.abc import Callable

import pytest
from django.http import Http404

from hjemvej.ground.people import access, actions, queries
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.platform.access.actions import break_glass
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.identity.models import User

DAY = datetime.date(1980, 2, 2)


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def pair(by, now, clock_stands) -> tuple[Person, Person]:
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
        assert [found.id for found in find_people("kvinde havnen", viewer=by, on=now.date())] == [keep.pk]
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
    break_glass(
        person_id=merge.pk, reason="Ligger bevidstløs på stationen", by=by, at=datetime.datetime.now(datetime.UTC)
    )
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


@pytest.mark.parametrize(
    ("kept", "other", "told"),
    [
        (
            {"born_on": DAY},
            {"born_year": 1971, "born_year_is_guess": True},
            {"born_on": DAY, "born_year": None, "born_year_is_guess": False},
        ),
        (
            {"born_year": 1971, "born_year_is_guess": True},
            {"born_on": DAY},
            {"born_on": DAY, "born_year": None, "born_year_is_guess": False},
        ),
        (
            {"born_year": 1971, "born_year_is_guess": True},
            {"born_year": 1980},
            {"born_year": 1971, "born_year_is_guess": True},
        ),
        (
            {"born_year": 1971},
            {"born_year": 1980, "born_year_is_guess": True},
            {"born_year": 1971, "born_year_is_guess": False},
        ),
        (
            {},
            {"born_year": 1980, "born_year_is_guess": True},
            {"born_year": 1980, "born_year_is_guess": True},
        ),
        ({"sex": "unknown"}, {"sex": "woman"}, {"sex": "woman"}),
        ({"sex": "man"}, {"sex": "woman"}, {"sex": "man"}),
        ({"channel_of_service": "letter"}, {"channel_of_service": "oral"}, {"channel_of_service": "letter"}),
        ({"animals": ""}, {"animals": "hund"}, {"animals": "hund"}),
        ({"animals": "kat"}, {"animals": "hund"}, {"animals": "kat"}),
        (
            {},
            {"protection": "address", "protection_last_on": DAY},
            {"protection": "address", "protection_last_on": DAY},
        ),
        (
            {"protection": "threatened"},
            {"protection": "address", "protection_last_on": DAY},
            {"protection": "threatened", "protection_last_on": None},
        ),
        ({}, {"needs_interpreter": True}, {"needs_interpreter": True, "has_no_permanent_stay": False}),
        ({"needs_interpreter": True}, {}, {"needs_interpreter": True}),
        ({}, {"has_no_permanent_stay": True}, {"has_no_permanent_stay": True, "needs_interpreter": False}),
        ({"has_no_permanent_stay": True}, {}, {"has_no_permanent_stay": True}),
    ],
)
def test_the_kept_record_is_filled_where_it_is_empty(pair, by, now, kept, other, told):
    keep, merge = pair
    for person, facts in ((keep, kept), (merge, other)):
        nothing = {"born_on": None, "born_year": None, "born_year_is_guess": False}
        Person.objects.filter(pk=person.pk).update(**{**nothing, **facts})
    with looking_as(by):
        merge_people(keep=keep, merge=merge, by=by, at=now)
    assert Person.objects.filter(pk=keep.pk).values(*told).get() == told


NAMED = {"given_names": "Mona", "surname": "Fiktiv", "description": ""}
NAMELESS = {"given_names": "", "surname": "", "description": "Kvinde i grøn jakke"}


@pytest.mark.parametrize(
    ("kept", "other", "is_called", "others"),
    [
        ({}, NAMED, "Testa Prøve", {("alias", "Mona Fiktiv")}),
        ({}, NAMELESS, "Testa Prøve", {("description", "Kvinde i grøn jakke")}),
        (NAMELESS, NAMED, "Mona Fiktiv", {("description", "Kvinde i grøn jakke")}),
        (
            NAMELESS,
            {**NAMELESS, "description": "Kvinde ved åen"},
            "Kvinde i grøn jakke",
            {("description", "Kvinde ved åen")},
        ),
        ({}, {**NAMED, "given_names": "Testa", "surname": "Prøve"}, "Testa Prøve", set()),
        ({}, {**NAMED, "given_names": "TES", "surname": ""}, "Testa Prøve", {("alias", "Tes")}),
    ],
)
def test_every_name_is_kept_once(pair, by, now, kept, other, is_called, others):
    keep, merge = pair
    for person, facts in ((keep, kept), (merge, other)):
        Person.objects.filter(pk=person.pk).update(**facts)
    with looking_as(by):
        if ("alias", "Tes") in others:
            actions.add_alias(person=keep, name="Tes", by=by, at=now)
        merged = merge_people(keep=keep, merge=merge, by=by, at=now)
    assert merged.full_name == is_called
    assert set(keep.names.values_list("kind", "name")) == others
    assert keep.names.count() == len(others)


def test_a_number_that_only_the_kept_one_has_is_no_hindrance(pair, by, now):
    merge, keep = pair
    with looking_as(by):
        number = keep.cpr_lookup
        assert merge_people(keep=keep, merge=merge, by=by, at=now).cpr_lookup == number


def test_every_need_to_know_follows_and_none_is_doubled(pair, by, now, shelter, other_shelter):
    keep, merge = pair
    ended, late = now - datetime.timedelta(days=1), now + datetime.timedelta(days=9)
    bo = Person.objects.create(given_names="Bo", created_at=now)
    NeedToKnow.objects.all().delete()
    needs = [  # whose, which organisation's, why, until, and until when after the merge
        (keep, by.team_id, "case", None, None),
        (merge, by.team_id, "case", None, now),  # doubled
        (merge, by.team_id, "inquiry", None, None),
        (merge, by.team_id, "case", ended, ended),
        (keep, shelter.pk, "guest", ended, ended),
        (merge, shelter.pk, "guest", None, None),
        (merge, other_shelter.pk, "case", None, None),
        (bo, other_shelter.pk, "case", None, None),
        (bo, shelter.pk, "guest", late, late),
    ]
    after = {}
    for person, organisation_id, basis, until_at, until_after in needs:
        facts = {"person_id": person.pk, "organisation_id": organisation_id, "basis": basis, "until_at": until_at}
        need = NeedToKnow.objects.create(from_at=now - datetime.timedelta(days=2), **facts)
        after[need.pk] = (bo.pk if person == bo else keep.pk, until_after)
    merge_people(keep=keep, merge=merge, by=by, at=now)
    found = NeedToKnow.objects.values_list("pk", "person_id", "until_at")
    assert {pk: (person_id, until_at) for pk, person_id, until_at in found} == after
