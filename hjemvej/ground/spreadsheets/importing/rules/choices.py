"""What can a human answer of a doubtful row on the page? Pure."""

import datetime
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import born_text
from hjemvej.ground.situations.rules import Kind

from .matching import judged
from .read import stay_in_words
from .records import Planned, Record

ANSWER = re.compile(r"new|skip|above|(?:same|right):[0-9a-f-]{36}|(?:row|right_row):\d{1,6}")
PROTECTED_AS = ("", "address", "threatened")


def in_the_sheet(row: Planned) -> str:
    """How the same is answered in the column of answers, by somebody who mends the sheet instead."""
    words = {
        "who": _("Skriv ”samme”, ”ny” eller ”spring over” i ”Hjemvej: svar”, eller skriv CPR-nummeret."),
        "right": _("Skriv ”rækken har ret”, ”ny” eller ”spring over” i ”Hjemvej: svar”."),
        "protection": _("Skriv ”beskyttet” eller ”ikke beskyttet” i ”Hjemvej: svar”."),
        "above": _("Skriv navnet, eller ”samme” i ”Hjemvej: svar”."),
        "one": _("Ret det, eller skriv ”ny” i ”Hjemvej: svar”, hvis rækken skal med, som den er."),
    }
    return words.get(row.asks, "")


class Choice(NamedTuple):
    """A radio button: what is sent, what it says, and what is known of the one it names."""

    value: str
    label: str
    known: list[str]


def choices(row: Planned, on: datetime.date) -> list[Choice]:
    """The answers that settle this row; none where only the sheet can be mended."""
    if not row.asks:
        return []
    return [
        *(_of(candidate, row, on) for candidate in row.candidates),
        *([Choice("above", _("Samme som rækken over"), [])] if row.asks == "above" else []),
        *([Choice("new", _("Ny borger"), [])] if row.asks in ("who", "right") else []),
        *([Choice("new", _("Tag rækken med, som den er"), [])] if row.asks in ("above", "one") else []),
        Choice("skip", _("Spring over"), []),
    ]


def _of(candidate: Record, row: Planned, on: datetime.date) -> Choice:
    """Somebody it may be, with why and what tells them from others; nothing but the row of a protected citizen."""
    asks = row.asks
    words = _("Samme som %(name)s") if asks == "who" else _("Rækken har ret om %(name)s")
    known = []
    if candidate.is_of_the_file:
        known.append(_("række %(row)d") % {"row": candidate.row})
    if not candidate.is_protected:
        born = candidate.born
        known.append(judged(row.facts, candidate).words if asks == "who" else "")
        known.append(born_text(born_on=born.on, born_year=born.year, is_guess=born.is_guess, on=on))
        known += [stay_in_words(stay) for stay in candidate.stays[-1:] if stay.kind != Kind.UNKNOWN]
    return Choice(candidate.pointed_as(asks), words % {"name": candidate.shown}, [one for one in known if one])


def read_choice(who: str, protected_as: str | None) -> dict[str, str]:
    """An answer as it is kept, of what a page sent; empty where it says nothing or nonsense."""
    kept = {"who": who} if ANSWER.fullmatch(who) else {}
    if protected_as in PROTECTED_AS:
        kept["protected_as"] = protected_as
    return kept
