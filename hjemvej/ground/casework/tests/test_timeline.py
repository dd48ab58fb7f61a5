"""Does the timeline tell what happened with this citizen, in order, and lose nothing between its pages?"""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse

from hjemvej.ground.casework import actions, queries
from hjemvej.ground.casework.models import Note
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.actions import record

DAY = datetime.timedelta(days=1)


def test_the_timeline_tells_notes_tasks_courses_coordinator_and_other_rooms_newest_first(page, person, karen, at):
    actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=at - 30 * DAY)
    course = actions.open_course(
        person_id=person.pk, kind="safe_night", because="Uden plads", by=karen, at=at - 20 * DAY
    )
    actions.write_note(
        person_id=person.pk, kind="contact", text="Mødte Ib.", own_words="Tak", by=karen, at=at,
        happened_at=at - 10 * DAY,
    )  # fmt: skip
    actions.close_course(course=course, outcome="Fik en seng", by=karen, at=at - 5 * DAY)
    task = actions.add_task(
        person_id=person.pk, organisation_id=karen.team_id, kind="own", title="Ring til Ib", due_at=at, by=karen,
        at=at - 5 * DAY,
    )  # fmt: skip
    actions.postpone_task(task=task, due_at=at + DAY, why="Ib sov", by=karen, at=at - 3 * DAY)
    actions.complete_task(task=task, outcome="Han tog den", by=karen, at=at - DAY)
    told = [entry.title for entry in queries.timeline(person.pk, viewer=karen, limit=20)]
    assert told == [
        "Ring til Ib", "Opgave udskudt", "Afsluttet: Et sted at sove", "Kontakt med borgeren",
        "Begyndt: Et sted at sove", "Fik koordinator",
    ]  # fmt: skip
    shown = page.get(reverse("casework:timeline", args=[person.pk])).content.decode()
    assert "”Tak”" in shown
    assert "Ib sov" in shown


def test_the_timeline_goes_back_in_time_and_loses_nothing_between_pages(person, karen, at):
    for number in range(30):
        actions.write_note(
            person_id=person.pk, kind="contact", text=f"{number // 3}", own_words="", by=karen, at=at,
            happened_at=at - number // 3 * DAY,
        )  # fmt: skip
    seen, before = 0, None
    while entries := queries.timeline(person.pk, viewer=karen, limit=7, before=before):
        seen, before = seen + len(entries), entries[-1].at
    assert seen == 30


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("x", None),
        ("2026-13-45T99:99", None),
        ("0001-01-01T00:00", None),
        ("1900-12-31T00:00", None),
        ("2200-01-01T00:00", None),
        ("", None),
        ("1901-01-01T12:00", "1901-01-01T11:00:00+00:00"),
        ("2026-11-20T14:30", "2026-11-20T13:30:00+00:00"),
        ("2026-11-20T14:30:00+00:00", "2026-11-20T14:30:00+00:00"),
    ],
)
def test_a_strange_moment_in_the_address_is_passed_over(page, person, moment, before):
    shown = page.get(reverse("casework:timeline", args=[person.pk]), {"foer": moment})
    assert shown.status_code == 200
    read = shown.context["before"]
    assert (read.astimezone(datetime.UTC).isoformat() if read else None) == before


@pytest.mark.parametrize(("number", "has_more"), [(49, False), (50, True), (51, True)])
def test_the_timeline_leads_on_where_a_page_is_full(page, person, karen, at, number, has_more):
    Note.objects.bulk_create(
        Note(
            person_id=person.pk, kind="contact", text="x", happened_at=at - n * DAY, written_at=at,
            author_id=karen.user_id, organisation_id=karen.team_id, signed_at=at,
        )
        for n in range(number)
    )  # fmt: skip
    shown = page.get(reverse("casework:timeline", args=[person.pk])).context
    assert len(shown["entries"]) == min(number, 50)
    assert shown["older"] == ((at - 49 * DAY).isoformat() if has_more else "")


def test_the_timeline_says_what_came_of_it_by_whom_and_which_were_only_tries(page, person, karen, at):
    other = Person.objects.create(given_names="Åse", surname="Eksempel", created_at=at)
    for whose, by, outcome in (
        (person, karen, ""),
        (person, system("a job"), "Af sig selv"),
        (other, karen, "Fremmed"),
    ):
        task = actions.add_task(
            person_id=whose.pk, organisation_id=karen.team_id, kind="own", title="Ring", due_at=at, by=karen, at=at
        )
        actions.complete_task(task=task, outcome=outcome, by=by, at=at)
    for _number in range(30):  # open tasks are no part of what happened
        actions.add_task(
            person_id=person.pk, organisation_id=karen.team_id, kind="own", title="Åben", due_at=at, by=karen, at=at
        )
    for kind in ("contact", "attempt"):
        actions.write_note(
            person_id=person.pk, kind=kind, text="x", own_words="", happened_at=at - DAY, by=karen, at=at
        )
    for by, why in ((system("a job"), "Frist"), (karen, "")):
        with transaction.atomic():
            record("people.person_protected", by=by, at=at - 2 * DAY, person_id=person.pk, why=why)
    record("people.person_protected", by=karen, at=at, person_id=other.pk, why="Fremmed")
    told = queries.timeline(person.pk, viewer=karen, limit=9)
    done = [(entry.text, entry.by) for entry in told if entry.title == "Ring"]
    assert sorted(done) == [("Af sig selv", ""), ("klaret", karen.name)]
    assert sorted(entry.kind for entry in told if entry.text == "x") == ["choice", "done"]
    events = [(entry.by, entry.text) for entry in told if entry.at == at - 2 * DAY]
    assert sorted(events) == sorted([("Hjemvej selv", "Frist"), (karen.name, "")])
    assert "Fremmed" not in [entry.text for entry in told]


def test_the_timeline_before_a_moment_leaves_out_that_moment(person, karen, at):
    course = actions.open_course(
        person_id=person.pk, kind="safe_night", because="Uden plads", by=karen, at=at - 9 * DAY
    )
    actions.close_course(course=course, outcome="Fik en seng", by=karen, at=at - 5 * DAY)
    for before, texts in (
        (None, ["Fik en seng", "Uden plads"]),
        (at - 5 * DAY, ["Uden plads"]),
        (at - 9 * DAY, []),
    ):
        told = queries.timeline(person.pk, viewer=karen, limit=9, before=before)
        assert [entry.text for entry in told if entry.text in ("Fik en seng", "Uden plads")] == texts


def test_the_timeline_has_no_more_than_asked_for_but_what_happened_at_the_same_moment(person, karen, at):
    for number in (1, 2, 2, 3):
        actions.write_note(
            person_id=person.pk, kind="contact", text="x", own_words="", happened_at=at - number * DAY, by=karen, at=at
        )
    lengths = [len(queries.timeline(person.pk, viewer=karen, limit=limit)) for limit in (1, 2, 3, 4, 5)]
    assert lengths == [1, 3, 3, 4, 4]


def test_the_timeline_asks_once_a_source(person, karen, at, django_assert_num_queries):
    for _number in range(10):
        actions.write_note(
            person_id=person.pk, kind="contact", text="Notat", own_words="", happened_at=at, by=karen, at=at
        )
        task = actions.add_task(
            person_id=person.pk, organisation_id=karen.team_id, kind="own", title="T", due_at=at, by=karen, at=at
        )
        actions.complete_task(task=task, outcome="", by=karen, at=at)
    with django_assert_num_queries(
        10
    ):  # five sources, inquiries, offers, contacts, rounds, and the names of those who did tasks
        queries.timeline(person.pk, viewer=karen, limit=50)
