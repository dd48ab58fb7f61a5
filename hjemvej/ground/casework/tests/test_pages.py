"""Do the pages of casework do what a caseworker asks, and keep others out?"""

import datetime
import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework import actions, queries, rules
from hjemvej.ground.casework.models import Coordination, Course, Draft, Note, Task
from hjemvej.platform.audit.models import Look

AT_MOST = 24  # a page's own twenty, and four by which the test's visitor comes and goes
DAY = datetime.timedelta(days=1)


def typed(**changes):
    values = {
        "kind": "contact", "text": "Talte om lejligheden.", "own_words": "En dør, jeg selv kan låse.",
        "happened_on": "i går", "happened_time": "14.20", "next_step": "", "next_on": "",
    }  # fmt: skip
    return {**values, **changes}


# --- notes -------------------------------------------------------------------------------------------------------


def test_notes_contact(page, person):
    answer = page.post(reverse("casework:write_note", args=[person.pk]), typed())
    assert answer.status_code == 302
    note = Note.objects.get()
    assert (note.text, note.own_words) == ("Talte om lejligheden.", "En dør, jeg selv kan låse.")
    assert note.signed_at is not None
    happened = timezone.localtime(note.happened_at)
    assert (happened.date(), happened.hour) == (timezone.localdate() - DAY, 14)


def test_two_fields_are_enough_the_rest_is_filled_in(page, person):
    shown = page.get(reverse("casework:write_note", args=[person.pk])).context["form"]
    filled = {name: str(shown[name].value() or "") for name in shown.fields}
    page.post(reverse("casework:write_note", args=[person.pk]), {**filled, "text": "Ib ringede."})
    assert Note.objects.get().kind == "contact"


