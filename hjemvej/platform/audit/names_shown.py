"""Whose names does the page being drawn show? A name notes its person as it becomes text; the page logs them all."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NamesOnPage:
    """The citizens whose names one page shows, and those whose own records it opened, each with a look of its own."""

    shown: set[uuid.UUID] = field(default_factory=set)
    opened: set[uuid.UUID] = field(default_factory=set)

    @property
    def listed(self) -> list[uuid.UUID]:
        return sorted(self.shown - self.opened)


_page: ContextVar[NamesOnPage | None] = ContextVar("names_on_page", default=None)


@contextmanager
def noting_names() -> Iterator[NamesOnPage]:
    """Note every name that becomes text in the block; jobs and commands show no page and note nothing."""
    page = NamesOnPage()
    token = _page.set(page)
    try:
        yield page
    finally:
        _page.reset(token)


def note_name(person_id: uuid.UUID) -> None:
    if page := _page.get():
        page.shown.add(person_id)


def note_look(person_id: uuid.UUID) -> None:
    if page := _page.get():
        page.opened.add(person_id)
