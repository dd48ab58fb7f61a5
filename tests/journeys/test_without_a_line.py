"""A shelter's phone loses its line, is reloaded, locked, opened: is anything lost, can anybody read it?

The phone is a profile on disk, with its service worker; it is closed as a phone that goes dark, and its files are
searched for what must not be there.
"""

import contextlib
import os
import pathlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hjemvej.efforts.housing_first.models import Want, WishSheet
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.support.models import Contact
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import StreetObservation
from hjemvej.platform.access.viewer import looking_as
from launch import browser as launcher
from tests.journeys.conftest import PHONE

GUEST, TYPED = "Wilhelmine", "Theobaldine"  # names that stand in no file of the browser's own
WAITS = re.compile("1 ting venter på internettet")


@pytest.fixture
def house(shelter):
    house = House.objects.create(name="Prøvehuset", kind="shelter", organisation=shelter, municipality_code="999")
    room = Room.objects.create(house=house, name="Stuen")
    for number in range(1, 5):
        Place.objects.create(room=room, label=f"plads {number}")
    return house


@pytest.fixture
def expected(house, coordinator, viewer_for):
    """A guest whom the house expects tonight."""
    by, at = viewer_for(coordinator), timezone.now()
    with looking_as(by):
        person = create_person(by=by, at=at, given_names=GUEST, surname="Prøvensen")
        request = requesting.request_place(person_id=person.pk, night=night_of(at), needs=(), note="", by=by, at=at)
        place = Place.objects.order_by("label").first()
        assert place is not None
        return holding.hold_place(request=request, place_id=place.pk, by=by, at=at)


Phone = Callable[[], contextlib.AbstractContextManager[Page]]


