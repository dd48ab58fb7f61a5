"""What does a cell with a name mean? A name, somebody nameless, two people, or something that is no name. Pure."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import fold_words
from hjemvej.platform.sealing.cpr_numbers import CPR_LIKE, squeeze

from .cells import TRUE_OR_FALSE, CellInDoubt, CellNotUnderstood, holds_a_cpr, is_blank, is_ditto, kind_told_by

LONGEST = 120
QUOTED = re.compile(r"[“”\"'«»‘’]\s*([^“”\"'«»‘’()\[\]]{2,60})\s*[“”\"'«»‘’]")
BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]*)\s*[)\]]")
CALLED = re.compile(r"\b(?:også )?(?:kaldet|kaldes|alias|aka|kendt som|øgenavn:?)\s+(.{2,60})$", re.IGNORECASE)
NAMELESS = re.compile(
    r"^(?:ukendt navn|navn ukendt|ukendt|ubekendt|anonym|n\.?\s?n\.?|\?+)(?=[\s,:;-]|$)[\s,:;-]*(.*)$", re.IGNORECASE
)
DESCRIBED = re.compile(  # "Polsk mand ved Netto", but not "Peter Mand"
    r"^(?:(?:en|ung|yngre|ældre|gammel|høj|lille|\w+sk)\s+)*(?:mand|kvinde|fyr|dame|herre)(?=[\s,(]|$)", re.IGNORECASE
)
SEVERAL = re.compile(  # "To unge mænd", "3 personer", "flere rumænere"
    r"^(?:\d+|to|tre|fire|fem|seks|syv|otte|ti|et par|par|flere|nogle|diverse|gruppe)\s+(?:\S+\s+)*"
    r"(?:\w*mænd|\w*kvinder|personer|mennesker|borgere|fyre|drenge|piger|damer|unge|gamle|brødre|søstre|hjemløse"
    r"|udlændinge|rumænere|polakker|\w+ere)\b|^(?:\w+\s+)*(?:mænd|kvinder)(?=[\s,(]|$)",
    re.IGNORECASE,
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
A_NOTE = re.compile(  # what stands behind a name and is said of its owner
    r"misbrug|psyk|alkohol|\bhash|\bstof|medicin|gravid|voldelig|farlig|aggressiv|hjemløs|udlænding|uden cpr|behandl"
    r"|fængsel|herberg|adresse|beskyt|hemmelig|diagnos|\bobs\b|\bnb\b|kriminel|prostitu|domfæld|veteran|syg\b|dement"
    r"|kørestol|\bblind|\bdøv|\btolk|mentor|kontakt|sagsbehandler|pension|kontanthjælp|\bmor\b|\bfar\b|\bsøn\b|datter",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Called:
    """What somebody is called: a name, or a description of somebody nameless."""

    given_names: str = ""
    surname: str = ""
    alias: str = ""
    description: str = ""
    note: str = ""  # what stood with the name and is none: it is told, not kept

    @property
    def full(self) -> str:
        return f"{self.given_names} {self.surname}".strip()


def read_name(text: str, *, is_a_name: bool = False) -> Called:
    """A name as it stands in one cell: "Hansen, Testa", "Testa "Tes" Prøve", "Ukendt mand, stationen".

    `is_a_name`: a human has answered that this is one person's name, odd as it looks.
    """
    words = " ".join(text.split())
    if not is_a_name:
        refuse_no_name(words)
        if fold_words(words) == "tom":
            raise CellInDoubt(_("Er ”Tom” et navn eller en tom plads?"))
    if found := NAMELESS.match(words):
        return Called(description=words if found[1] else "")
    if is_blank(words):
        return Called()
    if DESCRIBED.match(words):
        return Called(description=words)
    words = words.rstrip("*¹²³ ")
    words, alias, note = _without_brackets(words)
    if not is_a_name:
        words, behind = _without_a_note(words)
        note = "; ".join(part for part in (note, behind) if part)
    refuse_more_than_a_name(words, is_a_name=is_a_name)
    for pattern in (QUOTED, CALLED):
        if found := pattern.search(words):
            said, words = found[1].strip(), " ".join(pattern.sub(" ", words).split())
            alias = alias or ("" if NAMELESS.match(said) else said)
    surname, comma, given = words.partition(",")
    if not comma:
        given, _space, surname = words.rpartition(" ") if " " in words else (words, "", "")
    called = Called(given.strip(" ,"), surname.strip(" ,"), alias, note=note)
    refuse_too_long(called.given_names, called.surname)
    return called


def _without_brackets(words: str) -> tuple[str, str, str]:
    """The name, what its owner is also called, and what the brackets say of them: “(hjemløs)” is nobody's name."""
    found = BRACKETS.search(words)
    if not found or TWO_PEOPLE.search(found[1]) or MORE_THAN_A_NAME.search(f" {found[1]}"):
        return words, "", ""
    said, rest = found[1].strip(), " ".join(BRACKETS.sub(" ", words).split())
    if called := CALLED.match(said):
        return rest, called[1].strip(" \"“”'"), ""
    if NAMELESS.match(said) or is_blank(said):
        return rest, "", ""
    is_name = said[:1].isupper() and not A_NOTE.search(said) and kind_told_by(said) is None
    return (rest, said, "") if is_name else (rest, "", said)


