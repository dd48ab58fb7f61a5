"""Is every citizen whose name a page shows in the log of that viewer, by the same request? And nobody else?

The invented town's citizens are given names found nowhere else. Every address is asked for by one colleague of each
kind, with its other choices, and every form is sent: filled, with the beginning of all names in each field that is
typed, and with a whole name that the colleague may know. A new page is among them by existing.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver

from conftest import Visitor, as_owner
from hjemvej.invented import setting_out
from hjemvej.invented.ledger import log_asleep
from hjemvej.platform.audit.words import of_lists
from hjemvej.platform.identity.models import User
from hjemvej.platform.operations.health import migrations_are_applied
from hjemvej.platform.rooms import rooms
from hjemvej.platform.rooms.addresses import named_addresses
from tests import bystanders
from tests.architecture.test_pages import module_of
from tests.page_text import Form, plain, read
from tests.test_what_pages_say import QUERIES, WHO, addresses, ask_constraints, town  # noqa: F401

BEGINNING = "Quxibald"  # all are called something like it, so that a search finds many
NAME = re.compile(BEGINNING + r"(\d{5})")
SEND = ("koordinator", "forsorgshjem")  # may do most; the others only look
# Nobody in the town to show there, or a form of its own kind: tried in the rooms themselves.
SELDOM = frozenset(
    {"access.break_glass", "housing_first.decide_home", "housing_first.other_order", "housing_first.who_fits",
     "one_entry.inquiry", "prevention.not_reached", "prevention.onsets", "prevention.settle_person",
     "prevention.signal",
     "partner.find_guest", "partner.take_along", "partner.take_in",
     "people.numbers", "people.perhaps_same", "spreadsheets.dry_run", "spreadsheets.leftover",
     "staff.own_goals",
     "support.cover", "support.fidelity", "support.reporting", "support.take_along"}
)  # fmt: skip
Names = dict[str, str]  # the number in a name, by person


@pytest.fixture
def names(town: None) -> Names:  # noqa: F811
    """Give everybody a name of their own, in all the places where a name is kept, and return its number by person."""
    numbered = "(SELECT id, lpad(row_number() OVER (ORDER BY id)::text, 5, '0') AS number FROM people_person)"
    with as_owner(), log_asleep(setting_out.our_tables()), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS {numbered}")
        cursor.execute(
            "UPDATE people_person SET given_names = CASE WHEN given_names <> '' THEN %s || number ELSE '' END,"
            " surname = CASE WHEN surname <> '' THEN %s || number ELSE '' END,"
            " description = CASE WHEN description <> '' THEN %s || number ELSE '' END"
            " FROM numbered WHERE numbered.id = people_person.id",
            [BEGINNING] * 3,
        )
        cursor.execute(
            "UPDATE people_personname SET name = %s || number FROM numbered WHERE numbered.id = person_id", [BEGINNING]
        )
        cursor.execute("SELECT id, number FROM numbered")
        numbers = {str(person_id): number for person_id, number in cursor.fetchall()}
    ask_constraints()
    return numbers


@pytest.mark.parametrize("floor", ["efforts", "ground", "insight", "platform", "portals"])
def test_every_name_that_a_page_shows_is_in_the_log(floor, names, client_of):
    migrations_are_applied()
    colleagues = {who: User.objects.get(email=f"{who}@proevekoebing.example") for who in WHO}
    pages = {name for name, each in named_addresses(get_resolver()).items() if is_of(floor, each)}
    faults: list[str] = []
    listed: set[str] = set()
    for who, user in colleagues.items():
        walk = Walk(client_of(user), str(user.pk), names, sends_forms=who in SEND)
        for name in sorted(pages):
            with bystanders.away():
                faults += [f"{who}: {fault}" for fault in walk.faults_of(name)]
        listed |= walk.listed
    with_words = {list_name for room in rooms() for list_name in room.words.lists}
    unseen = {name.replace(":", ".") for name in pages} & with_words - listed - SELDOM
    assert not faults, "\n".join(faults)
    assert not unseen, f"No names were seen on {unseen}: is the walk too short, or is the list gone?"


def _typed(form: Form, words: str) -> dict[str, str]:
    """Return what the form sends when these words are typed in each of its fields for text."""
    return {
        field: words if kind in ("text", "search") else form.fields.get(field, "") for field, kind in form.kinds.items()
    }


def is_of(floor: str, pattern: URLPattern) -> bool:
    return module_of(pattern.callback).startswith(f"hjemvej.{floor}.")


class Walk:
    """One colleague asking for pages and sending their forms; each request is taken back."""

    def __init__(self, browser: Visitor, user_id: str, names: Names, *, sends_forms: bool) -> None:
        self.browser, self.user_id, self.names, self.sends_forms = browser, user_id, names, sends_forms
        self.known = self.known_name()
        self.sent: set[str] = set()
        self.listed: set[str] = set()  # the pages that showed names without opening the records

    def faults_of(self, name: str) -> Iterator[str]:
        for address in addresses(name) if self.sends_forms else addresses(name)[:1]:
            text, faults = self.ask(address)
            yield from faults
            # a part of a page is asked for by a script as one types
            typed = (self.known,) if "<main" in text else (BEGINNING, self.known)
            for words in typed if self.sends_forms else ():
                yield from self.ask(address, {"q": words, "given_names": words})[1]
            page = read(text)
            for query in list(dict.fromkeys(page.queries))[: QUERIES if self.sends_forms else 2]:
                yield from self.ask(address + query)[1]
            for form in page.forms if self.sends_forms else ():
                action = form.action or address
                if plain(action) in self.sent:
                    continue
                self.sent.add(plain(action))  # the search is on every page, and tried once
                sent = (form.filled(), *(_typed(form, words) for words in (BEGINNING, self.known)))
                for fields in {frozenset(each.items()): each for each in sent}.values():
                    yield from self.ask(action, fields)[1]

    def known_name(self) -> str:
        """Return the given name of a citizen whom the colleague's organisation knows; a house: of its last who left."""
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT person.id FROM people_person person JOIN access_needtoknow need ON need.person_id = person.id"
                " JOIN access_membership place ON place.organisation_id = need.organisation_id"
                " LEFT JOIN safe_night_occupancy stay ON stay.person_id = person.id AND stay.status = 'ended'"
                " AND stay.house_id IN (SELECT id FROM shelters_house WHERE organisation_id = place.organisation_id)"
                " WHERE place.user_id = %s AND (need.until_at IS NULL OR need.until_at > now())"
                " AND person.given_names <> '' AND person.protection = 'none' AND person.merged_into_id IS NULL"
                " ORDER BY stay.until_night DESC NULLS LAST, need.from_at DESC, person.id LIMIT 1",
                [self.user_id],
            )
            found = cursor.fetchone()
        return BEGINNING + (self.names[str(found[0])] if found else "")

    def ask(self, address: str, fields: dict[str, str] | None = None) -> tuple[str, list[str]]:
        cookies = self.browser.cookies.copy()
        cache.clear()
        with transaction.atomic():
            answer = self.browser.get(address) if fields is None else self.browser.post(address, fields)
            text = answer.getvalue().decode() if "text" in answer.headers.get("Content-Type", "") else ""
            logged, pages = self.logged()
            transaction.set_rollback(True)
        self.browser.cookies.clear()
        self.browser.cookies.update(cookies)
        self.listed |= pages
        shown = set(NAME.findall(text)) - set(NAME.findall(" ".join((fields or {}).values())))  # what was typed is told
        faults = [f"{address} shows {len(shown - logged)} names that are not in the log"] if shown - logged else []
        faults += [f"{page} lists names, and its room's words have no list of it" for page in pages if not named(page)]
        return text, faults

    def logged(self) -> tuple[set[str], set[str]]:
        """Return the numbers of those in this colleague's log, and the pages that listed them."""
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT person_id, page FROM audit_listed WHERE user_id = %(user)s"
                " UNION SELECT person_id, '' FROM audit_look WHERE user_id = %(user)s"
                " AND at >= (SELECT max(at) FROM audit_look WHERE user_id = %(user)s)",
                {"user": self.user_id},
            )
            rows = cursor.fetchall()
        return {self.names.get(str(person), "") for person, _page in rows}, {page for _person, page in rows if page}


def named(page: str) -> bool:
    return of_lists([page]) != of_lists([])
