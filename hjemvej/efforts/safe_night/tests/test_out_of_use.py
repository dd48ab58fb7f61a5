"""Can a place or a house be put out of use while somebody sleeps there, or has it held?"""

import datetime

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy
from hjemvej.efforts.safe_night.placing.actions.occupying import lock_place
from hjemvej.ground.partners.models import Partner
from hjemvej.ground.shelters.actions import change_place
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from tests import bystanders
from tests.test_row_locks import outcome_of_the_second

DAY = datetime.timedelta(days=1)


@pytest.fixture
def beside(shelter) -> House:
    """A bystander of the same organisation, whose guest has nothing to do with it."""
    return add_house("Beskyttet Bolig Prøve", House.Kind.SHELTER, shelter, 1)


@pytest.fixture
def guest(shelter_house, beside, person_of, places, now, shelter):
    """Give `guest(status, until)`: Testa in the house's first bed since yesterday."""
    Partner.objects.get_or_create(organisation=shelter)

    def lay(status="staying", until=None, **facts):
        tonight = timezone.localdate()
        with looking_as(system("test")):
            testa, other = person_of("Testa"), person_of("Uberørt")
            values = {"until_night": until, "at": timezone.now(), **facts}
            if status == "held":
                values["held_until"] = facts.get("held_until", timezone.now() + DAY)
            at = values.pop("at")
            add_occupancy(other, places(beside)[0], "staying", tonight - DAY, at)
            return add_occupancy(testa, places(shelter_house)[0], status, tonight - DAY, at, **values)

    return lay


def put_house_out(browser, house):
    typed = {
        "name": house.name, "kind": house.kind, "organisation_id": str(house.organisation_id), "order": "3",
        "municipality_code": "350", "note": "Nyt tag",
    }  # fmt: skip
    return browser.post(reverse("shelters:change_house", args=[house.pk]), typed)


def put_place_out(browser, place):
    return browser.post(reverse("shelters:change_place", args=[place.pk]), {"label": place.label})


@pytest.mark.django_db
def test_a_place_somebody_sleeps_in_stays_in_use_and_the_page_says_what_to_do(
    guest, coordinator, client_of, shelter_house, places
):
    guest()
    browser, (taken, free) = client_of(coordinator), places(shelter_house)
    refused = put_place_out(browser, taken)
    page = tight(refused.content.decode())
    assert refused.status_code == 422
    assert "Der er gæster, eller pladser er reserveret: Værelse, seng 1 (uden slutdag)." in page
    assert "Testa" not in page, "a guest is not the coordinator's to see here"
    taken.refresh_from_db()
    assert taken.is_active
    assert not Event.objects.filter(name="shelters.place_changed").exists()
    assert put_place_out(browser, free).status_code == 302
    free.refresh_from_db()
    assert not free.is_active


@pytest.mark.django_db
def test_whoever_closes_a_bed_is_told_that_somebody_has_it_and_not_who(
    guest, coordinator, client_of, shelter_house, places
):
    guest()
    browser, (taken, free) = client_of(coordinator), places(shelter_house)
    pages = [
        tight(browser.get(reverse("shelters:close_place", args=[one.pk])).content.decode()) for one in (taken, free)
    ]
    assert ["Nogen har pladsen, uden slutdag" in page for page in pages] == [True, False]
    assert "Luk Værelse, seng 1" in pages[0]
    assert "Testa" not in pages[0]


@pytest.mark.django_db
def test_a_house_that_takes_nobody_more_in_has_no_free_place_on_any_list(
    coordinator, client_of, cafe_house, places, clock_stands
):
    browser, now = client_of(coordinator), timezone.localtime()
    lists = ("safe_night:houses", "staff:tonight", "safe_night:paper")
    empty = len(places(cafe_house))
    cafe_house.hours.all().delete()
    opens, intake = (now - datetime.timedelta(hours=2)).time(), (now - datetime.timedelta(hours=1)).time()
    for weekday in range(7):
        cafe_house.hours.create(
            weekday=weekday, opens_at=opens, closes_at=(now + datetime.timedelta(hours=1)).time(), intake_until=intake
        )
    for name in lists:
        page = tight(browser.get(reverse(name)).content.decode())
        assert ("lukket for flere" in page, f"{empty} ledige af" in page) == (True, False), name


@pytest.mark.django_db
def test_a_house_with_guests_stays_in_use_and_nothing_typed_is_lost(guest, coordinator, client_of, shelter_house):
    guest(until=timezone.localdate() + 4 * DAY)
    refused = put_house_out(client_of(coordinator), shelter_house)
    page = tight(refused.content.decode())
    assert refused.status_code == 422
    assert "Værelse, seng 1 (til " in page
    assert "Nyt tag" in page
    shelter_house.refresh_from_db()
    assert shelter_house.is_active
    assert shelter_house.note == ""


@pytest.mark.django_db
def test_once_the_guest_has_left_or_the_hold_has_run_out_it_goes_out_of_use(
    guest, coordinator, client_of, shelter_house, places, beside
):
    occupancy = guest("held")
    browser = client_of(coordinator)
    assert put_house_out(browser, shelter_house).status_code == 422
    with looking_as(system("test")):
        type(occupancy).objects.filter(pk=occupancy.pk).update(held_until=timezone.now() - DAY)
    assert put_house_out(browser, shelter_house).status_code == 302
    shelter_house.refresh_from_db()
    beside.refresh_from_db()
    assert (shelter_house.is_active, beside.is_active) == (False, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_locked", "becomes"), [(True, "StillTaken"), (False, "NoneType")])
def test_a_place_that_somebody_gets_at_that_moment_stays_in_use(
    is_locked, becomes, shelter_house, person_of, places, us, night, now, monkeypatch
):
    if not is_locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self)
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    place, testa = places(shelter_house)[0], person_of("Testa")
    get_it = lambda: add_occupancy(testa, lock_place(place.pk), "staying", night, now)  # noqa: E731
    put_out = lambda: change_place(place=place, facts={"is_active": False}, by=us, at=now)  # noqa: E731
    assert outcome_of_the_second(get_it, put_out) == becomes
