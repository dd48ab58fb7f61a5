"""Does the frame hold? Every component without faults, keys, focus, and words that are never lost."""

import urllib.parse

import pytest

NOTE = "textarea[name=right-note]"


@pytest.fixture
def at_the_gallery(sign_in, coordinator):
    def go(page):
        sign_in(page, coordinator)
        page.goto("/ui/")
        return page

    return go


def with_markup(page, before, after):
    """The gallery page with a little of its markup changed on the way to the browser."""

    def change(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(before, after))

    page.route("**/ui/", change)


def test_every_component_is_without_accessibility_faults(page, phone, at_the_gallery, axe, screenshot):
    for one in (page, phone):
        at_the_gallery(one)
        axe(one)
        assert one.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"
    screenshot(page, "gallery")


def test_the_gallery_holds_in_english_and_at_320_pixels(new_page, at_the_gallery, axe):
    page = at_the_gallery(new_page(width=320, height=600))
    page.locator(".hv-bar summary").click()
    page.locator(".hv-bar").get_by_role("button", name="English").click()
    page.wait_for_selector("html[lang=en]")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_other_frames_hold_too(phone, page, at_the_gallery, axe):
    at_the_gallery(phone)
    phone.goto("/ui/?ramme=partner")
    axe(phone)
    at_the_gallery(page)
    page.goto("/ui/?ramme=alene")
    axe(page)


def test_the_keyboard_is_enough(page, at_the_gallery):
    at_the_gallery(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url.endswith("#kort-felter"))
    page.focus(NOTE)
    page.keyboard.type("n/")
    assert page.input_value(NOTE) == "n/", "keys are letters while one writes"


def test_what_is_written_survives_a_reload_and_a_closed_tab(page, at_the_gallery):
    at_the_gallery(page)
    page.locator(NOTE).press_sequentially("Mødte ham ved stationen")
    page.get_by_label("Hund").first.locator("..").locator("label").click()
    page.reload()
    assert page.input_value(NOTE) == "Mødte ham ved stationen"
    page.close()
    again = page.context.new_page()
    again.goto("/ui/")
    assert again.input_value(NOTE) == "Mødte ham ved stationen"
    assert again.get_by_label("Hund").first.is_checked()
    again.get_by_role("button", name="Kassér udkastet").click()
    again.reload()
    assert again.input_value(NOTE) == ""


def test_signing_out_leaves_nothing_on_the_device(page, at_the_gallery):
    at_the_gallery(page)
    page.locator(NOTE).press_sequentially("fortroligt")
    page.get_by_text("Gemt på denne enhed").first.wait_for()
    assert "draft:gallery" in page.evaluate("JSON.stringify(localStorage)")
    assert "fortroligt" not in page.evaluate("JSON.stringify(localStorage)")  # it lies sealed
    page.locator(".hv-rail").get_by_role("button", name="Log ud").click()
    page.wait_for_url(lambda url: not url.endswith("/ui/"))
    assert "draft:gallery" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_draft_without_a_line_says_so_and_is_sent_when_there_is_one(page, at_the_gallery):
    sent = []
    with_markup(page, 'data-draft="gallery"', 'data-draft="gallery" data-draft-url="/kladde/"')

    def take(route):
        sent.append(urllib.parse.parse_qs(route.request.post_data))
        route.fulfill(status=204)

    page.route("**/kladde/", take)
    at_the_gallery(page)
    page.context.set_offline(True)
    page.locator(NOTE).press_sequentially("Sover i kælderen")
    page.get_by_text("Gemt på denne enhed – sendes når der er forbindelse").first.wait_for()
    page.context.set_offline(False)
    page.locator("[data-state]", has_text="Gemt kl.").wait_for()
    assert sent[-1]["right-note"] == ["Sover i kælderen"]


def test_an_expired_session_keeps_the_words_and_offers_a_new_sign_in(page, at_the_gallery):
    with_markup(page, 'data-draft="gallery"', 'data-draft="gallery" data-draft-url="/ui/"')
    at_the_gallery(page)
    page.context.clear_cookies(name="sessionid")
    page.locator(NOTE).press_sequentially("Vil gerne have en dør at låse")
    link = page.get_by_role("link", name="Log ind i et nyt faneblad")
    link.wait_for()
    assert link.get_attribute("target") == "_blank"
    assert page.input_value(NOTE) == "Vil gerne have en dør at låse"


def test_paper_shows_what_is_folded_away_and_keeps_tables_as_tables(page, at_the_gallery):
    at_the_gallery(page)
    page.set_viewport_size({"width": 658, "height": 900})  # A4 within its margins
    page.emulate_media(media="print")
    assert page.locator(".hv-chart table").first.is_visible()
    assert page.get_by_text("Hver nat gøres op kl. 04.00").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.hv-table.folds td')).display") == "table-cell"


def test_focus_stays_where_it_was_when_a_part_is_swapped(page, at_the_gallery):
    part = '<div id="del"><button id="knap" hx-get="/del/" hx-target="#del" hx-swap="outerHTML">Hent</button></div>'
    with_markup(page, "</h1>", f"</h1>{part}")
    page.route("**/del/", lambda route: route.fulfill(content_type="text/html", body=part.replace("Hent", "Hentet")))
    at_the_gallery(page)
    page.focus("#knap")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Hentet").wait_for()
    page.wait_for_function("document.activeElement.id === 'knap'")


def test_focus_stays_on_a_link_and_on_a_forms_button_that_have_no_name_of_their_own(page, at_the_gallery):
    inside = '<a href="/to/">To</a><form action="/gem/"><input type="hidden" name="n"><button>Gem</button></form>'
    part = f'<div id="del" hx-get="/del/" hx-trigger="ask" hx-swap="outerHTML"><a href="/et/">Et</a>{inside}</div>'
    with_markup(page, "</h1>", f'</h1><a href="/to/">The same, elsewhere</a>{part}')
    page.route("**/del/", lambda route: route.fulfill(content_type="text/html", body=part.replace("To", "Nu to")))
    at_the_gallery(page)
    for one in ("#del a[href='/to/']", "#del button"):
        page.focus(one)
        with page.expect_response("**/del/"):
            page.evaluate("htmx.trigger('#del', 'ask')")
        page.get_by_role("link", name="Nu to").wait_for()
        page.wait_for_function("one => document.activeElement === document.querySelector(one)", arg=one)


def test_a_page_that_asks_by_itself_says_so_and_keeps_nobody_signed_in(page, at_the_gallery):
    with_markup(page, "</h1>", '</h1><div id="puls" hx-get="/puls/" hx-trigger="every 1s"></div>')
    asked = []

    def answer(route):
        asked.append(route.request.headers)
        route.fulfill(content_type="text/html", body="slag")

    page.route("**/puls/", answer)
    at_the_gallery(page)
    page.get_by_text("slag").wait_for()
    assert asked[0]["x-background"] == "1"
