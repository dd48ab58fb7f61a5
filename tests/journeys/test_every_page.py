"""Does every page hold, for everybody who can reach it? Found in the addresses themselves, in a town that lives.

Each page at a desk and on a phone: it answers, its scripts are silent, nothing sticks out sideways down to 320 pixels,
and axe finds nothing. Also empty, with a form sent empty, on paper, and in the public page's five languages.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.urls import get_resolver, reverse
from playwright.sync_api import Page, expect

from hjemvej.ground.partners.models import ContactPerson
from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.pages import Audience
from hjemvej.platform.access.roles import PERMISSIONS, Role
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms.addresses import named_addresses
from tests import databases
from tests.architecture.test_doors import ids_of
from tests.journeys.conftest import BEGINS_ELSEWHERE, CHECKOUT, PICTURES
from tests.journeys.filled import filled
from tests.journeys.page_faults import BREAKS_WORDS, CANNOT_BE_SENT, LOOK, SCRIPT, STICKS_OUT

DAYS = 40
DESK, PHONE, SMALL = (1280, 800), (390, 844), (320, 640)
# What everybody in the team sees alike is looked at once, as the coordinator; the others' own views of it as well.
ALL_OF_THEM = "koordinator"
SHARED = {"staff:today", "staff:person", "staff:register", "safe_night:board"}
WHO = (ALL_OF_THEM, "leder", "stoette", "forsorgshjem", "natcafe", "udlejer", "frivillig", "raad", "administrator")
# A part that its page fetches (and is looked at there), a download, a link that is made for one person and used once.
NOT_LOOKED_AT = {
    *("staff:team", "staff:homeless", "staff:tonight", "staff:own_goals"),
    "staff:history",
    "staff:aside",
    "people:find",
    "one_entry:who",
    "access:choose_password",
    "access:two_factor",
    *("spreadsheets:leftover", "spreadsheets:dwellings_leftover"),
    "documents:download",
    "consents:export_consent",
    *("correspondence:letter_pdf", "correspondence:digital_post_file", "decisions:letter_pdf"),
    *("access:health", "access:metrics", "homes:picture", "partner:picture", "homes:choose_address"),
    *("network_meetings:calendar_file", "payment_plans:landlords_copy", "partner:stay_plan_pdf"),
}
PAGES: dict[str, Any] = {name: entry.callback for name, entry in named_addresses(get_resolver()).items()}


@pytest.fixture(scope="module")
def made_town(django_db_setup: None) -> Iterator[str]:
    """Forty days of the invented municipality, in a database to copy from."""
    name = f"{connection.settings_dict['NAME']}_town"
    databases.copy_template(name)
    url = databases.url(name)
    settings = {"DJANGO_SETTINGS_MODULE": "hjemvej.config.settings", "DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    command = [sys.executable, "manage.py", "make_municipality", f"--days={DAYS}"]
    made = subprocess.run(command, cwd=CHECKOUT, env={**os.environ, **settings}, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    yield name
    databases.drop(name)


@pytest.fixture
def town(made_town: str, transactional_db: None) -> None:
    """The town, in this test's own database."""
    connection.close()
    databases.copy_template(str(connection.settings_dict["NAME"]), of=made_town)


@pytest.fixture
def visiting(new_page: Callable[..., Page], sign_in: Callable[[Page, User], None]) -> Callable[[User | None], "Visit"]:
    def begin(user: User | None) -> Visit:
        page = new_page(*DESK)
        page.add_init_script(SCRIPT)
        if user is not None:
            sign_in(page, user)
        return Visit(page, is_signed_in=user is not None)

    return begin


