"""Can one read and use the pages about members, roles, logs and checks, at a desk and on a phone?"""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from hjemvej.platform.access.door import enter
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.tests.conftest import citizen
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.identity.models import User

SignIn = Callable[[Page, User], None]


@pytest.fixture
def person(our_team: Organisation, coordinator: User, leader: User, viewer_for: Callable[[User], Viewer]) -> uuid.UUID:
    """A citizen whose record has been seen and changed, this month and last."""
    now = timezone.localtime()
    with looking_as(system("test")):
        found = citizen("Erik")
        since = now - datetime.timedelta(days=40)
        NeedToKnow.objects.create(person_id=found, organisation=our_team, basis="case", from_at=since)
    for user in (coordinator, leader):
        viewer = viewer_for(user)
        with looking_as(system("test", acts_for_others=True)):  # a viewer's look is dated now, whatever it says
            for at in (now, now, now.replace(day=1, hour=12) - datetime.timedelta(days=1)):
                enter(viewer, found, page="staff.person", at=at, needs=Permission.SEE_PERSON)
    with looking_as(viewer_for(coordinator)), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET animals = 'hunden Plet', sex = 'man' WHERE id = %s", [found])
    return found


PAGES = {
    "own-page": "/adgang/mig/",
    "members": "/adgang/medlemmer/",
    "add-member": "/adgang/medlemmer/ny/",
    "roles": "/adgang/roller/",
    "checks": "/adgang/kontrol/",
    "break-glass": "/adgang/noedadgang/",
    "second-factors": "/konto/to-faktor/",
    "two-factor": "/adgang/to-faktor/",
    "switch": "/adgang/skift/",
    "log": "/adgang/borger/{person}/log/",
    "log-on-paper": "/adgang/borger/{person}/log/papir/",
}


@pytest.mark.parametrize(("name", "address"), PAGES.items())
def test_the_page_is_free_of_faults_and_fits_a_phone(
    page: Page, sign_in: SignIn, leader: User, person: uuid.UUID, axe, screenshot, name: str, address: str
):
    sign_in(page, leader)
    page.goto(address.format(person=person))
    axe(page)
    screenshot(page, f"access-{name}")
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_leader_draws_and_concludes_a_month(
    page: Page, sign_in: SignIn, leader: User, person: uuid.UUID, axe, screenshot
):
    sign_in(page, leader)
    page.goto("/adgang/kontrol/")
    page.get_by_role("button", name="Træk stikprøve").first.click()
    axe(page)
    screenshot(page, "access-check")
    for verdict in page.get_by_label("Vurdering").all():
        verdict.select_option("fine")
    page.get_by_label("Konklusion").fill("Alle opslag havde en grund.")
    page.get_by_role("button", name="Gem og afslut måneden").click()
    expect(page.get_by_text("Kontrollen er afsluttet")).to_be_visible()
