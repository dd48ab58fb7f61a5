"""A neighbour calls about a man at the station: he is created nameless, gets a bed, and is remembered rightly."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from hjemvej.efforts.safe_night.models import AdmissionNotice, Night, Occupancy
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look
from tests.journeys.passing_days import days_pass

DAY = datetime.timedelta(days=1)
YEAR = 365


@pytest.fixture
def house(shelter):
    """The shelter in the neighbouring municipality, with two beds."""
    house = House.objects.create(
        name="Forsorgshjemmet Opdigtet", kind="shelter", organisation=shelter, municipality_code="350",
        municipality_name="Nabolund", phone="00 00 00 00",
    )  # fmt: skip
    room = Room.objects.create(house=house, name="Værelse 1")
    for number in (1, 2):
        Place.objects.create(room=room, label=f"plads {number}")
    return house


def test_the_man_at_the_station(page, phone, sign_in, coordinator, shelter_worker, house):
    sign_in(page, coordinator)
    sign_in(phone, shelter_worker)
    person_id = a_call_is_recorded_with_the_keyboard_alone(page)
    a_bed_is_held_for_him(page)
    the_shelter_confirms_with_two_taps(phone)
    his_stay_is_written_and_the_clock_runs(person_id, house)

    days_pass(1)
    the_morning_page_shows_it(page)
    his_name_is_learned(page, person_id)

    days_pass(YEAR)
    first = timezone.now() - 366 * DAY  # after midnight it was still the night before
    the_register_tells_what_was_known_then_and_what_is_known_now(
        page, person_id, then=night_of(first), known=timezone.localdate(first)
    )


def a_call_is_recorded_with_the_keyboard_alone(page: Page):
    page.goto("/i-dag/")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Ny henvendelse")).to_be_visible()
    expect(page.locator("[name=about]")).to_be_focused()
    page.keyboard.type("ukendt mand, stationen, ca. 45")
    expect(page.get_by_text("Ingen, jeres team kender, ligner.")).to_be_visible()
    tab_to(page, "[name=tonight]")
    page.keyboard.press("ArrowDown")  # from the last choice round to the first
    expect(page.get_by_label("Har ikke et sted i nat")).to_be_checked()
    tab_to(page, "[name=text]")
    page.keyboard.type("En nabo ringer: en mand har sovet i opgangen ved stationen i to nætter.")
    tab_to(page, "[name=where]")
    page.keyboard.type("Stationen")
    tab_to(page, "[name=asker_kind]")
    page.keyboard.type("Nabo")
    tab_to(page, "[name=asker_contact]")
    tab_to(page, "[name=channel]")
    page.keyboard.type("Telefon")
    tab_to(page, ".hv-record button.button-primary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Et sted at sove i nat")).to_be_visible()

    person = Person.objects.get()
    assert person.is_nameless
    assert (person.description, person.sex) == ("ukendt mand, stationen, ca. 45", "man")
    assert heard(person.pk) >= {"people.person_created", "one_entry.inquiry_recorded"}
    return person.pk


def a_bed_is_held_for_him(page: Page) -> None:
    tab_to(page, "[name=note]")
    page.keyboard.type("Venter ved kiosken på stationen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("passer til ukendt mand", re.IGNORECASE))).to_be_visible()
    tab_to(page, "form[action*='/hold/'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Forsorgshjemmet Opdigtet holder pladsen til kl"))).to_be_visible()
    expect(card(page, "kort-holdt")).to_contain_text("ukendt mand, stationen")
    expect(card(page, "kort-venter")).to_contain_text("Ingen venter på et sted")
    held = Occupancy.objects.get()
    assert held.status == "held"
    assert heard(held.person_id) >= {"safe_night.place_requested", "safe_night.place_held"}


def the_shelter_confirms_with_two_taps(phone: Page) -> None:
    phone.goto("/")
    coming = phone.locator("#paa-vej")
    expect(coming).to_contain_text("ukendt mand, stationen")
    coming.get_by_role("button", name="Er kommet").tap()
    expect(card(phone, "kort-sover")).to_contain_text("ukendt mand, stationen")
    phone.get_by_role("button", name="Ja, det passer").tap()
    expect(phone.get_by_text("Tak. Teamet kan se det nu.")).to_be_visible()
    expect(phone.get_by_text(re.compile("Sidst meldt i dag"))).to_be_visible()


def his_stay_is_written_and_the_clock_runs(person_id, house) -> None:
    tonight = Situation.objects.get(person_id=person_id, superseded_at=None)
    assert (tonight.kind, tonight.from_on, tonight.house) == ("herberg", night_of(timezone.now()), house)
    assert heard(person_id) >= {"safe_night.arrived"}
    assert AdmissionNotice.objects.filter(person_id=person_id, told_at=None).count() == 1


def the_morning_page_shows_it(page: Page) -> None:
    last_night = night_of(timezone.now()) - DAY
    by = system("Natten gøres op")
    with looking_as(by):
        settle_night(night=last_night, by=by, at=timezone.now())  # the job of 04:00
    page.goto("/i-nat/morgen/")
    if timezone.localtime().hour in (2, 3):  # told at this hour of the night, he came too late for a safe one
        expect(page.locator("main")).to_contain_text("Kom først kl.")
        return
    card(page, "kort-inde").locator("summary", has_text="Forsorgshjemmet Opdigtet").click()
    expect(card(page, "kort-inde")).to_contain_text("ukendt mand, stationen")
    assert Night.objects.get(night=last_night).outcome == "safe"


def his_name_is_learned(page: Page, person_id) -> None:
    page.goto(f"/borgere/{person_id}/navne/")
    page.get_by_label("Fornavn").first.fill("Egon")
    page.get_by_label("Efternavn").first.fill("Eksempelsen")
    page.get_by_role("button", name="Gem navnet").click()
    page.goto(f"/borger/{person_id}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Egon Eksempelsen")
    assert "people.name_learned" in heard(person_id)


def the_register_tells_what_was_known_then_and_what_is_known_now(
    page: Page, person_id, then: datetime.date, known: datetime.date
) -> None:
    """A year later we learn that he had slept at a friend's before; the day he came must still tell both."""
    before = then - 3 * DAY
    page.goto(f"/sover/{person_id}/ret/?fra={before:%d/%m/%Y}&til={then:%d/%m/%Y}")
    page.locator("label", has_text="Hos familie eller venner").click()
    page.locator("label", has_text="Borgeren siger det").first.click()
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("button", name="Gem alligevel").click()  # what speaks against it has been read
    expect(page.get_by_text(re.compile("Det, vi vidste før, kan stadig læses"))).to_be_visible()

    listed = page.locator("main")
    page.goto(f"/navneliste/?hvem=alle&dag={then:%d/%m/%Y}")
    expect(listed).to_contain_text("Egon Eksempelsen")
    page.goto(f"/navneliste/?hvem=alle&dag={then:%d/%m/%Y}&kendt={known:%d/%m/%Y}")
    expect(listed).to_contain_text("ukendt mand, stationen, ca. 45")
    page.goto(f"/navneliste/?hvem=alle&dag={before:%d/%m/%Y}")
    expect(listed).to_contain_text("Egon Eksempelsen")
    page.goto(f"/navneliste/?hvem=alle&dag={before:%d/%m/%Y}&kendt={known:%d/%m/%Y}")
    expect(listed).not_to_contain_text("Egon Eksempelsen")
    expect(listed).not_to_contain_text("ukendt mand")

    page.goto(f"/sover/{person_id}/?kendt={known:%d/%m/%Y}")
    stays = page.locator("table").first
    expect(stays).to_contain_text("Forsorgshjem eller herberg")
    expect(stays).not_to_contain_text("Hos familie eller venner")
    page.goto(f"/sover/{person_id}/")
    expect(page.locator("table").first).to_contain_text("Hos familie eller venner")
    assert Look.objects.filter(person_id=person_id, page="situations.history").count() >= 2


def card(page: Page, name: str) -> Locator:
    return page.locator("section", has=page.locator(f"#{name}"))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the keyboard stands there: nothing may be out of its reach."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard never came to {selector}")


def heard(person_id) -> set[str]:
    return set(Event.objects.filter(person_id=person_id).values_list("name", flat=True))
