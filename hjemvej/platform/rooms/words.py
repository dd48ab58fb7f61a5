"""What can a room say of its tables, pages and events? The log, the timeline and the citizen's own file read it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from .pages import Text


@dataclass(frozen=True)
class TableWords:
    """A table that tells of a citizen. Every column is in `fields` (or `named`), in `untold` or in `left_out`."""

    model: type[Model]
    title: Text
    # By column. Told in the log and in the citizen's own file, in this order; a column that only names another row
    # (…_id) is told in the log alone.
    fields: Mapping[str, Text] = field(default_factory=dict)
    named: Mapping[str, Text] = field(default_factory=dict)  # relations, by name: whose name stands in the own file
    untold: Collection[str] = ()  # plain columns that only the machine needs; the row's and the person's ids always are
    left_out: Mapping[str, str] = field(default_factory=dict)  # personal columns told nowhere: why
    of_others: Collection[str] = ()  # what tells of somebody else: not in what is handed to the citizen
    tells_of_others: Callable[[Any], bool] = lambda _row: True  # does this row's `of_others` do so?
    of_protected: Collection[str] = ()  # covered until asked for when the citizen is protected
    only_to_the_citizen: str = ""  # the column that says which rows are handed to nobody else


@dataclass(frozen=True)
class Words:
    """A room's words. `pages` by the name of the look (`casework.note`); `other_pages` for all its other pages."""

    tables: tuple[TableWords, ...] = ()
    untold_tables: Mapping[type[Model], str] = field(default_factory=dict)  # personal, and told nowhere: why
    pages: Mapping[str, Text] = field(default_factory=dict)
    other_pages: Text = ""
    bases: Mapping[str, Text] = field(default_factory=dict)  # why somebody needs to know, by NeedToKnow.Basis


@dataclass(frozen=True)
class Events:
    """What a room's events say, by name; which the timeline leaves out; and what more there is to say of one."""

    texts: Mapping[str, Text] = field(default_factory=dict)
    quiet: Collection[str] = ()
    say_more: Callable[[str, dict[str, object]], str] = lambda _name, _details: ""