def test_a_next_step_with_its_day_becomes_a_task(page, person, coordinator):
    page.post(reverse("casework:write_note", args=[person.pk]), typed(next_step="Se lejligheden", next_on="i morgen"))
    task = Task.objects.get()
    assert (task.title, task.assigned_to) == ("Se lejligheden", coordinator)
    assert timezone.localtime(task.due_at).date() == timezone.localdate() + DAY


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "", "own_words": ""}, "Skriv et par ord om, hvad der skete."),
        ({"next_step": "Se lejligheden"}, "Skriv, hvornår det skal ske."),
        ({"next_on": "i morgen"}, "Skriv, hvad der skal ske den dag."),
        ({"happened_on": "i morgen"}, "Det er ikke sket endnu."),
        ({"happened_on": "31/4"}, "Der findes ingen"),
        ({"happened_time": "25"}, "Skriv klokken"),
        ({"next_step": "Se lejligheden", "next_on": "31/4"}, "Der findes ingen"),
        ({"text": "\x00"}, "Teksten har tegn, vi ikke kan gemme."),
        ({"kind": "sludder"}, "Vælg en af mulighederne."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(page, person, changes, said):
    answer = page.post(reverse("casework:write_note", args=[person.pk]), typed(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if "own_words" not in changes:
        assert "En dør, jeg selv kan låse." in answer.content.decode()
    assert not Note.objects.exists()


def test_a_note_is_corrected_on_its_page(page, person, karen, at):
    note = actions.write_note(
        person_id=person.pk, kind="contact", text="Onsdag.", own_words="", happened_at=at - 9 * DAY, by=karen, at=at
    )
    shown = page.get(reverse("casework:note", args=[note.pk])).content.decode()
    assert "Skrevet 9 dage efter, det skete" in shown
    page.post(reverse("casework:correct_note", args=[note.pk]), {"text": "Det var torsdag."})
    shown = page.get(reverse("casework:note", args=[note.pk])).content.decode()
    assert "Det var torsdag." in shown
    assert "Onsdag." in shown


def test_what_happened_long_ago_can_be_noted_and_read(page, person):
    page.post(reverse("casework:write_note", args=[person.pk]), typed(happened_on="1. maj 1990"))
    shown = page.get(reverse("casework:note", args=[Note.objects.get().pk]))
    assert shown.status_code == 200


def test_a_note_saved_without_a_signature_waits_on_its_writers_day_until_it_is_signed(page, person):
    answer = page.post(reverse("casework:write_note", args=[person.pk]), typed(unsigned="1"))
    note = Note.objects.get()
    assert (answer.url, note.signed_at) == (reverse("casework:note", args=[note.pk]), None)
    today = reverse("staff:today")
    assert "Dit notat er ikke underskrevet endnu" in page.get(today).content.decode()
    page.post(reverse("casework:sign_note", args=[note.pk]))
    assert "Dit notat er ikke underskrevet endnu" not in page.get(today).content.decode()


def test_an_unsigned_note_is_signed_on_its_page(page, person, karen, at):
    note = actions.write_note(
        person_id=person.pk, kind="contact", text="Onsdag.", own_words="", happened_at=at, by=karen, at=at, sign=False
    )
    answer = page.post(reverse("casework:correct_note", args=[note.pk]), {"text": "Torsdag"})
    assert "ikke underskrevet endnu" in answer.content.decode()
    change = reverse("casework:change_note", args=[note.pk])
    assert "Skriv et par ord" in page.post(change, {"text": ""}).content.decode()
    page.post(change, {"text": "Torsdag."})
    page.post(reverse("casework:sign_note", args=[note.pk]))
    assert "Ret det ved at lægge til" in page.post(change, {"text": "Fredag."}).content.decode()
    note.refresh_from_db()
    assert (note.text, bool(note.signed_at)) == ("Torsdag.", True)


def test_many_notes_come_fifty_at_a_time_with_few_questions(page, person, karen, at, django_assert_max_num_queries):
    for number in range(60):
        actions.write_note(
            person_id=person.pk, kind="contact", text=f"Notat {number}.", own_words="", by=karen, at=at,
            happened_at=at - number * DAY,
        )  # fmt: skip
    with django_assert_max_num_queries(AT_MOST):
        shown = page.get(reverse("casework:notes", args=[person.pk])).content.decode()
    assert "Notat 49." in shown
    assert "Notat 50." not in shown
    assert "Notat 55." in page.get(reverse("casework:notes", args=[person.pk]) + "?side=2").content.decode()
    assert page.get(reverse("casework:notes", args=[person.pk]) + "?side=x&slags=attempt").status_code == 200


# --- tasks, coordinator, courses ----------------------------------------------------------------------------------


def test_a_task_is_agreed_done_or_put_off(page, person, support_worker):
    add = reverse("casework:add_task", args=[person.pk])
    assert "Dagen er gået" in page.post(add, {"title": "Ring", "due_on": "1. maj 2020"}).content.decode()
    assert "mere end to år" in page.post(add, {"title": "Ring", "due_on": "1. maj 2040"}).content.decode()
    page.post(add, {"title": "Ring", "due_on": "i morgen", "due_time": "10.30", "assigned_to": support_worker.pk})
    task = Task.objects.get()
    assert timezone.localtime(task.due_at).time() == datetime.time(10, 30)
    assert "Hvorfor?" in page.post(reverse("casework:postpone_task", args=[task.pk]), {}).content.decode()
    passed = page.post(reverse("casework:postpone_task", args=[task.pk]), {"due_on": "1. maj 2020", "why": "Syg"})
    assert "Dagen er gået" in passed.content.decode()
    today = {"due_on": f"{timezone.localdate():%d/%m-%Y}", "why": "Haster"}
    assert page.post(reverse("casework:postpone_task", args=[task.pk]), today).status_code == 302
    page.post(reverse("casework:postpone_task", args=[task.pk]), {"due_on": "i overmorgen", "why": "Syg"})
    page.post(reverse("casework:complete_task", args=[task.pk]), {"outcome": "Han kom"})
    task.refresh_from_db()
    assert (task.outcome, task.done_at is not None) == ("Han kom", True)
    assert page.post(reverse("casework:complete_task", args=[task.pk]), {}).status_code == 302


def test_a_task_may_be_due_today_by_the_end_of_the_day_and_nobodys_yet(page, person):
    today = f"{timezone.localdate():%d/%m-%Y}"
    page.post(reverse("casework:add_task", args=[person.pk]), {"title": "Ring", "due_on": today})
    task = Task.objects.get()
    assert (task.due_at, task.assigned_to) == (rules.end_of_day(timezone.localdate()), None)


def test_a_correction_of_a_correction_leads_to_the_note_itself(page, person, karen, at):
    note = actions.write_note(
        person_id=person.pk, kind="contact", text="Onsdag.", own_words="", happened_at=at, by=karen, at=at
    )
    addition = actions.correct_note(note=note, text="Torsdag.", by=karen, at=at)
    for corrected in (note, addition):
        answer = page.post(reverse("casework:correct_note", args=[corrected.pk]), {"text": "Kl. 10."})
        assert answer.url == reverse("casework:note", args=[note.pk])


def test_a_task_of_the_law_tells_its_reason_and_cannot_wait(page, person, karen, at):
    task = actions.add_task(
        person_id=person.pk, organisation_id=karen.team_id, kind="shelter_notice", title="Svar forsorgshjemmet",
        law_key="shelter_notice", clock_started_on=datetime.date(2026, 11, 3), due_at=at, by=karen, at=at,
    )  # fmt: skip
    shown = page.get(reverse("casework:task", args=[task.pk])).content.decode()
    assert "3 hverdage efter indskrivning tirsdag d. 3. november: fredag d. 6. november (SEL § 110 stk. 6)" in shown
    assert "Må det vente?" not in shown
    typed = {"due_on": "i morgen", "why": "Travlt"}
    refused = page.post(reverse("casework:postpone_task", args=[task.pk]), typed, follow=True)
    assert "Fristen står i loven og kan ikke flyttes." in refused.content.decode()
    task.refresh_from_db()
    assert task.due_at == at


def test_assigns_coordinator(page, person, support_worker, shelter_worker):
    address = reverse("casework:assign_coordinator", args=[person.pk])
    assert page.post(address, {"coordinator": shelter_worker.pk}).status_code == 422
    assert page.post(address, {"coordinator": support_worker.pk}).url == reverse("staff:person", args=[person.pk])
    assert Coordination.objects.get().coordinator == support_worker


def test_nobody_can_be_chosen_once_somebody_coordinates(page, person, support_worker):
    address = reverse("casework:assign_coordinator", args=[person.pk])
    assert "Ingen – borgeren" not in page.get(address).content.decode()
    page.post(address, {"coordinator": support_worker.pk})
    assert "Ingen – borgeren" in page.get(address).content.decode()
    page.post(address, {"coordinator": "nobody"})
    assert Coordination.objects.get().until_on is not None


def test_opens_and_closes_a_course(page, person):
    page.post(reverse("casework:open_course", args=[person.pk]), {"kind": "housing_first", "because": "Ønsker bolig"})
    course = Course.objects.get()
    close = reverse("casework:close_course", args=[course.pk])
    assert "Grund dengang: ”Ønsker bolig”." in page.get(close).content.decode()
    Course.objects.update(opened_because="")
    assert "Grund dengang" not in page.get(close).content.decode()
    assert page.post(close, {"outcome": ""}).status_code == 422
    page.post(close, {"outcome": "Flyttede ind"})
    assert page.post(close, {"outcome": "Igen"}).status_code == 302
    course.refresh_from_db()
    assert course.outcome == "Flyttede ind"


# --- drafts ------------------------------------------------------------------------------------------------------


def test_what_was_being_written_is_there_again_and_goes_when_it_is_sent(page, person, karen):
    key = f"note-{person.pk}"
    write, keep = reverse("casework:write_note", args=[person.pk]), reverse("casework:save_draft")
    kept = page.post(keep, {**typed(text="Halvt skrev"), "_draft": key}, headers={"X-Sent-By-Page": "1"})
    assert kept.status_code == 204
    assert Draft.objects.get().person_id == person.pk
    shown = page.get(write).content.decode()
    assert "Halvt skrev" in shown
    assert "Vi har gemt det, du var i gang med" in shown
    assert [draft["name"] for draft in queries.person_card(person.pk, viewer=karen, on=timezone.localdate())["drafts"]]
    page.post(write, typed(_draft=key))
    assert not Draft.objects.exists()


def test_a_draft_keeps_every_ticked_box(page):
    keep = reverse("casework:save_draft")
    assert page.post(keep, {"_draft": "a", "needs": ["dog", "quiet"], "text": "x"}).status_code == 204
    assert Draft.objects.get(key="a").fields == {"needs": ["dog", "quiet"], "text": "x"}
    assert page.post(keep, {"key": "b", "fields": json.dumps({"needs": ["dog", "\x00"]})}).status_code == 204
    assert Draft.objects.get(key="b").fields == {"needs": ["dog", ""]}


def test_a_draft_may_come_as_json_and_be_thrown_away(page, person):
    key = f"note-{person.pk}"
    answer = page.post(reverse("casework:save_draft"), {"key": key, "fields": json.dumps({"text": "Halvt\x00 \ud800"})})
    assert answer.status_code == 204
    assert Draft.objects.get().fields == {"text": "Halvt "}
    thrown = page.post(reverse("casework:discard_draft"), {"key": key, "next": "https://example.org/"})
    assert thrown.headers["Location"] == "/"
    assert not Draft.objects.exists()


@pytest.mark.parametrize("fields", ["", "{", "[]", "[" * 100_000])
def test_a_draft_without_sense_is_refused(page, fields):
    assert page.post(reverse("casework:save_draft"), {"key": "x", "fields": fields}).status_code == 400
    assert page.post(reverse("casework:save_draft"), {}).status_code == 400


# --- who is let in -----------------------------------------------------------------------------------------------


def test_each_page_logs_the_look(page, person, coordinator):
    page.get(reverse("casework:timeline", args=[person.pk]))
    assert list(Look.objects.values_list("page", "user_id")) == [("casework.timeline", coordinator.pk)]


@pytest.mark.parametrize("name", ["write_note", "notes", "timeline", "add_task", "assign_coordinator", "open_course"])
def test_the_unknown_and_the_forbidden_look_the_same(name, person, page, client_of, colleague_in_other_team):
    stranger = client_of(colleague_in_other_team)
    assert stranger.get(reverse(f"casework:{name}", args=[person.pk])).status_code == 404
    assert page.get(reverse(f"casework:{name}", args=[uuid.uuid4()])).status_code == 404
    assert page.get(reverse(f"casework:{name}", args=[person.pk])).status_code == 200


def test_a_strangers_note_task_and_course_are_unknown(
    person, karen, at, client_of, colleague_in_other_team, shelter_worker
):
    note = actions.write_note(
        person_id=person.pk, kind="contact", text="x", own_words="", happened_at=at, by=karen, at=at
    )
    task = actions.add_task(
        person_id=person.pk, organisation_id=karen.team_id, kind="own", title="T", due_at=at, by=karen, at=at
    )
    course = actions.open_course(person_id=person.pk, kind="safe_night", because="x", by=karen, at=at)
    for user in (colleague_in_other_team, shelter_worker):
        stranger = client_of(user)
        assert stranger.get(reverse("casework:note", args=[note.pk])).status_code == 404
        assert stranger.get(reverse("casework:task", args=[task.pk])).status_code == 404
        assert stranger.post(reverse("casework:complete_task", args=[task.pk])).status_code == 404
        assert stranger.get(reverse("casework:close_course", args=[course.pk])).status_code == 404


@pytest.mark.parametrize("name", ["write_note", "timeline", "add_task", "assign_coordinator", "open_course"])
def test_each_page_asks_little(name, page, person, karen, at, django_assert_max_num_queries):
    for _number in range(5):
        actions.write_note(person_id=person.pk, kind="contact", text="x", own_words="", happened_at=at, by=karen, at=at)
    with django_assert_max_num_queries(AT_MOST):
        page.get(reverse(f"casework:{name}", args=[person.pk]))
