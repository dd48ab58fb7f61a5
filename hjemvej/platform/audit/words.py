"""Which Danish words stand for tables, fields, pages and reasons in the log that a citizen reads? Each room's own."""

from collections.abc import Iterator
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import Room, TableWords, rooms

Left = dict[str, frozenset[str]]  # by table, the fields that are left out


def tables() -> Iterator[TableWords]:
    """Every table that tells of a citizen, in the order of the rooms."""
    return (table for room in rooms() for table in room.words.tables)


def words_of(table: str) -> TableWords | None:
    return _by_name(rooms()).get(table)


@cache
def _by_name(house: tuple[Room, ...]) -> dict[str, TableWords]:
    return {table.model._meta.db_table: table for room in house for table in room.words.tables}


def is_untold(table: str) -> bool:
    """Has a room said why this table is told nowhere?"""
    untold = (model for room in rooms() for model in room.words.untold_tables)
    return table in {model._meta.db_table for model in untold}


def of_others() -> Left:
    """What tells of somebody else: not in what is handed to the citizen, for the others have a right of their own."""
    return {table.model._meta.db_table: frozenset(table.of_others) for table in tables() if table.of_others}


def of_protected() -> Left:
    """What is covered until somebody asks for it, when the citizen is protected: the log covers it too."""
    return {table.model._meta.db_table: frozenset(table.of_protected) for table in tables() if table.of_protected}


def of_page(page: str) -> str | Promise:
    """The page's words, else those its room has for its other pages."""
    name = page.replace(":", ".")
    for room in rooms():
        if room.name == name.partition(".")[0]:
            return room.words.pages.get(name) or room.words.other_pages or _("Så sagen")
    return _("Så sagen")


def of_basis(basis: str) -> str | Promise:
    """Why somebody needed to know; nothing for a reason that no room has words for."""
    return next((room.words.bases[basis] for room in rooms() if basis in room.words.bases), "")
