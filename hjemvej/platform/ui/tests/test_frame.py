"""Does the frame do its own work: menu, language, and telling the page that a form was taken?"""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import translation

from hjemvej.platform.rooms import MenuItem, Room, house
from hjemvej.platform.ui.context import Shell
from hjemvej.platform.ui.middleware import TakenMiddleware
from hjemvej.platform.ui.navigation import links

AT = datetime.datetime(2026, 11, 22, 14, 20, tzinfo=datetime.UTC)
SEE_TODAY: Any = "see_today"  # this room knows no permissions
SEE_REGISTER: Any = "see_register"
RUN_HOUSE: Any = "run_house"
asked: list[object] = []


def two_wait(viewer, at):
    asked.append(viewer)
    return 2


MENU = (
    MenuItem(3, "Ikke for teamet", "ui:set_language", SEE_TODAY, unless=SEE_REGISTER),
    MenuItem(2, "Kun for huse", "ui:set_language", RUN_HOUSE),
    MenuItem(4, "Uden forbindelse", "ui:set_language", SEE_TODAY),
    MenuItem(1, "Endnu ikke lavet", "nowhere:nothing", SEE_TODAY),
)
FIRST = MenuItem(1, "Byggeklodser", "ui:gallery", SEE_TODAY, count=two_wait)


@pytest.fixture
def menu(monkeypatch):
    rooms = (Room(name="planted", menu=MENU), Room(name="other", menu=(FIRST,)))
    monkeypatch.setattr(house, "_handed_over", rooms)
    asked.clear()


def test_the_menu_holds_only_what_exists_and_one_may_see(menu, viewer_for, coordinator):
    shown = links(viewer_for(coordinator), "/ui/", AT)
    assert [link.label for link in shown] == ["Byggeklodser", "Uden forbindelse"]
    assert shown[0].is_here
    assert links(None, "/ui/", AT) == []


def test_the_page_is_under_the_longest_item_that_begins_its_address(menu, viewer_for, coordinator):
    for path, here in (
        ("/ui/", "Byggeklodser"),
        ("/ui/dyb/", "Byggeklodser"),
        ("/ui/sprog/", "Uden forbindelse"),
        ("/andet/", None),
    ):
        shown = links(viewer_for(coordinator), path, AT)
        assert [link.label for link in shown if link.is_here] == ([here] if here else []), path


def test_the_front_page_is_under_itself_alone(monkeypatch, viewer_for, coordinator):
    front = MenuItem(1, "Forsiden", "staff:front", SEE_TODAY)
    monkeypatch.setattr(house, "_handed_over", (Room(name="planted", menu=(front, FIRST)),))
    for path, here in (("/", True), ("/andet/", False)):
        assert [link.is_here for link in links(viewer_for(coordinator), path, AT)] == [here, False]


def test_an_item_with_unless_is_hidden_from_a_viewer_with_that_permission(
    monkeypatch, viewer_for, coordinator, shelter_worker
):
    send_inquiry: Any = "send_inquiry"
    item = MenuItem(1, "Send en henvendelse", "ui:set_language", send_inquiry, unless=SEE_TODAY)
    monkeypatch.setattr(house, "_handed_over", (Room(name="planted", menu=(item,)),))
    assert [link.label for link in links(viewer_for(shelter_worker), "/ui/", AT)] == ["Send en henvendelse"]
    assert links(viewer_for(coordinator), "/ui/", AT) == []


def test_the_frame_links_to_the_search_only_for_a_role_that_may_find_a_citizen(rf, viewer_for, coordinator, landlord):
    shown = []
    for viewer in (viewer_for(coordinator), viewer_for(landlord), None):
        request = rf.get("/")
        request.viewer = viewer
        pages = Shell(request).pages
        assert pages["sign_out"]
        shown.append(bool(pages["search"]))
    assert shown == [True, False, False]


def test_what_waits_is_asked_for_once_and_only_when_shown(menu, client_of, coordinator, viewer_for):
    shown = links(viewer_for(coordinator), "/ui/", AT)
    assert asked == []
    assert shown[0].count == shown[0].count == 2
    asked.clear()
    page = client_of(coordinator).get("/ui/").content.decode()
    assert '<span class="hv-badge">2' in page
    assert len(asked) == 1, "rail and bar share the answer"


