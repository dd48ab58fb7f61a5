"""The same man comes to the café three nights, is called about under two spellings, stands in two lists: one record."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.actions import look_for_same
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as, system

from .passing_days import days_pass

DAY = datetime.timedelta(days=1)
MACHINE = system("test")


@pytest.fixture
def cafe(night_cafe, coordinator, viewer_for):
    """A night café, and a bystander of the team's with a name that is not far away."""
    us, now = viewer_for(coordinator), timezone.now()
    with looking_as(us):
        create_person(by=us, at=now, given_names="Mahmud", surname="Bystander")
    return add_house("Natcafé Prøve", House.Kind.NIGHT_CAFE, night_cafe, 5)


def the_night_passes() -> None:
    days_pass(1)
    now = timezone.now()
    settle_night(night=night_of(now) - DAY, by=MACHINE, at=now)


def knocks(phone: Page, cafe: House) -> None:
    phone.goto(f"/partner/hus/{cafe.pk}/")
    phone.get_by_role("link", name="Gæst ved døren").click()


def calls(page: Page, about: str) -> None:
    page.goto("/henvendelser/ny/")
    page.fill("[name=about]", about)
    page.select_option("[name=asker_kind]", "neighbour")
    page.select_option("[name=channel]", "phone")


def stands_in_a_list(page: Page, spelled: str) -> None:
    """A team's own list has him in its own spelling; whom it may be about is settled on the page."""
    listed = f"Navn;Dyr\n{spelled};hund\n".encode()
    page.goto("/regneark/")
    page.set_input_files("[name=file]", {"name": "liste.csv", "mimeType": "text/csv", "buffer": listed})
    page.get_by_role("button", name="Se på filen").click()
    page.get_by_role("button", name="Vis, hvad der sker med hver række").click()
    page.get_by_label("Samme som Mohammed Prøvesen").check()
    page.get_by_role("button", name="Gem svarene").click()
    page.get_by_role("button", name="Indlæs 1 række").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Listen er indlæst")


def test_three_nights_two_spellings_and_one_record(phone, page, sign_in, night_cafe_worker, coordinator, cafe, axe):
    sign_in(phone, night_cafe_worker)
    knocks(phone, cafe)
    phone.fill("[name=given_names]", "Mohammed")
    phone.fill("[name=surname]", "Prøvesen")
    phone.get_by_role("button", name="Tag imod").click()
    expect(phone.locator("#messages")).to_contain_text("Velkommen indenfor")
    the_night_passes()

    knocks(phone, cafe)  # the second night: one tap
    expect(phone.locator("#kendte-gaester")).to_contain_text("sov her i går")
    axe(phone)
    phone.get_by_role("button", name="Kommer igen").click()
    expect(phone.locator("#messages")).to_contain_text("Velkommen igen")
    the_night_passes()

    knocks(phone, cafe)  # the third night: typed anew, in another spelling, and asked about
    phone.fill("[name=given_names]", "Muhamad")
    phone.fill("[name=surname]", "Prøvesen")
    phone.get_by_role("button", name="Tag imod").click()
    expect(phone.locator("main")).to_contain_text("Er det en af jeres gæster?")
    phone.get_by_role("button", name="Kommer igen").click()
    expect(phone.locator("#messages")).to_contain_text("Velkommen igen")
    assert Occupancy.objects.values("person_id").distinct().count() == 1

    sign_in(page, coordinator)  # the team has never met him: a call makes him once more
    calls(page, "Muhammad Prøvesen")
    page.get_by_role("radio", name="opret med navnet").check()
    page.get_by_role("button", name="Gem").first.click()
    expect(page.locator("#messages")).to_contain_text("Henvendelsen er gemt")
    look_for_same(by=MACHINE, at=timezone.now())
    page.goto("/borgere/maaske-den-samme/")
    expect(page.locator("main")).to_contain_text("To sager er måske samme borger")
    axe(page)
    page.get_by_role("link", name="Sammenlign").click()
    page.fill("[name=why]", "Vagten på natcaféen kender ham")
    page.get_by_label("Ja, det er det samme menneske").check()
    page.get_by_role("button", name="Læg de to sammen").click()
    expect(page.locator("#messages")).to_contain_text("De to er nu én.")

    calls(page, "محمد Prøvesen")  # and whoever calls in another script speaks of the same man
    expect(page.get_by_role("radio", name="Mohammed Prøvesen")).to_be_visible()

    stands_in_a_list(page, "Muhammed Prøvesen")  # two lists, each with a spelling of its own
    stands_in_a_list(page, "Mohamad Prøvesen")
    with looking_as(MACHINE):
        assert Person.objects.filter(merged_into=None).count() == 2  # he, and the bystander
