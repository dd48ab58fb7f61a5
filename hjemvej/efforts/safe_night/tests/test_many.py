"""With many houses and many people: is what matters first shown first, is nothing left unsaid, and is it as cheap?"""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.safe_night.board.queries import HOUSES_SHOWN, WAITING_SHOWN
from hjemvej.efforts.safe_night.board.views import ROWS_SHOWN
from hjemvej.efforts.safe_night.conftest import add_house, add_request
from hjemvej.efforts.safe_night.models import Night
from hjemvej.efforts.safe_night.placing.actions import requesting
from hjemvej.efforts.safe_night.placing.views import OFFERS_SHOWN
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.ui.number_words import number_word

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
OWN = 4  # queries of the test itself: its savepoints and its viewer


@pytest.fixture
def visitor(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def place_request(person_of, us):
    at = timezone.now()
    return requesting.request_place(person_id=person_of("Testa").pk, night=night_of(at), needs=(), by=us, at=at)


@pytest.fixture
def last_night():
    return night_of(timezone.now()) - DAY


@pytest.fixture
def slept(person_of, last_night):
    """Give `slept("Testa", house)`: who slept there last night; without a house, in another safe place."""

    def write(name: str, house: House | None, outcome: str = "safe", **facts: object) -> None:
        person = person_of(name, **facts)
        now = timezone.now()
        Night.objects.create(person=person, night=last_night, outcome=outcome, house=house, recorded_at=now)

    return write


def shown(visitor, name, *args, query="") -> str:
    answer = visitor.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def queries_of(visitor, name, *args) -> int:
    shown(visitor, name, *args)
    with CaptureQueriesContext(connection) as captured:
        shown(visitor, name, *args)
    return len(captured)


def add_houses(number, shelter, *, full=False):
    for _one in range(number):
        house = add_house(f"{'Fuldt' if full else 'Frit'} hus {House.objects.count()}", House.Kind.SHELTER, shelter, 1)
        if full:
            Place.objects.filter(room__house=house).update(is_active=False)


def test_houses_with_a_free_place_come_first_and_the_others_are_counted_with_a_way_to_them(visitor, shelter):
    add_houses(5, shelter, full=True)
    add_houses(HOUSES_SHOWN + 2, shelter)
    board = shown(visitor, "safe_night:board")
    assert tight(board).count('<th scope="row">Frit hus') == HOUSES_SHOWN
    assert "Fuldt hus" not in board
    assert "Se også 7 steder mere" in board
    assert "2 har en ledig plads" in board
    assert reverse("safe_night:houses") in board
    every = shown(visitor, "safe_night:houses")
    assert every.count('<th scope="row">') == HOUSES_SHOWN + 7


def test_a_town_of_few_houses_has_all_of_them_on_the_board(visitor, shelter):
    add_houses(2, shelter, full=True)
    add_houses(HOUSES_SHOWN - 2, shelter)
    board = shown(visitor, "safe_night:board")
    assert board.count('<th scope="row">') == HOUSES_SHOWN
    assert reverse("safe_night:houses") not in board


def test_the_best_offers_are_shown_and_the_number_of_all_with_a_way_to_them(visitor, place_request, shelter):
    add_houses(OFFERS_SHOWN + 3, shelter)
    offers = re.compile("Hold pladsen")
    page = shown(visitor, "safe_night:find_place", place_request.pk)
    assert f"{number_word(OFFERS_SHOWN + 3).capitalize()} muligheder passer til" in page
    assert len(offers.findall(page)) == OFFERS_SHOWN
    assert f"De {OFFERS_SHOWN} bedste af {OFFERS_SHOWN + 3} muligheder. Se alle" in page
    every = shown(visitor, "safe_night:find_place", place_request.pk, query="?alle=1")
    assert len(offers.findall(every)) == OFFERS_SHOWN + 3
    assert "Se alle" not in every


def test_the_morning_counts_those_inside_and_names_them_when_a_house_is_opened(
    visitor, slept, shelter_house, last_night
):
    slept("Inde", shelter_house)
    slept("Hemmelig", shelter_house, protection="name")
    slept("Hosven", None)
    morning = shown(visitor, "safe_night:morning")
    assert "3 sov inde" in morning
    assert "Inde Prøvensen" not in morning
    house = reverse("safe_night:slept_inside", args=[last_night.isoformat(), shelter_house.pk])
    assert house in morning
    opened = visitor.get(house, headers={"HX-Request": "true"}).content.decode()
    assert "Inde Prøvensen" in opened
    assert "<html" not in opened
    assert "Hemmelig" not in opened
    assert "Beskyttet borger" not in opened  # counted, and named on no list of a place
    assert "Inde Prøvensen" in visitor.get(house).content.decode()
    elsewhere = shown(visitor, "safe_night:slept_elsewhere", last_night.isoformat())
    assert "Hosven Prøvensen" in elsewhere
    assert "Inde Prøvensen" not in elsewhere


def test_who_sat_on_a_chair_did_not_sleep_and_is_not_counted_with_those_who_did(
    visitor, slept, shelter_house, cafe_house, last_night
):
    for name, house, outcome in (("Inde", shelter_house, "safe"), ("Igen", shelter_house, "safe"),
                                 ("Stol", cafe_house, "chair")):  # fmt: skip
        slept(name, house, outcome)
    morning = shown(visitor, "safe_night:morning")
    assert "Én sad i en natcafé. 2 sov inde." in morning
    assert "Sov" not in tight(shown(visitor, "safe_night:slept_inside", last_night.isoformat(), cafe_house.pk))


def test_another_teams_sleepers_are_neither_named_nor_counted(
    client_of, colleague_in_other_team, slept, shelter_house, last_night
):
    slept("Inde", shelter_house)
    stranger = client_of(colleague_in_other_team)
    house = reverse("safe_night:slept_inside", args=[last_night.isoformat(), shelter_house.pk])
    told = stranger.get(house).content.decode()
    assert "Inde Prøvensen" not in told
    assert "Ingen, vi ved af, var her den nat" in told
    assert house not in shown(stranger, "safe_night:morning")


def test_finding_a_place_and_the_morning_ask_as_much_with_many_as_with_few(
    visitor, place_request, shelter, slept, shelter_house
):
    counts = []
    for number in (1, 19):
        add_houses(number, shelter)
        for one in range(number):
            slept(f"Inde {number} {one}", shelter_house)
            slept(f"Ude {number} {one}", None, outcome="unsafe")
        counts.append(
            (queries_of(visitor, "safe_night:find_place", place_request.pk), queries_of(visitor, "safe_night:morning"))
        )
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20 + OWN


def test_whoever_waits_longest_stands_on_the_board_and_the_others_are_counted(visitor, person_of, our_team):
    at = timezone.now()
    for number in range(WAITING_SHOWN + 3):
        add_request(person_of(f"Nr. {number:02}"), night_of(at), our_team, at + number * MINUTE)
    board = shown(visitor, "safe_night:board")
    assert re.findall(r">(Nr\. \d\d) ", board) == [f"Nr. {number:02}" for number in range(WAITING_SHOWN)]
    assert f"{WAITING_SHOWN + 3} borgere venter på et sted at sove i nat." in board
    assert "Se også 3 flere" in board


def test_everybody_unsettled_is_on_one_of_the_pages_and_each_says_of_how_many(visitor, person_of, our_team):
    at = timezone.now()
    people = [person_of(f"Nr. {number:02}") for number in range(ROWS_SHOWN + 7)]
    for person in people[:5]:
        add_request(person, night_of(at), our_team, at)
    for person in people[5:]:
        Night.objects.create(person=person, night=night_of(at) - DAY, outcome="missing", recorded_at=at)
    pages = [shown(visitor, "safe_night:unsettled", query=query) for query in ("", "?side=2")]
    named = [set(re.findall(r"Nr\. \d\d", page)) for page in pages]
    assert [len(names) for names in named] == [ROWS_SHOWN, 7]
    assert named[0] | named[1] == {f"Nr. {number:02}" for number in range(ROWS_SHOWN + 7)}
    assert f"1-{ROWS_SHOWN} af {ROWS_SHOWN + 7}" in pages[0]
    paper = shown(visitor, "safe_night:paper")
    assert len(set(re.findall(r"Nr\. \d\d", paper))) == ROWS_SHOWN
    assert f"Viser {ROWS_SHOWN} af {ROWS_SHOWN + 7} borgere og 0 af 0 steder" in paper
    assert len(set(re.findall(r"Nr\. \d\d", shown(visitor, "safe_night:paper", query="?alle=1")))) == ROWS_SHOWN + 7


def test_fifty_houses_stand_on_a_page_those_with_a_free_place_first(visitor, shelter):
    add_houses(5, shelter, full=True)
    add_houses(ROWS_SHOWN, shelter)
    first, second = (shown(visitor, "safe_night:houses", query=query) for query in ("", "?side=2"))
    assert (first.count("Frit hus"), "Fuldt hus" in first, second.count('<th scope="row">')) == (
        2 * ROWS_SHOWN,
        False,
        5,
    )  # fmt: skip -- each house in its row and on its link
    assert f"{ROWS_SHOWN} senge er ledige." in first
    assert f"1-{ROWS_SHOWN} af {ROWS_SHOWN + 5}" in first


def test_the_morning_shows_its_first_fifty_and_says_of_how_many(visitor, slept, shelter_house, last_night):
    for number in range(ROWS_SHOWN + 2):
        slept(f"Ude {number:02}", None, outcome="unsafe")
        slept(f"Inde {number:02}", shelter_house)
    house = [last_night.isoformat(), shelter_house.pk]
    for name, args, who in (("morning", [], "Ude"), ("slept_inside", house, "Inde")):
        page = shown(visitor, f"safe_night:{name}", *args)
        assert len(set(re.findall(rf"{who} \d\d", page))) == ROWS_SHOWN
        assert f"Viser {ROWS_SHOWN} af {ROWS_SHOWN + 2}." in page
        every = shown(visitor, f"safe_night:{name}", *args, query="?alle=1")
        assert len(set(re.findall(rf"{who} \d\d", every))) == ROWS_SHOWN + 2
        assert "Vis alle" not in every
    opened = visitor.get(reverse("safe_night:slept_inside", args=house), headers={"HX-Request": "true"})
    assert f'href="{reverse("safe_night:slept_inside", args=house)}?alle=1"' in opened.content.decode()
