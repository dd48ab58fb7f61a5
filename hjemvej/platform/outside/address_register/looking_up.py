"""Which addresses are like a text, by the national register? Asked of Adressevælger, where a web address is given."""

import http.client
import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

SECONDS = 4  # a worker waits for the answer
LARGEST = 1_000_000  # bytes of an answer
LONGEST = 73  # the register takes no longer text
MOST = 10


class NoAnswer(Exception):
    """The register did not answer, or not as it says that it does."""


@dataclass(frozen=True)
class Address:
    """An address of the register: its id there, and as it is written."""

    dar_id: uuid.UUID
    text: str


def is_on() -> bool:
    return bool(settings.ADDRESS_REGISTER)


def find(text: str) -> list[Address]:
    """Return addresses like the text, the likest first; raise NoAnswer where the register gives none."""
    words = " ".join(text.split())[:LONGEST]
    if not words:
        return []
    asked = urlencode({"tekst": words, "token": settings.ADDRESS_TOKEN, "maksimum": MOST})
    try:
        with urllib.request.urlopen(f"{settings.ADDRESS_REGISTER}/adresser/soeg?{asked}", timeout=SECONDS) as answer:  # noqa: S310 (https is asked for in settings)
            told = json.loads(_read(answer))
    except (OSError, ValueError, RecursionError, http.client.HTTPException) as problem:  # no line, too late, no JSON
        raise NoAnswer from problem
    return _addresses(told)


def _read(answer: Any) -> bytes:
    said: bytes = answer.read(LARGEST + 1)
    if len(said) > LARGEST:
        raise NoAnswer
    return said


def _addresses(told: Any) -> list[Address]:
    """Read the hits that are whole addresses; streets and house numbers are left out, and odd hits beside good ones."""
    if not isinstance(told, dict) or told.get("status") == "fejl" or not isinstance(told.get("fund"), list):
        raise NoAnswer
    found, odd = [], False
    for hit in told["fund"]:
        try:
            if hit["type"] == "adresse":
                found.append(Address(uuid.UUID(str(hit["id"])), str(hit["titel"])))
        except (KeyError, TypeError, ValueError):
            odd = True
    if odd and not found:
        raise NoAnswer
    return found
