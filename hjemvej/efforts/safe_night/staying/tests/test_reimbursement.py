"""How many days, and how many kroner, does the state pay of a year in which the limit changed? Worked cases."""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy
from hjemvej.efforts.safe_night.staying.queries import reimbursement
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.shelters.models import DayRate, House
from hjemvej.platform.access.viewer import looking_as, system

D = datetime.date
DAY = datetime.timedelta(days=1)
APRIL = D(2026, 4, 1)
REFORM = D(2023, 10, 1)
BY = system("test")


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
