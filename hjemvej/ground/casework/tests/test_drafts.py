"""Does a form get its own draft back, and none of another form, citizen or writer?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework import actions, queries
from hjemvej.ground.casework.models import Draft
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as

FORMS = ["note", "task"]


@pytest.fixture
def bo(support_worker, viewer_for):
    return viewer_for(support_worker)


@pytest.fixture
def citizens(karen):
    """Make two citizens of our team."""
    made = [
        Person.objects.create(given_names=name, surname="Prøve", created_at=timezone.now()) for name in ("Ib", "Åse")
    ]
    for person in made:
        open_need(
            person_id=person.pk, organisation_id=karen.team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=timezone.now()
        )
    return made


def keep(form, person, words, *, by):
    key = f"{form}-{person.pk}"
    fields = {"text": words, "title": words}
    return actions.save_draft(key=key, fields=fields, by=by, at=timezone.now(), person_id=person.pk)


@pytest.fixture
def drafts(citizens, karen, bo):
    """Keep a draft by each writer of each form about each citizen."""
    return [
        keep(form, person, f"{form} om {person.given_names} af {by.name}", by=by)
        for by in (karen, bo) for person in citizens for form in FORMS
    ]  # fmt: skip


def test_the_note_shows_its_own_draft_alone(drafts, citizens, karen, coordinator, client_of):
    shown = client_of(coordinator).get(reverse("casework:write_note", args=[citizens[0].pk])).content.decode()
    words = [draft.fields["text"] for draft in drafts]
    assert [text for text in words if text in shown] == [f"note om Ib af {karen.name}"]


def test_a_draft_of_another_form_citizen_or_writer_fills_no_note(drafts, citizens, karen, coordinator, client_of):
    Draft.objects.get(user_id=karen.user_id, key=f"note-{citizens[0].pk}").delete()
    answer = client_of(coordinator).get(reverse("casework:write_note", args=[citizens[0].pk]))
    assert answer.context["draft"] is None
    assert "text" not in answer.context["form"].initial


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_a_key_of_its_own_whatever_else_is_being_written(form, drafts, citizens, karen, bo):
    """A draft begun on a record that was merged since keeps its key, so the kept drafts decide the key."""
    for by in (karen, bo):
        for person in citizens:
            assert queries.key_about(form, person.pk, viewer=by) == f"{form}-{person.pk}"
    Draft.objects.filter(key=f"{form}-{citizens[0].pk}").delete()
    assert queries.key_about(form, citizens[0].pk, viewer=karen) == f"{form}-{citizens[0].pk}"


def test_a_form_is_given_its_writers_draft(drafts, citizens, karen, bo):
    for by in (karen, bo):
        for person in citizens:
            kept = queries.draft(f"note-{person.pk}", viewer=by)
            assert kept is not None
            assert kept.fields["text"] == f"note om {person.given_names} af {by.name}"


@pytest.mark.parametrize(
    ("key", "is_about_them"),
    [("note-{}", True), ("task-{}", True), ("correct-{}", False), ("planted-{}", False), ("note-x{}", False)],
)
def test_a_draft_is_about_the_citizen_in_its_key_where_its_form_is(
    citizens, coordinator, client_of, key, is_about_them
):
    person = citizens[0]
    answer = client_of(coordinator).post(reverse("casework:save_draft"), {"_draft": key.format(person.pk), "text": "x"})
    assert answer.status_code == 204
    assert Draft.objects.get().person_id == (person.pk if is_about_them else None)


def test_the_person_page_lists_only_drafts_of_forms_about_a_person(drafts, citizens, karen, now):
    person = citizens[0]
    for key in ("correct-7", "of-a-room-that-is-gone-7"):
        Draft.objects.create(user_id=karen.user_id, key=key, fields={}, person_id=person.pk, saved_at=now)
    shown = queries.person_card(person.pk, viewer=karen, on=now.date())["drafts"]
    assert [str(draft["name"]) for draft in shown] == ["Næste skridt", "Notér kontakt"]


def test_a_faulty_note_is_shown_as_typed_and_not_as_kept(drafts, citizens, coordinator, client_of):
    answer = client_of(coordinator).post(reverse("casework:write_note", args=[citizens[0].pk]), {"text": "på ny"})
    assert answer.status_code == 422
    assert answer.context["draft"] is None
    assert "på ny" in answer.content.decode()


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [("/borger/", "/borger/"), ("//example.org/", "/"), ("https://testserver/x/", "/"), ("borger/", "/"), ("", "/")],
)
def test_a_draft_thrown_away_leads_back_into_the_house_alone(coordinator, client_of, back, leads_to):
    browser = client_of(coordinator)
    answer = browser.post(reverse("casework:discard_draft"), {"_draft": "note-x", "next": back})
    assert answer.url == leads_to
    assert browser.post(reverse("casework:discard_draft"), {"next": back}).status_code == 400


def test_a_form_with_a_field_called_fields_keeps_it_as_any_other(coordinator, client_of):
    typed = {"_draft": "note-x", "fields": "marker", "key": "andet"}
    assert client_of(coordinator).post(reverse("casework:save_draft"), typed).status_code == 204
    kept = Draft.objects.get()
    assert (kept.key, kept.fields) == ("note-x", {"fields": "marker", "key": "andet"})


def test_what_is_sent_or_thrown_away_takes_its_own_draft_alone(drafts, citizens, karen, coordinator, client_of):
    browser, key = client_of(coordinator), f"note-{citizens[0].pk}"
    browser.post(reverse("casework:discard_draft"), {"key": key, "fields": "{}"})
    assert {draft.pk for draft in drafts} - set(Draft.objects.values_list("pk", flat=True)) == {
        draft.pk for draft in drafts if draft.key == key and draft.user_id == karen.user_id
    }


def test_keeping_again_replaces_the_same_draft_alone(drafts, citizens, karen):
    keep("note", citizens[0], "på ny", by=karen)
    assert Draft.objects.count() == len(drafts)
    assert Draft.objects.get(fields__text="på ny").pk == drafts[0].pk


def test_my_drafts_stand_on_the_days_page_until_they_are_sent(
    drafts, citizens, karen, coordinator, client_of, stranger
):
    keep("note", stranger, "om en fremmed", by=karen)
    at = timezone.now()
    with looking_as(karen):
        listed = queries.draft_steps(karen, at)
    ib, aase = citizens
    assert sorted((step.title, step.url) for step in listed) == sorted(
        (person.name.with_code, reverse(f"casework:{page}", args=[person.pk]))
        for person in (ib, aase) for page in ("write_note", "add_task")
    )  # fmt: skip
    assert {step.why for step in listed} == {
        "Notér kontakt, ikke sendt: gemt lige nu", "Næste skridt, ikke sendt: gemt lige nu"
    }  # fmt: skip
    assert not any(step.is_deadline for step in listed)
    assert "Notér kontakt, ikke sendt" in client_of(coordinator).get(reverse("staff:today")).content.decode()
    actions.discard_draft(key=f"note-{ib.pk}", by=karen)
    with looking_as(karen):
        assert len(queries.draft_steps(karen, at)) == 3


def test_a_draft_about_nobody_leads_to_its_own_form(karen):
    actions.save_draft(key="one-entry-record", fields={"text": "x"}, by=karen, at=timezone.now())
    (step,) = queries.draft_steps(karen, timezone.now())
    assert (step.title, step.url) == ("Ny henvendelse", reverse("one_entry:record"))


def test_a_draft_of_a_record_merged_since_leads_to_the_citizen_and_one_about_nobody_nowhere(karen, citizens):
    keep("note", citizens[0], "før", by=karen)
    for key in ("note", "one-entry-record-x"):  # about no citizen, and with a record that no page is about
        actions.save_draft(key=key, fields={"text": "x"}, by=karen, at=timezone.now())
    with looking_as(karen):
        merge_people(keep=citizens[1], merge=citizens[0], why="Samme", by=karen, at=timezone.now())
        (step,) = queries.draft_steps(karen, timezone.now())
    assert step.url == reverse("casework:write_note", args=[citizens[1].pk])


@pytest.fixture
def stranger():
    return Person.objects.create(given_names="Bo", surname="Fremmed", created_at=timezone.now())
