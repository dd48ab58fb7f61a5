"""Do the board, finding a place and the morning page answer, in words, to those who may ask and nobody else?"""

import datetime
import json
import re
import uuid

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.efforts.safe_night.board.forms import ReportFreePlaces
from hjemvej.efforts.safe_night.board.queries import badge, steps
from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import Answer, HouseReport, Night, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.forms import CorrectNight
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.safe_night.placing.forms import RequestPlace, SayNo, WithdrawRequest
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.ground.casework.queries.today import steps as steps_of_casework
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Look

BOARD = "safe_night:board"
DAY = datetime.timedelta(days=1)
TYPED = st.text(st.characters(codec="utf-8"), max_size=350)
MACHINE = system("test")


@pytest.fixture
def visitor(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def place_request(person_of, us):
    """Somebody who needs a place tonight by the real clock: the pages ask it."""
    at = timezone.now()
    person = person_of("Testa", sex="woman")
    return requesting.request_place(person_id=person.pk, night=night_of(at), needs=["dog"], by=us, at=at)


def page(visitor, name, *args) -> str:
    answer = visitor.get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_empty_board_says_what_will_come(visitor):
    shown = page(visitor, BOARD)
    assert "Ingen venter på et sted at sove i nat." in shown
    assert "Ingen steder endnu" in shown


def test_the_boards_first_line_says_in_words_who_has_no_place(visitor, place_request, shelter_house):
    shown = page(visitor, BOARD)
    assert "Én borger venter på et sted at sove i nat. To senge er ledige." in shown
    assert "Testa Prøvensen" in shown
    assert reverse("safe_night:find_place", args=[place_request.pk]) in shown
    assert "hund" in shown


def test_a_protected_persons_name_is_not_on_the_board(visitor, place_request, shelter_house):
    Person.objects.update(protection="address")
    assert "Testa" not in page(visitor, BOARD)
    assert f"Beskyttet borger {str(place_request.person_id)[:4].upper()}" in page(visitor, BOARD)
    assert "Testa" not in page(visitor, "safe_night:paper")


def test_the_page_asking_again_is_answered_304_until_something_happens(
    visitor, place_request, us, shelter_house, monkeypatch
):
    monkeypatch.setattr("hjemvej.efforts.safe_night.board.views.AGES_EVERY", 10**9)
    first = visitor.get(reverse(BOARD), headers={"HX-Request": "true"})
    written = re.search(r"hx-headers='([^']+)'", first.content.decode())
    assert written is not None
    mark = {"HX-Request": "true", **json.loads(written[1])}
    assert mark["If-None-Match"] == first["ETag"]
    assert "tonight-answer" in first.content.decode()
    with CaptureQueriesContext(connection) as asked_for:
        again = visitor.get(reverse(BOARD), headers=mark)
    assert (again.status_code, again.content) == (304, b"")
    assert len(asked_for) <= 10
    requesting.withdraw_request(request=place_request, by=us, at=timezone.now())
    assert visitor.get(reverse(BOARD), headers=mark).status_code == 200


def test_the_board_asks_as_much_of_the_database_at_twenty_times_the_size(
    visitor, place_request, us, person_of, shelter, places
):
    def fill(number: int) -> None:
        at = timezone.now()
        for one in range(number):
            house = add_house(f"Hus {House.objects.count()}", House.Kind.SHELTER, shelter, 3)
            for place in places(house)[:2]:
                with looking_as(MACHINE):
                    person = person_of(f"Testa{one}")
                with looking_as(us):
                    request = requesting.request_place(person_id=person.pk, night=night_of(at), needs=(), by=us, at=at)
                    if place.label == "seng 1":
                        holding.hold_place(request=request, place_id=place.pk, by=us, at=at)
                    else:
                        holding.decline(request=request, house=house, words="for langt", by=us, at=at)

    counts = []
    for number in (1, 19):
        fill(number)
        visitor.get(reverse(BOARD))
        with CaptureQueriesContext(connection) as asked_for:
            visitor.get(reverse(BOARD))
        counts.append(len(asked_for))
    assert counts[0] == counts[1]
    assert counts[1] <= 20  # the log of whose names were shown among them, and the test's own savepoint


def test_a_place_is_asked_for_found_and_held_in_three_clicks(visitor, person_of, cafe_house, shelter_house):
    person = person_of("Testa", animals="en stor hund")
    Place.objects.filter(room__house=shelter_house).update(is_wheelchair_accessible=True)
    form = page(visitor, "safe_night:request_place", person.pk)
    assert "checked" in form  # the dog is known already
    answer = visitor.post(reverse("safe_night:request_place", args=[person.pk]), {"needs": ["wheelchair"], "note": "x"})
    request = PlaceRequest.objects.get()
    assert answer["Location"] == reverse("safe_night:find_place", args=[request.pk])
    assert "egnet til kørestol" in page(visitor, "safe_night:find_place", request.pk)
    place = shelter_house.rooms.get().places.first()
    answer = visitor.post(reverse("safe_night:hold_place", args=[request.pk, place.pk]), follow=True)
    assert "holder pladsen til kl." in answer.content.decode()
    assert Look.objects.filter(page="safe_night.hold_place", person_id=person.pk).exists()


def test_the_second_is_told_in_words_and_shown_what_is_left(
    visitor, place_request, us, person_of, shelter_house, places
):
    at = timezone.now()
    PlaceRequest.objects.filter(pk=place_request.pk).update(needs=[])
    with looking_as(us):
        other = requesting.request_place(
            person_id=_person(person_of).pk, night=place_request.night, needs=(), by=us, at=at
        )
        holding.hold_place(request=other, place_id=places(shelter_house)[0].pk, by=us, at=at)
    Place.objects.filter(pk=places(shelter_house)[1].pk).update(takes_dogs=True)  # the other bed is not like it
    answer = visitor.post(reverse("safe_night:hold_place", args=[place_request.pk, places(shelter_house)[0].pk]))
    assert answer.status_code == 409
    assert "En anden nåede at få pladsen. Intet er tabt" in answer.content.decode()
    assert "seng 2" in answer.content.decode()


def _person(person_of):
    with looking_as(MACHINE):
        return person_of("Eksempel")


def test_a_held_place_is_confirmed_extended_or_given_up_by_phone(
    clock_stands, visitor, place_request, us, shelter_house, places
):
    held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=timezone.now())
    assert "På vej til en reserveret plads" in page(visitor, BOARD)
    visitor.post(reverse("safe_night:extend_hold", args=[held.pk]))
    until = Occupancy.objects.get(pk=held.pk).held_until
    assert until is not None
    assert until > timezone.now() + datetime.timedelta(hours=2)
    visitor.post(reverse("safe_night:cancel_hold", args=[held.pk]))
    late = visitor.post(reverse("safe_night:confirm_arrival", args=[held.pk]), follow=True)
    assert "Pladsen er ikke reserveret længere" in late.content.decode()
    gone = visitor.post(reverse("safe_night:extend_hold", args=[held.pk]), follow=True)
    assert "Pladsen holdes ikke længere" in gone.content.decode()
    again = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=timezone.now())
    visitor.post(reverse("safe_night:confirm_arrival", args=[again.pk]))
    assert Occupancy.objects.get(pk=again.pk).status == "staying"


