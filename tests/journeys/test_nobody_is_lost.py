"""Is the page of those whom nobody follows up on reached, emptied by hand, and filled again when a colleague leaves?"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.roles import Role
from hjemvej.platform.identity.models import User
from tests.journeys.test_every_page import made_town, town  # noqa: F401

EMPTY = "Alle har en, der følger op, og en dag"
MOST = 40  # citizens taken by hand


@pytest.fixture
def user(town):  # noqa: F811
    return lambda who: User.objects.get(email=f"{who}@proevekoebing.example")


def test_it_is_emptied_by_hand_and_fills_again_when_somebody_leaves(new_page, sign_in, user, axe, screenshot):
    page: Page = new_page()
    sign_in(page, user("koordinator"))
    page.goto("/i-dag/")
    page.get_by_role("link", name=re.compile("Se dem.*har ingen")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("ingen, der følger op|intet næste skridt"))
    axe(page)
    screenshot(page, "nobody-follows-up")
    for _citizen in range(MOST):
        if page.get_by_role("heading", level=1).inner_text() == EMPTY:
            break
        _take_the_first(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(EMPTY)
    axe(page)
    coordinators = Membership.objects.filter(organisation__name="Hjemløseteamet", role=Role.COORDINATOR)
    leaves = coordinators.exclude(user=user("koordinator")).order_by("pk")[0]
    _ends_the_job(leaves, new_page(), sign_in, user("leder"))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ingen, der følger op")
    expect(page.get_by_text("er ikke længere i teamet").first).to_be_visible()


def _take_the_first(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .hv-task .button").first.click()
    if page.get_by_label("Hvad er det næste?").count():
        page.get_by_label("Hvad er det næste?").fill("Find borgeren på værestedet")
        page.get_by_label("Senest hvilken dag?").fill("i morgen")
        with page.expect_navigation():
            page.locator("main form.hv-form button").click()


def _ends_the_job(place: Membership, page: Page, sign_in, leader: User) -> None:
    sign_in(page, leader)
    page.goto(reverse("access:member", args=[place.pk]))
    end = page.locator("form", has=page.get_by_role("button", name="Luk adgangen efter denne dag"))
    end.get_by_role("textbox").first.fill("i går")
    end.get_by_role("button", name="Luk adgangen efter denne dag").click()
    expect(page.get_by_text("Adgangen lukker efter den sidste dag.")).to_be_visible()
