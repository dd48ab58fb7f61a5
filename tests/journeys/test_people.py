"""Is a citizen found while the name is still being typed, and is what was hidden covered again?"""

import datetime
import re

from playwright.sync_api import expect

from hjemvej.ground.people import actions
from hjemvej.platform.access.viewer import looking_as

PARTS = ("ret", "navne", "traeffes", "husstand", "handlekommune", "beskyttelse", "samme-borger")


def test_a_misspelt_name_finds_the_one_we_know(page, sign_in, coordinator, viewer_for, now, axe, screenshot):
    by = viewer_for(coordinator)
    with looking_as(by):
        actions.create_person(by=by, at=now, given_names="Søren", surname="Prøvesen", born_on=datetime.date(1971, 4, 3))
    sign_in(page, coordinator)
    page.goto("/borgere/opret/")
    page.get_by_label("Fornavn").press_sequentially("soern prøvesn")
    found = page.locator("#matches")
    expect(found).to_contain_text("Søren Prøvesen")
    expect(found).to_contain_text("navnet ligner")
    axe(page)
    screenshot(page, "people-create")


def test_every_part_of_a_citizen_is_in_reach_for_everybody(
    page, sign_in, coordinator, viewer_for, now, axe, screenshot
):
    by = viewer_for(coordinator)
    with looking_as(by):
        testa = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøvesen", cpr="610170-0000")
        twin = actions.create_person(by=by, at=now, description="Tessa, kvinde ved havnen")
        actions.add_alias(person=testa, name="Tessa", by=by, at=now)
        actions.add_contact_way(person=testa, kind="place", value="Kafé Eksempel", is_preferred=True, by=by, at=now)
        actions.add_household_member(person=testa, relation="child", name="Barn Prøve", born_year=2019, by=by, at=now)
        actions.set_responsible_municipality(
            person=testa, code="265", name="Roskilde", from_on=now.date(), by=by, at=now
        )
    sign_in(page, coordinator)
    for part in (*PARTS, f"samme-borger/{twin.pk}"):
        page.goto(f"/borgere/{testa.pk}/{part}/")
        axe(page)
        screenshot(page, f"people-{part.split('/')[0]}{'-to' if '/' in part else ''}")
    expect(page.get_by_role("heading", name=re.compile("samme menneske"))).to_be_visible()


def test_the_number_is_shown_in_place_of_its_button(page, sign_in, coordinator, viewer_for, now, axe):
    by = viewer_for(coordinator)
    with looking_as(by):
        testa = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøvesen", cpr="610170-0000")
        actions.add_contact_way(person=testa, kind="phone", value="00 00 00 00", is_secret=True, by=by, at=now)
    sign_in(page, coordinator)
    page.goto(f"/borger/{testa.pk}/")
    page.get_by_text("Sådan træffes borgeren").click()  # a fold
    show = page.get_by_role("button", name="Vis CPR-nummer")
    show.click()
    expect(page.get_by_text("610170-0000")).to_be_visible()
    expect(show).to_have_count(0)
    page.get_by_role("button", name="Vis det, der er skjult").click()
    expect(page.get_by_text("00 00 00 00")).to_be_visible()
    axe(page)
