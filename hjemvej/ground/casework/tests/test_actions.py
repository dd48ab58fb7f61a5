"""Does the work with a person keep its promises, and does each change stand in the log?"""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import as_owner
from hjemvej.ground.casework import actions, queries
from hjemvej.ground.casework.models import Coordination, Course, Draft, Note, Task
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

DAY = datetime.timedelta(days=1)


@pytest.fixture
def person(karen, now):
    person = Person.objects.create(given_names="Ib", surname="Eksempel", created_at=now)
    open_need(person_id=person.pk, organisation_id=karen.team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=now)
    return person


@pytest.fixture
def write(person, karen, now):
    def write(**changes):
        values = {"kind": "contact", "text": "Talte om lejligheden.", "own_words": "", "happened_at": now, "sign": True}
        return actions.write_note(person_id=person.pk, by=karen, at=now, **{**values, **changes})

    return write


def events(person: Person) -> list[str]:
    return list(Event.objects.filter(person_id=person.pk, name__startswith="casework").values_list("name", flat=True))


def coordinator_of(person):
    return Coordination.objects.get(person=person, until_on=None).coordinator


# --- coordinator and courses -------------------------------------------------------------------------------------


def test_a_new_coordinator_takes_over_from_the_one_before(person, karen, support_worker, now):
    actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=now - 30 * DAY)
    actions.assign_coordinator(person_id=person.pk, coordinator_id=support_worker.pk, by=karen, at=now)
    assert coordinator_of(person) == support_worker
    assert Coordination.objects.filter(person=person, until_on=now.date()).count() == 1
    assert events(person) == ["casework.coordinator_assigned"] * 2


def test_the_same_coordinator_again_changes_nothing(person, karen, now):
    for _time in range(2):
        actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=now)
    assert Coordination.objects.count() == 1
    assert events(person) == ["casework.coordinator_assigned"]


def test_a_coordinator_may_change_twice_on_a_day(person, karen, support_worker, now):
    for user_id in (karen.user_id, support_worker.pk, karen.user_id):
        actions.assign_coordinator(person_id=person.pk, coordinator_id=user_id, by=karen, at=now)
    assert coordinator_of(person).pk == karen.user_id


def test_when_nobody_is_needed_any_more_coordination_ends_and_the_timeline_tells(person, karen, now):
    actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=now - 30 * DAY)
    for _time in range(2):
        actions.end_coordination(person_id=person.pk, by=karen, at=now)
    assert not Coordination.objects.filter(until_on=None).exists()
    assert sorted(events(person)) == ["casework.coordinator_assigned", "casework.coordinator_ended"]
    told = queries.timeline(person.pk, viewer=karen, limit=5)
    assert "Har ikke længere en koordinator" in [str(entry.title) for entry in told]


def test_somebody_from_another_house_cannot_coordinate(person, karen, shelter_worker, now):
    with pytest.raises(actions.CannotCoordinate):
        actions.assign_coordinator(person_id=person.pk, coordinator_id=shelter_worker.pk, by=karen, at=now)


def test_a_course_is_opened_once_and_closed_once(person, karen, now):
    open_it = {"person_id": person.pk, "kind": "safe_night", "because": "Uden plads", "by": karen, "at": now}
    course = actions.open_course(**open_it)
    assert actions.open_course(**open_it) == course
    assert list(queries.open_courses("safe_night", viewer=karen)) == [course]
    actions.close_course(course=course, outcome="Fik en seng", by=karen, at=now)
    with pytest.raises(actions.CourseAlreadyClosed):
        actions.close_course(course=course, outcome="Igen", by=karen, at=now)
    assert actions.open_course(**open_it) != course
    assert Course.objects.count() == 2


# --- notes -------------------------------------------------------------------------------------------------------


def test_when_it_happened_and_when_it_was_written_are_kept_apart(write, now):
    note = write(happened_at=now - 2 * DAY)
    assert (note.happened_at, note.written_at) == (now - 2 * DAY, now)


