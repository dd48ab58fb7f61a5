"""Who stands on the register, under which filter, in which order? Pure: lists in, lists out."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

LONG_TERM = datetime.timedelta(days=365)
ACTIVE, INACTIVE, ALL = "aktive", "inaktive", "alle"
MINE, NOBODYS = "mine", "ingen"
LONG, NEW = "lang", "ny"
COLUMNS = ("situation", "siden", "set", "koordinator", "naeste", "alder", "her_siden", "andet")
USUAL_COLUMNS = ("situation", "siden", "set", "koordinator", "naeste")
USUAL_ORDER = "siden"
# æ, ø and å come last, and aa is an å, whatever the database's own alphabet.
DANISH = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})


class Entry(NamedTuple):
    """One person on the register; the last five are read for those shown, or for all where one sorts by them."""

    person_id: uuid.UUID
    kind: str
    place: str
    since: datetime.date
    here_since: datetime.date
    is_active: bool
    is_protected: bool
    responsibility_is_known: bool
    has_no_permanent_stay: bool
    coordinator_id: uuid.UUID | None = None
    coordinator: str = ""
    name: str = ""
    age: str = ""
    last_contact: datetime.date | None = None
    next_step: str = ""
    next_due: datetime.datetime | None = None


@dataclass(frozen=True)
class Choice:
    """What one asked the register for: the day, what was known when, filters and order."""

    on: datetime.date
    known_on: datetime.date | None = None
    who: str = ACTIVE
    situation: str = ""
    coordinator: str = ""  # MINE, NOBODYS or a user's id
    length: str = ""
    order: str = USUAL_ORDER


def _who(entry: Entry, choice: Choice, me: uuid.UUID | None) -> tuple[str, ...]:
    return ALL, ACTIVE if entry.is_active else INACTIVE


def _situation(entry: Entry, choice: Choice, me: uuid.UUID | None) -> tuple[str, ...]:
    return "", entry.kind


def _coordinator(entry: Entry, choice: Choice, me: uuid.UUID | None) -> tuple[str, ...]:
    if entry.coordinator_id is None:
        return "", NOBODYS
    return ("", str(entry.coordinator_id), MINE) if entry.coordinator_id == me else ("", str(entry.coordinator_id))


def _length(entry: Entry, choice: Choice, me: uuid.UUID | None) -> tuple[str, ...]:
    if entry.since >= choice.on.replace(day=1):
        return "", NEW
    return ("", LONG) if choice.on - entry.since > LONG_TERM else ("",)


# The answers of each filter that let somebody through.
FILTERS = {"who": _who, "situation": _situation, "coordinator": _coordinator, "length": _length}


def narrowed(
    entries: Iterable[Entry], choice: Choice, *, me: uuid.UUID | None
) -> tuple[list[Entry], dict[str, Counter[str]]]:
    """Those the filters let through; and for each filter how many each answer would give while the others stay."""
    hits, counts = [], {field: Counter[str]() for field in FILTERS}
    chosen = [(field, answers, getattr(choice, field)) for field, answers in FILTERS.items()]
    for entry in entries:
        let_through = [(field, answers(entry, choice, me), wanted) for field, answers, wanted in chosen]
        stopped_by = [field for field, found, wanted in let_through if wanted not in found]
        if not stopped_by:
            hits.append(entry)
        for field, found, _wanted in let_through:
            if stopped_by in ([], [field]):
                for answer in found:
                    counts[field][answer] += 1
    return hits, counts


def alphabetical(name: str) -> str:
    """A key that sorts names as Danes do."""
    return name.lower().replace("aa", "å").translate(DANISH)


NEVER, NO_TIME = datetime.date.min, datetime.datetime.max.replace(tzinfo=datetime.UTC)
ORDERS: dict[str, Callable[[Entry], Any]] = {
    "navn": lambda entry: alphabetical(entry.name),
    "situation": lambda entry: (entry.kind, entry.place),
    "siden": lambda entry: entry.since,
    "her_siden": lambda entry: entry.here_since,
    "set": lambda entry: entry.last_contact or NEVER,
    "koordinator": lambda entry: (not entry.coordinator, alphabetical(entry.coordinator)),
    "naeste": lambda entry: entry.next_due or NO_TIME,
}


ORDERS_BY_WORDS = ("navn", "set", "naeste")  # what is read for those shown only, unless one sorts by it


def ordered(entries: Iterable[Entry], order: str) -> list[Entry]:
    """By one column, a leading minus turning it round; ties stand longest homeless first, always in the same order."""
    key = ORDERS.get(order.removeprefix("-"), ORDERS[USUAL_ORDER])
    longest_first = sorted(entries, key=lambda entry: (entry.since, entry.person_id))
    return sorted(longest_first, key=key, reverse=order.startswith("-"))


def remarks(entry: Entry) -> list[str]:
    """What else to know of somebody on the register."""
    found = [
        (not entry.is_active, _("inaktiv")),
        (not entry.responsibility_is_known, _("handlekommune ikke afklaret")),
        (entry.has_no_permanent_stay, _("uden fast ophold i Danmark")),
    ]
    return [words for is_so, words in found if is_so]


def safe_in_a_sheet(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also after being saved as csv and opened again."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
