"""How many days, and how many kroner, does the state pay of a year in which the limit changed? Worked cases."""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy
from hjemvej.efforts.safe_night.staying.queries import reimbursement
from hjemvej.efforts.safe_night.staying.rules import Limits, crossing_years, kroner_in_words
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.shelters.models import DayRate, House
from hjemvej.platform.access.viewer import looking_as, system

D = datetime.date
DAY = datetime.timedelta(days=1)
APRIL = D(2026, 4, 1)
REFORM = D(2023, 10, 1)
BY = system("test")


def readings(stays, on, rate=lambda _day: Decimal(500)):
    """Days and the state's part by each reading: the lesser for all, day by day, the greater."""
    years = crossing_years(
        [(first, until, rate) for first, until in stays], on, limits=Limits(APRIL, 120, 90), counted_from=REFORM
    )
    return [[(one.days, int(one.kroner), one.unpriced) for one in year.readings] for year in years]


@pytest.mark.parametrize(
    ("stays", "on", "days"),
    [
        # 121 days before April and 30 in it: day by day gives 120, for the days after it are past the 90th
        ([(D(2025, 12, 1), None)], D(2026, 4, 30), (90, 120, 120)),
        # 90 days before April: day by day the rest of the year gives none
        ([(D(2026, 1, 1), None)], D(2026, 5, 30), (90, 90, 120)),
        # 31 days before: day by day it goes on to the 90th
        ([(D(2026, 3, 1), None)], D(2026, 7, 31), (90, 90, 120)),
        # two stays add up
        ([(D(2026, 1, 1), D(2026, 2, 1)), (APRIL, D(2026, 8, 1))], D(2026, 11, 20), (90, 90, 120)),
        # few days: all readings alike
        ([(D(2026, 3, 20), D(2026, 4, 10))], D(2026, 11, 20), (21, 21, 21)),
        # a move between two houses on a day is one day
        ([(D(2026, 3, 20), D(2026, 4, 11)), (D(2026, 4, 10), D(2026, 4, 12))], D(2026, 11, 20), (23, 23, 23)),
    ],
)
def test_three_readings_of_a_year_that_crosses(stays, on, days):
    [found] = readings(stays, on)
    assert found == [(number, number * 500, 0) for number in days]


@pytest.mark.parametrize(
    ("stays", "on"),
    [
        ([(APRIL, None)], D(2026, 6, 1)),  # began on the day itself: 90
        ([(D(2025, 1, 1), D(2025, 6, 1))], D(2026, 6, 1)),  # over before
        ([(D(2026, 1, 1), None)], D(2026, 3, 31)),  # not there yet
        ([], D(2026, 6, 1)),
    ],
)
def test_a_year_on_one_side_of_the_day_has_no_readings(stays, on):
    assert readings(stays, on) == []


def test_days_without_a_rate_count_as_days_alone():
    """31 of the 90 (or 120) are of December, whose rate nobody has written."""
    [found] = readings([(D(2025, 12, 1), None)], D(2026, 4, 30), lambda day: Decimal(500) if day.year == 2026 else None)
    assert found == [(90, 29500, 31), (120, 44500, 31), (120, 44500, 31)]


@pytest.mark.parametrize(
    ("kroner", "days", "unpriced", "words"),
    [
        (Decimal(45000), 90, 0, "45.000 kr."),
        (Decimal(29500), 90, 31, "mindst 29.500 kr.; taksten for 31 døgn er ikke skrevet ind"),
        (Decimal(), 90, 90, "stedets takst er ikke skrevet ind: kun døgn tælles"),
        (Decimal(), 0, 0, "0 kr."),
    ],
)
def test_an_amount_is_never_invented(kroner, days, unpriced, words):
    assert kroner_in_words(kroner, days=days, unpriced=unpriced) == words


