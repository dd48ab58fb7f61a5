"""Nobody has asked for him: he is on the board all the same, is asked, says no, and the morning tells the truth."""

import datetime
from functools import partial

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.viewer import looking_as, system

DAY = datetime.timedelta(days=1)
WORDS = "Der er for mange mennesker."


@pytest.fixture
def somebody_outside(coordinator, shelter, viewer_for):
    """A man known outside since the day before yesterday, and a house with a free place; tonight nobody has asked."""
    now, us = timezone.now(), viewer_for(coordinator)
    house = House.objects.create(name="Forsorgshjemmet Prøve", kind="shelter", organisation=shelter)
    Place.objects.create(room=Room.objects.create(house=house, name="Værelse"), label="seng 1")
    with looking_as(us):
        person = create_person(by=us, at=now, given_names="Eksempel", surname="Udenfor")
        record_situation(
            person_id=person.pk, kind="gade", from_on=night_of(now) - 2 * DAY, source="Gadeteamet", certainty="seen",
            by=us, at=now,
        )  # fmt: skip
    return person


def test_he_is_on_the_board_is_asked_says_no_and_the_morning_tells_the_truth(
    page, sign_in, coordinator, somebody_outside, axe
):
    answer = page.locator("#tonight-answer")
    sign_in(page, coordinator)
    page.goto("/i-nat/")
    expect(answer).to_contain_text("Én er ude, og ingen har spurgt.")
    axe(page)
    page.locator(f"#spoerg-{somebody_outside.pk}").click()
    page.get_by_role("button", name="Find plads").click()
    page.get_by_role("link", name="Det blev et nej").first.click()
    page.get_by_label("Borgeren sagde nej").check()
    page.get_by_label("Hvorfor?").fill(WORDS)
    page.get_by_role("button", name="Gem").click()
    page.goto("/i-nat/")
    expect(answer).to_contain_text("Én borger venter på et sted at sove i nat.")
    expect(page.locator(".sn-people")).to_contain_text(f"sagde nej til Forsorgshjemmet Prøve: ”{WORDS}”")
    last_night = night_of(timezone.now()) - DAY
    settle = partial(settle_night, by=system("test"), at=timezone.now())
    settle(night=last_night)
    page.goto("/i-nat/morgen/")
    outside = page.locator("main")
    expect(outside).to_contain_text("Eksempel Udenfor")
    expect(outside).to_contain_text("Sover ude, så vidt vi ved. Ingen bad om en plads.")
    expect(outside).to_contain_text("1 af 1 nat uden et trygt sted, 1 af jeres borgere")
