"""What can a human answer of a row, on the page or in the sheet's own column? Pure."""

import re
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import fold_words

from .records import UNANSWERED, Answer, Planned

SAID = re.compile(r"which=(?:new|same:[0-9a-f-]{36}|row:\d{1,6})|skip=yes|as_it_is=yes|vacant=(?:yes|no)|takes=yes")


class Choice(NamedTuple):
    """A radio button: what is sent, and what it says."""

    value: str
    label: str
    hint: str = ""


def choices(row: Planned) -> list[Choice]:
    """The answers that settle this row; none where only the sheet can be mended."""
    same = [
        Choice(
            f"row:{one.row}" if one.row else f"same:{one.id}",
            _("Samme bolig som %(address)s") % {"address": one.shown},
            _("række %(row)d") % {"row": one.row} if one.row else one.number,
        )
        for one in row.candidates
    ]
    skip = Choice("skip=yes", _("Spring over"))
    match row.asks:
        case "which":
            found = [one._replace(value=f"which={one.value}") for one in same]
            return [*found, Choice("which=new", _("Ny bolig")), skip]
        case "whose":
            found = [one._replace(value=f"which={one.value}") for one in same]
            return [*found, Choice("which=new", _("Ny bolig, uden nummeret")), skip]
        case "one_of":
            return [*(one._replace(value=f"which={one.value}") for one in same), skip]
        case "as_it_is":
            return [Choice("as_it_is=yes", _("Tag rækken med, som den er")), skip]
        case "elsewhere":
            return [
                Choice("as_it_is=yes", _("Det er to boliger, eller den er gået over til denne boligorganisation")),
                skip,
            ]
        case "number":
            return [Choice("which=new", _("Tag rækken med uden nummeret")), skip]
        case "vacant":
            return [
                Choice("vacant=yes", _("Ja, den er ledig igen")),
                Choice("vacant=no", _("Nej, den er ikke ledig")),
                skip,
            ]
        case "row":
            return [Choice("takes=yes", _("Denne række har ret")), skip]
    return []


def in_the_sheet(row: Planned) -> str:
    """How the same is answered in the column of answers, by somebody who mends the sheet instead."""
    words = {
        "which": _("Skriv ”samme”, ”ny” eller ”spring over” i ”Hjemvej: svar”."),
        "whose": _("Ret nummeret, eller skriv ”ny” eller ”spring over” i ”Hjemvej: svar”."),
        "one_of": _("Ret adressen eller nummeret, eller skriv ”spring over” i ”Hjemvej: svar”."),
        "as_it_is": _("Ret det, eller skriv ”tag med” i ”Hjemvej: svar”, hvis rækken skal med, som den er."),
        "elsewhere": _(
            "Skriv ”tag med” i ”Hjemvej: svar”, hvis boligen er denne boligorganisations, ellers ”spring over”."
        ),
        "number": _("Ret nummeret, eller skriv ”ny” i ”Hjemvej: svar”."),
        "vacant": _("Skriv ”ledig” eller ”ikke ledig” i ”Hjemvej: svar”."),
        "row": _("Skriv ”listen har ret” eller ”spring over” i ”Hjemvej: svar”."),
    }
    return words.get(row.asks) or (_("Skriv ”listen har ret” i ”Hjemvej: svar”.") if row.differs else "")


def read_choice(sent: str) -> dict[str, str]:
    """An answer as it is kept, of what a page sent; empty where it is nonsense."""
    key, _sign, value = sent.partition("=")
    return {key: value} if SAID.fullmatch(sent) else {}


def from_kept(kept: Mapping[str, str]) -> Answer:
    which, _colon, whom = kept.get("which", "").partition(":")
    return Answer(
        which="same" if which == "row" else which,
        dwelling_id=uuid.UUID(whom) if which == "same" and whom else None,
        row=int(whom) if which == "row" else 0,
        is_skipped="skip" in kept,
        as_it_is="as_it_is" in kept,
        is_vacant=kept["vacant"] == "yes" if "vacant" in kept else None,
        takes_the_lists="takes" in kept,
    )


def read_written(text: str) -> Answer:
    """What stands in the column of answers: “samme”, “ny”, “tag med”, “listen har ret”, “ikke ledig”, “spring over”."""
    said = fold_words(text)
    if not said:
        return UNANSWERED
    words = {word.strip() for word in re.split(r"[,;/]|\bog\b", said)}
    return Answer(
        which="same" if words & {"samme", "ja"} else "new" if words & {"ny", "nej"} else "",
        is_skipped=bool(re.search(r"\b(?:spring(?:es)? over|skal ikke med|slet)\b", said)),
        as_it_is="tag med" in words,
        is_vacant=False if "ikke ledig" in words else True if words & {"ledig", "ledig igen"} else None,
        takes_the_lists=bool(words & {"listen har ret", "rækken har ret"}),
    )
