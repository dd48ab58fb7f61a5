"""Is the way home counted from the first contact, with those who wait in the count, and small groups hidden?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.housing_first.models import HousingFirstOffer
from hjemvej.ground.casework.models import Note
from hjemvej.insight.mapping import queries, rules
from hjemvej.insight.mapping.conftest import TEST, TODAY, days_ago, move, noon
from hjemvej.insight.mapping.estimation import kaplan_meier
from hjemvej.insight.mapping.views import ways_home as views
from hjemvej.platform.identity.models import User


@pytest.fixture
def meets(our_team):
    worker = User.objects.create(email="mette@example.org", name="Mette")

    def meet(person, days):
        Note.objects.create(
            person=person, kind="contact", text="Talte sammen", happened_at=noon(days_ago(days)), organisation=our_team,
            written_at=noon(days_ago(days)), author=worker,
        )  # fmt: skip

    return meet


@pytest.fixture
def offers(our_team):
    def offer(person, days):
        HousingFirstOffer.objects.create(
            person=person, organisation=our_team, offered_on=days_ago(days), how="letter", paragraph="SEL § 85 a",
            recorded_at=noon(days_ago(days)),
        )  # fmt: skip

    return offer


@pytest.fixture
def twenty(make_person, meets, offers):
    """Twenty met 90 days ago; ten offered after 10 days; six in a home after 50; one of another municipality."""
    people = [make_person(days=100, certainty="heard", sex="woman" if number < 12 else "man") for number in range(20)]
    for number, person in enumerate([*people, make_person(days=100, certainty="heard", municipality="998")]):
        meets(person, 90)
        if number < 10:
            offers(person, 80)
        if number < 6:
            meets(person, 60)
            move(person, "egen_bolig", 40)
    return people


def test_each_clock_begins_with_the_first_contact_and_tells_its_stations(twenty, make_person):
    make_person(days=30, certainty="heard")  # whom nobody has met
    found = queries.clocks(TODAY, viewer=TEST)
    assert len(found) == 20
    assert {clock.started_on for clock in found} == {days_ago(90)}
    assert sum(clock.offered_on == days_ago(80) for clock in found) == 10
    assert sum(clock.way.home_on == days_ago(40) for clock in found) == 6
    assert sorted(clock.steps_to_home for clock in found) == [1] * 14 + [2] * 6
    assert {clock.steps_to_offer for clock in found} == {1}


def test_the_figure_is_the_estimate_of_these_days(twenty):
    told = queries.way_home(TODAY, TEST)
    expected = kaplan_meier([50] * 6 + [90] * 14, [True] * 6 + [False] * 14).at(50)
    assert expected
    assert told["clocks"] == 20
    share, low, high, at_risk = told["days"]["home"]["at"]["50"]
    assert (share, at_risk) == (expected.arrived, 20)
    assert 0 < low < share < high < 1
    assert told["days"]["offered"]["at"]["14"][0] == 0.5
    assert told["days"]["offered"]["median"] == 10
    assert told["days"]["home"]["at"]["180"] is None  # nobody was followed so far
    drawn = views.way_home(told, TODAY)
    assert drawn
    assert drawn.title == "Færre end halvdelen har fået egen bolig, så langt vi kan følge dem; 30 % inden for 50 dage"
    assert drawn.rows[3][1:4] == ("50\N{NO-BREAK SPACE}%", "31-73\N{NO-BREAK SPACE}%", "10")


def test_whoever_found_a_home_alone_stays_in_the_count_as_never_offered(twenty, meets, offers):
    for person in twenty[10:16]:
        move(person, "egen_bolig", 40)
    for person in twenty[16:]:
        meets(person, 30)
        offers(person, 20)
    told = queries.way_home(TODAY, TEST)
    assert told["days"]["offered"]["curve"][-1] == [70, pytest.approx(0.7)]
    assert told["steps"]["offered"]["curve"][-1] == [2, pytest.approx(0.7)]


def test_a_home_lost_again_at_once_was_none(twenty):
    move(twenty[0], "gade", 36)
    assert sum(clock.way.home_on is not None for clock in queries.clocks(TODAY, viewer=TEST)) == 5


def test_an_offer_in_a_letter_before_the_first_contact_took_no_days(twenty, offers):
    for person in twenty[10:]:
        offers(person, 95)
    assert queries.way_home(TODAY, TEST)["days"]["offered"]["at"]["0"][0] == 0.5


def test_of_few_nothing_is_told(make_person, meets):
    for _number in range(9):
        meets(make_person(days=60, certainty="heard"), 50)
    told = queries.way_home(TODAY, TEST)
    assert told["days"]["home"] == {
        "curve": [[0, 0.0]], "median": None, "at": dict.fromkeys(told["days"]["home"]["at"]),
    }  # fmt: skip
    assert views.way_home(told, TODAY) is None
    assert views.steps_home(told, TODAY) is None


def test_who_got_homes_stands_beside_who_waits_and_small_groups_are_hidden(twenty, make_person):
    make_person(days=100, protection="address")
    told = queries.who_got_homes(TODAY, TEST)
    assert told["month_end"] == "2026-10-31"
    assert (told["homes"]["all"], told["waits"]["all"]) == (6, 14)
    assert told["homes"]["sex"] == {"woman": 6, "man": 0, "other_sex": 0}
    assert told["waits"]["sex"] == {"woman": 6, "man": 8, "other_sex": 0}
    drawn = views.who_got_homes(told, TODAY)
    assert drawn
    assert drawn.title == "6 fik egen bolig på et år; 14 ventede 31. oktober 2026"
    assert ("Mænd", "0", "8") in drawn.rows


def test_whoever_is_in_hospital_or_prison_at_the_months_end_is_not_homeless_then(twenty):
    for person, kind in zip(twenty[12:15], ("indlagt", "faengsel", "botilbud"), strict=True):
        move(person, kind, 30)
    assert queries.who_got_homes(TODAY, TEST)["waits"]["all"] == 11


def test_a_group_of_few_is_hidden_with_another_that_would_tell_it(twenty):
    for person in twenty[:2]:
        person.sex = "man"
        person.save(update_fields=["sex"])
    told = queries.who_got_homes(TODAY, TEST)
    assert told["homes"]["sex"] == {"woman": None, "man": None, "other_sex": 0}
    drawn = views.who_got_homes(told, TODAY)
    assert drawn
    assert ("Kvinder", "skjult", "6") in drawn.rows


def test_it_is_counted_as_it_was_known_when_the_month_was_closed(twenty):
    move(twenty[10], "egen_bolig", 60, known_days=1)
    assert queries.who_got_homes(TODAY, TEST)["homes"]["all"] == 6


def test_few_homes_in_a_year_are_not_told(make_person):
    move(make_person(days=100), "egen_bolig", 40)
    assert views.who_got_homes(queries.who_got_homes(TODAY, TEST), TODAY) is None
    assert views.who_got_homes({}, TODAY) is None


@pytest.mark.parametrize(
    ("born", "asker", "age", "way_in"),
    [
        (2000, "self", "under_30", "self"),
        (1990, "landlord", "30_49", "professional"),
        (None, None, "age_unknown", "nobody"),
    ],
)
def test_each_person_is_in_one_group_of_each_kind(born, asker, age, way_in):
    groups = rules.groups_of("unknown", born, True, asker, slept="gade", on=datetime.date(2026, 11, 20))
    assert groups == {
        "sex": "other_sex", "age": age, "children": "children", "slept": "street_or_night_cafe", "way_in": way_in,
    }  # fmt: skip
    assert all(groups[name] in rules.GROUP_NAMES[name] for name in groups)


def test_the_council_sees_who_got_homes_and_no_curve_with_small_numbers(
    twenty, client_of, council_member, coordinator, clock_stands
):
    def titles(user):
        page = client_of(user).get(reverse("mapping:overview")).content.decode()
        return ["Hvem fik et hjem, og hvem venter?" in page, "Hvor lang er vejen hjem?" in page]

    assert titles(coordinator) == [True, True]
    assert titles(council_member) == [True, False]
