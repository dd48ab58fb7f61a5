"""Does broken glass stay one user's own for some hours, whatever action they use? Tried over all that open needs.

`open_need` refuses it for every room. So nobody else may write the table, and each caller's page takes the refusal.
"""

import ast
import datetime
import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request
from hjemvej.efforts.safe_night.staying.actions.walking_in import take_in_again
from hjemvej.ground.casework.models import HandOver
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.actions import look_for_same
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access import actions
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.ui.refusals import Refused
from tests.architecture.house import HOUSE, functions, name_of, own_code

REFUSAL = "Du ser borgeren gennem nødadgang"
OPEN = {  # who opens a need, and how the glass is tried on them below
    "hjemvej/efforts/one_entry/actions/receiving.py make_known": "an inquiry recorded, and one tied to a citizen",
    "hjemvej/efforts/prevention/actions/settling.py know_of": "whom a signal is about",
    "hjemvej/efforts/safe_night/placing/actions/holding.py hold_place": "a place held",
    "hjemvej/efforts/safe_night/staying/actions/stays.py confirm_arrival": "an arrival",
    "hjemvej/efforts/safe_night/staying/actions/walking_in.py take_in_again": "a guest who comes again",
    "hjemvej/efforts/safe_night/staying/actions/telling.py _tell_our_team": "an arrival",
    "hjemvej/ground/casework/in_hand/actions/following_up.py give_citizen": "a citizen given to another team",
    "hjemvej/ground/people/actions/persons.py _insert": "a citizen who is new",
    "hjemvej/ground/people/recognising/actions.py _note_pair": "two who may be one citizen",
}
WRITE = {  # who writes the table of needs besides, and why no glass comes through
    "hjemvej/platform/access/actions.py open_need": "the check itself",
    "hjemvej/platform/access/actions.py open_needs": "PostgreSQL's own check: access_open_need",
    "hjemvej/platform/access/actions.py move_needs": "both must be known",
    "hjemvej/platform/access/actions.py return_needs": "back to whom they were about",
    "hjemvej/platform/access/actions.py close_need": "only ends",
    "hjemvej/platform/access/actions.py end_needs": "only ends",
    "hjemvej/platform/access/actions.py break_glass": "the glass itself: one user's, and it ends",
    "hjemvej/efforts/safe_night/mornings/actions/settling.py _close_needs": "only ends",
    "hjemvej/ground/people/actions/bulk.py save_people_in_bulk": "citizens who are new",
}


@pytest.fixture
def theirs(other_team: Organisation) -> Person:
    at = timezone.now() - datetime.timedelta(hours=1)
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=at)
    NeedToKnow.objects.create(person_id=person.pk, organisation=other_team, basis="case", from_at=at)
    return person


@pytest.fixture
def glass(theirs: Person, coordinator: User, viewer_for, client_of: Callable[[User], Client]) -> Client:
    """The browser of a coordinator who has broken the glass to this citizen."""
    by = viewer_for(coordinator)
    with looking_as(by):
        at = timezone.now() - datetime.timedelta(minutes=1)
        actions.break_glass(person_id=theirs.pk, reason="Ligger bevidstløs på stationen", by=by, at=at)
    return client_of(coordinator)


@pytest.fixture
def place(shelter: Organisation) -> Place:
    add_house("Forsorgshjemmet Prøve", House.Kind.SHELTER, shelter, 1)
    return Place.objects.get()


def assert_nothing_opened(theirs: Person) -> None:
    needs = NeedToKnow.objects.filter(person_id=theirs.pk).order_by("pk").values_list("basis", flat=True)
    assert list(needs) == ["case", "break_glass"]


def test_an_inquiry_recorded(glass, theirs):
    typed = {
        "about": "Testa Prøvesen", "person": str(theirs.pk), "channel": "phone", "asker_kind": "neighbour",
        "text": "Ligger på stationen", "tonight": "unknown",
    }  # fmt: skip
    answer = glass.post(reverse("one_entry:record"), typed)
    page = answer.content.decode()
    assert (answer.status_code, REFUSAL in page) == (422, True), page
    assert "Ligger på stationen" in page, "what was typed stays"
    assert not Inquiry.objects.exists()
    assert_nothing_opened(theirs)