def test_a_no_is_written_with_whose_it_was(visitor, place_request, shelter_house):
    url = reverse("safe_night:say_no", args=[place_request.pk, shelter_house.pk])
    asked = visitor.get(url).content.decode()
    assert "Testa Prøvensen bliver stående på listen." in asked
    assert "checked" not in asked.split("<main")[1]
    assert visitor.post(url, {"words": "for langt"}).status_code == 422
    assert visitor.post(url, {"who": "declined", "words": ""}).status_code == 422
    visitor.post(url, {"who": "turned_away", "words": "fuldt hus"})
    assert Answer.objects.get().kind == "turned_away"
    assert "fuldt hus" in page(visitor, BOARD)


def test_whoever_found_a_place_alone_leaves_the_list(visitor, place_request):
    url = reverse("safe_night:withdraw_request", args=[place_request.pk])
    assert visitor.get(url).status_code == 200
    visitor.post(url, {"why": "hos sin søster"})
    assert "Testa" not in page(visitor, BOARD)


def test_what_a_house_says_on_the_phone_is_written(visitor, shelter_house):
    url = reverse("safe_night:report_free_places", args=[shelter_house.pk])
    assert "Ring" in visitor.get(url).content.decode()
    assert visitor.post(url, {"free": "mange"}).status_code == 422
    assert visitor.post(url, {"free": "9"}).status_code == 422
    visitor.post(url, {"free": "1"})
    assert HouseReport.objects.get().free_places == 1


def test_what_we_know_is_ticked_already(visitor, person_of, us, now):
    person = person_of("Testa", animals="Hunden Bob", accessibility_needs="Bruger kørestol")
    person.household.create(relation="child", name="Lille Prøve")
    person.household.create(relation="partner", is_with_them=False)
    requesting.request_place(person_id=person.pk, night=night_of(now), needs=["women_only"], by=us, at=now)
    shown = page(visitor, "safe_night:request_place", person.pk)
    ticked = re.findall(r'name="needs" value="(\w+)"[^>]*checked', shown)
    assert sorted(ticked) == ["children", "dog", "wheelchair", "women_only"]
    nothing_known = page(visitor, "safe_night:request_place", person_of("Prøve", sex="woman").pk)
    assert "checked" not in nothing_known


