"""Who is on the register, under which filters, in which order? Pure: lists in, lists out."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hjemvej.ground.situations.rules import Kind
from hjemvej.platform.rooms import register_filters
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.when import full_date

LONG_TERM = datetime.timedelta(days=365)
ACTIVE, INACTIVE, ALL = "aktive", "inaktive", "alle"
MINE, NOBODYS = "mine", "ingen"
LONG, NEW = "lang", "ny"
USUAL_COLUMNS = ("situation", "siden", "set", "koordinator", "naeste")
USUAL_ORDER = "siden"


class Entry(NamedTuple):
    """A person on the register; the last seven fields are read for the page shown, or for all to sort by them."""

    person_id: uuid.UUID
    kind: str
    situation_id: int  # the row that says so, and where
    since: datetime.date
    since_told: str  # how exactly, where it was told of before we knew them
    here_since: datetime.date
    is_active: bool
    is_protected: bool
    responsibility_is_known: bool
    has_no_permanent_stay: bool
    has_unusable_home: bool
    coordinator_id: uuid.UUID | None = None
    coordinator: str = ""
    place: str = ""
    name: str = ""
    age: str = ""
    last_contact: datetime.date | None = None
    next_step: str = ""
    next_due: datetime.datetime | None = None
    brought: Mapping[str, Any] | None = None  # values of the rooms' columns shown, by the name of the column


@dataclass(frozen=True)
class Choice:
    """The viewer's choice: the day, the day of knowledge, filters and order."""

    on: datetime.date
    known_on: datetime.date | None = None
    who: str = ACTIVE
    situation: str = ""
    coordinator: str = ""  # MINE, NOBODYS or a user's id
    length: str = ""
    order: str = USUAL_ORDER
    brought: Mapping[str, str] = field(default_factory=dict)  # the answers to the rooms' own filters, by their names

    @property
    def answers(self) -> dict[str, str]:
        """Return the chosen answer of each filter; "" lets all people through."""
        return {name: getattr(self, name) for name in FILTERS} | dict(self.brought)


LetThrough = Mapping[str, Mapping[uuid.UUID, Sequence[str]]]
FILTERS = ("who", "situation", "coordinator", "length")  # as the fields of Choice


@dataclass(frozen=True)
class Narrowed:
    """The people that all filters let through; and for each filter, how many people each of its answers would list."""

    entries: list[Entry]
    counts: dict[str, Counter[str]]


def narrow(
    entries: Iterable[Entry], choice: Choice, *, viewer_id: uuid.UUID | None, let_through: LetThrough | None = None
) -> Narrowed:
    """Filter the entries; an answer's count assumes that the other filters stay as they are.

    `let_through` holds the rooms' own filters: by name, the answers under which each person is listed.
    """
    chosen = choice.answers
    passed: list[Entry] = []
    counts = {name: Counter[str]() for name in chosen}
    for entry in entries:
        answers = _answers(entry, choice.on, viewer_id)
        for name, listed in (let_through or {}).items():
            answers[name] = ("", *listed.get(entry.person_id, ()))
        stopped_by = [name for name in chosen if chosen[name] not in answers[name]]
        if not stopped_by:
            passed.append(entry)
        if len(stopped_by) <= 1:
            for name in stopped_by or chosen:
                for answer in answers[name]:
                    counts[name][answer] += 1
    return Narrowed(passed, counts)


def _answers(entry: Entry, on: datetime.date, viewer_id: uuid.UUID | None) -> dict[str, tuple[str, ...]]:
    """Return, for each filter, the answers that list this person; "" lists all people."""
    coordinator: tuple[str, ...] = ("", NOBODYS)
    if entry.coordinator_id is not None:
        coordinator = ("", str(entry.coordinator_id))
        if entry.coordinator_id == viewer_id:
            coordinator = (*coordinator, MINE)
    length: tuple[str, ...] = ("",)
    if entry.since >= on.replace(day=1):
        length = ("", NEW)
    elif on - entry.since > LONG_TERM:
        length = ("", LONG)
    return {
        "who": (ALL, ACTIVE if entry.is_active else INACTIVE),
        "situation": ("", entry.kind),
        "coordinator": coordinator,
        "length": length,
    }


def filters_in_words(choice: Choice) -> str:
    """What the list holds, in one line for the page and the file."""
    words = [_("Den %s") % full_date(choice.on)]
    if choice.known_on:
        words.append(_("som vi vidste det den %s") % full_date(choice.known_on))
    words.append({ACTIVE: _("aktive"), INACTIVE: _("inaktive"), ALL: _("aktive og inaktive")}[choice.who])
    if choice.situation:
        words.append(str(Kind(choice.situation).label))
    if choice.coordinator:
        words.append({MINE: _("mine"), NOBODYS: _("uden koordinator")}.get(choice.coordinator, _("én koordinator")))
    if choice.length:
        words.append({NEW: _("nye denne måned"), LONG: _("over et år")}[choice.length])
    for brought in register_filters():
        if answer := choice.brought.get(brought.name):
            words.append(f"{brought.title}: {brought.answers[answer]}")
    return " · ".join(words)


NEVER, NO_TIME = datetime.date.min, datetime.datetime.max.replace(tzinfo=datetime.UTC)
ORDERS: dict[str, Callable[[Entry], Any]] = {
    "navn": lambda entry: danish_order(entry.name),
    "situation": lambda entry: (entry.kind, entry.place),
    "siden": lambda entry: entry.since,
    "her_siden": lambda entry: entry.here_since,
    "set": lambda entry: entry.last_contact or NEVER,
    "koordinator": lambda entry: (not entry.coordinator, danish_order(entry.coordinator)),
    "naeste": lambda entry: entry.next_due or NO_TIME,
}


ORDERS_BY_WORDS = ("navn", "situation", "set", "naeste")  # read for the page shown only, unless the viewer sorts by it


def sort_entries(entries: Iterable[Entry], order: str) -> list[Entry]:
    """Sort by a single column, reversed by a leading minus; among equals the longest homeless comes first."""
    key = ORDERS.get(order.removeprefix("-"), ORDERS[USUAL_ORDER])
    longest_first = sorted(entries, key=lambda entry: (entry.since, entry.person_id))
    return sorted(longest_first, key=key, reverse=order.startswith("-"))


def remarks(entry: Entry) -> list[str]:
    """List what else to know of a person on the register."""
    found = [
        (not entry.is_active, _("inaktiv")),
        (not entry.responsibility_is_known, _("handlekommune ikke afklaret")),
        (entry.has_no_permanent_stay, _("uden fast ophold i Danmark")),
        (entry.has_unusable_home, _("har egen bolig, der ikke kan bruges")),
    ]
    return [words for is_so, words in found if is_so]


def safe_in_a_sheet(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also after being saved as csv and opened again."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
