"""A line that drops, a session that ends, a button clicked twice, a step back: is anything lost, or written twice?"""

import re

import pytest
from playwright.sync_api import Page, expect

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import PlaceRequest
from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.people import actions
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.platform.access.viewer import looking_as

WORDS = "Mødte ham ved stationen. Vil gerne se værelset i morgen."


@pytest.fixture
def egon(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    with looking_as(by):
        return actions.create_person(by=by, at=now, given_names="Egon", surname="Eksempelsen")


def test_a_note_survives_a_lost_line_an_ended_session_and_a_closed_tab(page, sign_in, coordinator, egon):
    sign_in(page, coordinator)
    address = f"/sag/borger/{egon.pk}/noter-kontakt/"
    page.goto(address)
    page.context.set_offline(True)
    page.locator("[name=text]").press_sequentially(WORDS[:24])
    page.get_by_text("Gemt på denne enhed").first.wait_for()
    page.context.set_offline(False)
    page.locator("[name=text]").press_sequentially(WORDS[24:])
    page.locator("[data-state]", has_text="Gemt kl.").first.wait_for()
    page.context.clear_cookies(name="sessionid")  # away for too long
    page.close()
    again = page.context.new_page()
    again.goto(address)
    expect(again).to_have_url(re.compile("/konto/"))
    sign_in(again, coordinator)
    again.goto(address)
    expect(again.locator("[name=text]")).to_have_value(WORDS)
    again.get_by_role("button", name="Gem og underskriv").click()
    expect(again).not_to_have_url(re.compile("noter-kontakt"))
    assert Note.objects.get().text == WORDS
    again.goto(address)
    expect(again.locator("[name=text]")).to_have_value("")


def test_words_written_after_the_line_dropped_survive_a_closed_tab(page, sign_in, coordinator, egon):
    sign_in(page, coordinator)
    address = f"/sag/borger/{egon.pk}/noter-kontakt/"
    page.goto(address)
    page.locator("[name=text]").press_sequentially(WORDS[:24])
    page.locator("[data-state]", has_text="Gemt kl.").first.wait_for()
    page.context.set_offline(True)
    page.locator("[name=text]").press_sequentially(WORDS[24:])
    page.get_by_text("Gemt på denne enhed").first.wait_for()
    page.close()
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(address)
    expect(again.locator("[name=text]")).to_have_value(WORDS)


def test_the_next_guest_at_the_door_has_an_empty_form(phone, sign_in, shelter_worker, shelter):
    house = House.objects.create(name="Prøvehuset", kind="shelter", organisation=shelter, municipality_code="999")
    room = Room.objects.create(house=house, name="Stuen")
    for label in ("plads 1", "plads 2"):
        Place.objects.create(room=room, label=label)
    sign_in(phone, shelter_worker)
    for name in ("Egon", "Mona"):
        phone.goto(f"/partner/hus/{house.pk}/ny-gaest/")
        expect(phone.locator("[name=given_names]")).to_have_value("")
        phone.locator("[name=given_names]").fill(name)
        phone.get_by_role("button", name="Tag imod").click()
        expect(phone.get_by_text("Velkommen indenfor")).to_be_visible()
    assert sorted(Person.objects.values_list("given_names", flat=True)) == ["Egon", "Mona"]


def clicked_twice(page: Page) -> None:
    """As a tired hand does it: the second click before the first is answered."""
    before = page.url
    page.locator("main form.hv-form button.button-primary").dblclick(no_wait_after=True)
    expect(page).not_to_have_url(before)
    page.wait_for_load_state("networkidle")


def test_a_double_click_writes_one_row(page, sign_in, coordinator, egon):
    sign_in(page, coordinator)
    page.goto(f"/sag/borger/{egon.pk}/noter-kontakt/")
    page.locator("[name=text]").fill(WORDS)
    clicked_twice(page)
    page.goto(f"/sag/borger/{egon.pk}/naeste-skridt/")
    page.locator("[name=title]").fill("Ring til værelset")
    page.locator("[name=due_on]").fill("i morgen")
    clicked_twice(page)
    page.goto("/henvendelser/ny/")
    page.locator("[name=about]").fill("kvinde ved havnen, ca. 30")
    expect(page.get_by_text("Ingen, jeres team kender, ligner.")).to_be_visible()
    page.locator("label", has_text="Har ikke et sted i nat").click()
    page.select_option("[name=asker_kind]", "neighbour")
    page.select_option("[name=channel]", "phone")
    clicked_twice(page)
    expect(page.get_by_role("heading", name="Et sted at sove i nat")).to_be_visible()
    clicked_twice(page)
    expect(page.get_by_role("heading", name=re.compile("passer til"))).to_be_visible()
    written = {model.__name__: model.objects.count() for model in (Note, Task, Inquiry, PlaceRequest, Person)}
    assert written == {"Note": 1, "Task": 1, "Inquiry": 1, "PlaceRequest": 1, "Person": 2}


def test_a_step_back_after_sending_sends_nothing_again(page, sign_in, coordinator, egon):
    sign_in(page, coordinator)
    page.goto(f"/borger/{egon.pk}/")
    page.goto(f"/sag/borger/{egon.pk}/noter-kontakt/")
    page.locator("[name=text]").fill(WORDS)
    page.get_by_role("button", name="Gem og underskriv").click()
    expect(page).not_to_have_url(re.compile("noter-kontakt"))
    page.go_back()
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    page.go_forward()
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    assert Note.objects.count() == 1