class Visit:
    """One person's browser, and everything that was wrong on its way."""

    def __init__(self, page: Page, *, is_signed_in: bool) -> None:
        self.page, self.faults = page, list[str]()
        self.is_signed_in = is_signed_in  # the public page has no session, and needs no token
        self.heard: list[str] = []
        page.on("console", lambda said: self.heard.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def look_at(self, address: str, picture: str = "") -> None:
        self._wide(DESK)
        answer = self.page.goto(address)
        expect(self.page.locator("[hx-trigger=load]")).to_have_count(0)  # its parts have come
        if answer is None or answer.status != 200:
            self._say(f"answers {answer and answer.status}")
            return
        if "text/html" in answer.headers.get("content-type", ""):
            if fault := self.page.evaluate(BEGINS_ELSEWHERE):
                self._say(fault)
            if self.is_signed_in and (fault := self.page.evaluate(CANNOT_BE_SENT)):
                self._say(fault)
            self.look(picture)

    def look(self, picture: str = "") -> None:
        """At the page as it stands, in three widths."""
        for size in (DESK, PHONE, SMALL):
            self._wide(size)
            if size != SMALL:
                for fault in self.page.evaluate(LOOK):
                    self._say(fault, size)
                if picture and os.environ.get("PICTURES"):
                    PICTURES.mkdir(parents=True, exist_ok=True)
                    self.page.screenshot(path=PICTURES / f"{picture}-{size[0]}.png", full_page=True)
            self.fits(size)
            if size != SMALL and (fault := self.page.evaluate(BREAKS_WORDS)):
                self._say(fault, size)
        for text in self.heard:
            self._say(text)
        self.heard.clear()

    def fits(self, size: tuple[int, int]) -> None:
        self._wide(size)
        if fault := self.page.evaluate(STICKS_OUT):
            self._say(fault, size)

    def send_empty(self) -> None:
        """Every field emptied and sent at once, past what the browser itself would stop."""
        self._wide(PHONE)
        with self.page.expect_navigation(wait_until="load"):
            self.page.evaluate(
                """() => {
                  const form = document.querySelector("main form[method=post].hv-form, main form[method=post]");
                  for (const field of form.elements) {
                    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
                    else if (field.type !== "hidden" && "value" in field && field.type !== "submit") field.value = "";
                  }
                  HTMLFormElement.prototype.submit.call(form);
                }"""
            )
        self.heard = [text for text in self.heard if "422" not in text]  # the browser's own word on the answer
        if "Noget gik galt" in self.page.inner_text("body"):
            self._say("a form sent empty broke the page")
        self.look()

    def _wide(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def _say(self, fault: str, size: tuple[int, int] = DESK) -> None:
        self.faults.append(f"{self.page.url.split('/', 3)[-1]} at {size[0]}: {fault}")

    def holds(self) -> None:
        told = list(dict.fromkeys(self.faults))
        assert not told, f"{len(told)} faults:\n" + "\n".join(told)


# --- the town's pages --------------------------------------------------------------------------------------------


ROOMS = sorted({name.split(":")[0] for name, view in PAGES.items() if ":" in name and view.audience == "staff"})


@pytest.mark.parametrize(("who", "room"), [*((ALL_OF_THEM, room) for room in ROOMS), *((who, "") for who in WHO[1:])])
def test_every_page_holds_for(who, room, town, visiting, viewer_for):
    user = User.objects.get(email__startswith=f"{who}@")
    viewer = viewer_for(user)
    visit = visiting(user)
    for name in sorted(name for name in reachable(viewer, who) if name.startswith(room)):
        address = filled(name, viewer)
        if address:
            visit.look_at(address, f"{who}-{name.replace(':', '-')}")
        elif who == ALL_OF_THEM:
            visit.faults.append(f"{name}: the town has no record to show it with")
    visit.holds()


LONG = "Helhedsplansmedarbejderen"
CALLED: dict[Any, tuple[str, ...]] = {
    Person: ("given_names", "surname"), User: ("name",), Organisation: ("name",), House: ("name",), Room: ("name",),
    Place: ("label",), ContactPerson: ("name", "title"), ContactWay: ("value",),
}  # fmt: skip


@pytest.mark.parametrize("who", [ALL_OF_THEM, "forsorgshjem"])
def test_the_longest_danish_words_stick_out_nowhere(who, town, visiting, viewer_for):
    user = User.objects.get(email__startswith=f"{who}@")
    with transaction.atomic(), looking_as(system("test")):
        for model, fields in CALLED.items():
            model.objects.update(
                **{field: Concat(Value(LONG), Value(" "), F(field), output_field=TextField()) for field in fields}
            )
    viewer, visit = viewer_for(user), visiting(user)
    for name in reachable(viewer, who):
        if address := filled(name, viewer):
            visit.page.goto(address)
            expect(visit.page.locator("[hx-trigger=load]")).to_have_count(0)
            for size in (DESK, PHONE, SMALL):
                visit.fits(size)
    visit.holds()


def reachable(viewer: Viewer, who: str) -> list[str]:
    return [
        name
        for name, view in PAGES.items()
        if view.audience is not Audience.PUBLIC
        and (view.needs is None or viewer.may(view.needs))
        and reads(view)
        and name not in NOT_LOOKED_AT
        and (who not in ("leder", "stoette") or name in SHARED or not everybodys(view))
        and ":" in name
    ]


def reads(view: Any) -> bool:
    """Not a button that only takes what is sent."""
    inside, closed = view, ""
    while inside is not None:
        cells = getattr(inside, "__closure__", None) or ()
        closed += "".join(str(cell.cell_contents) for cell in cells if isinstance(cell.cell_contents, list))
        inside = getattr(inside, "__wrapped__", None)
    return "POST" not in closed or "GET" in closed


def everybodys(view: Any) -> bool:
    return view.needs is None or view.needs in PERMISSIONS[Role.COORDINATOR]


# --- nothing there, nothing written, nobody known ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "leader", "shelter_worker"])
def test_every_page_holds_before_anybody_is_known(who, request, visiting, viewer_for):
    user = request.getfixturevalue(who)
    viewer, visit = viewer_for(user), visiting(user)
    for name in sorted(reachable(viewer, who)):
        if not ids_of(name):
            visit.look_at(reverse(name), f"empty-{who}-{name.replace(':', '-')}")
    visit.holds()


EMPTY_FORMS = {
    "koordinator": (
        "one_entry:record", "people:create", "people:names", "people:contact", "people:household",
        "people:municipality", "people:protection", "casework:write_note", "casework:add_task", "casework:open_course",
        "casework:close_course", "situations:record_situation", "situations:correct_situation", "support:log_contact",
        "support:correct_wellbeing",
        "situations:count_on_street", "safe_night:say_no", "safe_night:withdraw_request", "safe_night:correct_night",
        "access:break_glass", "spreadsheets:imports", "partners:add_contact", "one_entry:inquiry",
        "housing_first:offer_housing_first", "housing_first:put_off_offer", "housing_first:answer_offer",
    ),
    "forsorgshjem": ("partner:depart", "partner:close_place", "partner:send_inquiry"),
    "natcafe": ("partner:take_in",),  # the shelter is full
}  # fmt: skip


@pytest.mark.parametrize("who", EMPTY_FORMS)
def test_a_form_sent_empty_says_what_is_missing_and_breaks_nothing(who, town, visiting, viewer_for):
    user = User.objects.get(email__startswith=f"{who}@")
    viewer, visit = viewer_for(user), visiting(user)
    for name in EMPTY_FORMS[who]:
        address = filled(name, viewer)
        if address:
            visit.page.goto(address)
            visit.send_empty()
    visit.holds()


# --- the public page, and paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "en/", "pl/", "ro/", "ar/"])
def test_the_public_pages_hold_in(language, our_team, visiting):
    visit = visiting(None)
    for address in ("", "svar/", "was/", "dine-oplysninger/"):
        visit.look_at(f"/hjaelp/{language}{address}", f"public-{language.strip('/') or 'da'}-{address.strip('/')}")
    assert visit.page.get_attribute("html", "dir") == ("rtl" if language == "ar/" else "ltr")
    visit.page.goto(f"/hjaelp/{language}")
    visit.send_empty()
    visit.holds()


@pytest.mark.parametrize(
    "name", ["staff:today", "staff:person", "safe_night:paper", "safe_night:morning", "access:log"]
)
def test_on_paper_there_is_the_page_and_no_menu(name, town, visiting, viewer_for):
    user = User.objects.get(email__startswith="koordinator@")
    visit = visiting(user)
    visit.page.goto(filled(name, viewer_for(user)))
    expect(visit.page.locator("[hx-trigger=load]")).to_have_count(0)
    visit.page.emulate_media(media="print")
    assert visit.page.locator("main h1").first.is_visible()
    for part in (".hv-rail", ".hv-bar", "kbd"):
        shown = [one for one in visit.page.locator(part).all() if one.is_visible()]
        assert not shown, f"{part} is printed"
    assert re.search(r"\w{3}", visit.page.inner_text("main"))
