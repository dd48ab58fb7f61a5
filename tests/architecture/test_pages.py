"""Does every address say who it is for and what it needs, and does it keep its word to everybody who knocks?"""

import ast
import re
import uuid
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path, resolve
from django.utils import timezone

from conftest import Visitor, membership_of
from hjemvej.platform.access.pages import Audience
from hjemvej.platform.access.queries import viewer_of
from hjemvej.platform.access.roles import PERMISSIONS, Permission, Role
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.identity.models import User
from tests.architecture.house import code_named, name_of

SIGN_IN = "allauth."  # the sign-in's own pages; closing those we do not want is the room access' work
PORTALS = {"public": {Audience.PUBLIC}, "partner": {Audience.PARTNER, Audience.SIGNED_IN}}
# One for each set of permissions; whose record it is makes the difference in test_doors.py.
EVERYBODY = [
    "coordinator", "prevention_worker", "support_worker", "leader", "administrator", "shelter_worker", "landlord",
    "prison_worker", "volunteer", "council_member",
]  # fmt: skip
TAKEN_AGAIN = {  # pages that take the same form twice, and why that is as it should be
    "who": "asked as one types", "find": "asked as one types", "search": "asked as one types",
    "save_draft": "replaces the one kept before",
    "take_along": "taken anew as the night goes on",
    "close_place": "closed and opened in turn", "open_place": "closed and opened in turn",
    "switch_organisation": "here and there in turn", "set_language": "here and there in turn",
    "choose_password": "its link works once", "answered": "the sign-in's own",
    "get_help": "its stamp and words are its key", "follow_up": "the same words twice in a row are once",
    "accessibility": "takes nothing", "privacy": "takes nothing",
    "received": "takes nothing", "shell": "takes nothing", "worker": "takes nothing",
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


PAGES = list(addresses(get_resolver()))


def with_unknown_ids(route: str) -> str:
    """An address of this route for a record that nobody has."""
    values = {"uuid": str(uuid.UUID(int=42)), "int": "987654321", "str": "ukendt", "slug": "ukendt", "path": "ukendt"}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: values.get(found[1] or "str", "ukendt"), route)


def undeclared(view: Any) -> str:
    """What a view does not say of whom it is for."""
    audience = getattr(view, "audience", None)
    if audience is None:
        return "the view lacks @page(Audience..., Permission...)"
    if audience in {Audience.STAFF, Audience.PARTNER} and view.needs is None:
        return f"a page for {audience} needs a permission"
    return ""


def is_in_a_portal_of_its_audience(view: Any) -> bool:
    room = re.match(r"hjemvej\.portals\.(\w+)", module_of(view))
    allowed = PORTALS.get(room[1] if room else "", {Audience.STAFF, Audience.SIGNED_IN})
    if module_of(view).startswith(("hjemvej.platform.", SIGN_IN)):
        allowed = allowed | {Audience.PUBLIC}  # language, no connection, single sign-on
    return getattr(view, "audience", None) in allowed


def shown_to_a_stranger(route: str, view: Any, client: Visitor) -> str:
    answer = client.get(with_unknown_ids(route))
    if view.audience is Audience.PUBLIC:
        return "" if answer.status_code in DONE_WELL | {404} else f"{route} answered {answer.status_code}"
    if answer.status_code != 302 or "next=" not in answer["Location"]:
        return f"{route}, a page for somebody, showed itself to a stranger"
    return ""


def of_its_own(address: str, user: User, viewer: Viewer | None) -> int:
    """The page's own answer, whoever draws the rest; the drawn answers are compared in test_doors.py."""
    found, request = resolve(address), RequestFactory().get(address)
    request.user, request.viewer = user, viewer  # type: ignore[attr-defined]
    try:
        return int(found.func(request, *found.args, **found.kwargs).status_code)
    except Http404:
        return 404