@pytest.fixture
def staying(place_request, shelter_house, us):
    at = timezone.now()
    bed = shelter_house.rooms.get().places.first()
    held = holding.hold_place(request=place_request, place_id=bed.pk, by=us, at=at)
    return stays.confirm_arrival(occupancy=held, by=us, at=at)


def test_the_team_makes_a_stay_longer_or_writes_that_it_is_over(visitor, staying):
    person = reverse("staff:person", args=[staying.person_id])
    assert "Ophold på Forsorgshjemmet Prøve" in page(visitor, "safe_night:stay", staying.pk)
    longer = reverse("safe_night:extend_stay", args=[staying.pk])
    until = night_of(timezone.now()) + 5 * DAY
    assert visitor.post(longer, {"until_night": "i går"}).status_code == 422
    assert visitor.post(longer, {"until_night": f"{until:%d/%m-%y}"}).headers["Location"] == person
    assert Occupancy.objects.get(pk=staying.pk).until_night == until
    visitor.post(longer, {"until_night": ""})
    assert Occupancy.objects.get(pk=staying.pk).until_night is None
    over = reverse("safe_night:depart", args=[staying.pk])
    assert "Skriv kort, hvad der skete." in visitor.post(over, {"discharged_to": "expelled"}).content.decode()
    assert visitor.post(over, {"discharged_to": "street"}).headers["Location"] == person
    again = visitor.get(reverse("safe_night:stay", args=[staying.pk]), follow=True)
    assert "Opholdet på Forsorgshjemmet Prøve er ikke i gang." in again.content.decode()
    assert "Borgeren er allerede rejst." in visitor.post(longer, {"until_night": ""}).content.decode()


def test_a_colleague_without_the_case_cannot_touch_the_stay(client_of, colleague_in_other_team, staying):
    stranger = client_of(colleague_in_other_team)
    assert stranger.get(reverse("safe_night:stay", args=[staying.pk])).status_code == 404
    assert (
        stranger.post(reverse("safe_night:depart", args=[staying.pk]), {"discharged_to": "street"}).status_code == 404
    )


def test_who_mangler_a_place_is_searched_for_first(visitor, person_of):
    person_of("Testa")
    url = reverse("safe_night:someone_needs_a_place")
    assert "Testa Prøvensen" in visitor.post(url, {"q": "testa"}).content.decode()
    assert "Ingen, jeres team kender, ligner det" in visitor.post(url, {"q": "xyzzy"}).content.decode()
    in_an_address = visitor.get(url, {"q": "testa"}).content.decode()
    assert "Testa Prøvensen" not in in_an_address, "a CPR number may be typed; it never stands in an address"


def test_the_morning_tells_who_was_outside_who_is_missed_and_who_slept_inside(visitor, person_of, shelter_house):
    night = night_of(timezone.now()) - DAY
    assert "ikke gjort op" in page(visitor, "safe_night:morning")
    for name, outcome, house in [("Ude", "unsafe", None), ("Savnet", "missing", None), ("Inde", "safe", shelter_house)]:
        Night.objects.create(
            person=person_of(name), night=night, outcome=outcome, house=house, recorded_at=timezone.now()
        )
    shown = page(visitor, "safe_night:morning")
    assert "Én borger havde ikke et trygt sted. Vi ved ikke, hvor én sov. 1 sov inde." in shown
    assert "uden et trygt sted, 1 af jeres borgere" in shown
    person = Person.objects.get(given_names="Savnet")
    url = reverse("safe_night:correct_night", args=[night.isoformat(), person.pk])
    seen = str(Night.objects.get(person=person, superseded_at=None).pk)
    assert f'name="seen" value="{seen}"' in visitor.get(url).content.decode()
    assert visitor.post(url, {"outcome": "unsafe", "seen": seen}).status_code == 422
    what = "mødt af gadeteamet kl. 7.10, sov i kælderskakt"
    told = {"outcome": "unsafe", "what_happened": what, "slept_outside": "on", "seen": seen}
    visitor.post(url, told)
    assert what in page(visitor, "safe_night:morning_of", night.isoformat())
    assert Situation.objects.get(person=person, superseded_at=None).kind == "gade"
    # A colleague who had the page open too does not write over it unread; having read it, they may.
    over = visitor.post(url, {"outcome": "safe", "what_happened": "hos en ven", "seen": seen})
    shown = over.content.decode()
    assert over.status_code == 422
    assert f"Natten er rettet imens. Nu står der: Havde ikke et trygt sted – {what}" in shown
    now = Night.objects.get(person=person, night=night, superseded_at=None)
    assert (now.outcome, f'name="seen" value="{now.pk}"' in shown) == ("unsafe", True)
    visitor.post(url, {"outcome": "safe", "what_happened": "hos en ven", "seen": str(now.pk)})
    assert Night.objects.get(person=person, night=night, superseded_at=None).outcome == "safe"


