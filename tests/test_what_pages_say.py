"""Does every page say what it said before? A changed word, figure, choice or link is seen in review.

The invented town of one afternoon is asked for each page by one colleague of each kind, about the same few citizens.
Each room keeps what its pages said in `tests/pages.txt`: the words, links and fields inside the frame, without ids,
and of a page that another colleague sees otherwise what differs.
"""

import datetime
import difflib
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from conftest import Visitor, as_owner
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.identity.models import User
from hjemvej.platform.operations.health import migrations_are_applied
from hjemvej.platform.rooms import records
from hjemvej.platform.rooms.addresses import named_addresses
from tests import bystanders
from tests.architecture.house import CHECKOUT, HOUSE, name_of
from tests.architecture.test_doors import ids_of
from tests.architecture.test_pages import module_of
from tests.page_text import Form, Page, plain, read

NOON = datetime.datetime(2026, 11, 22, 14, 55, tzinfo=datetime.UTC)
DAYS_LIVED = 40
EACH = 2  # citizens, tasks, notes … that a page is asked for
WHO = ("koordinator", "leder", "administrator", "forsorgshjem", "udlejer", "raad")
QUERIES = 8  # other choices of a page that are looked at
RENEW = "HJEMVEJ_RENEW_PAGES"


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    ledger, until = Ledger(), timezone.localdate(NOON)
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.build(houses(1), at=NOON)
        start = until - datetime.timedelta(days=DAYS_LIVED)
        lived = History(seed=7, scale=1, start=start, until=until, now=NOON, houses=houses(1), ledger=ledger)
        lived.live(lambda day: None)
        ledger.flush()
        setting_out.make_up_nights(start, until)
    ask_constraints()


@pytest.mark.parametrize("floor", ["efforts", "ground", "insight", "platform", "portals"])
def test_every_page_says_what_it_said_before(floor, town, client_of):
    migrations_are_applied()  # asked until it is so
    browsers = {who: client_of(User.objects.get(email=f"{who}@proevekoebing.example")) for who in WHO}
    now: dict[str, list[str]] = {}
    pressed: Counter[str] = Counter()
    for name, pattern in named_addresses(get_resolver()).items():
        if module_of(pattern.callback).startswith(f"hjemvej.{floor}."):
            with bystanders.away():
                now.setdefault(file_of(pattern), []).extend(said_by(name, browsers, pressed))
    texts = {
        file: "\n".join(["What the pages of this room say.", *lines]) + "\n" for file, lines in now.items() if lines
    }
    if os.environ.get(RENEW):
        for file, text in texts.items():
            (CHECKOUT / file).write_text(text, encoding="utf-8")
    kept = {name_of(file): file.read_text(encoding="utf-8") for file in HOUSE.glob(f"{floor}/*/tests/pages.txt")}
    faults = [
        fault
        for file, text in texts.items()
        for fault in what_differs(kept.get(file, "").splitlines(), text.splitlines())
    ]
    assert not faults, "\n".join(
        [*faults, f"If that is as it should be, renew the files and read what git shows: {RENEW}=1"]
    )


def file_of(pattern: URLPattern) -> str:
    return "/".join([*module_of(pattern.callback).split(".")[:3], "tests", "pages.txt"])


def said_by(name: str, browsers: dict[str, Visitor], pressed: Counter[str]) -> Iterator[str]:
    """A heading and the words of each page for each colleague it is shown to, and what becomes of its buttons."""
    for number, address in enumerate(addresses(name), start=1):
        first: list[str] = []
        for who, browser in browsers.items() if number == 1 else [next(iter(browsers.items()))]:
            page = asked(browser, address)
            if page is None:
                continue
            yield "\n".join(
                [f"\n## {name} {number} – {who}", *(what_differs(first, page.lines) if first else page.lines)]
            )
            for form in page.forms:
                action = plain(form.action or address)
                pressed[action] += 1
                if pressed[action] <= EACH:
                    yield press(browser, form, form.action or address, page.lines)
            if not first:
                for query in list(dict.fromkeys(page.queries))[:QUERIES]:
                    other = asked(browser, address + query)
                    yield "\n".join([f"\n### {query}", *(what_differs(page.lines, other.lines) if other else ["–"])])
            first = first or page.lines


def what_differs(first: list[str], other: list[str]) -> list[str]:
    diff = list(difflib.unified_diff(first, other, lineterm="", n=0))[2:]
    return [line for line in diff if line[0] in "+-"]


def asked(browser: Visitor, address: str) -> Page | None:
    answer = browser.get(address)
    browser.cookies.pop("messages", None)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return None
    return read(answer.getvalue().decode())


def press(browser: Visitor, form: Form, address: str, shown: list[str]) -> str:
    """What a button does when the form is sent as shown, and filled."""
    as_shown, filled = (sent(browser, address, fields, shown) for fields in (form.fields, form.filled()))
    lines = [f"POST {plain(address)} as shown → {as_shown}"]
    if filled != as_shown:
        lines.append(f"POST {plain(address)} filled → {filled}")
    return "\n".join(lines)


def sent(browser: Visitor, address: str, fields: dict[str, str], shown: list[str]) -> str:
    """Where it leads, what it says, and what it wrote; then it is taken back."""
    before, cookies = marks(), browser.cookies.copy()
    cache.clear()
    with transaction.atomic():
        answer = browser.post(address, fields)
        says = [str(message) for message in get_messages(answer.wsgi_request)]
        if answer.status_code in (200, 422):
            says += [line for line in read(answer.getvalue().decode()).lines if line not in shown][:12]
        wrote = written_since(before)
        ask_constraints()
        transaction.set_rollback(True)
    browser.cookies.clear()
    browser.cookies.update(cookies)
    return plain(" · ".join([f"{answer.status_code} {answer.headers.get('Location', '')}".strip(), *says, *wrote]))


def ask_constraints() -> None:
    """What waits for the end of the page is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def marks() -> tuple[int, int]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM audit_event), (SELECT coalesce(max(id), 0) FROM audit_change)"
        )
        events, changes = cursor.fetchone()
        return int(events), int(changes)


def written_since(before: tuple[int, int]) -> list[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM audit_event WHERE id > %s ORDER BY id", [before[0]])
        events = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT table_name || ' ' || lower(operation) || ' ' || count(*) FROM audit_change WHERE id > %s"
            " GROUP BY table_name, operation ORDER BY 1",
            [before[1]],
        )
        return events + [line for (line,) in cursor.fetchall()]


def addresses(name: str) -> list[str]:
    """The page's address, or one for each of the first rows that it can be about."""
    keys = ids_of(name)
    if not keys:
        return [reverse(name)]
    values = [some(key, name) for key in keys]
    return [reverse(name, args=those) for those in zip(*values, strict=False)]


def some(key: str, name: str) -> list[object]:
    if key == "night":
        return [timezone.localdate(NOON) - datetime.timedelta(days=2)]
    if key == "key":
        return ["inactive_after"]
    if key == "person_id":
        return rows_of(
            "SELECT person_id FROM access_needtoknow WHERE organisation_id IN (SELECT id FROM"
            " access_organisation WHERE name = 'Hjemløseteamet') ORDER BY from_at, person_id"
        )
    found = [record.some for record in records() if record.key == key and record.some]
    if not found:
        return []
    by = ", id" if "ORDER BY" in found[0] else " ORDER BY id"  # rows that are alike stand the same each time
    return rows_of(f"SELECT id FROM {found[0]}{by}")


def rows_of(sql: str) -> list[object]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {EACH}")
        return [row[0] for row in cursor.fetchall()]
