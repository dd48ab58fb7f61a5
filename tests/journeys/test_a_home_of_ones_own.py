"""From a night in the shelter to the first night in a home of her own: offered, declined, offered again, and leased.

The landlord's steps, and those that staff take together with the citizen, on phones.
"""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish
from hjemvej.ground.homes.models import Tenancy, Vacancy
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look

DAY = datetime.timedelta(days=1)
NO, YES = "Ikke i stuen. Jeg tør ikke sove der.", "Den er min."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def us(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def people(us, shelter, today):
    """Testa, who sleeps in the shelter, and a bystander who does too."""
    house = House.objects.create(name="Forsorgshjemmet Prøve", kind="shelter", organisation=shelter)
    with looking_as(us):
        made = [
            create_person(by=us, at=timezone.now(), given_names=name, surname="Prøvesen")
            for name in ("Testa", "Uberørt")
        ]
        for person in made:
            record_situation(
                person_id=person.pk, kind="herberg", from_on=today - DAY, source=house.name, certainty="seen",
                house=house, by=us, at=timezone.now(),
            )  # fmt: skip
    return made


def report(landlords, address, rent):
    """The landlord reports a home on a phone."""
    landlords.goto("/partner/boliger/ny/")
    landlords.get_by_label("Hvornår kan man flytte ind?").fill("i dag")
    landlords.locator("[name=address]").fill(address)
    landlords.locator("[name=form]").select_option("family")
    landlords.locator("[name=rent]").fill(rent)
    landlords.locator("main form button").last.click()
    expect(landlords.locator("main")).to_contain_text(address)


def offer(phone, person, address):
    """Staff and citizen choose a home together, and the citizen hears of it at once."""
    phone.goto(f"/housing-first/borger/{person.pk}/bolig/")
    phone.get_by_role("link", name=f"Tilbyd {address}").click()
    phone.get_by_label("Hvorfor netop denne bolig?").fill("Tæt på søsteren.")
    phone.get_by_role("button", name="Reservér boligen til borgeren").click()
    phone.get_by_label("Ansigt til ansigt").check()
    phone.get_by_role("button", name="Borgeren har hørt om den").click()
    expect(phone.locator("h1")).to_contain_text("Borgeren svarer senest")


def answer(phone, choice, words):
    phone.get_by_label(choice).check()
    phone.get_by_label("Med borgerens egne ord").fill(words)
    phone.get_by_role("button", name="Skriv svaret").click()


def consents(phone, testa, housing_association):
    """She says yes to telling the landlord, and what a lease needs is told."""
    phone.get_by_role("link", name="Skriv borgerens samtykke").click()
    phone.locator("[name=to]").select_option(str(housing_association.pk))
    phone.get_by_label("boligen og boligsøgningen").check()
    phone.get_by_label("Hvorfor skal de vide det?").fill("lejekontrakten")
    phone.get_by_label("Sagt ansigt til ansigt").check()
    phone.get_by_label("Borgerens egne ord").fill("Ja, ring bare til dem.")
    phone.get_by_role("button", name="Skriv samtykket ned").click()
    phone.get_by_text("lejekontrakten").first.wait_for()
    made = HomeOffer.objects.get(person=testa, ended_on=None)
    phone.goto(f"/housing-first/bolig/{made.pk}/")
    phone.locator("summary", has_text="Boligorganisationen").click()
    phone.get_by_role("button", name="Fortæl boligorganisationen det").click()
    expect(phone.locator("main")).to_contain_text("Har fået besked og har ikke svaret endnu.")
    return made


def answers(landlords, testa, axe):
    """The landlord sees her name and no more, and is ready."""
    landlords.goto("/partner/forslag/")
    landlords.get_by_role("link", name="Skitsevænget 2, 1. th").click()
    expect(landlords.locator("main")).to_contain_text("Testa Prøvesen")
    for hidden in (NO, YES, "herberg", "Forsorgshjemmet", "Uberørt"):
        expect(landlords.locator("main")).not_to_contain_text(hidden)
    axe(landlords)
    assert Look.objects.filter(person_id=testa.pk, page="partner.proposal").exists()
    landlords.get_by_label("Vi er klar til lejekontrakten").check()
    landlords.get_by_label("Fra hvilken dag kan kontrakten gælde?").fill("i dag")
    landlords.get_by_role("button", name="Send svaret").click()


def moves_in(phone, made, axe, screenshot):
    """The lease, the checklist, and the first night."""
    phone.goto(f"/housing-first/bolig/{made.pk}/")
    expect(phone.locator("main")).to_contain_text("Klar til lejekontrakt")
    phone.get_by_role("link", name="Kontrakten er skrevet").click()
    phone.get_by_role("button", name="Kontrakten er skrevet").click()
    expect(phone.locator("h1")).to_contain_text("0 af 13 ting er gjort")
    axe(phone)
    screenshot(phone, "checklist-phone")
    phone.get_by_role("button", name="Gjort: En seng, dyne og pude er på plads").click()
    expect(phone.locator("h1")).to_contain_text("1 af 13 ting er gjort")
    phone.goto(f"/housing-first/bolig/{made.pk}/indflytning/")
    phone.get_by_role("button", name="Borgeren er flyttet ind").click()
    expect(phone.locator("main")).to_contain_text("Flyttet ind")


def test_from_a_night_in_the_shelter_to_the_first_night_at_home(
    new_page, page, phone, sign_in, coordinator, landlord, people, housing_association, today, axe, screenshot
):
    testa, bystander = people
    landlords = new_page(width=390, height=844)
    sign_in(page, coordinator)
    sign_in(phone, coordinator)
    sign_in(landlords, landlord)

    # A home of her own is offered to her, and she says yes.
    phone.goto(f"/housing-first/borger/{testa.pk}/tilbyd/")
    phone.get_by_label("Hvad sagde borgeren, med egne ord?").fill("Ja. En dør, jeg selv kan låse.")
    phone.locator("[name=answer][value=yes]").check()
    axe(phone)
    phone.get_by_role("button", name="Skriv det ned").click()
    expect(phone.locator("main")).to_contain_text("En dør, jeg selv kan låse.")

    # Two flats fall vacant; she sees the first, and says no: it becomes a wish.
    report(landlords, "Prøvevej 1, st. tv", "3400")
    report(landlords, "Skitsevænget 2, 1. th", "3300")
    axe(landlords)
    offer(phone, testa, "Prøvevej 1, st. tv")
    axe(phone)
    screenshot(phone, "home-offer-phone")
    answer(phone, "Nej tak", NO)
    expect(phone.locator("main")).to_contain_text("Borgeren beholder sin plads")
    assert HomeWish.objects.get(person=testa).words == NO
    assert Vacancy.objects.get(dwelling__address="Prøvevej 1, st. tv").state == "notified"

    # The next one is hers. The landlord learns nothing before she consents, and then only her name.
    offer(phone, testa, "Skitsevænget 2, 1. th")
    expect(phone.locator("main")).to_contain_text("Skitsevænget 2")
    answer(phone, "Ja tak", YES)
    phone.locator("summary", has_text="Boligorganisationen").click()
    expect(phone.locator("main")).to_contain_text("må intet få at vide om borgeren, før borgeren siger ja")
    landlords.goto("/partner/forslag/")
    expect(landlords.locator("h1")).to_contain_text("Ingen forslag venter på jeres svar")
    made = consents(phone, testa, housing_association)
    answers(landlords, testa, axe)
    moves_in(phone, made, axe, screenshot)
    page.goto(phone.url)
    page.get_by_text("Sover nu").first.wait_for()
    axe(page)
    assert Tenancy.objects.get(person=testa).from_on == today
    assert Situation.objects.get(person=testa, superseded_at=None, until_on=None).kind == "egen_bolig"
    assert Situation.objects.get(person=bystander, superseded_at=None, until_on=None).kind == "herberg"
    landlords.goto("/partner/forslag/")
    expect(landlords.locator("main")).not_to_contain_text("Skitsevænget 2")


def test_a_protected_citizens_lease_is_arranged_outside_the_pages(phone, sign_in, coordinator, landlord, people, axe):
    testa, _bystander = people
    type(testa).objects.filter(pk=testa.pk).update(protection="threatened")
    sign_in(phone, landlord)
    report(phone, "Prøvevej 1, st. tv", "3400")
    sign_in(phone, coordinator)
    offer(phone, testa, "Prøvevej 1, st. tv")
    answer(phone, "Ja tak", YES)
    expect(phone.locator("main")).to_contain_text("Aftal lejen uden om siderne")
    axe(phone)
    phone.get_by_label("Hvem aftaler hvad med boligorganisationen").fill("Karen ringer til direktøren.")
    phone.get_by_role("button", name="Gem aftalen").click()
    expect(phone.get_by_label("Hvem aftaler hvad med boligorganisationen")).to_have_value(
        "Karen ringer til direktøren."
    )
    sign_in(phone, landlord)
    for address in ("/partner/forslag/", "/partner/boliger/"):
        phone.goto(address)
        expect(phone.locator("body")).not_to_contain_text("Testa")
        expect(phone.locator("body")).not_to_contain_text("Prøvesen")