def test_a_night_that_no_figure_shows_any_more_cannot_be_corrected(visitor, person_of):
    person, tonight = person_of("Testa"), night_of(timezone.now())
    for back, status in [(366, 200), (367, 404), (0, 404)]:
        url = reverse("safe_night:correct_night", args=[(tonight - back * DAY).isoformat(), person.pk])
        assert visitor.get(url).status_code == status, back


@pytest.mark.parametrize("night", ["ukendt", "2999-01-01", "1066-01-01", "2026-13-45"])
def test_a_night_that_is_not_over_or_no_night_is_unknown(visitor, night):
    assert visitor.get(reverse("safe_night:morning_of", args=[night])).status_code == 404


def test_another_teams_people_are_as_unknown_as_none(
    client_of, colleague_in_other_team, place_request, us, shelter_house, places
):
    held = holding.hold_place(request=place_request, place_id=places(shelter_house)[0].pk, by=us, at=timezone.now())
    stranger = client_of(colleague_in_other_team)
    last = (night_of(timezone.now()) - DAY).isoformat()
    for name, args in [
        ("find_place", [place_request.pk]), ("say_no", [place_request.pk, shelter_house.pk]),
        ("withdraw_request", [place_request.pk]),
        ("request_place", [place_request.person_id]), ("correct_night", [last, place_request.person_id]),
    ]:  # fmt: skip
        assert stranger.get(reverse(f"safe_night:{name}", args=args)).status_code == 404, name
    for name in ("cancel_hold", "extend_hold", "confirm_arrival"):
        assert stranger.post(reverse(f"safe_night:{name}", args=[held.pk])).status_code == 404, name
    shown = stranger.get(reverse(BOARD)).content.decode()
    assert "Testa" not in shown
    assert "1 ledig af 2" in shown  # that it is taken, not by whom
    assert Look.objects.filter(user_id=colleague_in_other_team.pk).count() == 0


def test_shelter_workers_have_their_own_page_not_the_board(client_of, shelter_worker):
    assert client_of(shelter_worker).get(reverse(BOARD)).status_code == 404


def test_what_needs_the_viewer_are_the_unplaced_and_the_shelters_notices(
    place_request, us, person_of, shelter_house, places
):
    at = timezone.now()
    held = requesting.request_place(person_id=person_of("Inde").pk, night=place_request.night, needs=(), by=us, at=at)
    stay = holding.hold_place(request=held, place_id=places(shelter_house)[0].pk, by=us, at=at)
    ResponsibleMunicipality.objects.create(
        person_id=held.person_id, municipality_code=site.MUNICIPALITY_CODE, municipality_name="Vores",
        from_on=place_request.night,
    )  # fmt: skip
    stays.confirm_arrival(occupancy=stay, by=us, at=at)
    with looking_as(us):
        assert [step.person_id for step in steps(us, at)] == [place_request.person_id]
        assert [(step.person_id, step.action) for step in steps_of_casework(us, at)] == [(held.person_id, "Bekræft")]
        assert badge(us, at) == "1 venter"


FUZZED = [RequestPlace, SayNo, WithdrawRequest, ReportFreePlaces, CorrectNight]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(FUZZED),
    st.dictionaries(
        st.sampled_from(
            ["needs", "safety", "note", "who", "words", "why", "free", "outcome", "what_happened", "slept_outside"]
        ),
        TYPED,
    ),
)
def test_whatever_is_typed_is_read_or_refused_in_words(form, typed):
    filled = form(typed)
    assert filled.is_valid() or filled.errors


def test_a_night_that_is_over_is_asked_for_anew(visitor, place_request, shelter_house, places):
    PlaceRequest.objects.update(night=place_request.night - DAY)
    again = reverse("safe_night:request_place", args=[place_request.person_id])
    assert visitor.get(reverse("safe_night:find_place", args=[place_request.pk]))["Location"] == again
    late = visitor.post(reverse("safe_night:hold_place", args=[place_request.pk, places(shelter_house)[0].pk]))
    assert late["Location"] == again
    assert Occupancy.objects.count() == 0


def test_unknown_ids_are_404(visitor, place_request):
    assert visitor.get(reverse("safe_night:find_place", args=[uuid.uuid4()])).status_code == 404
    assert visitor.post(reverse("safe_night:hold_place", args=[place_request.pk, uuid.uuid4()])).status_code == 409
