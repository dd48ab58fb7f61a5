"""From wishes on a phone without a line to a home: three homes of which two say why not, the meeting, and the offer."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.housing_first import actions as housing_first
from hjemvej.efforts.housing_first.models import HomeOffer, HousingMeeting, MeetingChoice, SavedPlace
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)
WORDS = "En stue, hvor min hund kan ligge i solen."
REASON = "Søsteren bor i opgangen, og det har borgeren selv bedt om."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def us(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def people(us, today):
    """Testa and a bystander, who has been in homelessness the longest; both said yes to a home of their own."""
    at, made = timezone.now(), []
    with looking_as(us):
        for name, days in (("Testa", 20), ("Uberørt", 90)):
            person = create_person(by=us, at=at, given_names=name, surname="Prøvesen")
            record_situation(
                person_id=person.pk, kind="gade", from_on=today - days * DAY, source="teamet", certainty="seen", by=us,
                at=at,
            )  # fmt: skip
            said = housing_first.Said("yes", "Ja tak", answered_on=today)
            housing_first.offer_housing_first(
                person_id=person.pk, how="in_person", offered_on=today, said=said, by=us, at=at
            )
            made.append(person)
    return made


@pytest.fixture
def three_homes(us, today, housing_association):
    """One that fits; one that is too dear; one where the dog may not live."""
    at = timezone.now()
    facts = {"form": "private", "rooms": 2, "floor": 0}
    homes_told = (
        ("Prøvevej 1", {"rent": 3000, "takes_pets": True}),
        ("Prøvevej 2", {"rent": 9000, "takes_pets": True}),
        ("Prøvevej 3", {"rent": 2900, "takes_pets": False}),
    )
    made = []
    with looking_as(us):
        for address, said in homes_told:
            home = homes.register_dwelling(
                landlord_id=housing_association.pk, facts={**facts, **said, "address": address}, by=us, at=at
            )
            made.append(
                homes.notify_vacancy(
                    dwelling_id=home.pk, notified_on=today - DAY, can_move_in_on=today, liable_from=today,
                    answer_by_on=today + 9 * DAY, by=us, at=at,
                )
            )  # fmt: skip
    return made


def wishes_without_a_line(phone, testa, axe):
    """On a bench, without a line; they are sent once the line is back."""
    phone.goto(f"/housing-first/borger/{testa.pk}/oensker/skriv/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    phone.wait_for_function("Boolean(navigator.serviceWorker.controller)")
    phone.context.set_offline(True)
    phone.locator("[name=words]").fill(WORDS)
    phone.locator("[name=pets][value=must]").check()
    phone.get_by_role("button", name="Gem ønskerne").click()
    expect(phone.locator("#unsent")).to_contain_text("venter på internettet")
    phone.context.set_offline(False)
    expect(phone.locator("#sent")).to_contain_text("Sendt", timeout=20_000)


def economy(phone, testa, axe):
    phone.goto(f"/oekonomi/borger/{testa.pk}/ny/")
    phone.locator("[name=income_1]").select_option("cash_raised")
    phone.locator("[name=amount_1]").fill("9000")
    phone.locator("[name=support_told]").fill("800")
    phone.locator("[name=said_by][value=citizen]").check()
    phone.get_by_role("button", name="Gem økonomien").click()
    expect(phone.locator("h1")).to_contain_text("kan betale")
    axe(phone)


def two_say_why_not(phone, testa, three_homes, axe):
    phone.goto(f"/housing-first/borger/{testa.pk}/bolig/")
    main = phone.locator("main")
    expect(main).to_contain_text("Kan få den. Alt passer.")
    expect(main).to_contain_text("For dyr: 9.000")
    expect(main).to_contain_text("Husdyr er ikke tilladt")
    axe(phone)
    phone.get_by_role("link", name="Hele svaret om Prøvevej 3").click()
    expect(main).to_contain_text("Kan ikke få den, som det er nu: én ting står i vejen")
    expect(main).to_contain_text("Spørg boligorganisationen, om de siger ja til dyret.")
    axe(phone)


def the_meeting(page, testa, axe, screenshot):
    """It proposes; the worker departs from it with a reason, takes that back, and agrees; the minutes tell."""
    page.goto("/housing-first/boligmoede/")
    page.get_by_label("Hvem er med?").fill("Teamet og Boligforeningen")
    axe(page)
    page.get_by_role("button", name="Gem rækkefølgen, og se forslaget").click()
    expect(page.locator("h1")).to_contain_text("Tre boliger er ledige")
    axe(page)
    screenshot(page, "housing-meeting")
    page.get_by_role("link", name="Vælg en anden Prøvevej 1").click()
    page.get_by_label("Uberørt Prøvesen").check()
    page.get_by_role("button", name="Skriv beslutningen i referatet").click()
    expect(page.locator("main")).to_contain_text("Skriv hvorfor")
    page.get_by_label("Hvorfor?").fill(REASON)
    axe(page)
    page.get_by_role("button", name="Skriv beslutningen i referatet").click()
    minutes = page.locator("main")
    expect(minutes).to_contain_text(REASON)
    expect(minutes).to_contain_text("En anden end foreslået")
    axe(page)
    page.get_by_role("button", name="Fortryd Prøvevej 1").click()
    page.get_by_role("button", name="Enig Prøvevej 1").click()
    expect(minutes).to_contain_text("Enig i forslaget")
    page.get_by_role("button", name="Afslut mødet").click()
    expect(minutes).to_contain_text("Mødet sluttede")


def test_from_wishes_without_a_line_to_an_offer_that_says_why(
    new_page, page, sign_in, coordinator, people, three_homes, axe, screenshot
):
    testa, bystander = people
    phone = new_page(width=390, height=844)
    sign_in(phone, coordinator)
    sign_in(page, coordinator)
    wishes_without_a_line(phone, testa, axe)
    economy(phone, testa, axe)
    two_say_why_not(phone, testa, three_homes, axe)
    the_meeting(page, testa, axe, screenshot)

    page.get_by_role("link", name="Tilbyd boligen Prøvevej 1").click()
    page.get_by_label("Hvorfor netop denne bolig?").fill(REASON)
    page.get_by_role("button", name="Reservér boligen til borgeren").click()
    expect(page.locator("main")).to_contain_text("i den rækkefølge, som")
    offer, meeting = HomeOffer.objects.get(), HousingMeeting.objects.get()
    assert (offer.person, offer.vacancy) == (testa, three_homes[0])
    assert offer.place
    assert (offer.place.order, offer.place.place) == (meeting.order, 2), "the bystander has waited longer"
    assert SavedPlace.objects.get(order=meeting.order, person=bystander).place == 1
    assert not MeetingChoice.objects.filter(person=bystander, is_chosen=True).exists()
