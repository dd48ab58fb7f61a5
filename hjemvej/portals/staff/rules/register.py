"""Who stands on the register, under which filter, in which order? Pure: lists in, lists out."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

LONG_TERM = datetime.timedelta(days=365)
ACTIVE, INACTIVE, ALL = "aktive", "inaktive", "alle"
MINE, NOBODYS = "mine", "ingen"
LONG, NEW = "lang", "ny"
COLUMNS = ("situation", "siden", "set", "koordinator", "naeste", "alder", "her_siden", "andet")
USUAL_COLUMNS = ("situation", "siden", "set", "koordinator", "naeste")
# æ, ø and å come last, and aa is an å, whatever the database's own alphabet.
DANISH = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})


@dataclass(frozen=True)
class Entry:
    """One person on the register."""

    person_id: uuid.UUID
    name: str
    age: str
    kind: str
    place: str
    since: datetime.date
    here_since: datetime.date
    last_contact: datetime.date | None
    is_active: bool
    is_protected: bool
    responsibility_is_known: bool
    has_no_permanent_stay: bool
    coordinator_id: uuid.UUID | None = None
    coordinator: str = ""
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
    order: str = "siden"


def selected(entries: Iterable[Entry], choice: Choice, *, me: uuid.UUID | None) -> list[Entry]:
    """Those the filters let through, in the chosen order."""
    return ordered([entry for entry in entries if _fits(entry, choice, me)], choice.order)


def _fits(entry: Entry, choice: Choice, me: uuid.UUID | None) -> bool:
    return all(fits(entry, choice, me) for fits in FILTERS.values())


def _is_active(entry: Entry, choice: Choice, me: uuid.UUID | None) -> bool:
    return choice.who == ALL or entry.is_active == (choice.who == ACTIVE)


def _sleeps_there(entry: Entry, choice: Choice, me: uuid.UUID | None) -> bool:
    return choice.situation in ("", entry.kind)


def _is_with(entry: Entry, choice: Choice, me: uuid.UUID | None) -> bool:
    if choice.coordinator == MINE:
        return entry.coordinator_id is not None and entry.coordinator_id == me
    if choice.coordinator == NOBODYS:
        return entry.coordinator_id is None
    return not choice.coordinator or choice.coordinator == str(entry.coordinator_id)


def _has_lasted(entry: Entry, choice: Choice, me: uuid.UUID | None) -> bool:
    if choice.length == LONG:
        return choice.on - entry.since > LONG_TERM
    return choice.length != NEW or entry.since >= choice.on.replace(day=1)


FILTERS = {"who": _is_active, "situation": _sleeps_there, "coordinator": _is_with, "length": _has_lasted}


def counted(
    entries: Sequence[Entry], choice: Choice, field: str, values: Iterable[str], *, me: uuid.UUID | None
) -> dict[str, int]:
    """How many each value of one filter would give while the others stay as they are."""
    fits, others = FILTERS[field], [found for name, found in FILTERS.items() if name != field]
    rest = [entry for entry in entries if all(let_through(entry, choice, me) for let_through in others)]
    asked = {value: replace(choice, **{field: value}) for value in values}  # type: ignore[arg-type]
    return {value: sum(fits(entry, one, me) for entry in rest) for value, one in asked.items()}


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


def ordered(entries: Iterable[Entry], order: str) -> list[Entry]:
    """By one column, a leading minus turning it round; the same always in the same order, by name."""
    key = ORDERS.get(order.removeprefix("-"), ORDERS["siden"])
    by_name = sorted(entries, key=lambda entry: (alphabetical(entry.name), entry.person_id))
    return sorted(by_name, key=key, reverse=order.startswith("-"))


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
