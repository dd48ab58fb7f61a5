"""What must be told of a sheet as a whole? What its looks mean, what was left out, a quote nobody closed. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.spreadsheets.reading.rules.files import Sheet

from .columns import Header, left_out

MOST_NAMED = 8


def sentences(sheet: Sheet, header: Header, fields: Sequence[str | None]) -> list[str]:
    """One sentence for each thing that somebody who looks at the sheet sees, and that no row can tell."""
    return [
        sentence
        for sentence in (
            _of_quotes(sheet),
            _of_looks(sheet, header),
            _of_hidden(sheet),
            *_of_columns(sheet, header, fields),
        )
        if sentence
    ]


def _of_quotes(sheet: Sheet) -> str:
    rows = sheet.notes.left_open
    if not rows:
        return ""
    return _("Et anførselstegn er ikke lukket i række %(rows)s. Rækkerne er læst hver for sig: se dem efter.") % {
        "rows": _some([str(row) for row in rows])
    }


def _of_looks(sheet: Sheet, header: Header) -> str:
    notes = sheet.notes
    seen = [
        _("farver") if any(row > header.row for row in notes.coloured_rows) else "",
        _("gennemstregning") if any(row > header.row for row, _column in notes.struck) else "",
        ngettext("%(n)d kommentar", "%(n)d kommentarer", notes.comments) % {"n": notes.comments}
        if notes.comments
        else "",
    ]
    named = [one for one in seen if one]
    if not named:
        return ""
    words = _("Arket har %(what)s. Det er ikke læst: skriv i en kolonne, hvad det betyder.") % {
        "what": ", ".join(named)
    }
    return words + (_(" Er et navn streget over, bliver du spurgt.") if seen[1] else "")


def _of_hidden(sheet: Sheet) -> str:
    notes, parts = sheet.notes, []
    if notes.hidden_rows:
        parts.append(
            ngettext("%(n)d skjult række", "%(n)d skjulte rækker", notes.hidden_rows) % {"n": notes.hidden_rows}
        )
    if notes.hidden_columns:
        said = {"n": notes.hidden_columns}
        parts.append(ngettext("%(n)d skjult kolonne", "%(n)d skjulte kolonner", notes.hidden_columns) % said)
    return _("Arket har %(what)s: de er læst som de andre.") % {"what": _(" og ").join(parts)} if parts else ""


def _of_columns(sheet: Sheet, header: Header, fields: Sequence[str | None]) -> list[str]:
    names, crossed = left_out(header, fields, sheet.rows[header.row + 1 :])
    return [
        _("Ikke med: %(columns)s.") % {"columns": _some(names)} if names else "",
        _("Krydser læses ikke, så %(columns)s kommer ikke med.") % {"columns": _some(crossed)} if crossed else "",
    ]


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
