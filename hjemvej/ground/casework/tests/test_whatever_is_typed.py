"""Can anything one types make a page fail? Every form takes whatever comes, and answers in words."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hjemvej.ground.casework import actions
from hjemvej.ground.casework.models import Draft
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.sealing.unseen import without_unseen

WORDS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["i dag", "i morgen", "31/12-2149", "1/1-1880", "24.00", "0", "-1", "own", "contact", "\x00", "'"]),
)
FIELDS = ["text", "own_words", "kind", "happened_on", "happened_time", "next_step", "next_on", "title", "due_on",
          "due_time", "assigned_to", "outcome", "why", "coordinator", "because", "responsible", "key", "fields",
          "_draft", "next"]  # fmt: skip
FORMS = 10
QUICK = settings(
    deadline=None,
    phases=(Phase.generate,),  # to shrink takes longer than to read
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TYPED = st.dictionaries(st.sampled_from(FIELDS), WORDS)


@pytest.fixture
def addresses(coordinator, viewer_for):
    by, at = viewer_for(coordinator), timezone.now()
    person = Person.objects.create(given_names="Ib", surname="Eksempel", created_at=at)
    open_need(person_id=person.pk, organisation_id=by.team_id, basis=NeedToKnow.Basis.CASE, by=by, at=at)
    note = actions.write_note(person_id=person.pk, kind="contact", text="x", own_words="", happened_at=at, by=by, at=at)
    task = actions.add_task(
        person_id=person.pk, organisation_id=by.team_id, kind="own", title="T", due_at=at, by=by, at=at
    )
    course = actions.open_course(person_id=person.pk, kind="safe_night", because="x", by=by, at=at)
    of_person = ["write_note", "add_task", "assign_coordinator", "open_course"]
    return [
        *(reverse(f"casework:{name}", args=[person.pk]) for name in of_person),
        reverse("casework:correct_note", args=[note.pk]),
        reverse("casework:complete_task", args=[task.pk]),
        reverse("casework:postpone_task", args=[task.pk]),
        reverse("casework:close_course", args=[course.pk]),
        reverse("casework:save_draft"),
        reverse("casework:discard_draft"),
    ]


@settings(QUICK, max_examples=25)
@given(typed=TYPED, chosen=st.integers(0, FORMS - 1))
def test_no_form_fails_whatever_is_typed(addresses, client_of, coordinator, typed, chosen):
    answer = client_of(coordinator).post(addresses[chosen], typed)
    assert answer.status_code in (200, 302, 204, 400, 413, 422), addresses[chosen]


@settings(QUICK, max_examples=15)
@given(words=st.text(max_size=200))
def test_a_draft_gives_back_what_was_typed(client_of, coordinator, words):
    page = client_of(coordinator)
    assert page.post(reverse("casework:save_draft"), {"_draft": "note-x", "text": words}).status_code == 204
    kept = Draft.objects.get(key="note-x").fields["text"]
    assert kept == without_unseen(words.replace("\x00", "").encode(errors="ignore").decode())
