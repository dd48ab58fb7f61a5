"""When two records are two people after all: does only what the merge did go back, and does all else stay?"""

import datetime
from collections.abc import Callable

import pytest

from conftest import as_owner
from hjemvej.ground.people import actions
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import CannotUndoMerge, undo_merge
from hjemvej.ground.people.merging.queries import Merge, merges_of
from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.identity.models import User

LATER = datetime.timedelta(hours=1)


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def pair(by, now) -> tuple[Person, Person]:
    keep = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve")
    merge = actions.create_person(by=by, at=now, description="Ukendt kvinde, havnen", cpr="610170-0000", animals="hund")
    actions.add_alias(person=keep, name="Tes", by=by, at=now)
    for person, value in ((keep, "Kafé Eksempel"), (merge, "Havnen")):
        actions.add_contact_way(person=person, kind="place", value=value, by=by, at=now)
    return keep, merge


@pytest.fixture
def merged(pair, by, now) -> Merge:
    merge_people(keep=pair[0], merge=pair[1], by=by, at=now, why="Samme jakke")
    return merges_of(pair[0], viewer=by)[0]


def blank(table: str) -> None:
    """As when what is in the log has been erased."""
    with as_owner():
        Change.objects.filter(table_name=table).update(before=None, after=None)


def test_the_kept_persons_own_rows_stay(pair, merged, by, now):
    undo_merge(merge=merged, why="To", by=by, at=now + LATER)
    for person, value in zip(pair, ("Kafé Eksempel", "Havnen"), strict=True):
        assert ContactWay.objects.get(person=person).value == value
        assert NeedToKnow.objects.get(person_id=person.pk).basis == "case"


def test_a_need_that_ended_since_the_merge_stays_ended(pair, by, now, shelter):
    keep, merge = pair
    for basis in (NeedToKnow.Basis.GUEST, NeedToKnow.Basis.INQUIRY):
        open_need(person_id=merge.pk, organisation_id=shelter.pk, basis=basis, by=by, at=now)
    merge_people(keep=keep, merge=merge, by=by, at=now + LATER)
    NeedToKnow.objects.filter(basis="guest").update(until_at=now + 2 * LATER)
    undo_merge(merge=merges_of(keep, viewer=by)[0], why="To", by=by, at=now + 3 * LATER)
    needs = NeedToKnow.objects.filter(person_id=merge.pk).values_list("basis", "until_at")
    assert set(needs) == {("case", None), ("guest", now + 2 * LATER), ("inquiry", None)}


def test_those_parted_in_the_meantime_are_not_parted_again(pair, merged, by, now):
    undo_merge(merge=merged, why="To", by=by, at=now + LATER)
    with pytest.raises(CannotUndoMerge, match="i mellemtiden"):
        undo_merge(merge=merged, why="To", by=by, at=now + LATER)
    assert Event.objects.filter(name="people.merge_undone").count() == 2


def test_without_the_log_the_filled_fields_and_the_number_stay(pair, merged, by, now):
    blank("people_person")
    undo_merge(merge=merged, why="To", by=by, at=now + LATER)
    kept, parted = (Person.objects.get(pk=person.pk) for person in pair)
    assert (kept.animals, bool(kept.cpr_lookup), kept.merged_into_id) == ("hund", True, None)
    assert (parted.animals, parted.cpr_lookup, parted.merged_into_id) == ("hund", None, None)


def test_without_the_log_of_who_knew_them_they_are_not_parted(pair, merged, by, now):
    blank("access_needtoknow")
    with pytest.raises(CannotUndoMerge, match="kendte ikke dem begge"):
        undo_merge(merge=merged, why="To", by=by, at=now + LATER)
    assert Person.objects.get(pk=pair[1].pk).merged_into_id == pair[0].pk


@pytest.mark.django_db(transaction=True)
def test_only_what_the_merge_wrote_is_taken_back(pair, by, now):
    """Each action in a transaction of its own, as in life."""
    keep, merge = pair
    with looking_as(by):
        actions.change_person(person=keep, changes={"language": "polsk"}, by=by, at=now)
        actions.set_cpr(person=merge, cpr="", by=by, at=now)
        actions.set_cpr(person=merge, cpr="610170-0000", by=by, at=now)
        merge_people(keep=keep, merge=merge, by=by, at=now)
        kept = Person.objects.get(pk=keep.pk)
        actions.add_alias(person=kept, name="Mona", by=by, at=now + LATER)
        actions.change_person(person=kept, changes={"citizenship": "polsk"}, by=by, at=now + LATER)
        found = merges_of(keep, viewer=by)
        undo_merge(merge=found[0], why="To", by=by, at=now + LATER)
    kept, parted = (Person.objects.get(pk=person.pk) for person in pair)
    assert (kept.language, kept.citizenship, kept.animals, kept.cpr_lookup) == ("polsk", "polsk", "", None)
    assert (parted.language, parted.animals, bool(parted.cpr_lookup)) == ("", "hund", True)
    assert set(kept.names.values_list("name", flat=True)) == {"Tes", "Mona"}
    assert [(one.merged_id, one.number_changed_since) for one in found] == [(merge.pk, False)]


def test_what_was_done_since_is_counted_and_looks_are_left_out(pair, merged, by, now, coordinator):
    keep = Person.objects.get(pk=pair[0].pk)
    bystander = actions.create_person(by=by, at=now + LATER, given_names="Bo")
    for person, times in ((keep, 2), (bystander, 3)):
        for number in range(times):
            actions.change_person(person=person, changes={"animals": f"{number} hunde"}, by=by, at=now + LATER)
    actions.add_alias(person=keep, name="Mona", by=by, at=now + LATER)
    open_need(person_id=keep.pk, organisation_id=by.team_id, basis=NeedToKnow.Basis.INQUIRY, by=by, at=now + LATER)
    actions.set_cpr(person=bystander, cpr="610171-0000", by=by, at=now + LATER)
    (found,) = merges_of(keep, viewer=by)
    assert found.since == (("Oplysninger rettet", 2), ("Kaldes også noget andet", 1))
    assert (found.by, found.why, found.moved) == (coordinator.name, "Samme jakke", 1)
    assert not found.number_changed_since
    assert merges_of(bystander, viewer=by) == merges_of(pair[1], viewer=by) == []
