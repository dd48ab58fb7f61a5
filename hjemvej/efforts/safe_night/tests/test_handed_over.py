"""Who is handed over to the night by another effort stands on its list at once, and whoever did reads how it went."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.safe_night.board.queries import unplaced
from hjemvej.efforts.safe_night.models import Night, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting
from hjemvej.efforts.safe_night.placing.rules import known
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as, system

DAY = datetime.timedelta(days=1)
MACHINE = system("Natten gøres op")
SAID = "Henvendelse kl. 15.55: foran Netto · 2 børn · hund"


@pytest.fixture
def hand_over(person_of, us):
    def hand(at):
        person = person_of("Testa")
        return open_course(person_id=person.pk, kind="safe_night", because=SAID, by=us, at=at)

    return hand


def test_the_board_shows_them_before_anybody_has_asked_for_a_place(hand_over, us, night, now):
    course = hand_over(now)
    with looking_as(us):
        [listed] = waiting(night, viewer=us, at=now)
        assert (listed.person.pk, listed.note, listed.is_asked_for) == (course.person_id, SAID, False)
        assert unplaced(night, now, viewer=us) == 1
        assert waiting(night + DAY, viewer=us, at=now) == []
        requesting.request_place(person_id=course.person_id, night=night, needs=(), by=us, at=now)
        assert [listed.is_asked_for for listed in waiting(night, viewer=us, at=now)] == [True]
        assert unplaced(night, now, viewer=us) == 1


def test_what_was_said_stands_in_the_form_already(hand_over, client_of, coordinator):
    course = hand_over(timezone.now())
    page = client_of(coordinator).get(reverse("safe_night:request_place", args=[course.person_id]))
    assert page.context["form"].initial == {"needs": ["children", "dog"], "note": SAID}
    board = client_of(coordinator).get(reverse("safe_night:board")).content.decode()
    assert reverse("safe_night:request_place", args=[course.person_id]) in board


def test_an_arrival_and_a_place_found_alone_answer_whoever_handed_over(
    hand_over, us, shelter_house, places, night, now
):
    came, found_one = hand_over(now), hand_over(now)
    with looking_as(us):
        request = requesting.request_place(person_id=came.person_id, night=night, needs=(), by=us, at=now)
        held = holding.hold_place(request=request, place_id=places(shelter_house)[0].pk, by=us, at=now)
        stays.confirm_arrival(occupancy=held, by=us, at=now)
        request = requesting.request_place(person_id=found_one.person_id, night=night, needs=(), by=us, at=now)
        requesting.withdraw_request(request=request, why="hos sin søster", by=us, at=now)
    told = [Course.objects.get(pk=course.pk).outcome for course in (came, found_one)]
    assert told == ["Er kommet til Forsorgshjemmet Prøve", "Har selv fundet et sted: hos sin søster"]


def test_a_held_place_is_told_meanwhile_and_its_end_too(hand_over, us, shelter_house, places, night, now):
    course = hand_over(now)

    def outcome() -> str:
        return Course.objects.get(pk=course.pk, closed_at=None).outcome

    with looking_as(us):
        place_request = requesting.request_place(person_id=course.person_id, night=night, needs=(), by=us, at=now)
        for end in (stays.did_not_come, holding.cancel_hold, None):
            held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=now)
            assert outcome().startswith("Forsorgshjemmet Prøve har reserveret en plads til kl. ")
            if end:
                end(occupancy=held, by=us, at=now)
            else:
                holding.expire_holds(at=now + DAY / 4)
            assert outcome() == ""


def test_at_four_one_for_whom_nobody_got_as_far_as_asking_had_an_unsafe_night(hand_over, night, now):
    course = hand_over(now)
    settle_night(night=night, by=MACHINE, at=now + DAY)
    row = Night.objects.get()
    assert (row.person_id, row.outcome) == (course.person_id, "unsafe")
    assert SAID in row.what_happened
    assert Course.objects.get().closed_at == now + DAY


@pytest.mark.parametrize(
    ("words", "needs", "is_told"), [("ukendt mand med brun hund", ["dog"], True), ("ukendt mand uden hund", [], False)]
)
def test_what_was_said_is_ticked_with_its_words(client_of, coordinator, us, words, needs, is_told):
    with looking_as(us):
        person = create_person(by=us, at=timezone.now(), description=words)
    page = client_of(coordinator).get(reverse("safe_night:request_place", args=[person.pk]))
    assert page.context["form"].initial["needs"] == needs
    assert ("Kryds ved hund, fordi I skrev ”brun hund”." in tight(page.content.decode())) == is_told


def test_a_need_can_be_taken_back(client_of, coordinator, person_of, us):
    person, night = person_of("Testa"), night_of(timezone.now())
    place_request = requesting.request_place(
        person_id=person.pk, night=night, needs=["dog", "couple"], by=us, at=timezone.now()
    )
    address = reverse("safe_night:request_place", args=[person.pk])
    browser = client_of(coordinator)
    assert browser.get(address).context["form"].initial["needs"] == place_request.needs
    browser.post(address, {"needs": ["dog"], "note": "ved søen"})
    place_request = PlaceRequest.objects.get()
    assert (place_request.needs, place_request.note) == (["dog"], "ved søen")


def test_for_one_whose_place_is_held_already_no_second_is_looked_for(
    client_of, coordinator, person_of, us, shelter_house, places
):
    at = timezone.now()
    place_request = requesting.request_place(
        person_id=person_of("Testa").pk, night=night_of(at), needs=(), by=us, at=at
    )
    holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=at)
    browser = client_of(coordinator)
    for name, pk in (("find_place", place_request.pk), ("request_place", place_request.person_id)):
        page = browser.get(reverse(f"safe_night:{name}", args=[pk])).content.decode()
        assert "Forsorgshjemmet Prøve har reserveret en plads til" in page
        assert "Hold pladsen" not in page
        assert "udløb" not in page
        assert "Hvad skal stedet kunne?" not in page


@pytest.mark.parametrize(
    ("note", "needs"),
    [("hundrede meter fra havnen", []), ("2 børn", ["children"]), ("sort hund", ["dog"])],
)
def test_what_was_said_is_read_with_care(note, needs):
    found = known.needs_known(animals="", accessibility_needs="", with_them=(), latest_needs=(), said=[note])
    assert list(found) == needs