def wrong_answers(user: User, client: Visitor) -> list[str]:
    """Pages that answer this user in another way than their permissions say."""
    may, wrong = PERMISSIONS[Role(membership_of(user).role)], []
    viewer = viewer_of(user, on=timezone.localdate())
    for route, view in addresses(get_resolver()):
        address = with_unknown_ids(route)
        if view.needs is not None and view.needs not in may:
            if of_its_own(address, user, viewer) != 404:
                wrong.append(f"{route} let them in")
        elif "uuid:" in route and view.needs is not Permission.BREAK_GLASS:  # that form asks before it knows
            if (status := of_its_own(address, user, viewer)) not in {404, 405}:
                wrong.append(f"{route} answered {status} about nobody's record")
        elif (status := client.get(address).status_code) not in DONE_WELL | {404}:
            wrong.append(f"{route} answered {status}")
    return wrong


def test_every_page_names_its_audience_and_permission():
    assert {route: undeclared(view) for route, view in PAGES if undeclared(view)} == {}


def test_pages_for_others_than_staff_live_in_their_own_portal():
    assert [route for route, view in PAGES if not is_in_a_portal_of_its_audience(view)] == []


def test_strangers_are_sent_to_sign_in_or_meet_the_same_404(client):
    assert [fault for route, view in PAGES if (fault := shown_to_a_stranger(route, view, client))] == []


def test_there_is_somebody_with_each_set_of_permissions(request, db):
    tried = [Role(membership_of(request.getfixturevalue(name)).role) for name in EVERYBODY]
    assert {PERMISSIONS[role] for role in tried} == set(PERMISSIONS.values())


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_lacks_the_permission_meets_the_404_of_what_is_not_there(name: str, client_of, request):
    """Also a record nobody has answers 404 to those who have the permission: forbidden and unknown look alike."""
    user = request.getfixturevalue(name)
    assert wrong_answers(user, client_of(user)) == []


# --- pages written in a hurry: each check sees its own ------------------------------------------------------------


def says_nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sagen")


def only_says_whom_it_is_for(request: HttpRequest) -> HttpResponse:
    """The words of @page without its guard."""
    return HttpResponse("Sagen")


only_says_whom_it_is_for.audience = Audience.STAFF  # type: ignore[attr-defined]
only_says_whom_it_is_for.needs = Permission.SEE_PERSON  # type: ignore[attr-defined]
urlpatterns = [path("plantet/", only_says_whom_it_is_for)]


def test_a_planted_page_without_a_word_of_whom_it_is_for_is_found_out():
    assert "lacks @page" in undeclared(says_nothing)
    assert "needs a permission" in undeclared(SimpleNamespace(audience=Audience.STAFF, needs=None))


def test_a_planted_public_page_outside_its_portal_is_found_out():
    staff, public = "hjemvej.portals.staff.views", "hjemvej.portals.public.views"
    assert not is_in_a_portal_of_its_audience(SimpleNamespace(__module__=staff, audience=Audience.PUBLIC))
    assert not is_in_a_portal_of_its_audience(SimpleNamespace(__module__=public, audience=Audience.STAFF))
    assert is_in_a_portal_of_its_audience(SimpleNamespace(__module__=public, audience=Audience.PUBLIC))


def test_a_planted_page_without_a_guard_is_found_out(client, council_member, client_of, settings):
    settings.ROOT_URLCONF = __name__
    assert "showed itself to a stranger" in shown_to_a_stranger("plantet/", only_says_whom_it_is_for, client)
    assert wrong_answers(council_member, client_of(council_member)) == ["plantet/ let them in"]


def handles_a_refusal_itself(source: str) -> list[str]:
    """List views that put a refusal on a form, or choose its status, themselves: `ui.form_pages` does both."""
    wrong = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and node.name and "add_error" in ast.unparse(node):
            wrong.append(ast.unparse(node))
        if isinstance(node, ast.keyword) and ast.unparse(node) == "status=422 if form.errors else 200":
            wrong.append(ast.unparse(node))
    return wrong


def test_forms_share_a_shape():
    planted = "try:\n    actions.do()\nexcept Taken as problem:\n    form.add_error('name', str(problem))\n"
    assert handles_a_refusal_itself(planted) != []
    assert handles_a_refusal_itself("render(request, 'x.html', {}, status=422 if form.errors else 200)") != []
    for file in code_named("views"):
        assert handles_a_refusal_itself(file.read_text()) == [], name_of(file)
