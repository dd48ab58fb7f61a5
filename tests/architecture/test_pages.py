"""Does every address say who it is for and what it needs, and does it keep its word to everybody who knocks?"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from hjemvej.platform.access.pages import Audience
from hjemvej.platform.access.roles import PERMISSIONS, Permission, Role

from .house import HOUSE, name_of
from .test_habits import FORM

SIGN_IN = "allauth."  # the sign-in's own pages; closing those we do not want is the room access' work
PORTALS = {"public": {Audience.PUBLIC}, "partner": {Audience.PARTNER, Audience.SIGNED_IN}}
# One of each role, and of each kind of house; whose record it is makes the difference in test_doors.py.
EVERYBODY = [
    "coordinator", "support_worker", "prevention_worker", "leader", "administrator",
    "shelter_worker", "night_cafe_worker", "landlord", "volunteer", "council_member",
]  # fmt: skip
TAKEN_AGAIN = {  # pages that take the same form twice, and why that is as it should be
    "who": "asked as one types", "find": "asked as one types", "search": "asked as one types",
    "save_draft": "replaces the one kept before",
    "close_place": "closed and opened in turn", "open_place": "closed and opened in turn",
    "switch_organisation": "here and there in turn", "set_language": "here and there in turn",
    "choose_password": "its link works once", "answered": "the sign-in's own",
    "get_help": "its stamp and words are its key", "follow_up": "the same words twice in a row are once",
    "accessibility": "takes nothing", "privacy": "takes nothing", "offline": "takes nothing",
    "health": "takes nothing", "metrics": "takes nothing",
}  # fmt: skip
DONE_WELL = {200, 204, 302, 400, 405, 410}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver) and getattr(entry.urlconf_module, "__name__", "").startswith(SIGN_IN):
            continue
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def module_of(view: Any) -> str:
    return str(getattr(view, "view_class", view).__module__)


PAGES = [pytest.param(route, view, id=route or "/") for route, view in addresses(get_resolver())]


def with_unknown_ids(route: str) -> str:
    """An address of this route for a record that nobody has."""
    values = {"uuid": str(uuid.UUID(int=42)), "int": "987654321", "str": "ukendt", "slug": "ukendt", "path": "ukendt"}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: values.get(found[1] or "str", "ukendt"), route)


@pytest.mark.parametrize(("route", "view"), PAGES)
def test_every_page_names_its_audience_and_permission(route: str, view: Any):
    audience = getattr(view, "audience", None)
    assert audience is not None, "the view lacks @page(Audience..., Permission...)"
    if audience in {Audience.STAFF, Audience.PARTNER}:
        assert view.needs is not None, f"a page for {audience} needs a permission"


@pytest.mark.parametrize(("route", "view"), PAGES)
def test_pages_for_others_than_staff_live_in_their_own_portal(route: str, view: Any):
    room = re.match(r"hjemvej\.portals\.(\w+)", module_of(view))
    allowed = PORTALS.get(room[1] if room else "", {Audience.STAFF, Audience.SIGNED_IN})
    if module_of(view).startswith(("hjemvej.platform.", SIGN_IN)):
        allowed = allowed | {Audience.PUBLIC}  # language, no connection, single sign-on
    assert getattr(view, "audience", None) in allowed


def test_a_form_sent_twice_is_taken_once_on_every_page_but_these():
    assert {view.__name__ for _route, view in addresses(get_resolver()) if not view.once} == set(TAKEN_AGAIN)


@pytest.mark.parametrize("template", sorted(HOUSE.glob("**/templates/**/*.html")), ids=name_of)
def test_every_form_that_is_posted_carries_its_key(template):
    """`{% csrf_token %}` draws it. The public page's own forms have a stamp; the gallery's are sent nowhere."""
    posted = [form for form in FORM.finditer(template.read_text()) if 'method="post"' in form["opening"]]
    if "public" not in template.parts and "gallery" not in template.stem:
        assert [form["opening"] for form in posted if "{% csrf_token %}" not in form["inside"]] == []


@pytest.mark.parametrize(("route", "view"), PAGES)
def test_strangers_are_sent_to_sign_in_or_meet_the_same_404(route: str, view: Any, client):
    answer = client.get(with_unknown_ids(route))
    if view.audience is Audience.PUBLIC:
        assert answer.status_code in DONE_WELL | {404}
    else:
        assert answer.status_code == 302, "a page for somebody showed itself to a stranger"
        assert "next=" in answer["Location"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_lacks_the_permission_meets_the_404_of_what_is_not_there(name: str, client_of, request):
    """Also a record nobody has answers 404 to those who have the permission: forbidden and unknown look alike."""
    user = request.getfixturevalue(name)
    client, may = client_of(user), PERMISSIONS[Role(user.memberships.get().role)]
    wrong = []
    for route, view in addresses(get_resolver()):
        status = client.get(with_unknown_ids(route)).status_code
        if view.needs is not None and view.needs not in may:
            expected = {404}
        elif "uuid:" in route and view.needs is not Permission.BREAK_GLASS:  # that form asks before it knows anything
            expected = {404, 405}
        else:
            expected = DONE_WELL | {404}
        if status not in expected:
            wrong.append(f"{route} answered {status}")
    assert wrong == []
