"""Which doubtful rows ask the same, so that one answer is enough for all of them? Pure."""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from .records import Fate, Planned

MANY = 2


class Alike(NamedTuple):
    """Rows with one question, and what may be answered to all: what is sent, and what it says."""

    key: str
    rows: list[Planned]
    choices: list[tuple[str, str]]

    @property
    def words(self) -> str:
        """How many rows ask it, and what; the reason itself where all have the same."""
        said = {"n": len(self.rows), "reason": self.rows[0].reasons[0]}
        if self.rows[0].asks == "who":
            return _("%(n)d rækker kan være om nogen, I kender.") % said
        if self.rows[0].asks == "right":
            return _("%(n)d rækker siger noget andet, end vi ved.") % said
        return _("%(n)d rækker: %(reason)s") % said


def alike(rows: Iterable[Planned]) -> list[Alike]:
    """Gather the doubtful rows by what they ask; a single row is answered beside itself."""
    found: dict[str, list[Planned]] = defaultdict(list)
    for row in rows:
        if row.fate is Fate.DOUBT and row.asks:
            found[_key(row)].append(row)
    return [Alike(key, same, _choices(same)) for key, same in found.items() if len(same) >= MANY]


def answers_to_all(rows: Iterable[Planned], sent: str) -> dict[int, dict[str, str]]:
    """The answer for each row, of what a button sent: the question's key and the choice; none for nonsense."""
    key, _comma, value = sent.partition(",")
    same = next((one for one in alike(rows) if one.key == key), None)
    if same is None or value not in dict(same.choices):
        return {}
    return {row.number: _answer(row, value) for row in same.rows}


def _key(row: Planned) -> str:
    if row.asks in ("who", "right"):
        return row.asks
    return f"{row.asks}-{zlib.crc32(row.reasons[0].encode())}"


def _choices(rows: list[Planned]) -> list[tuple[str, str]]:
    asks, has_one = rows[0].asks, all(len(row.candidates) == 1 for row in rows)
    if asks == "protection":
        return [
            ("address", _("Alle har beskyttet navn og adresse")),
            ("threatened", _("Alle er truet")),
            ("", _("Ingen er beskyttet")),
        ]
    choices = {
        "who": [("new", _("Alle er nye borgere"))],
        "right": [],
        "above": [("above", _("Alle er borgeren fra rækken over"))],
        "one": [("new", _("Tag alle med, som de er"))],
    }[asks]
    if has_one and asks in ("who", "right"):
        words = _("Alle er den, der er foreslået") if asks == "who" else _("Rækkerne har ret i alle")
        choices.insert(0, ("candidate", words))
    return [*choices, ("skip", _("Spring alle over"))]


def _answer(row: Planned, value: str) -> dict[str, str]:
    if row.asks == "protection":
        return {"protected_as": value}
    return {"who": row.candidates[0].pointed_as(row.asks) if value == "candidate" else value}
