"""How does a journey get its browser? A real server on the test's own database, a real Chromium, and eyes for faults.

A journey is a plain test that takes `page` (a desk, 1280 wide) or `phone` (390 wide) and `sign_in`:

    def test_she_gets_a_bed(page, sign_in, coordinator):
        sign_in(page, coordinator)
        page.goto("/")

`axe(page)` fails on any accessibility fault, `screenshot(page, "name")` keeps a picture of both widths in
.local/screenshots. A script error or something the Content-Security-Policy refused fails the test at its end.
"""

import json
import os
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's synchronous interface runs a loop in this thread

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from conftest import Visitor
from hjemvej.platform.identity.models import User
from launch import browser as launcher
from launch import preparing, web
from tests import databases

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent.parent
AXE = CHECKOUT / "node_modules" / "axe-core"
PICTURES = CHECKOUT / ".local" / "screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONGEST_WAIT = 10_000  # milliseconds: a busy machine is not a fault of ours
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# A page whose task is a form begins in its first field, where that is in sight.
BEGINS_ELSEWHERE = """() => {
  const fields = [...document.querySelectorAll(
    "main[data-begins-in-form] form[method=post]:not(.hv-search) [name]")];
  const first = fields.find(e => e.type !== "hidden" && e.localName !== "button" && e.checkVisibility());
  if (!first || first.getBoundingClientRect().top > innerHeight) return "";
  return document.activeElement.name === first.name ? "" : "begins elsewhere than in " + first.name;
}"""

expect.set_options(timeout=LONGEST_WAIT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if pathlib.Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[str]:
    """The address of a real web server on the tests' own database; it logs to .local/journeys.log."""
    preparing.collect_static()
    database = databases.url(str(connection.settings_dict["NAME"]))
    environment = {**os.environ, "DATABASE_URL": database, "DATABASE_OWNER_URL": database, "HJEMVEJ_DEMO": "1"}
    environment["HJEMVEJ_STATIC"] = "collected"
    environment["DJANGO_SETTINGS_MODULE"] = "hjemvej.config.settings"  # as it is served, not as tests see it
    with web.running(environment, CHECKOUT / ".local" / "journeys.log", processes=1) as (port, _server):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(launcher.node())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launcher.settings())
        yield browser
        browser.close()


@pytest.fixture
def new_page(
    chromium: Browser, site: str, transactional_db: None, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Give `new_page(width=..., height=...)`: a browser of its own for one more person; options as Playwright's."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def fresh(width: int = 1280, height: int = 800, **options: Any) -> Page:
        options = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", **options}
        context = chromium.new_context(base_url=site, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(LONGEST_WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield fresh
    for context in contexts:
        context.close()
    assert not faults, "The page's own faults:\n" + "\n".join(faults)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(**DESK)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(**PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def sign_in(site: str, transactional_db: None) -> Callable[[Page, User], None]:
    """Give `sign_in(page, user)`: this browser carries the user's session from now on."""

    def signed_in(page: Page, user: User) -> None:
        visitor = Visitor()
        visitor.force_login(user)
        page.context.add_cookies([{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": site}])

    return signed_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give `axe(page)`: no fault against WCAG 2.2 A and AA, nor against good practice, in the page as it stands."""
    script = (AXE / "axe.min.js").read_text()
    danish = json.loads((AXE / "locales" / "da.json").read_text())

    def check(page: Page) -> None:
        page.evaluate(script)
        page.evaluate("danish => axe.configure({locale: danish})", danish)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", RULES)
        faults = []
        for fault in found["violations"]:
            for node in fault["nodes"]:
                place = " ".join(str(target) for target in node["target"])
                faults.append(
                    f"{fault['id']} ({fault['impact']}): {fault['help']}\n    {place}\n    {node['html'][:200]}"
                )
        assert not faults, f"{page.url} has {len(faults)} accessibility faults:\n" + "\n".join(faults)

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """Give `screenshot(page, "name")`: a picture of the whole page at desk and at phone width."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for size in (DESK, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            page.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True, caret="initial")
        if before:
            page.set_viewport_size(before)

    return take
