"""From a call, a partner's phone and an old phone without script: does every inquiry find its way to one inbox?"""

import datetime

import pytest

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people.models import Person
from hjemvej.portals.public import rules
from hjemvej.portals.public.forms import QUESTIONS

FOCUSED = "document.activeElement.name"


def test_a_call_is_recorded_from_the_keyboard_alone_and_goes_on_to_the_night(page, sign_in, coordinator, axe):
    sign_in(page, coordinator)
    page.goto("/henvendelser/")
    page.keyboard.press("n")
    page.wait_for_url("**/henvendelser/ny/")
    page.wait_for_function("document.activeElement.name === 'about'")
    with page.expect_response("**/hvem/"):
        page.keyboard.type("Ukendt mand, stationen, ca. 45")
    page.wait_for_selector("#person-new:checked")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "person"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == "no_place"
    axe(page)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "is_threatened", "beside the night"
    page.keyboard.press("Tab")
    page.keyboard.type("Ligger på bænken med sin hund")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "where"
    for name, chosen in (("asker_kind", "Nabo"), ("channel", "Telefon")):
        while page.evaluate(FOCUSED) != name:
            page.keyboard.press("Tab")
        page.keyboard.type(chosen)
    page.locator("[name=where]").press("Enter")
    page.wait_for_url("**/i-nat/**")
    assert Person.objects.get().description == "Ukendt mand, stationen, ca. 45"


def test_the_inbox_and_an_inquiry_hold_on_desk_and_phone(page, phone, sign_in, coordinator, our_team, axe, screenshot):
    now = datetime.datetime.now(tz=datetime.UTC)
    inquiry = Inquiry.objects.create(
        received_at=now, recorded_at=now, organisation=our_team, channel="public", asker_kind="neighbour",
        about="Mand i telt ved åen", text="Han hoster meget.", concerns=["seen_outside"], wants_answer=True,
    )  # fmt: skip
    for one in (page, phone):
        sign_in(one, coordinator)
        for address in ("/henvendelser/", f"/henvendelser/{inquiry.pk}/", "/henvendelser/ny/"):
            one.goto(address)
            axe(one)
            assert one.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto("/henvendelser/")
    screenshot(page, "inbox")


@pytest.mark.parametrize("language", ["", "ar/"])
def test_an_old_phone_without_script_sends_and_follows_up(new_page, our_team, language):
    page = new_page(width=320, height=600, java_script_enabled=False)
    page.goto(f"/hjaelp/{language}")
    onward = ".onward:visible"
    page.click(onward)
    assert page.locator(".question input:visible").count() == 3, "one question at a time"
    page.click(onward)
    page.check("[name=asker_kind][value=neighbour]")
    page.click(onward)
    page.check("[name=tonight][value=no_place]")
    page.click(onward)
    page.fill("[name=text]", "Han ligger bag stationen")
    page.go_back()
    assert page.is_checked("[name=tonight][value=no_place]:visible")
    for _question in range(4):
        page.click(onward)
    page.wait_for_timeout(rules.TOO_QUICK.total_seconds() * 1000 + 1000)
    page.click("button:visible")
    assert not Inquiry.objects.exists()
    page.click(".answers a[href='#q4'] >> nth=1")
    page.fill("[name=text]:visible", "Han ligger bag stationen, og det regner")
    page.click("button:visible")
    assert "og det regner" in page.inner_text(".answers")
    page.click("[name=send]")
    code = page.inner_text(".code")
    page.goto(f"/hjaelp/{language}svar/")
    page.fill("[name=code]", code.lower())
    page.click("button")
    assert page.locator("time").count() == 1
    assert Inquiry.objects.get().text == "Han ligger bag stationen, og det regner"


def test_the_public_page_is_answered_from_the_keyboard_alone(new_page, our_team):
    page = new_page(width=1280, height=800)
    page.goto("/hjaelp/")
    page.focus(".between .onward")
    page.keyboard.press("Enter")
    for key in ("Tab", "Tab", "ArrowDown"):  # past the number to ring
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.value") == "no"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#q2"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "q2"


def test_hours_stand_in_their_order_among_arabic_words(new_page, our_team):
    page = new_page(width=320, height=640)
    page.goto("/hjaelp/ar/")
    text, first, last = page.evaluate("""() => {
        const word = document.querySelector(".numbers bdi").firstChild, range = document.createRange()
        const left = (from) => {
            range.setStart(word, from)
            range.setEnd(word, from + 1)
            return range.getBoundingClientRect().left
        }
        return [word.data, left(0), left(word.data.length - 1)]
    }""")
    assert text == "8-15"
    assert first < last


@pytest.mark.parametrize("language", ["", "en/", "pl/", "ro/", "ar/"])
def test_every_public_page_is_without_faults_at_320_pixels(new_page, axe, language):
    page = new_page(width=320, height=600)
    for address in ("", "svar/", "was/", "dine-oplysninger/"):
        page.goto(f"/hjaelp/{language}{address}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto(f"/hjaelp/{language}")
    for number in range(1, len(QUESTIONS) + 1):
        page.click(".onward:visible")
        assert page.locator(f"#q{number}").is_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), number
    page.click("button:visible")  # nothing is answered
    axe(page)


def test_a_partner_sends_from_a_phone_and_follows_it(phone, sign_in, shelter_worker, shelter, our_team, axe):
    SharingAgreement.objects.create(
        partner=Partner.objects.create(organisation=shelter), direction="sends", what="inquiry",
        legal_basis="SEL § 110", from_on=datetime.date(2020, 1, 1),
    )  # fmt: skip
    sign_in(phone, shelter_worker)
    phone.goto("/partner/send/")
    axe(phone)
    phone.fill("[name=about]", "Testa Gæst")
    phone.fill("[name=text]", "Kan være her til fredag")
    phone.click("button.button-primary")
    phone.wait_for_url("**/partner/henvendelser/*-*/")
    axe(phone)
    phone.goto("/partner/henvendelser/")
    axe(phone)
    assert Inquiry.objects.get().sent_by == shelter
