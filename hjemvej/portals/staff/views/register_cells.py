"""What stands in each cell of the register? Words alone, so that drawing fifty rows is only writing them down."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hjemvej.ground.situations.rules import SHORT
from hjemvej.platform.rooms import Cell, register_columns
from hjemvej.platform.ui.when import moment_in_words, period_in_words, short_date, since
from hjemvej.portals.staff.forms.register import column_names
from hjemvej.portals.staff.rules.register import Entry, remarks

WITHOUT_LABEL = ("situation", "andet")  # clear without a label on phones


def cells(entry: Entry, columns: Iterable[str], now: datetime.datetime) -> list[Cell]:
    """The entry's cells in the columns' order."""
    values = entry.brought or {}
    brought, names = {column.name: column for column in register_columns()}, column_names()
    shown = []
    for name in columns:
        if name in CELLS:
            cell = CELLS[name](entry, now)
        else:
            cell = brought[name].cell(values[name], now) if name in values else Cell("")
        shown.append(cell._replace(label="" if name in WITHOUT_LABEL else str(names[name])))
    return shown


def _ago(day: datetime.date, now: datetime.datetime) -> str:
    """On one line: a column of days is narrow."""
    return since(day, now).replace(" ", "\N{NO-BREAK SPACE}")


def _situation(entry: Entry, _now: datetime.datetime) -> Cell:
    return Cell(str(SHORT[entry.kind]), entry.place)


def _siden(entry: Entry, now: datetime.datetime) -> Cell:
    ago = _ago(entry.since, now)
    if not entry.since_told:
        return Cell(short_date(entry.since), ago)
    if entry.since_told == "day":
        return Cell(short_date(entry.since), _("%s, fortalt") % ago)
    return Cell(period_in_words(entry.since, entry.since_told), _("%s eller mere, fortalt") % ago)


def _set(entry: Entry, now: datetime.datetime) -> Cell:
    met = _ago(entry.last_contact, now) if entry.last_contact else _("ingen kontakt")
    return Cell(met) if entry.is_active else Cell(met, pill=_("inaktiv"))


def _koordinator(entry: Entry, _now: datetime.datetime) -> Cell:
    return Cell(entry.coordinator) if entry.coordinator else Cell("", pill=_("ingen"))


def _naeste(entry: Entry, now: datetime.datetime) -> Cell:
    if entry.next_due is None:
        return Cell("", _("intet aftalt"))
    late = _("overskredet") if entry.next_due < now else ""
    return Cell(entry.next_step, moment_in_words(entry.next_due, now), late, "late")


def _alder(entry: Entry, _now: datetime.datetime) -> Cell:
    return Cell(entry.age)


def _her_siden(entry: Entry, _now: datetime.datetime) -> Cell:
    return Cell(short_date(entry.here_since))


def _andet(entry: Entry, _now: datetime.datetime) -> Cell:
    return Cell(" · ".join(remarks(entry)))


CELLS = {
    "situation": _situation, "siden": _siden, "set": _set, "koordinator": _koordinator, "naeste": _naeste,
    "alder": _alder, "her_siden": _her_siden, "andet": _andet,
}  # fmt: skip