@pytest.fixture
def guest(person_of, shelter_house, places, now):
    """A guest since December 2025, and a bystander of another municipality in the same house."""
    with looking_as(BY):
        ours, theirs = person_of("Testa"), person_of("Tilskuer")
        for person, code in ((ours, settings.MUNICIPALITY_CODE), (theirs, "998")):
            ResponsibleMunicipality.objects.create(
                person=person, municipality_code=code, municipality_name="Prøve", from_on=D(2020, 1, 1), recorded_at=now
            )
        for person, place in zip((ours, theirs), places(shelter_house), strict=True):
            add_occupancy(person, place, "staying", D(2025, 12, 1), now)
    return ours


def rate_of(house, kroner, valid_from, valid_to=None):
    DayRate.objects.create(
        house=house, kroner=kroner, valid_from=valid_from, valid_to=valid_to, paragraph="Aftale", source="Takstblad",
        certainty="read",
    )  # fmt: skip


def test_the_sum_over_all_counts_those_we_are_responsible_for(guest, shelter_house):
    on = D(2026, 11, 20)
    rate_of(shelter_house, 800, D(2025, 1, 1), D(2026, 1, 1))
    rate_of(shelter_house, 1000, D(2026, 1, 1))
    with looking_as(BY):
        counted = reimbursement.all_crossing(on, BY)
    assert (counted["years"], counted["running"]) == (1, 1)
    # 31 days of December at 800, the rest at 1000; the state pays half
    assert [(one["days"], one["kroner"]) for one in counted["readings"]] == [
        (90, 31 * 400 + 59 * 500), (120, 31 * 400 + 89 * 500), (120, 31 * 400 + 89 * 500)
    ]  # fmt: skip
    drawn = reimbursement.picture(counted, on)
    assert drawn is not None
    assert drawn.title == "Mindst 90 døgn med refusion, eller 120: loven siger ikke hvordan"
    assert drawn.rows[0] == ("90 døgn for hele året", "90", "41.900 kr.")
    assert "90 hele året: 41.900 kr." in drawn.method


def test_a_house_under_another_paragraph_before_april_has_no_days_then(guest, shelter_house):
    under = [{"until": "2026-04-01", "paragraph": "109"}]
    House.objects.filter(pk=shelter_house.pk).update(stood_under=under)
    with looking_as(BY):
        assert reimbursement.all_crossing(D(2026, 11, 20), BY)["years"] == 0


def test_the_persons_page_shows_the_readings_side_by_side(client_of, coordinator, guest, monkeypatch):
    now = datetime.datetime(2026, 11, 20, 14, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    page = client_of(coordinator).get(reverse("staff:aside", args=[guest.pk])).content.decode()
    assert "90 døgn for hele året" in page
    assert "120 døgn for dage før 1. april 2026, 90 for dage efter" in page
    assert "stedets takst er ikke skrevet ind: kun døgn tælles" in page


@pytest.fixture
def own_house(our_team):
    return add_house("Vores herberg", House.Kind.SHELTER, our_team, 1)


def test_a_rate_from_a_day_ends_the_one_before(client_of, coordinator, own_house):
    browser, address = client_of(coordinator), reverse("shelters:set_rate", args=[own_house.pk])
    said = {
        "kroner": "1.234,50",
        "valid_from": "1/1-2025",
        "paragraph": "Aftale",
        "source": "Blad",
        "certainty": "read",
    }
    assert browser.post(address, said).status_code == 302
    assert browser.post(address, said | {"kroner": "1300", "valid_from": "1/1-2026"}).status_code == 302
    rates = list(DayRate.objects.order_by("valid_from").values_list("kroner", "valid_from", "valid_to"))
    assert rates == [
        (Decimal("1234.50"), D(2025, 1, 1), D(2026, 1, 1)), (Decimal("1300.00"), D(2026, 1, 1), None)
    ]  # fmt: skip
    again = browser.post(address, said)
    assert again.status_code == 422
    assert "Der er allerede en takst fra den dag" in again.content.decode()
    assert browser.post(address, said | {"kroner": "1,23", "valid_from": "1/1-2024"}).status_code == 422
    assert "1234,50 kr." in browser.get(address).content.decode()
