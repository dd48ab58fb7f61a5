"""How do the pictures in the README come about? A browser looks at the invented town: python -m launch.pictures."""

import os
import subprocess
import sys

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from . import browser
from .steps import CHECKOUT
from .town import Served, served

PICTURES = CHECKOUT / "docs" / "pictures"
PAGES = {"today": "/i-dag/", "tonight": "/i-nat/"}
DESK = ViewportSize(width=1280, height=900)


def main() -> None:
    """Writes docs/pictures/today.png and tonight.png anew."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(browser.node())
    with served(1) as town, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browser.settings())
        _take(town, chromium)
        chromium.close()


def _take(town: Served, chromium: Browser) -> None:
    asked = "from launch.town_people import session_of; print(session_of('koordinator'))"
    session = subprocess.check_output([sys.executable, "-c", asked], cwd=CHECKOUT, env=town.environment, text=True)
    site = f"http://localhost:{town.port}"
    context = chromium.new_context(base_url=site, viewport=DESK, locale="da-DK", timezone_id="Europe/Copenhagen")
    context.add_cookies([{"name": "sessionid", "value": session.strip(), "url": site}])
    page = context.new_page()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        page.goto(path)
        page.wait_for_selector("[hx-trigger=load]", state="detached")  # its parts have come
        page.screenshot(path=PICTURES / f"{name}.png")
        print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