@pytest.fixture
def profile(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "phone"


@pytest.fixture
def switched_on(chromium: Browser, site: str, profile: pathlib.Path, transactional_db: None) -> Phone:
    """Give `with switched_on() as page`: the same phone each time, with what lies on it; switched off at the end."""

    @contextlib.contextmanager
    def on() -> Iterator[Page]:
        options: dict[str, Any] = {**launcher.settings(), "base_url": site, "viewport": PHONE, "is_mobile": True}
        options |= {"has_touch": True, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}
        context: BrowserContext = chromium.browser_type.launch_persistent_context(profile, **options)
        context.set_default_timeout(10_000)
        faults: list[str] = []
        page = context.pages[0]
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        yield page
        context.close()
        assert not faults, faults

    return on


def is_guarded(page: Page) -> None:
    """Wait until the worker keeps the shell, and looks after this page."""
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_function("Boolean(navigator.serviceWorker.controller)")


def found_on(profile: pathlib.Path, *words: str) -> list[str]:
    """List the files of the profile that hold one of the words in clear, as bytes or as a browser's wide letters."""
    wanted = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    files = [pathlib.Path(folder) / name for folder, _folders, names in os.walk(profile) for name in names]
    return [str(file.relative_to(profile)) for file in files if any(form in file.read_bytes() for form in wanted)]


def test_a_phone_that_loses_its_line_loses_nothing_and_nobody_can_read_it(
    switched_on, profile, sign_in, shelter_worker, house, expected
):
    with switched_on() as page:
        sign_in(page, shelter_worker)
        page.goto(f"/partner/hus/{house.pk}/")
        is_guarded(page)
        page.context.set_offline(True)
        page.get_by_role("button", name="Er kommet").tap()
        expect(page.locator("#unsent")).to_contain_text(WAITS)
        expect(page.get_by_role("button", name="Er kommet")).to_be_disabled()
        page.reload()
        expect(page.get_by_role("heading", name="Ingen internetforbindelse")).to_be_visible()
        expect(page.locator("#waiting")).to_contain_text(WAITS)
        assert GUEST not in page.content()
    assert Occupancy.objects.get().status == "held"
    assert found_on(profile, GUEST) == []
    with switched_on() as page:  # the phone went dark, and is switched on again where there is a line
        page.goto(f"/partner/hus/{house.pk}/")
        expect(page.locator("#sent")).to_contain_text("Sendt: 1 ting")
        expect(page.get_by_text("Én sover her.")).to_be_visible()
        expect(page.locator("#unsent")).to_have_count(0)
    assert Occupancy.objects.get().status == "staying"


def test_what_is_typed_at_the_door_is_sent_once_in_order_and_lies_sealed_meanwhile(
    switched_on, profile, sign_in, shelter_worker, house
):
    with switched_on() as page:
        sign_in(page, shelter_worker)
        page.goto(f"/partner/hus/{house.pk}/ny-gaest/")
        is_guarded(page)
        page.context.set_offline(True)
        for name in (TYPED, "Anden"):
            page.locator("[name=given_names]").press_sequentially(name)
            page.locator("[name=place]").select_option(index=1 if name == "Anden" else 0)
            page.get_by_role("button", name="Tag imod").tap()
            expect(page.locator("[name=given_names]")).to_have_value("")
        expect(page.locator("#unsent")).to_contain_text("2 ting venter på internettet")
        page.reload()
        expect(page.locator("#waiting")).to_contain_text("2 ting venter")
        page.context.set_offline(False)  # the page comes by itself, and what waited is sent
        expect(page.locator("#sent")).to_contain_text("Sendt: 2 ting", timeout=20_000)
        page.goto(f"/partner/hus/{house.pk}/ny-gaest/")
        expect(page.locator("[name=given_names]")).to_have_value("")  # no draft comes back to be sent again
    assert list(Person.objects.order_by("created_at").values_list("given_names", flat=True)) == [TYPED, "Anden"]
    assert found_on(profile, TYPED) == []


def test_half_a_name_on_a_phone_that_goes_dark_comes_back_to_its_author_alone(
    switched_on, profile, sign_in, shelter_worker, volunteer, house
):
    door = f"/partner/hus/{house.pk}/ny-gaest/"
    with switched_on() as page:
        sign_in(page, shelter_worker)
        page.goto(door)
        page.locator("[name=given_names]").press_sequentially(TYPED)
        page.get_by_text("Gemt på denne enhed").first.wait_for()
    assert found_on(profile, TYPED) == []
    with switched_on() as page:
        page.context.clear_cookies(name="sessionid")
        page.goto(door)
        expect(page).to_have_url(re.compile("/konto/"))
        assert TYPED not in page.content()
        sign_in(page, shelter_worker)
        page.goto(door)
        expect(page.locator("[name=given_names]")).to_have_value(TYPED)
        sign_in(page, volunteer)
        page.goto("/partner/send/")
        expect(page.locator("main h1")).to_be_visible()
        assert not page.evaluate("Object.keys(localStorage).some(name => name.includes('draft:take-in'))")


PHRASE = "fire ord til i nat"


def take_along(page: Page, house: House, phrase: str = PHRASE) -> None:
    page.goto(f"/partner/hus/{house.pk}/")
    is_guarded(page)
    page.get_by_text("Tag nattens liste med").tap()
    for label in ("Adgangssætning til listen", "Skriv den igen"):
        page.get_by_label(label).fill(phrase)
    page.get_by_role("button", name="Tag listen med").tap()


def test_the_list_taken_along_opens_by_its_phrase_alone_and_lies_locked(
    switched_on, profile, sign_in, shelter_worker, house, expected, axe
):
    with switched_on() as page:
        sign_in(page, shelter_worker)
        take_along(page, house, "1234567890123456")
        expect(page.get_by_text("For kort eller for nem").first).to_be_visible()  # a long PIN is a PIN
        axe(page)
        take_along(page, house)
        expect(page.get_by_text("Listen er taget med.").first).to_be_visible(timeout=20_000)
    assert found_on(profile, GUEST, PHRASE) == []
    with switched_on() as page:
        page.context.set_offline(True)
        page.goto(f"/partner/hus/{house.pk}/")
        expect(page.get_by_role("heading", name="Listen, du tog med")).to_be_visible()
        assert GUEST not in page.content()
        page.get_by_label("Adgangssætning").fill("fire andre ord til i nat")
        page.get_by_role("button", name="Åbn listen").tap()
        expect(page.get_by_text("Det var ikke adgangssætningen")).to_be_visible(timeout=20_000)
        page.get_by_label("Adgangssætning").fill(PHRASE)
        page.get_by_role("button", name="Åbn listen").tap()
        expect(page.get_by_text(f"{GUEST} Prøvensen")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Stuen, plads 1")).to_be_visible()
        axe(page)
        page.get_by_role("button", name="Lås listen").tap()
        assert GUEST not in page.content()
    assert found_on(profile, GUEST, PHRASE) == []


def number_along(page: Page) -> int:
    shelf = page.evaluate_handle("import('/static/offline/shelf.js')")
    return int(page.evaluate("shelf => shelf.all('along').then(all => all.length)", shelf))


def test_the_list_is_gone_after_twelve_hours_at_sign_out_and_when_another_signs_in(
    switched_on, sign_in, shelter_worker, volunteer, house, expected
):
    with switched_on() as page:
        sign_in(page, shelter_worker)
        for ends in ("twelve hours", "another", "sign-out"):
            take_along(page, house)
            expect(page.get_by_text("Listen er taget med.").first).to_be_visible(timeout=20_000)
            assert number_along(page) == 1
            if ends == "twelve hours":
                page.add_init_script(
                    "const now = Date.now; if (window.name === 'later') Date.now = () => now() + 43260000"
                )
                page.evaluate("window.name = 'later'")
                page.reload()
                page.wait_for_load_state("networkidle")
                page.evaluate("window.name = ''")
            elif ends == "another":
                sign_in(page, volunteer)
                page.goto("/sover/gaden/")
                page.wait_for_load_state("networkidle")
            else:
                sign_in(page, shelter_worker)
                page.goto(f"/partner/hus/{house.pk}/")
                page.get_by_text("Menu").tap()
                page.get_by_role("button", name="Log ud").tap()
                expect(page).to_have_url(re.compile("/konto/"))
            assert number_along(page) == 0, ends
            sign_in(page, shelter_worker)


def test_what_waits_outlives_a_session_and_another_user_and_is_its_authors(
    switched_on, sign_in, shelter_worker, volunteer, house, expected
):
    with switched_on() as page:
        sign_in(page, shelter_worker)
        page.goto(f"/partner/hus/{house.pk}/")
        is_guarded(page)
        page.context.set_offline(True)
        page.get_by_role("button", name="Er kommet").tap()
        expect(page.locator("#unsent")).to_contain_text(WAITS)
        page.context.clear_cookies(name="sessionid")  # away for too long
        page.context.set_offline(False)
        expect(page.get_by_role("link", name="Log ind i et nyt faneblad")).to_be_visible(timeout=20_000)
        assert Occupancy.objects.get().status == "held"
        sign_in(page, volunteer)
        page.goto("/sover/gaden/")
        page.wait_for_load_state("networkidle")
        expect(page.locator("#unsent")).to_have_count(0)  # nothing of another is shown, nor sent
        assert Occupancy.objects.get().status == "held"
        sign_in(page, shelter_worker)
        page.goto(f"/partner/hus/{house.pk}/")
        expect(page.locator("#sent")).to_contain_text("Sendt: 1 ting", timeout=20_000)
    assert Occupancy.objects.get().status == "staying"


def test_the_search_finds_what_lies_in_clear(switched_on, profile, site):
    """Else the searches above say nothing."""
    with switched_on() as page:
        page.goto("/uden-linje/")
        page.evaluate("localStorage.setItem('a', 'Kunigundelig')")
        page.evaluate("caches.open('x').then(kept => kept.put('/x', new Response('Sigbrittine')))")
        page.evaluate("""() => new Promise(done => {
            const asked = indexedDB.open("x", 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore("x");
            asked.onsuccess = () => {
                const change = asked.result.transaction("x", "readwrite");
                change.objectStore("x").put("Ragnfridende", 1);
                change.oncomplete = () => done();
            };
        })""")
    assert all(found_on(profile, word) for word in ("Kunigundelig", "Sigbrittine", "Ragnfridende"))


def test_a_count_on_the_street_without_a_line_is_not_saved_again_by_a_draft(switched_on, sign_in, volunteer):
    with switched_on() as page:
        sign_in(page, volunteer)
        page.goto("/sover/gaden/")
        is_guarded(page)
        page.locator("[name=people]").fill("3")
        page.locator("[name=where]").fill("Trappen bag Prøve Station")
        page.context.set_offline(True)
        page.get_by_role("button", name="Gem tallet").tap()
        expect(page.locator("#unsent")).to_contain_text(WAITS)
        kept = "Object.keys(localStorage).filter(name => name.includes('draft:count'))"
        assert page.evaluate(kept) == []  # what waits is no draft any more, to be brought back beside it
        page.context.set_offline(False)
        expect(page.locator("#sent")).to_contain_text("Sendt: 1 ting")
        page.goto("/sover/gaden/")
        expect(page.locator("[name=where]")).to_have_value("")
    assert StreetObservation.objects.count() == 1


def test_what_is_refused_comes_back_to_its_author(switched_on, sign_in, shelter_worker, house, axe):
    first = str(Place.objects.order_by("label").values_list("pk", flat=True)[0])
    Place.objects.exclude(pk=first).update(takes_dogs=True)  # no other bed is like it
    with switched_on() as page:
        sign_in(page, shelter_worker)
        page.goto(f"/partner/hus/{house.pk}/ny-gaest/")
        is_guarded(page)
        page.context.set_offline(True)
        for _guest in (1, 2):  # two guests into the same bed
            page.locator("[name=given_names]").press_sequentially(TYPED)
            page.locator("[name=place]").select_option(first)
            page.get_by_role("button", name="Tag imod").tap()
            expect(page.locator("[name=given_names]")).to_have_value("")
        page.context.set_offline(False)
        expect(page.get_by_role("heading", name="1 ting kunne ikke gemmes")).to_be_visible()
        expect(page.locator("dt", has_text="Fornavn")).to_have_text("Fornavn")
        expect(page.locator("main")).to_contain_text(TYPED)
        axe(page)
        page.get_by_role("button", name="Se og ret").tap()
        expect(page).to_have_url(re.compile("ny-gaest"))
        expect(page.locator("[name=given_names]")).to_have_value(TYPED)
    assert Person.objects.count() == 1


def test_wishes_asked_for_on_a_bench_without_a_line_are_sent_once(
    switched_on, profile, sign_in, coordinator, viewer_for, axe
):
    by, at = viewer_for(coordinator), timezone.now()
    with looking_as(by):
        testa, bystander = (
            create_person(by=by, at=at, given_names=name, surname="Prøvensen") for name in (GUEST, "Bo")
        )
    with switched_on() as page:
        sign_in(page, coordinator)
        page.goto(f"/housing-first/borger/{testa.pk}/oensker/skriv/")
        is_guarded(page)
        axe(page)
        page.context.set_offline(True)
        page.locator("[name=words]").fill(f"{TYPED} vil sove trygt")
        page.locator("[name=ground_floor][value=must]").check()
        expect(page.locator("[name=near_words]")).to_be_hidden()
        page.locator("[name=near][value=good]").check()
        page.locator("[name=near_words]").fill("min søster")
        page.locator("[name=balcony][value=no_matter]").check()
        page.get_by_role("button", name="Gem ønskerne").tap()
        expect(page.locator("#unsent")).to_contain_text(WAITS)
        assert not WishSheet.objects.exists()
        assert found_on(profile, "vil sove trygt") == []
        page.context.set_offline(False)
        expect(page.locator("#sent")).to_contain_text("Sendt: 1 ting", timeout=20_000)
        page.goto(f"/housing-first/borger/{testa.pk}/oensker/")
        expect(page.locator("h1")).to_have_text("Én ting skal boligen have")
        expect(page.locator("main")).to_contain_text(f"{TYPED} vil sove trygt")
        axe(page)
        page.goto(f"/housing-first/borger/{testa.pk}/oensker/skriv/")
        expect(page.locator("[name=ground_floor][value=must]")).to_be_checked()  # begins with what was said
    assert WishSheet.objects.get().person == testa
    said = {(row.wanted, row.weight, row.words) for row in Want.objects.all()}
    assert said == {("ground_floor", "must", ""), ("near", "good", "min søster"), ("balcony", "no_matter", "")}
    assert not WishSheet.objects.filter(person=bystander).exists()


def test_ten_contacts_without_a_line_are_written_once_each_in_order(
    switched_on, profile, sign_in, coordinator, viewer_for
):
    by, at = viewer_for(coordinator), timezone.now()
    with looking_as(by):
        testa = create_person(by=by, at=at, given_names=GUEST, surname="Prøvensen")
    said = [f"{TYPED} {number}" for number in range(1, 11)]
    with switched_on() as page:
        sign_in(page, coordinator)
        page.goto(f"/bostoette/borger/{testa.pk}/kontakt/")
        is_guarded(page)
        page.context.set_offline(True)
        for words in said:
            page.locator("[name=own_words]").fill(words)
            page.get_by_role("button", name="Gem", exact=True).tap()
            expect(page.locator("[name=own_words]")).to_have_value("")
        expect(page.locator("#unsent")).to_contain_text("10 ting venter")
    assert found_on(profile, TYPED, GUEST) == []
    with switched_on() as page:
        page.goto("/")
        expect(page.locator("#sent")).to_contain_text("Sendt: 10 ting", timeout=30_000)
    assert list(Contact.objects.order_by("written_at").values_list("own_words", flat=True)) == said
