"""Does a page say "none" of what its viewer only cannot see? The leader of another team reads every list."""

import re
from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from conftest import Visitor, member
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.pages import Audience
from hjemvej.platform.access.roles import Role
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms.addresses import ids_in, named_addresses
from tests.page_text import read

pytestmark = pytest.mark.django_db
SAYS_NONE = re.compile(r"\b(?:[Ii]ngen|[Ii]ntet|[Aa]lle|0)\b")
OWN_TEAM = "Du ser kun dit eget teams borgere."

# Pages that may say so without the sentence, and why.
WHOLE = {
    "access:checks": "months, not citizens",
    "correspondence:templates": "the words of letters, the same for every team",
    "homes:count_vacant": "a form's choices",
    "homes:share_of_vacant": "homes, the same for every team",
    "homes:dwellings": "homes, the same for every team",
    "homes:idle_days": "days and kroner, the same for every team",
    "homes:register_vacant_dwelling": "a form's choices",
    "homes:vacancies": "homes, the same for every team",
    "housing_first:moving_in_steps": "the team's own list, of no citizen",
    "law:provisions": "rules of law",
    "mapping:overview": "counts the whole municipality, and says so",
    "one_entry:record": "a form's choices",
    "partners:add_partner": "a form's choices",
    "partners:organisations": "partners, the same for every team",
    "people:create": "a form's choices",
    "retention:preview": "counts the whole municipality",
    "shelters:create_house": "a form's choices",
    "safe_night:houses": "houses, the same for every team",
    "shelters:places": "houses, the same for every team",
    "situations:count_on_street": "counts without citizens, the same for every team",
    "spreadsheets:imports": "what becomes of a file",
    "spreadsheets:upload_dwellings": "what becomes of a file of homes",
}


def lists() -> dict[str, URLPattern]:
    """Every page for the team that is about no single record."""
    return {
        name: found
        for name, found in named_addresses(get_resolver()).items()
        if getattr(found.callback, "audience", None) is Audience.STAFF and set(ids_in(found)) <= {"night"}
    }


def words_on(name: str, client: Visitor) -> str:
    """Return what the page says; nothing where it is a file, or a part that another page fetches."""
    night = [night_of(timezone.now()).isoformat()] if ids_in(lists()[name]) else []
    answer = client.get(reverse(name, args=night))
    if answer.status_code != 200 or "html" not in answer["Content-Type"] or b"<main" not in answer.content:
        return ""
    return " ".join(read(answer.content.decode()).lines)


@pytest.fixture
def leader_of_other_team(our_team: Organisation, other_team: Organisation) -> User:
    return member("Tove Nabo Prøve", Role.LEADER, other_team)


@pytest.mark.parametrize("name", sorted(lists()))
def test_no_page_says_none_of_what_other_teams_have(
    name: str, leader_of_other_team: User, client_of: Callable[[User], Visitor]
) -> None:
    said = words_on(name, client_of(leader_of_other_team))
    if name in WHOLE:
        assert SAYS_NONE.search(said), "says it no longer: strike it from the list"
        assert OWN_TEAM not in said
    elif SAYS_NONE.search(said):
        assert OWN_TEAM in said


def test_a_search_that_finds_nobody_says_whom_it_looked_among(leader_of_other_team, client_of):
    found = client_of(leader_of_other_team).post(reverse("staff:search"), {"q": "Ukendt Prøve"}).content.decode()
    assert "Ingen ligner" in found
    assert OWN_TEAM in found


def test_where_there_is_one_team_nothing_is_hidden(our_team, coordinator, client_of):
    assert OWN_TEAM not in words_on("one_entry:inbox", client_of(coordinator))
