"""Is it written that a citizen has moved out, so that the home can be let again, and is a protected address kept?"""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from hjemvej.ground.homes import actions
from hjemvej.ground.homes.models import Tenancy
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

from .conftest import DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_afternoon(clock_stands):
    """The pages tell of that afternoon."""


@pytest.fixture
def home(home_of, housing_association):
    return home_of(housing_association)


@pytest.fixture
def tenancy(karen, home, home_of, housing_association, now):
    """Testa lives in the home, and Eksempel in another."""
    with looking_as(karen):
        for name, where in (("Eksempel", home_of(housing_association, "Ågade 7")), ("Testa", home)):
            person = people.create_person(by=karen, at=now, given_names=name, surname="Prøvesen")
            lived = actions.begin_tenancy(
                person_id=person.pk, dwelling_id=where.pk, lease_form="unlimited", from_on=TODAY - 30 * DAY,
                by=karen, at=now,
            )  # fmt: skip
        return lived


@pytest.fixture
def browser(client_of, coordinator):
    return client_of(coordinator)


def words(page):
    return " ".join(page.content.decode().split())


def test_who_has_moved_is_asked_where_they_sleep_and_the_home_is_let_again(browser, tenancy, home, karen, now):
    moved = reverse("homes:end_tenancy", args=[tenancy.pk])
    assert "Har boet på Prøvevej 1 siden" in words(browser.get(moved))
    early = browser.post(moved, {"until_on": f"{tenancy.from_on:%d-%m-%Y}", "ended": "left"})
    assert early.context["form"].errors.keys() == {"until_on"}
    assert browser.post(moved, {"until_on": "i dag"}).context["form"].errors.keys() == {"ended"}
    done = browser.post(moved, {"until_on": "i dag", "ended": "left"})
    assertRedirects(done, reverse("situations:record_situation", args=[tenancy.person_id]))
    tenancy.refresh_from_db()
    assert (tenancy.until_on, tenancy.ended) == (TODAY, "left")
    assert Tenancy.objects.filter(until_on=None).count() == 1  # Eksempel lives where they did
    assert "allerede skrevet" in words(browser.post(moved, {"until_on": "i dag", "ended": "left"}))
    with looking_as(karen):
        other = people.create_person(by=karen, at=now, given_names="Ny", surname="Prøvesen")
        actions.begin_tenancy(
            person_id=other.pk, dwelling_id=home.pk, lease_form="unlimited", from_on=TODAY, by=karen, at=now
        )


def test_the_dwelling_leads_there_without_a_name(browser, tenancy, home):
    moved = reverse("homes:end_tenancy", args=[tenancy.pk])
    page = words(browser.get(reverse("homes:dwelling", args=[home.pk])))
    assert moved in page
    assert "Testa" not in page
    browser.post(moved, {"until_on": "i dag", "ended": "left"})
    assert moved not in words(browser.get(reverse("homes:dwelling", args=[home.pk])))


def test_the_citizens_page_says_where_they_live_until_they_have_moved(browser, tenancy):
    page = words(browser.get(reverse("staff:person", args=[tenancy.person_id])))
    assert "Bor på Prøvevej 1" in page
    assert "Ågade 7" not in page
    browser.post(reverse("homes:end_tenancy", args=[tenancy.pk]), {"until_on": "i dag", "ended": "other_home"})
    assert "Bor på Prøvevej 1" not in words(browser.get(reverse("staff:person", args=[tenancy.person_id])))


def test_a_protected_citizens_address_is_not_shown_and_nothing_leads_from_it(browser, tenancy, home):
    tenancy.person.protection = "address"
    tenancy.person.save(update_fields=["protection"])
    moved = reverse("homes:end_tenancy", args=[tenancy.pk])
    page = words(browser.get(reverse("staff:person", args=[tenancy.person_id])))
    assert "Bor i en bolig fra os" in page
    assert moved in page
    for each in (page, words(browser.get(moved))):
        assert "Prøvevej 1" not in each
    assert moved not in words(browser.get(reverse("homes:dwelling", args=[home.pk])))


@pytest.mark.parametrize("who", ["landlord", "colleague_in_other_team", "volunteer", "council_member"])
def test_nobody_else_comes_there(who, request, client_of, tenancy):
    moved = reverse("homes:end_tenancy", args=[tenancy.pk])
    browser = client_of(request.getfixturevalue(who))
    assert [browser.get(moved).status_code, browser.post(moved, {}).status_code] == [404, 404]