def test_a_signed_note_cannot_be_changed_not_even_in_the_database(write):
    note = write()
    with pytest.raises(IntegrityError, match="signed and locked"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="Noget andet")
    with pytest.raises(IntegrityError, match="signed and locked"), transaction.atomic():
        note.delete()
    with as_owner(), pytest.raises(IntegrityError, match="signed and locked"), transaction.atomic():
        connection.cursor().execute("UPDATE casework_note SET happened_at = now() WHERE id = %s", [note.pk])


def test_a_signed_note_is_corrected_by_addition_and_stays_as_it_was(write, karen, now, person):
    note = write()
    first = actions.correct_note(note=note, text="Det var onsdag.", by=karen, at=now + DAY)
    actions.correct_note(note=first, text="Kl. 10.", by=karen, at=now + 2 * DAY)
    found = queries.note(note.pk, viewer=karen)
    assert found
    assert found.text == "Talte om lejligheden."
    assert [addition.text for addition in found.corrections.all()] == ["Det var onsdag.", "Kl. 10."]
    assert list(queries.notes_of(person.pk, viewer=karen)) == [note]


def test_an_unsigned_note_is_signed_by_its_writer_only(write, karen, support_worker, viewer_for, now):
    note = write(sign=False)
    with pytest.raises(actions.NoteNotSigned):
        actions.correct_note(note=note, text="Ret", by=karen, at=now)
    with pytest.raises(actions.NotesAuthorOnly):
        actions.sign_note(note=note, by=viewer_for(support_worker), at=now)
    assert actions.sign_note(note=note, by=karen, at=now).signed_at == now


def test_an_unsigned_note_is_changed_by_its_writer_until_it_is_signed(write, karen, support_worker, viewer_for, now):
    note = write(sign=False)
    changed = {"text": "Torsdag.", "own_words": "Godt nok"}
    with pytest.raises(actions.NotesAuthorOnly):
        actions.change_note(note=note, **changed, by=viewer_for(support_worker), at=now)
    with pytest.raises(actions.NothingWritten):
        actions.change_note(note=note, text=" ", own_words="", by=karen, at=now)
    assert actions.change_note(note=note, **changed, by=karen, at=now).text == "Torsdag."
    assert Event.objects.filter(name="casework.note_changed").count() == 1
    actions.sign_note(note=note, by=karen, at=now)
    with pytest.raises(actions.NoteIsSigned):
        actions.change_note(note=note, text="Fredag.", own_words="", by=karen, at=now)
    assert Note.objects.get().text == "Torsdag."


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": "  ", "own_words": "\n"}, actions.NothingWritten),
        ({"happened_at": datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)}, actions.HappensInTheFuture),
    ],
)
def test_a_note_has_words_and_has_happened(write, changes, problem):
    with pytest.raises(problem):
        write(**changes)
    assert not Note.objects.exists()


def test_the_citizens_own_words_are_enough_and_a_watch_may_be_five_minutes_fast(write, karen, now):
    note = write(text=" ", own_words="Jeg fryser", sign=False, happened_at=now + actions.notes.CLOCKS_DIFFER)
    assert (note.text, note.own_words, note.signed_at) == ("", "Jeg fryser", None)
    changed = actions.change_note(note=note, text="", own_words=" Jeg fryser stadig ", by=karen, at=now)
    assert (changed.text, changed.own_words) == ("", "Jeg fryser stadig")


def test_a_correction_has_words(write, karen, now):
    with pytest.raises(actions.NothingWritten):
        actions.correct_note(note=write(), text=" \n", by=karen, at=now)
    assert Note.objects.count() == 1


def test_a_note_signed_twice_is_signed_once(write, karen, now):
    note = write(sign=False)
    for at in (now, now + DAY):
        assert actions.sign_note(note=note, by=karen, at=at).signed_at == now
    assert Event.objects.filter(name="casework.note_signed").count() == 1


