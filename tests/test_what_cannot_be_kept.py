"""A character that no text holds, a number beyond all rows: does each page answer in words, and never with a fault?

In a part of the address, in what is asked for, in a form, in a cookie. The pages are the house's own, found by machine.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import converters, get_resolver, reverse

from conftest import Visitor
from hjemvej.platform.rooms.addresses import named_addresses
from tests.architecture.house import HOUSE

BEYOND = "9" * 25
SIGN, NUMBER = "zzzzz", 987654321  # what stands in an address before it is replaced
ASKED = re.compile(r'\b(?:GET|POST)\.(?:get|getlist)\(\s*"([\w-]+)"|request\.(?:GET|POST)\["([\w-]+)"')
ASKED_FOR = sorted(
    {
        next(filter(None, found))
        for file in HOUSE.glob("**/*.py")
        if "tests" not in file.parts
        for found in ASKED.findall(file.read_text())
    }
)
WHO = ("coordinator", "shelter_worker")


def values(parts: dict[str, Any]) -> dict[str, object]:
    kinds: dict[type, object] = {converters.IntConverter: NUMBER, converters.UUIDConverter: uuid.UUID(int=7)}
    return {name: kinds.get(type(part), SIGN) for name, part in parts.items()}


def addresses() -> Iterator[str]:
    for name, pattern in named_addresses(get_resolver()).items():
        yield reverse(name, kwargs=values(pattern.pattern.converters))


def with_a_part() -> list[str]:
    """Return addresses with NUL in each text, or with a number beyond all rows."""
    return [
        address.replace(SIGN, "%00").replace(str(NUMBER), BEYOND)
        for address in addresses()
        if SIGN in address or str(NUMBER) in address
    ]


@pytest.fixture
def visitors(request, client_of, client) -> list[Visitor]:
    found = [client, *(client_of(request.getfixturevalue(who)) for who in WHO)]
    for visitor in found:
        visitor.raise_request_exception = False
    return found


def faults(visitors: list[Visitor], asked: list[tuple[str, str, dict[str, str]]]) -> list[str]:
    return [
        f"{method} {address}: {answer.status_code}"
        for visitor in visitors
        for method, address, typed in asked
        if (answer := getattr(visitor, method)(address, typed)).status_code >= 500
    ]


def test_there_are_such_addresses():
    assert "/konto/tjeneste/%00/" in with_a_part()
    assert {"q", "next"} <= set(ASKED_FOR)


def test_an_address_with_a_part_that_nothing_has_is_not_there(visitors):
    asked: list[tuple[str, str, dict[str, str]]] = [
        (method, address, {}) for address in with_a_part() for method in ("get", "post")
    ]
    assert faults(visitors, asked) == []


@pytest.mark.parametrize("text", [f"a\0{BEYOND}", BEYOND])
def test_what_is_asked_for_or_typed_is_refused_and_breaks_nothing(visitors, text):
    typed = dict.fromkeys(ASKED_FOR, text)
    plain = [address for address in addresses() if SIGN not in address and str(NUMBER) not in address]
    asked = [(method, address, typed) for address in plain for method in ("get", "post")]
    assert faults(visitors, asked) == []


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME])
def test_a_cookie_that_cannot_be_ours_breaks_nothing(client, cookie):
    client.raise_request_exception = False
    client.cookies[cookie] = "a\0b"
    assert client.get("/hjaelp/", headers={"accept-language": "da\0"}).status_code < 500
    assert client.get("/i-dag/").status_code < 500


def test_the_answer_says_so_in_words(client):
    client.raise_request_exception = False
    answer = client.get("/konto/tjeneste/%00/")
    assert answer.status_code in (400, 404)
    assert "Intet er ændret" in answer.content.decode() or "findes den ikke" in answer.content.decode()
