"""Does the night know everybody in homelessness whose night is not settled, each once and in words?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.safe_night.board import queries as board
from hjemvej.efforts.safe_night.board.rules import Unsettled
from hjemvej.efforts.safe_night.conftest import add_occupancy, add_request, on_the_board
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.placing.actions import coming_again, holding, requesting
from hjemvej.efforts.safe_night.placing.queries import unasked
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.viewer import looking_as, system

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def say(us, now):
    """Give `say(person, kind, from_on)`: where the person sleeps becomes known."""

    def write(person, kind, from_on, **more):
        said = {"source": "os", "certainty": "told", "by": us, "at": now - DAY, **more}
        record_situation(person_id=person.pk, kind=kind, from_on=from_on, **said)
        return person

    return write


@pytest.fixture
def from_cafe(person_of, cafe_house, places, night, now):
    """Give `from_cafe("Testa")`: somebody who had a chair in the café last night."""

    def make(name, number=0, **facts):
        person = person_of(name, **facts)
        add_occupancy(person, places(cafe_house)[number], "ended", night - DAY, now - DAY, until_night=night,
                      arrived_at=now - DAY, left_at=now - HOUR)  # fmt: skip
        return person

    return make


@pytest.fixture
def listed(us, night, now):
    def ask() -> dict[str, str]:
        with looking_as(us):
            found = unasked.shown(unasked.unasked(night, viewer=us, at=now), night, viewer=us)
            assert len({one.person.pk for one in found}) == len(found)  # each once
            return {one.person.given_names: one.seen.state for one in found}

    return ask


def test_each_is_listed_by_what_is_known(person_of, say, from_cafe, listed, night, now, us):
    say(person_of("Gade"), "gade", night - 9 * DAY)
    say(from_cafe("Café og gade"), "gade", night - 9 * DAY)
    from_cafe("Café", 1)
    lost = say(person_of("Savnet"), "gade", night - 9 * DAY)
    say(lost, "ukendt", night - 2 * DAY)
    for kind in ("egen_bolig", "familie_venner", "herberg", "doed", "flyttet", "andet"):
        say(person_of(kind), kind, night - 9 * DAY)
    long_lost = say(person_of("Længe væk"), "gade", night - 99 * DAY)
    say(long_lost, "ukendt", night - 14 * DAY)
    unknown = say(person_of("Var i bolig"), "egen_bolig", night - 99 * DAY)
    say(unknown, "ukendt", night - 2 * DAY)
    Night.objects.create(person=person_of("Kom ikke i går"), night=night - DAY, outcome="missing", recorded_at=now)
    assert listed() == {
        "Gade": "outside", "Café og gade": "was_in_cafe", "Café": "was_in_cafe", "Savnet": "missing",
        "Kom ikke i går": "missing",
    }  # fmt: skip
    with looking_as(us):
        assert board.everybody(night, now, viewer=us).counts == Unsettled(0, 1, 2, 2, 0)
        assert board.badge(us, now) == "1 ude"


@pytest.mark.parametrize(
    ("what", "is_listed"),
    [("nothing", True), ("asks", False), ("withdrew", False), ("asked yesterday", True), ("held", False),
     ("a hold that ran out", True), ("staying", False), ("another's request", True)],
)  # fmt: skip
def test_who_has_a_place_or_was_asked_tonight_is_not_listed(
    person_of, say, listed, our_team, shelter_house, places, night, now, what, is_listed
):
    person, other = say(person_of("Gade"), "gade", night - DAY), person_of("Anden")
    bed = places(shelter_house)[0]
    if what in ("asks", "withdrew"):
        add_request(person, night, our_team, now, "waiting" if what == "asks" else "withdrawn")
    if what == "asked yesterday":
        add_request(person, night - DAY, our_team, now - DAY, "unmet")
    if what == "another's request":
        add_request(other, night, our_team, now)
    if what in ("held", "a hold that ran out"):
        until = now + HOUR if what == "held" else now - HOUR
        add_occupancy(person, bed, "held", night, now, held_until=until)
    if what == "staying":
        add_occupancy(person, bed, "staying", night - DAY, now)
    assert listed() == ({"Gade": "outside"} if is_listed else {})


def test_a_guest_who_was_shown_out_of_the_café_is_not_asked_whether_they_come_again(
    person_of, say, cafe_house, places, listed, night, now
):
    person = say(person_of("Bortvist"), "gade", night - 9 * DAY)
    add_occupancy(person, places(cafe_house)[0], "ended", night - DAY, now, until_night=night, discharged_to="expelled")
    assert listed() == {"Bortvist": "outside"}


def test_a_no_strikes_nobody_off_and_the_morning_tells_the_truth(person_of, say, listed, shelter_house, us, night, now):
    person = say(person_of("Ude"), "gade", night - 3 * DAY)
    assert listed() == {"Ude": "outside"}
    request = requesting.request_place(person_id=person.pk, night=night, needs=(), by=us, at=now)
    holding.decline(request=request, house=shelter_house, words="for langt", by=us, at=now)
    with looking_as(us):
        (waits,) = on_the_board(night, now, us).waiting
        assert waits.tried == ["sagde nej til Forsorgshjemmet Prøve: ”for langt”"]
        assert board.badge(us, now) == "1 venter"
    settle_night(night=night, by=system("test"), at=now + 20 * HOUR)
    row = Night.objects.get(person=person, night=night)
    assert (row.outcome, row.what_happened) == ("unsafe", "Sagde nej til Forsorgshjemmet Prøve: ”for langt”.")


def test_one_tap_asks_and_holds_a_place_in_the_same_house(
    from_cafe, cafe_house, us, night, now, client_of, coordinator
):
    person, bystander = from_cafe("Igen"), from_cafe("En anden", 1)
    answer = client_of(coordinator).post(reverse("safe_night:come_again", args=[person.pk]))
    assert answer.status_code == 302
    held = Occupancy.objects.get(person=person, status="held")
    assert (held.house_id, held.from_night) == (cafe_house.pk, night)
    assert PlaceRequest.objects.get(person=person).night == night
    assert not PlaceRequest.objects.filter(person=bystander).exists()
    client_of(coordinator).post(reverse("safe_night:come_again", args=[person.pk]))  # pressed twice
    assert Occupancy.objects.filter(person=person, from_night=night).count() == 1


def test_where_the_house_is_full_who_comes_again_waits_on_the_list(
    from_cafe, person_of, cafe_house, places, us, night, now
):
    person = from_cafe("Igen")
    for number, bed in enumerate(places(cafe_house)):
        add_occupancy(person_of(f"Nr. {number}"), bed, "held", night, now, held_until=now + HOUR)
    request, held = coming_again.come_again(person_id=person.pk, house=cafe_house, night=night, needs=(), by=us, at=now)
    assert held is None
    assert request.status == "waiting"


def test_nobodys_protected_place_is_shown(from_cafe, cafe_house, client_of, coordinator):
    from_cafe("Hemmelig", protection="threatened")
    visitor = client_of(coordinator)
    for name in ("board", "unsettled", "paper"):
        page = visitor.get(reverse(f"safe_night:{name}")).content.decode()
        assert "Beskyttet borger" in page
        before_houses = page[: page.index(cafe_house.name)] if cafe_house.name in page else page
        assert "Beskyttet borger" in before_houses  # the house stands only in the list of houses
    from_cafe("Åben", 1)
    page = visitor.get(reverse("safe_night:unsettled")).content.decode()
    assert page.count(cafe_house.name) == 1


def test_another_teams_people_are_not_listed(say, person_of, other_team, listed, night):
    with looking_as(system("test")):
        theirs = person_of("Deres", organisation=other_team)
        record_situation(person_id=theirs.pk, kind="gade", from_on=night, source="dem", certainty="told",
                         by=system("test"), at=datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC))  # fmt: skip
    assert listed() == {}


def test_the_board_stays_short_in_a_large_town_and_asks_no_more(
    person_of, say, client_of, coordinator, night, django_assert_max_num_queries
):
    for number in range(30):
        say(person_of(f"Nr. {number:02}"), "gade", night - DAY)
    visitor = client_of(coordinator)
    visitor.get(reverse("safe_night:board"))
    with django_assert_max_num_queries(20):
        page = visitor.get(reverse("safe_night:board")).content.decode()
    assert page.count('id="uspurgt-') == board.UNASKED_SHOWN
    assert "30 er ude, og ingen har spurgt." in page
    assert "Se også 26 flere" in page
    assert visitor.get(reverse("safe_night:unsettled")).content.decode().count('id="uspurgt-') == 30


def test_a_house_that_opens_in_the_evening_reports_again_then_and_is_red_only_when_open(
    cafe_house, shelter_house, night, monkeypatch
):
    evening = datetime.datetime(2026, 11, 20, 20, 30, tzinfo=datetime.UTC)  # 21.30 in Copenhagen
    for at, closed, stale in ((evening - 6 * HOUR, True, False), (evening, False, True)):
        houses = {one.house.kind: one for one in board.houses(night, at).every}
        cafe, shelter = houses[House.Kind.NIGHT_CAFE], houses[House.Kind.SHELTER]
        assert (cafe.freshness.is_closed, cafe.freshness.is_stale) == (closed, stale)
        assert shelter.freshness.is_stale
        if closed:
            assert cafe.freshness.while_closed == "melder igen kl. 21.00"


def test_the_menu_says_on_the_days_page_what_it_says_on_all_pages(
    person_of, say, our_team, client_of, coordinator, us, night, now
):
    for name in ("Ude en", "Ude to"):
        say(person_of(name), "gade", night - 3 * DAY)
    add_request(person_of("Venter"), night, our_team, now)
    say(person_of("I bolig"), "egen_bolig", night - 3 * DAY)
    with looking_as(us):
        assert board.badge(us, now) == "1 venter, 2 ude"
    visitor = client_of(coordinator)
    for name in ("staff:today", "staff:register", "safe_night:board"):
        assert '<span class="hv-badge">1 venter, 2 ude' in visitor.get(reverse(name)).content.decode(), name


def test_from_whom_a_protected_person_hides_stands_on_no_list_and_on_their_own_page(
    person_of, our_team, client_of, coordinator, night, now
):
    notes = {"note": "Må ikke møde ham", "safety": "Ikke ved havnen"}
    for name, more in (("Åben", {}), ("Skjult", {"protection": "threatened"})):
        PlaceRequest.objects.filter(pk=add_request(person_of(name, **more), night, our_team, now).pk).update(**notes)
    visitor = client_of(coordinator)
    for name in ("staff:today", "safe_night:board", "safe_night:unsettled", "safe_night:paper"):
        page = visitor.get(reverse(name)).content.decode()
        assert page.count("Må ikke møde ham") <= 1, name
        assert page.count("Ikke ved havnen") <= 1, name
    hidden = PlaceRequest.objects.get(person__given_names="Skjult").person_id
    aside = visitor.get(reverse("staff:aside", args=[hidden])).content.decode()
    assert "Må ikke møde ham" in aside
    assert "Ikke ved havnen" in aside