def test_nothing_is_noted_when_the_log_cannot_be_written(write, person, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr("hjemvej.ground.casework.actions.notes.record", broken)
    with pytest.raises(RuntimeError, match="the log is full"):
        write()
    assert not Note.objects.exists()


def test_a_shelter_with_the_person_as_its_guest_does_not_read_the_teams_notes(
    write, person, shelter_worker, viewer_for, now
):
    write()
    theirs = viewer_for(shelter_worker)
    open_need(person_id=person.pk, organisation_id=theirs.team_id, basis=NeedToKnow.Basis.GUEST, by=theirs, at=now)
    with looking_as(theirs):
        assert not queries.notes_of(person.pk, viewer=theirs).exists()
        assert queries.timeline(person.pk, viewer=theirs, limit=10) == []


# --- tasks -------------------------------------------------------------------------------------------------------


@pytest.fixture
def add(person, karen, now):
    def add(**changes):
        values = {"kind": "own", "title": "Ring til Prøvehjemmet", "due_at": now + DAY}
        return actions.add_task(
            person_id=person.pk, organisation_id=karen.team_id, by=karen, at=now, **{**values, **changes}
        )

    return add


def test_tasks_come_in_the_order_they_are_due(add, karen, support_worker, now):
    late, soon = add(due_at=now + 2 * DAY), add(assigned_to_id=support_worker.pk)
    assert list(queries.open_tasks(viewer=karen)) == [soon, late]


def test_a_task_is_done_once(add, karen, now, person):
    task = add()
    actions.complete_task(task=task, outcome="Talte med natvagten", by=karen, at=now)
    with pytest.raises(actions.TaskAlreadyDone):
        actions.complete_task(task=task, outcome="Igen", by=karen, at=now)
    assert not queries.tasks_of(person.pk, viewer=karen).exists()
    assert events(person) == ["casework.task_added", "casework.task_completed"]


def test_our_own_day_moves_with_a_reason(add, karen, now, person):
    task = add()
    with pytest.raises(actions.WithoutReason):
        actions.postpone_task(task=task, due_at=now + 5 * DAY, why=" ", by=karen, at=now)
    actions.postpone_task(task=task, due_at=now + 5 * DAY, why="Ib er syg", by=karen, at=now)
    assert Task.objects.get().due_at == now + 5 * DAY
    assert Event.objects.get(name="casework.task_postponed").why == "Ib er syg"


def test_the_laws_day_does_not_move(add, karen, now):
    task = add(law_key="shelter_notice", clock_started_on=now.date())
    with pytest.raises(actions.LawsDayStands):
        actions.postpone_task(task=task, due_at=now + 5 * DAY, why="Travlt", by=karen, at=now)


def test_our_own_service_goal_may_wait_with_a_reason(add, karen, now):
    task = add(law_key="inquiry_first_answer", clock_started_on=now.date())
    actions.postpone_task(task=task, due_at=now + 5 * DAY, why="Ib er syg", by=karen, at=now)
    assert Task.objects.get().due_at == now + 5 * DAY


# --- drafts ------------------------------------------------------------------------------------------------------


def test_a_draft_is_replaced_as_one_types_and_seen_by_its_writer_only(person, karen, support_worker, viewer_for, now):
    key = f"note-{person.pk}"
    for text in ("Ib", "Ib sagde"):
        actions.save_draft(key=key, fields={"text": text}, person_id=person.pk, by=karen, at=now)
    bo = viewer_for(support_worker)
    with looking_as(karen):
        kept = queries.draft(key, viewer=karen)
        assert kept
        assert kept.fields == {"text": "Ib sagde"}
    with looking_as(bo):
        assert not Draft.objects.exists()
    actions.discard_draft(key=key, by=karen)
    assert queries.draft(key, viewer=karen) is None


@pytest.mark.parametrize(("length", "is_kept"), [(120, True), (121, False)])
def test_a_key_of_a_draft_has_an_end(karen, now, length, is_kept):
    key = "note-" + "x" * (length - 5)
    try:
        actions.save_draft(key=key, fields={}, by=karen, at=now)
    except actions.DraftTooLong:
        assert not is_kept
    else:
        assert is_kept


def test_a_draft_has_an_end(karen, now):
    with pytest.raises(actions.DraftTooLong):
        actions.save_draft(key="note-x", fields={"text": "a" * 60_000}, by=karen, at=now)
