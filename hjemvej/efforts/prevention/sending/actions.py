"""What becomes of a file with many? Each row has one fate; the file is read in memory and is kept nowhere."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.efforts.prevention.actions import AlreadyReceived, SignalRefused, receive_signal
from hjemvej.efforts.prevention.actions.receiving import as_partners, fingerprint_of
from hjemvej.efforts.prevention.models import SentSignal, Signal, SignalKind
from hjemvej.efforts.prevention.queries import consent_lasts_until
from hjemvej.efforts.prevention.rules import receiving
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.platform.access.viewer import Viewer

from .rules.columns import columns_of, is_usable
from .rules.reading import Line, in_column, lines, titles_of

MOST_ROWS = 500  # sent while the sender waits


class Fate(StrEnum):
    """What becomes of a row: exactly one of these."""

    RECEIVED = "received"
    ALREADY = "already"
    REFUSED = "refused"
    UNREAD = "unread"


DONE = gettext_lazy("Modtaget")  # what *Modtages* is called once it is sent
FATES = {
    Fate.RECEIVED: gettext_lazy("Modtages"), Fate.ALREADY: gettext_lazy("Allerede modtaget"),
    Fate.REFUSED: gettext_lazy("Må vi ikke få"), Fate.UNREAD: gettext_lazy("Kan ikke læses"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row and its fate, for the sender's page alone."""

    number: int
    fate: Fate
    why: str = ""
    sent: Sent | None = None


def plan_file(content: bytes, *, kind: SignalKind, by: Viewer, at: datetime.datetime) -> list[Row]:
    """Say what would become of each row: the dry run, which writes nothing."""
    sheet = files.read(content)[0]
    header, fields = columns_of(sheet)
    if not is_usable(fields):
        raise files.FileNotUnderstood(_("Vi kan ikke finde kolonnen med navne. Skriv ”Lejer” eller ”Navn” over den."))
    if len(sheet.rows) - header.row - 1 > MOST_ROWS:
        words = _("Filen har over %(most)d rækker. Del den i flere.")
        raise files.FileNotUnderstood(words % {"most": MOST_ROWS})
    read = list(lines(sheet, header.row, header.cells, fields, kind, localdate(at)))
    return _fates(read, kind, by, localdate(at), titles_of(header.cells, fields))


def _fates(
    read: Sequence[Line], kind: SignalKind, by: Viewer, on: datetime.date, titles: Mapping[str, str]
) -> list[Row]:
    lasts = cache(consent_lasts_until)
    marks = {line.number: fingerprint_of(as_partners(line.sent.trimmed(), by), by) for line in read if line.sent}
    rows_sent = by.rows_of(SentSignal).filter(sent_by_id=by.team_id, fingerprint__in=set(marks.values()))
    seen = dict.fromkeys(rows_sent.values_list("fingerprint", flat=True), 0)
    found = []
    for line in read:
        if line.sent is None:
            found.append(Row(line.number, Fate.UNREAD, line.problem))
            continue
        sent = as_partners(line.sent.trimmed(), by)
        against = receiving.why_not(sent, kind, received_on=on, on=on, consent_lasts_until=lasts)
        first = seen.get(marks[line.number])
        if against:
            found.append(Row(line.number, Fate.REFUSED, in_column(titles.get(against.field or "", ""), against.words)))
        elif first is not None:
            words = _("Samme som række %(number)d.") % {"number": first} if first else _("Sendt før.")
            found.append(Row(line.number, Fate.ALREADY, words))
        else:
            seen[marks[line.number]] = line.number
            found.append(Row(line.number, Fate.RECEIVED, _left_behind(line), sent))
    return found


def _left_behind(line: Line) -> str:
    said = [_("Adressen er beskyttet og sendes ikke med.")] if line.is_without_address else []
    if line.is_without_number:
        said.append(_("CPR-nummeret i teksten sendes ikke med."))
    return " ".join(said)


def send_rows(rows: Sequence[tuple[int, Sent]], *, by: Viewer, at: datetime.datetime) -> list[Row]:
    """Send the rows that the dry run let through, each for itself; what is refused meanwhile leaves no trace."""
    return [_send(number, sent, by, at) for number, sent in rows]


def _send(number: int, sent: Sent, by: Viewer, at: datetime.datetime) -> Row:
    try:
        receive_signal(sent, channel=Signal.Channel.FILE, by=by, at=at)
    except SignalRefused as refused:
        return Row(number, Fate.REFUSED, str(refused))
    except AlreadyReceived:
        return Row(number, Fate.ALREADY, _("Sendt før."))
    return Row(number, Fate.RECEIVED, sent=sent)


def count_fates(rows: Sequence[Row]) -> dict[Fate, int]:
    """Count every fate, also those of no row."""
    counts = Counter(row.fate for row in rows)
    return {fate: counts[fate] for fate in Fate}
