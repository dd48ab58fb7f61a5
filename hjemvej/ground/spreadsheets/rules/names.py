"""What does a cell with a name mean? A name, somebody nameless, two people, or something that is no name. Pure."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .cells import CellInDoubt, CellNotUnderstood, is_blank

LONGEST = 120
QUOTED = re.compile(r"[“”\"'«»‘’(\[]\s*([^“”\"'«»‘’()\[\]]{2,60})\s*[“”\"'«»‘’)\]]")
CALLED = re.compile(r"\b(?:kaldet|kaldes|alias|aka)\s+(.{2,60})$", re.IGNORECASE)
NAMELESS = re.compile(
    r"^(?:ukendt navn|navn ukendt|ukendt|ubekendt|anonym|n\.?\s?n\.?|\?+)(?=[\s,:;-]|$)[\s,:;-]*(.*)$", re.IGNORECASE
)
DESCRIBED = re.compile(  # "Polsk mand ved Netto", but not "Peter Mand"
    r"^(?:(?:en|ung|yngre|ældre|gammel|høj|lille|\w+sk)\s+)*(?:mand|kvinde|fyr|dame|herre)(?=[\s,(]|$)", re.IGNORECASE
)
TWO_PEOPLE = re.compile(
    r"(?:^|[\s(])(?:og|and|samt|eller|el\.)\s|[&+;]|\s/\s|(?<=[a-zæøå])/(?=[A-ZÆØÅ])"
    r"|^(?:familien?|fam\.?|ægteparret|parret|brødrene|søstrene)\s|,.*,|^\S+\s[^,]+,\s*\S+\s\S",
    re.IGNORECASE,
)
MORE_THAN_A_NAME = re.compile(
    r"[\d@†%=?:!]|\s[-–]\s|(?:^|[\s(])(?:m\.|med|hund|død|afdød|flyttet|fraflyttet|udskrevet|gns|kilde|obs|note)(?=[\s.,)]|$)",
    re.IGNORECASE,
)
BROKEN = re.compile(r"Ã[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")


@dataclass(frozen=True)
class Called:
    """What somebody is called: a name, or a description of somebody nameless."""

    given_names: str = ""
    surname: str = ""
    alias: str = ""
    description: str = ""

    @property
    def full(self) -> str:
        return f"{self.given_names} {self.surname}".strip()


def read_name(text: str, *, is_a_name: bool = False) -> Called:
    """A name as it stands in one cell: "Hansen, Testa", "Testa "Tes" Prøve", "Ukendt mand, stationen".

    `is_a_name`: a human has answered that this is one person's name, odd as it looks.
    """
    words = " ".join(text.split())
    if found := NAMELESS.match(words):
        return Called(description=words if found[1] else "")
    if is_blank(words):
        return Called()
    if DESCRIBED.match(words):
        return Called(description=words)
    words = words.rstrip("*¹²³ ")
    refuse_more_than_a_name(words, is_a_name=is_a_name)
    alias = ""
    for pattern in (QUOTED, CALLED):
        if found := pattern.search(words):
            said, words = found[1].strip(), " ".join(pattern.sub(" ", words).split())
            alias = alias or ("" if NAMELESS.match(said) else said)
    surname, comma, given = words.partition(",")
    if not comma:
        given, _space, surname = words.rpartition(" ") if " " in words else (words, "", "")
    called = Called(given.strip(" ,"), surname.strip(" ,"), alias)
    refuse_too_long(called.given_names, called.surname)
    return called


def read_part(text: str, *, is_a_name: bool = False) -> str:
    """Given names or a surname in a column of their own."""
    if is_blank(text) or NAMELESS.match(text):
        return ""
    words = text.rstrip("*¹²³ ")
    refuse_more_than_a_name(words, is_a_name=is_a_name)
    refuse_too_long(words)
    return words


def is_described(text: str) -> bool:
    """Does it tell what somebody looks like, not what they are called?"""
    nameless = NAMELESS.match(text)
    return bool(nameless[1] if nameless else DESCRIBED.match(text))


def refuse_more_than_a_name(words: str, *, is_a_name: bool) -> None:
    if found := BROKEN.search(words):
        raise CellInDoubt(
            _("Bogstaverne er gået i stykker (“%(letters)s”). Gem filen igen som .xlsx.") % {"letters": found[0]}
        )
    if is_a_name:
        return
    if TWO_PEOPLE.search(words):
        raise CellInDoubt(
            _(
                "Der står to mennesker i samme felt. Giv dem hver sin række,"
                " eller skriv “ny” i “Hjemvej: svar”, hvis det er ét menneske."
            )
        )
    if MORE_THAN_A_NAME.search(words):
        raise CellInDoubt(
            _("Der står andet end et navn i feltet. Ret det, eller skriv “ny” i “Hjemvej: svar”, hvis det er navnet.")
        )


def refuse_too_long(*words: str) -> None:
    if any(len(one) > LONGEST for one in words):
        raise CellNotUnderstood(_("Navnet er længere end 120 tegn."))
