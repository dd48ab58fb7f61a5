"""Can a viewer who sees a citizen through broken glass alone begin what they cannot open afterwards? No, by any page.

`refuse_under_glass` refuses it in the action. So every table with living reasons is tried here, or told of.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.models import PlaceRequest
from hjemvej.efforts.support.models import SupportCourse
from hjemvej.ground.casework.models import Coordination, Course, HandOver, Note, Task
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.payment_plans.models import PaymentPlan
from hjemvej.ground.people.models import Person
from hjemvej.ground.referrals.models import Referral
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access import actions
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.identity.models import User

pytestmark = pytest.mark.django_db
REFUSAL = "Du ser borgeren gennem nødadgang"
WORDS = "Ligger bevidstløs på stationen"
TRIED: dict[type[Model], tuple[str, dict[str, Any]]] = {
    Task: ("casework:add_task", {"title": WORDS, "due_on": "i morgen"}),
    Course: ("casework:open_course", {"kind": "prevention", "because": WORDS}),
    Coordination: ("casework:assign_coordinator", {}),
    HandOver: ("casework:give_citizen", {"why": WORDS}),
    CitizenRequest: (
        "requests:receive_request", {"kind": "own_case", "words": WORDS, "how": "spoken", "received_on": "i dag"},
    ),
    Referral: ("referrals:ask_unit", {"matter": 1, "words": WORDS, "right": "citizen", "expected_on": "i morgen"}),
    NetworkMeeting: (
        "network_meetings:invite_citizen",
        {"about": WORDS, "place": "Her", "minutes_long": "60", "day_1": "i morgen", "time_1": "10", "day_2": "i morgen",
         "time_2": "12"},
    ),
    PaymentPlan: (
        "payment_plans:make_payment_plan",
        {"landlord_name": WORDS, "debt": "1000", "debt_on": "i dag", "a_month": "500", "first_on": "i morgen",
         "is_rent_beside": "yes", "made_by": "agreement", "agreed_on": "i dag", "citizen_agreed": "on",
         "landlord_agreed_by": WORDS, "if_missed": WORDS},
    ),
    Letter: ("correspondence:begin_letter", {"kind": "free"}),
    Decision: ("decisions:write_decision", {"title": WORDS, "version": "0"}),
    PlaceRequest: ("safe_night:request_place", {"note": WORDS}),
    SupportCourse: ("support:choose_method", {"method": "act", "why": WORDS}),
}  # fmt: skip
NOT_TRIED = {
    "Occupancy": "a need is opened with it: tests/test_glass_opens_nothing.py",
    "Inquiry": "a need is opened with it: tests/test_glass_opens_nothing.py",
    "ChildNotice": "the duty to tell of a child waits for nobody, and its inquiry opens a need",
    "Situation": "where a citizen sleeps is read by their own team",
    "HomeOffer": "its first step is a task, which is refused",
    "Complaint": "belongs to the team that decided",
    "PreventionCase": "opened by its first signal, and refused as a course is: `open_case`",
    "Signal": "about nobody until its team says whom; it is offered the team's own citizens alone",
}


def test_every_table_with_living_reasons_is_tried_here_or_told_of():
    living = {
        model.__name__
        for model in apps.get_models()
        if any(trigger.name == "begin_need_again" for trigger in getattr(model, "triggers", ()))
    }
    assert living == {model.__name__ for model in TRIED} | set(NOT_TRIED)


@pytest.fixture
def theirs(other_team: Organisation) -> Person:
    at = timezone.now() - datetime.timedelta(hours=1)
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=at)
    NeedToKnow.objects.create(person_id=person.pk, organisation=other_team, basis="case", from_at=at)
    return person


@pytest.fixture
def glass(theirs: Person, leader: User, viewer_for, client_of: Callable[[User], Client]) -> Client:
    """The browser of a leader who has broken the glass to this citizen."""
    by = viewer_for(leader)
    with looking_as(by):
        at = timezone.now() - datetime.timedelta(minutes=1)
        actions.break_glass(person_id=theirs.pk, reason=WORDS, by=by, at=at)
    return client_of(leader)


@pytest.mark.parametrize("model", TRIED, ids=lambda model: model.__name__)
def test_nothing_is_begun_that_outlasts_the_glass(glass, theirs, leader, support_worker, our_team, model):
    page, typed = TRIED[model]
    if model is Coordination:
        typed = {"coordinator": str(leader.pk)}
    if model is HandOver:
        typed = {**typed, "to": f"user:{support_worker.pk}"}
    tasks = Task.objects.count()
    answer = glass.post(reverse(page, args=[theirs.pk]), typed)
    shown = answer.content.decode()
    assert (answer.status_code, REFUSAL in shown) == (422, True), shown
    assert WORDS in shown or model in (Coordination, Letter), "what was typed stays"
    assert (model._default_manager.count(), Task.objects.count()) == (0, tasks)
    began = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    NeedToKnow.objects.create(
        person_id=theirs.pk, organisation=our_team, basis="case", from_at=began, until_at=began + datetime.timedelta(1)
    )
    assert glass.post(reverse(page, args=[theirs.pk]), typed).status_code == 302, "a former citizen of ours"
    assert model._default_manager.count() == 1


def test_a_note_without_a_next_step_is_written_for_their_own_team(glass, theirs):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    note = {"text": WORDS, "kind": "contact", "happened_on": f"{yesterday:%d/%m-%Y}", "happened_time": "08.00"}
    where = reverse("casework:write_note", args=[theirs.pk])
    refused = glass.post(where, {**note, "next_step": "Ring", "next_on": "i morgen"})
    assert (refused.status_code, REFUSAL in refused.content.decode()) == (422, True)
    assert WORDS in refused.content.decode()
    assert not Note.objects.exists()
    written = glass.post(where, {**note, "unsigned": "1"}, follow=True).content.decode()
    assert "Borgerens eget team kan læse det" in written
    assert Note.objects.get().text == WORDS


def test_a_draft_of_theirs_is_told_to_be_theirs(glass, theirs, other_team, colleague_in_other_team):
    at = timezone.now()
    draft = Decision.objects.create(
        person=theirs,
        organisation=other_team,
        author=colleague_in_other_team,
        written_at=at,
        changed_at=at,
        title="Plads",
    )
    typed = {"title": "En plads på forsorgshjem", "version": str(draft.version)}
    shown = glass.post(reverse("decisions:decision", args=[draft.pk]), typed, follow=True).content.decode()
    assert f"Kladden er gemt hos {other_team.name}" in shown
    assert "Kolleger kan læse den" not in shown
