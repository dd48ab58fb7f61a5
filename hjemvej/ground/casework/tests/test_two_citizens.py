"""Do queries answer for the given citizen, note or task alone, and do cards offer changes only to a role that may?"""

import datetime
import json

import pytest

from hjemvej.ground.casework import actions, queries
from hjemvej.ground.casework.actions.drafts import LONGEST
from hjemvej.ground.casework.forms import WriteNote
from hjemvej.ground.people.models import Person
from hjemvej.platform.access import roles
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import looking_as

DAY, A_MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


@pytest.fixture
def two(karen, now):
    """Make two citizens, each with a task, a course, a note and a coordinator."""
    made = []
    for name in ("Ib", "Åse"):
        person = Person.objects.create(given_names=name, surname="Prøve", created_at=now)
        open_need(person_id=person.pk, organisation_id=karen.team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=now)
        actions.add_task(
            person_id=person.pk, organisation_id=karen.team_id, kind="own", title=f"Ring til {name}",
            due_at=now + DAY, by=karen, at=now,
        )  # fmt: skip
        actions.open_course(person_id=person.pk, kind="safe_night", because=f"Forløb {name}", by=karen, at=now)
        actions.write_note(
            person_id=person.pk, kind="contact", text=f"Notat om {name}", own_words=f"{name} siger", happened_at=now,
            by=karen, at=now, sign=name == "Ib",
        )  # fmt: skip
        actions.assign_coordinator(person_id=person.pk, coordinator_id=karen.user_id, by=karen, at=now)
        made.append(person)
    return made


def test_each_citizens_clocks_tasks_and_notes_are_their_own(two, karen, now):
    for person in two:
        name = person.given_names
        with looking_as(karen):
            clocks = queries.clocks_card(person.pk, viewer=karen, on=now.date())
            courses = queries.courses_card(person.pk, viewer=karen)["courses"]
            card = queries.person_card(person.pk, viewer=karen, on=now.date())
            [task] = queries.tasks_of(person.pk, viewer=karen)
            opened = queries.task(task.pk, viewer=karen)
        assert [shown.task.title for shown in clocks["own_tasks"]] == [f"Ring til {name}"]
        assert clocks["next_task"].task == task == opened
        assert [course.opened_because for course in courses] == [f"Forløb {name}"]
        assert f"Notat om {name}" in {entry.text for entry in card["entries"]}
        assert card["own_words"].quote == f"{name} siger"
        assert [note.text for note in queries.notes_of(person.pk, viewer=karen)] == [f"Notat om {name}"]


def test_the_timeline_says_which_note_is_not_signed(two, karen, now):
    by = []
    for person in two:
        with looking_as(karen):
            card = queries.person_card(person.pk, viewer=karen, on=now.date())
        by += [entry.by for entry in card["entries"] if entry.quote]
    assert by == [karen.name, f"{karen.name} · ikke underskrevet endnu"]


def test_the_cards_offer_changes_to_those_who_may_write(two, karen, now, monkeypatch):
    def offered() -> set[bool]:
        with looking_as(karen):
            cards = (queries.clocks_card, queries.person_card)
            return {card(two[0].pk, viewer=karen, on=now.date())["may_change"] for card in cards}

    assert offered() == {True}
    monkeypatch.setitem(roles.PERMISSIONS, karen.role, roles.PERMISSIONS[karen.role] - {Permission.WRITE_NOTE})
    assert offered() == {False}


def test_nothing_is_next_where_nothing_is_open(two, karen, now):
    with looking_as(karen):
        [task] = queries.tasks_of(two[0].pk, viewer=karen)
        actions.complete_task(task=task, outcome="Gjort", by=karen, at=now)
        assert queries.clocks_card(two[0].pk, viewer=karen, on=now.date())["next_task"] is None
        assert queries.clocks_card(two[1].pk, viewer=karen, on=now.date())["next_task"] is not None


@pytest.mark.parametrize(("more", "is_kept"), [(0, True), (1, False)])
def test_a_draft_may_be_as_long_as_the_limit(two, karen, now, more, is_kept):
    fields: dict[str, object] = {"text": ""}
    fields["text"] = "a" * (LONGEST - len(json.dumps(fields)) + more)
    try:
        actions.save_draft(key="note", fields=fields, by=karen, at=now)
    except actions.DraftTooLong:
        assert not is_kept
    else:
        assert is_kept


@pytest.mark.parametrize(("ahead", "is_said"), [(5, False), (6, True)])
def test_a_watch_may_be_five_minutes_fast(now, ahead, is_said):
    happens = (now + ahead * A_MINUTE).astimezone(datetime.timezone(datetime.timedelta(hours=1)))
    typed = {
        "kind": "contact", "text": "x", "happened_on": f"{happens:%d/%m-%Y}", "happened_time": f"{happens:%H.%M}",
    }  # fmt: skip
    assert ("happened_on" in WriteNote(typed, now=now).errors) is is_said