def _without_a_note(words: str) -> tuple[str, str]:
    """“Bo Prøve, stofmisbrug” is Bo Prøve; whether “prøve, bo” is, its small letters do not tell."""
    name, comma, behind = words.partition(",")
    behind = behind.strip()
    if not comma or not behind or "," in behind:
        return words, ""
    is_note = bool(A_NOTE.search(behind)) or kind_told_by(behind) is not None
    is_note = is_note or (behind[:1].islower() and name[:1].isupper())
    if not is_note:
        return words, ""
    if " " not in name.strip():
        raise CellInDoubt(_("Er ”%(text)s” en del af navnet eller en note?") % {"text": behind[:40]})
    return name.strip(), behind


def read_part(text: str, *, is_a_name: bool = False) -> str:
    """Given names or a surname in a column of their own."""
    if not is_a_name:
        refuse_no_name(text)
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


def part_name_and_number(text: str, own: str) -> tuple[str, str] | None:
    """“Testa Prøve (010170-1234)” as a name and a number, unless another number stands in its `own` column."""
    found = CPR_LIKE.search(text)
    if not found or not holds_a_cpr(text) or not (is_blank(own) or squeeze(own) == squeeze(found[0])):
        return None
    words = CPR_LIKE.sub("\x00", text)
    name = re.sub(r"[\s(\[,;:-]*(?:cpr\W*)?\x00[\s)\],;:-]*", " ", words, flags=re.IGNORECASE).strip()
    return None if not name or re.search(r"\d", name) or is_described(name) else (name, found[0])


def refuse_no_name(words: str) -> None:
    """What stands where a name should, and is one by chance at most."""
    if words in TRUE_OR_FALSE:
        raise CellInDoubt(_("Excel har gjort navnet til %(text)s (sandt eller falsk).") % {"text": words})
    if is_ditto(words):
        raise CellInDoubt(_("”%(text)s”: er det borgeren fra rækken over?") % {"text": words})
    if SEVERAL.match(fold_words(words)):
        raise CellInDoubt(_("Det er flere mennesker. Giv dem hver sin række, eller tæl dem på gaden."))


def refuse_more_than_a_name(words: str, *, is_a_name: bool) -> None:
    if found := BROKEN.search(words):
        raise CellInDoubt(
            _("Bogstaverne er gået i stykker (”%(letters)s”). Gem filen igen som .xlsx.") % {"letters": found[0]}
        )
    if is_a_name:
        return
    if TWO_PEOPLE.search(words):
        raise CellInDoubt(_("Der står to mennesker i samme felt. Giv dem hver sin række, hvis det er to."))
    if MORE_THAN_A_NAME.search(words):
        raise CellInDoubt(_("Der står andet end et navn i feltet."))


def refuse_too_long(*words: str) -> None:
    if any(len(one) > LONGEST for one in words):
        raise CellNotUnderstood(_("Navnet er længere end 120 tegn."))
