"""Which Danish words does a citizen's log use for tables, fields, pages and reasons? Each room brings its own."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hjemvej.platform.rooms import Room, TableWords, rooms

Left = dict[str, frozenset[str]]  # by table, the fields that are left out


def tables() -> Iterator[TableWords]:
    """List every table with words about a citizen, in the order of the rooms."""
    return (table for room in rooms() for table in room.words.tables)


def words_of(table: str) -> TableWords | None:
    return _by_name(rooms()).get(table)


@cache
def _by_name(house: tuple[Room, ...]) -> dict[str, TableWords]:
    return {table.model._meta.db_table: table for room in house for table in room.words.tables}


def is_untold(table: str) -> bool:
    """Has a room given a reason to show this table nowhere?"""
    untold = (model for room in rooms() for model in room.words.untold_tables)
    return table in {model._meta.db_table for model in untold}


def of_others() -> Left:
    """List, by table, fields about other people: the citizen's file leaves them out, to protect those people."""
    return {table.model._meta.db_table: frozenset(table.of_others) for table in tables() if table.of_others}


def of_protected() -> Left:
    """List, by table, fields of a protected citizen that pages hide until a viewer asks: the log hides them too."""
    return {table.model._meta.db_table: frozenset(table.of_protected) for table in tables() if table.of_protected}


def of_page(page: str) -> str | Promise:
    """Return the page's words, else the words that its room has for its other pages."""
    name = page.replace(":", ".")
    for room in rooms():
        if room.name == name.partition(".")[0]:
            return room.words.pages.get(name) or room.words.other_pages or _("Så sagen")
    return _("Så sagen")


def of_lists(pages: Iterable[str]) -> str:
    """Return the words for having been on these pages by name: "Stod på en liste: tavlen for natten"."""
    lists = {name: words for room in rooms() for name, words in room.words.lists.items()}
    named = sorted({str(lists[page]) for page in pages if page in lists})
    return _("Stod på en liste: %(lists)s") % {"lists": ", ".join(named)} if named else _("Stod på en liste")


def of_basis(basis: str) -> str | Promise:
    """Return the words for a reason to know; empty when no room has words for it."""
    return next((room.words.bases[basis] for room in rooms() if basis in room.words.bases), "")
