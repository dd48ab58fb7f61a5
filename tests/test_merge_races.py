"""A merge, or its undoing, and a writer at the same moment: does what was written stand on a record that is seen?

For every column that names a citizen, whichever room brings it; with real transactions on two connections.
"""

import datetime
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from conftest import Visitor, as_owner
from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.models import Note
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import Merge, merges_of
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.again import was_in_the_way
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import MergeRule, merge_rules
from tests import bystanders
from tests.rows import AT, saved

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
SYSTEM = system("test", acts_for_others=True)
WHY: dict[str, Any] = {"why": "Prøve", "at": AT}
Do = Callable[[], Any]


@pytest.fixture(autouse=True)
def _without_bystanders(monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    monkeypatch.setattr(timezone, "now", lambda: AT)  # needs to know begin when the claim is signed


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


def pair_of(by: Viewer) -> tuple[Person, Person]:
    with looking_as(by):
        keep = people.create_person(by=by, at=AT, given_names="Testa", surname="Prøve")
        return keep, people.create_person(by=by, at=AT, description="Ukendt kvinde, havnen")


def held() -> list[MergeRule]:
    """List every column of every room that names a citizen; only the log and drafts stay behind on purpose."""
    return [rule for rule in merge_rules() if not rule.stays]


def write(rule: MergeRule, person: Person) -> Do:
    return lambda: saved(rule.model, **{rule.field: person.pk})


def merging(pair: tuple[Person, Person], by: Viewer) -> Do:
    return lambda: merge_people(keep=pair[0], merge=pair[1], by=by, at=AT)


def undoing(undo: Merge, by: Viewer) -> Do:
    return lambda: undo_merge(merge=undo, by=by, **WHY)


def post(browser: Visitor, page: str, ids: list[uuid.UUID], **typed: str) -> Do:
    return lambda: browser.post(reverse(page, args=ids), typed)


def rename(rule: MergeRule, row: Any, person: Person) -> Do:
    return lambda: rule.model._default_manager.filter(pk=row.pk).update(**{rule.field: person.pk})


def at_once(first: Do, second: Do) -> list[object]:
    """Begin the second when the first has written and not committed; what each returned, or the error it met."""
    has_written, may_commit = threading.Event(), threading.Event()

    def run(act: Do, *, waits: bool) -> object:
        try:
            with transaction.atomic(), looking_as(SYSTEM):
                given = act()
                has_written.set()
                if waits:
                    may_commit.wait(timeout=30)
            return given
        except Exception as problem:
            return problem
        finally:
            has_written.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(run, first, waits=True)
        has_written.wait(timeout=30)
        two = pool.submit(run, second, waits=False)
        _until_waiting(two)
        may_commit.set()
        return [one.result(timeout=30), two.result(timeout=30)]


def _until_waiting(second: "Future[object]") -> None:
    with as_owner(), connection.cursor() as cursor:  # the web role cannot see other connections wait
        deadline = time.monotonic() + 20
        while not second.done() and time.monotonic() < deadline:
            cursor.execute(WAITING)
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)


