"""Do viewers share the drawing of the houses, and does each viewer get people of their own?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import member
from hjemvej.efforts.safe_night.board import queries, views
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """The minute does not end in the middle of a test."""
    monkeypatch.setattr(views, "AGES_EVERY", 10**9)
    monkeypatch.setattr(views, "_drawn_houses", {})


@pytest.fixture
def drawings(monkeypatch):
    """Note each moment at which the board asks the database for the houses."""
    asked_at: list[datetime.datetime] = []
    houses = queries.houses

    def counted(night, at):
        asked_at.append(at)
        return houses(night, at)

    monkeypatch.setattr(queries, "houses", counted)
    return asked_at


def refresh(visitor, language="da") -> str:
    answer = visitor.get(reverse("safe_night:board"), headers={"HX-Request": "true", "Accept-Language": language})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def place_request(person_of, us):
    at = timezone.now()
    return requesting.request_place(person_id=person_of("Testa").pk, night=night_of(at), needs=(), by=us, at=at)


def test_viewers_share_a_drawing_of_the_houses_until_something_happens(
    client_of, coordinator, leader, colleague_in_other_team, place_request, us, drawings, shelter_house
):
    coordinators, theirs = client_of(coordinator), client_of(colleague_in_other_team)
    assert "Testa Prøvensen" in refresh(coordinators)
    shown = refresh(theirs)
    assert "Testa Prøvensen" not in shown
    assert shelter_house.name in shown
    assert len(drawings) == 1
    refresh(client_of(leader))  # has other rights, and so may see other buttons
    shared = len(drawings)
    with looking_as(us):
        requesting.withdraw_request(request=place_request, by=us, at=timezone.now())
    assert "Testa Prøvensen" not in refresh(coordinators)
    assert len(drawings) == shared + 1


def test_no_name_is_kept_in_memory(client_of, coordinator, place_request, person_of, us, shelter_house, places):
    at = timezone.now()
    bystander = requesting.request_place(
        person_id=person_of("Fiktiv").pk, night=night_of(at), needs=(), note="sover ved havnen", by=us, at=at
    )
    holding.hold_place(request=bystander, place_id=places(shelter_house)[0].pk, by=us, at=at)
    shown = refresh(client_of(coordinator))
    kept = str(views._drawn_houses)
    for words in ("Testa", "Fiktiv", "Prøvensen", str(place_request.person_id), str(bystander.person_id)):
        assert words in shown
        assert words not in kept
    assert shelter_house.name in kept


def test_a_page_that_is_opened_is_always_drawn_anew(client_of, coordinator, place_request, drawings):
    visitor = client_of(coordinator)
    visitor.get(reverse("safe_night:board"))
    visitor.get(reverse("safe_night:board"))
    assert len(drawings) == 2


def test_another_team_is_not_shown_what_was_drawn_for_us(
    client_of, coordinator, colleague_in_other_team, place_request
):
    assert "Testa Prøvensen" in refresh(client_of(coordinator))
    assert "Testa" not in refresh(client_of(colleague_in_other_team))


@pytest.mark.parametrize("first", ["the one who broke the glass", "a colleague"])
def test_whom_one_alone_broke_the_glass_for_is_shown_to_that_one_alone(
    first, client_of, colleague_in_other_team, other_team, place_request
):
    one, colleague = (
        client_of(colleague_in_other_team),
        client_of(member("Ole Nabo Fiktiv", Role.COORDINATOR, other_team)),
    )
    at = timezone.now()
    NeedToKnow.objects.create(
        person_id=place_request.person_id, organisation=other_team, user=colleague_in_other_team, basis="break_glass",
        reason="Ringede fra skadestuen", from_at=at, until_at=at + HOUR,
    )  # fmt: skip
    for looker in (one, colleague) if first == "the one who broke the glass" else (colleague, one):
        assert ("Testa Prøvensen" in refresh(looker)) == (looker is one)


def test_each_language_has_a_drawing_of_its_own(client_of, coordinator, leader, place_request):
    assert "Venter på et sted" in refresh(client_of(coordinator))
    coordinator.language = "en"
    coordinator.save()
    assert "Venter på et sted" not in refresh(client_of(coordinator))


def test_what_is_shared_holds_no_token_and_its_buttons_send_the_pages_own_form(
    client_of, coordinator, place_request, us, shelter_house, places
):
    held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=timezone.now())
    visitor = client_of(coordinator)
    shown = refresh(visitor)
    assert "csrfmiddlewaretoken" not in shown
    button = f'form="held" formaction="{reverse("safe_night:confirm_arrival", args=[held.pk])}"'
    assert button in shown
    page = visitor.get(reverse("safe_night:board")).content.decode()
    form = page[page.index('<form id="held" method="post">') :]
    assert form.index("csrfmiddlewaretoken") < form.index("</form>")
