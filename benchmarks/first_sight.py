"""How many bytes does a phone fetch before it has seen its house's page the first time? Prints JSON: bytes a house."""

import json
import sys
from collections import Counter

from playwright.sync_api import Browser, sync_playwright

from launch import browser
from launch.town_people import session_of

from django.urls import reverse  # isort: skip

PHONE = {"width": 390, "height": 844}
QUIET = 3000  # milliseconds: what a page asks for when it stands is fetched by then


def bytes_of_first_sight(phone: Browser, site: str, session: str) -> int:
    """Every byte of every answer, heads included, to a browser that has never been here."""
    context = phone.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    page, fetched = context.new_page(), Counter[str]()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda told: fetched.update(bytes=int(told["encodedDataLength"])))
    page.goto(site + reverse("partner:house"))
    page.wait_for_timeout(QUIET)
    context.close()
    return fetched["bytes"]


def main(port: int) -> None:
    houses = {"shelter": session_of("forsorgshjem"), "night café": session_of("natcafe")}
    with sync_playwright() as playwright:
        phone = playwright.chromium.launch(**browser.settings())
        site = f"http://localhost:{port}"
        print(json.dumps({house: bytes_of_first_sight(phone, site, session) for house, session in houses.items()}))
        phone.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