def test_a_chosen_language_stays_with_the_user(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post("/ui/sprog/", {"language": "en", "next": "/ui/"})
    coordinator.refresh_from_db()
    assert coordinator.language == "en"
    with translation.override("da"):
        assert "Building blocks" in browser.get("/ui/").content.decode()


def test_a_browser_in_arabic_meets_danish_and_the_way_to_the_page_in_arabic(client):
    page = client.get("/konto/log-ind/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="da" dir="ltr">' in page
    assert 'href="/hjaelp/ar/" lang="ar" dir="rtl"' in page
    assert client.post("/ui/sprog/", {"language": "ar", "next": "/ui/"}).cookies.get("django_language") is None


def test_the_language_switch_leads_nowhere_else(client):
    assert client.post("/ui/sprog/", {"language": "en", "next": "https://example.org/"}).url == "/"
    assert client.post("/ui/sprog/", {"language": "xx", "next": "/ui/"}).cookies.get("django_language") is None


def test_a_taken_form_lets_its_draft_go(client):
    answer = client.post("/ui/sprog/", {"language": "da", "_draft": "note-7"})
    assert answer.cookies["draft_done"].value == "note-7"


def test_a_form_that_met_the_sign_in_keeps_its_draft(client):
    answer = client.post("/ui/", {"_draft": "note-7"})
    assert answer.status_code == 302
    assert "draft_done" not in answer.cookies


def test_a_form_sent_by_the_page_itself_is_told_where_it_leads(client):
    answer = client.post("/ui/sprog/", {"next": "/ui/sprog/"}, headers={"X-Sent-By-Page": "1"})
    assert answer.status_code == 204
    assert answer["X-Leads-To"] == "/ui/sprog/"


def test_a_form_sent_by_the_page_itself_lets_its_draft_go(client):
    answer = client.post("/ui/sprog/", {"next": "/ui/", "_draft": "take-in-7"}, headers={"X-Sent-By-Page": "1"})
    assert (answer.status_code, answer.cookies["draft_done"].value) == (204, "take-in-7")


def test_a_draft_that_was_only_kept_is_not_let_go(rf):
    keep = TakenMiddleware(lambda _request: HttpResponse(status=204))
    answer = keep(rf.post("/sag/kladde/", {"_draft": "note-7"}, headers={"X-Sent-By-Page": "1"}))
    assert "draft_done" not in answer.cookies
    assert (answer.status_code, "X-Leads-To" in answer) == (204, False)


@pytest.mark.parametrize("header", ["Location", "HX-Redirect", "HX-Location"])
def test_a_form_is_taken_by_whichever_way_it_leads_on(rf, header):
    taken = TakenMiddleware(lambda _request: HttpResponse(headers={header: "/there/"}))
    answer = taken(rf.post("/form/", {"_draft": "note-7"}))
    assert (answer.status_code, answer[header], answer.cookies["draft_done"].value) == (200, "/there/", "note-7")
    assert taken(rf.post("/form/", headers={"X-Sent-By-Page": "1"}))["X-Leads-To"] == "/there/"


def test_a_form_sent_by_the_page_itself_that_must_be_mended_is_shown_again(rf):
    again = TakenMiddleware(lambda _request: HttpResponse("Dag mangler", status=422))
    answer: Any = again(rf.post("/form/", {"_draft": "note-7"}, headers={"X-Sent-By-Page": "1"}))
    assert (answer.status_code, answer.content) == (422, b"Dag mangler")
    assert "draft_done" not in answer.cookies


def test_a_redirect_of_a_get_request_is_left_to_the_browser(rf):
    answer = TakenMiddleware(lambda _request: HttpResponseRedirect("/there/"))(
        rf.get("/ui/", headers={"X-Sent-By-Page": "1"})
    )
    assert (answer.status_code, answer["Location"]) == (302, "/there/")


def test_a_too_old_form_says_that_nothing_is_lost(coordinator):
    from conftest import Visitor

    strict = Visitor(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    answer = strict.post("/ui/sprog/", {"language": "en"})
    assert answer.status_code == 403
    assert "intet af det, du skrev, er tabt" in answer.content.decode()


def test_the_address_of_a_button_shows_a_page_when_a_browser_asks_for_it(coordinator, client_of):
    visitor = client_of(coordinator)
    answer = visitor.get("/sag/kladde/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Adressen hører til en knap. Intet er ændret." in answer.content.decode()
    assert not visitor.put("/sag/kladde/").content
    assert visitor.post("/sag/kladde/", {"_draft": "note-7", "text": "x"}).status_code == 204


def test_a_fault_of_ours_says_that_nothing_is_half_saved(rf):
    from hjemvej.platform.ui.views import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Intet er gemt halvt" in answer.content.decode()


@pytest.mark.parametrize(
    "part", ["js-dropdown", "js-radio-toggle", "js-checkbox-toggle", "fds-modal", "accordion", "tooltip-wrapper",
             "tab-container", "form-limit", "responsive-headers", "table--selectable", "has-close", "back-to-top"]
)  # fmt: skip
def test_no_page_uses_a_part_that_needs_the_design_systems_script(part):
    """The script is not sent, for it is 19 KB on every phone: a page that comes to need it must send it."""
    templates = list(settings.BASE_DIR.glob("hjemvej/**/templates/**/*.html"))
    assert templates
    assert not [path for path in templates if part in path.read_text()]
