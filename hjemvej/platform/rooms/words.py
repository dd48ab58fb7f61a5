"""Which words can a room bring for its tables, pages and events? The log, the timeline and the own file show them."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from .pages import Text

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class TableWords:
    """A table about a citizen. Every column is in `fields` (or `named`), in `untold` or in `left_out`."""

    model: type[Model]
    title: Text
    # By column. The log and the citizen's own file show them in this order; only the log shows a column that names
    # another row (…_id).
    fields: Mapping[str, Text] = field(default_factory=dict)
    named: Mapping[str, Text] = field(default_factory=dict)  # relations, by name: the own file shows the row's name
    in_words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)  # columns that keep data, not text
    untold: Collection[str] = ()  # plain columns that only the machine needs; the row's and the person's ids always are
    left_out: Mapping[str, str] = field(default_factory=dict)  # personal columns that no page shows: why
    of_others: Collection[str] = ()  # columns about other people: left out of the citizen's file
    tells_of_others: Callable[[Any], bool] = lambda _row: True  # is this row's `of_others` about other people?
    of_protected: Collection[str] = ()  # hidden until a viewer asks when the citizen is protected
    read_first: Collection[str] = ()  # texts that a worker reads for what they say of others, before the file is made
    only_to_the_citizen: str = ""  # the column that marks rows for the citizen alone


@dataclass(frozen=True)
class Words:
    """A room's words. `pages` by the name of the look (`casework.note`); `other_pages` for all its other pages.

    `lists` by the name of a page that shows names without opening the records: what the list is called.
    """

    tables: tuple[TableWords, ...] = ()
    untold_tables: Mapping[type[Model], str] = field(default_factory=dict)  # personal, and shown nowhere: why
    pages: Mapping[str, Text] = field(default_factory=dict)
    other_pages: Text = ""
    lists: Mapping[str, Text] = field(default_factory=dict)
    bases: Mapping[str, Text] = field(default_factory=dict)  # the reason to know, by NeedToKnow.Basis


@dataclass(frozen=True)
class Events:
    """The words of a room's events, by name; those the timeline leaves out; more of an event, and how to undo it."""

    texts: Mapping[str, Text] = field(default_factory=dict)
    quiet: Collection[str] = ()
    say_more: Callable[[str, dict[str, object]], str] = lambda _name, _details: ""
    # By name: (viewer, person_id, details), the page that undoes it; nothing where it cannot be undone.
    ways_back: "Mapping[str, Callable[[Viewer, uuid.UUID, dict[str, Any]], str]]" = field(default_factory=dict)
