"""Somebody whose case has ended stands at the desk again: does the coordinator find the way back?"""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.identity.models import User

SignIn = Callable[[Page, User], None]


@pytest.fixture
def former(our_team: Organisation) -> Person:
    then = timezone.now() - datetime.timedelta(days=200)
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", born_year=1984, created_at=then)
    until = then + datetime.timedelta(days=60)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=then, until_at=until)
    return person


def test_a_search_the_glass_and_a_new_inquiry_open_the_case_again(
    page: Page, sign_in: SignIn, coordinator: User, former: Person, axe, screenshot
):
    sign_in(page, coordinator)
    page.goto("/")
    search = page.get_by_role("searchbox").first
    search.fill("Testa Prøvesen")
    search.press("Enter")
    expect(page.get_by_text("I har ikke længere en sag: brug nødadgang med en grund")).to_be_visible()
    axe(page)
    screenshot(page, "former-search")
    page.get_by_role("link", name="Testa Prøvesen").first.click()
    expect(page.get_by_text("I har ikke længere en sag med borgeren.")).to_be_visible()
    screenshot(page, "former-glass")
    page.get_by_label("Hvorfor har du brug for at se sagen nu?").fill("Står i skranken uden et sted i nat")
    page.get_by_role("button", name="Åbn sagen nu").click()
    expect(page.get_by_text("Du ser borgeren gennem nødadgang.")).to_be_visible()
    page.goto(f"/henvendelser/ny/?borger={former.pk}")
    screenshot(page, "former-inquiry")
    page.goto(f"/borger/{former.pk}/")
    axe(page)
    screenshot(page, "former-person")