def lost() -> list[str]:
    """List the columns with rows that nobody sees: they name a record that is part of another. One question."""
    each = (
        f"SELECT '{rule.model._meta.db_table}.{column}' WHERE EXISTS (SELECT FROM {rule.model._meta.db_table}"
        f" WHERE {column} IN (SELECT id FROM people_person WHERE merged_into_id IS NOT NULL))"
        for rule in held()
        for column in [rule.model._meta.get_field(rule.field).column]  # type: ignore[union-attr]
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [column for (column,) in cursor.fetchall()]


def begins_again(outcome: object) -> bool:
    return isinstance(outcome, OperationalError) and was_in_the_way(outcome)


def test_a_writer_who_comes_during_a_merge_begins_again(by):
    for rule in held():
        keep, merge = pair_of(by)
        outcome = at_once(merging((keep, merge), by), write(rule, merge))
        assert begins_again(outcome[1]), (rule, outcome)
        assert lost() == []


def test_a_row_that_is_given_to_a_citizen_during_a_merge_is_given_again(by):
    for rule in held():
        keep, merge = pair_of(by)
        row = saved(rule.model, **{rule.field: saved(Person).pk})
        outcome = at_once(merging((keep, merge), by), rename(rule, row, merge))
        assert begins_again(outcome[1]), (rule, outcome)
        assert lost() == []


def test_a_merge_waits_for_a_writer_and_takes_the_row_along(by):
    for rule in held():
        keep, merge = pair_of(by)
        written, merged = at_once(write(rule, merge), merging((keep, merge), by))
        assert merged == keep, (rule, merged)
        row = rule.model._default_manager.get(pk=written.pk)  # type: ignore[attr-defined]
        assert getattr(row, rule.field) == keep.pk, rule
        assert lost() == []


@pytest.mark.parametrize("writer_is_first", [False, True])
def test_what_is_written_while_a_merge_is_undone_stays_where_it_was_written(by, writer_is_first):
    for rule in held():
        keep, merge = pair_of(by)
        with looking_as(by):
            merge_people(keep=keep, merge=merge, by=by, at=AT)
            undo = merges_of(keep, viewer=by)[0]
        acts = [undoing(undo, by), write(rule, keep)]
        parted, written = at_once(*acts) if not writer_is_first else reversed(at_once(*reversed(acts)))
        assert (parted, getattr(written, rule.field, written)) == (merge, keep.pk), rule
        assert Person.objects.get(pk=merge.pk).merged_into_id is None


def test_a_merged_record_is_not_written_on(by):
    """Its own row too: who corrects it at that moment begins again, and corrects the one it became."""
    keep, merge = pair_of(by)
    correct = lambda: people.change_person(person=merge, changes={"animals": "hund"}, by=by, at=AT)  # noqa: E731
    outcome = at_once(merging((keep, merge), by), correct)
    assert begins_again(outcome[1]), outcome
    assert Person.objects.get(pk=merge.pk).animals == ""


# --- through the pages: what the writer is told is kept, is seen ---------------------------------------------------


def together(*acts: Do) -> list[Any]:
    start = threading.Barrier(len(acts))

    def run(act: Do) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


def test_a_note_that_is_acknowledged_is_seen_whoever_merges_meanwhile(by, coordinator, support_worker, client_of):
    writer, leader = client_of(support_worker), client_of(coordinator)
    happened = {"happened_on": "i dag", "happened_time": "0.01"}
    for number in range(12):
        keep, merge = pair_of(by)
        typed = {"kind": "contact", "text": f"Nummer {number}", **happened}
        note, merged = together(
            post(writer, "casework:write_note", [merge.pk], **typed),
            post(leader, "people:merge", [keep.pk, merge.pk], why="Samme jakke", is_sure="on"),
        )
        assert (note.status_code, merged.status_code) == (302, 302)
        assert Note.objects.get(text=f"Nummer {number}").person_id == keep.pk
    assert lost() == []


def test_an_inquiry_is_about_the_kept_record_whoever_merges_meanwhile(by, coordinator, support_worker, client_of):
    writer, leader = client_of(support_worker), client_of(coordinator)
    for _round in range(6):
        keep, merge = pair_of(by)
        with looking_as(by):
            inquiry = one_entry.record_inquiry(by=by, at=timezone.now(), channel="phone", asker_kind="neighbour")
        linked, merged = together(
            post(writer, "one_entry:link_person", [inquiry.pk], person=str(merge.pk)),
            post(leader, "people:merge", [keep.pk, merge.pk], why="Samme jakke", is_sure="on"),
        )
        assert merged.status_code == 302
        about = {302: keep.pk, 422: None}  # refused in words: the citizen who was found is there no more
        assert Inquiry.objects.get(pk=inquiry.pk).person_id == about[linked.status_code]
    assert lost() == []


def test_a_page_begins_again_without_saying_anything_twice(by, coordinator, client_of):
    """An old page of the merged record: the form leads to the kept one."""
    keep, merge = pair_of(by)
    with looking_as(by):
        merge_people(keep=keep, merge=merge, by=by, at=datetime.datetime.now(datetime.UTC))
    browser = client_of(coordinator)
    typed = {"kind": "contact", "text": "Gammel fane", "happened_on": "i dag", "happened_time": "0.01"}
    answer = browser.post(reverse("casework:write_note", args=[merge.pk]), typed)
    assert answer.url == reverse("staff:person", args=[keep.pk])
    assert browser.get(answer.url).content.decode().count("Notatet er gemt") == 1