def test_an_inquiry_tied_to_a_citizen(glass, theirs, our_team):
    at = timezone.now()
    inquiry = Inquiry.objects.create(
        organisation=our_team, received_at=at, recorded_at=at, channel="phone", asker_kind="neighbour"
    )
    typed = {"about": "Testa Prøvesen", "person": str(theirs.pk)}
    answer = glass.post(reverse("one_entry:link_person", args=[inquiry.pk]), typed)
    assert REFUSAL in answer.content.decode()
    inquiry.refresh_from_db()
    assert inquiry.person_id is None
    assert_nothing_opened(theirs)


def test_a_place_held(glass, theirs, place, our_team):
    at = timezone.now()
    request = add_request(theirs, night_of(at), our_team, at)
    answer = glass.post(reverse("safe_night:hold_place", args=[request.pk, place.pk]))
    assert REFUSAL in answer.content.decode()
    assert_nothing_opened(theirs)


def test_an_arrival(glass, theirs, place):
    at = timezone.now()
    held = add_occupancy(theirs, place, "held", night_of(at), at, held_until=at + datetime.timedelta(hours=3))
    answer = glass.post(reverse("safe_night:confirm_arrival", args=[held.pk]), follow=True)
    assert REFUSAL in answer.content.decode()
    assert_nothing_opened(theirs)


def test_a_guest_who_comes_again(glass, theirs, place, coordinator, viewer_for):
    at, by = timezone.now(), viewer_for(coordinator)
    yesterday = at - datetime.timedelta(days=1)
    stay = add_occupancy(
        theirs, place, "ended", night_of(yesterday), yesterday, until_night=night_of(at), left_at=at
    )  # fmt: skip
    with looking_as(by), pytest.raises(Refused, match=REFUSAL):
        take_in_again(key=uuid.uuid4(), stay=stay, by=by, at=at)
    assert_nothing_opened(theirs)


@pytest.mark.django_db(transaction=True)
def test_two_who_may_be_one_citizen(glass, theirs, coordinator, night_cafe_worker, viewer_for):
    """The machine asks the team that knows the citizen, and never the team of whoever broke the glass."""
    at, house = timezone.now(), viewer_for(night_cafe_worker)
    with looking_as(house):
        guest = create_person(by=house, at=at, given_names="Testa", surname="Prøvesen", basis=NeedToKnow.Basis.GUEST)
    assert look_for_same(by=system("test"), at=at) == 1
    assert_nothing_opened(theirs)
    ours = viewer_for(coordinator).organisation_id
    assert not NeedToKnow.objects.filter(person_id=guest.pk, organisation_id=ours).exists()


def test_a_citizen_given_to_another_team(glass, theirs):
    third = Organisation.objects.create(name="Prøveteamet tre", kind=Organisation.Kind.TEAM)
    typed = {"to": f"team:{third.pk}", "why": "Bor hos jer"}
    answer = glass.post(reverse("casework:give_citizen", args=[theirs.pk]), typed)
    page = answer.content.decode()
    assert (answer.status_code, REFUSAL in page, "Bor hos jer" in page) == (422, True, True), page
    assert not HandOver.objects.exists()
    assert_nothing_opened(theirs)


def test_a_citizen_who_is_new(glass, theirs):
    assert glass.post(reverse("people:create"), {"given_names": "Sørine", "surname": "Fiktiv"}).status_code == 302
    assert_nothing_opened(theirs)


def test_every_action_that_opens_or_writes_a_need_is_tried_here_or_told_of():
    opening, writing = set(), set()
    for file in own_code(HOUSE):
        if {"tests", "migrations", "invented"} & set(file.parts) or file.name == "conftest.py":
            continue
        for function in functions(ast.parse(file.read_text())):
            words = ast.unparse(function)
            called = f"{name_of(file)} {function.name}"
            if re.search(r"\bopen_need\(", words) and function.name != "open_need":
                opening.add(called)
            if re.search(r"NeedToKnow\(|access_\w+_need\(|\bopen_needs\(", words) or _writes(function):
                writing.add(called)
    assert opening == set(OPEN)
    assert writing == set(WRITE)


def _writes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Does it change rows of the table, or of a query on it that it named?"""
    words = ast.unparse(function)
    changes = ("update(", "create(", "get_or_create(", "bulk_create(", ".delete(")
    return "NeedToKnow.objects" in words and any(change in words for change in changes)
