"""What does a cell mean? Names, births, days, situations as teams write them. Pure; a no is told in words."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.ground.people import rules as people
from hjemvej.ground.situations.rules import Kind
from hjemvej.platform.ui.typed_dates import DateNotUnderstood, read_date

EXCEL_BEGINS = datetime.date(1899, 12, 30)
NOT_KNOWN = people.NOT_KNOWN | {
    "ingen",
    "nej",
    "0",
    "x",
    "ubekendt",
    "anonym",
    "uoplyst",
    "mangler",
    "tbd",
    "d.d.",
    "dd",
}
TWO_PEOPLE = re.compile(r"\s(?:og|&|\+|and|samt)\s|[&+]|\s/\s|(?<=[a-zæøå])/(?=[A-ZÆØÅ])", re.IGNORECASE)
QUOTED = re.compile(r"[“”\"'«»‘’(\[]\s*([^“”\"'«»‘’()\[\]]{2,60})\s*[“”\"'«»‘’)\]]")
CALLED = re.compile(r"\b(?:kaldet|kaldes|alias|aka)\s+(.{2,60})$", re.IGNORECASE)
NAMELESS = re.compile(r"^(ukendt|ubekendt|navn ukendt|anonym|ukendt navn|n\.?n\.?|\?+)\b[\s,:;-]*(.*)$", re.IGNORECASE)
MORE_THAN_A_NAME = re.compile(r"\d{3,}|@|https?:")


class CellNotUnderstood(ValueError):
    """The message says what to write instead."""


class CellInDoubt(ValueError):
    """It may be understood, but a human should look; the message says what to look at."""


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


def mask_numbers(text: str) -> str:
    """A cell for the screen: what may be a CPR number is covered."""
    return re.sub(r"(?<!\d)(\d{5,6})[-\s]?\d{4}(?!\d)", r"\1-••••", text)


def is_blank(text: str) -> bool:
    return people.fold_words(text) in NOT_KNOWN


def read_name(text: str) -> Called:
    """A name as it stands in one cell: "Hansen, Testa", "Testa "Tes" Prøve", "Ukendt mand, stationen"."""
    words = " ".join(text.split())
    if found := NAMELESS.match(words):
        return Called(description=words if found[2] else "")
    if is_blank(words):
        return Called()
    if TWO_PEOPLE.search(words):
        raise CellInDoubt(_("Der står to mennesker i samme felt. Giv dem hver sin række."))
    if MORE_THAN_A_NAME.search(words):
        raise CellInDoubt(_("Feltet med navnet indeholder tal eller andet, der ikke er et navn."))
    alias = ""
    for pattern in (QUOTED, CALLED):
        if found := pattern.search(words):
            alias, words = alias or found[1].strip(), " ".join(pattern.sub(" ", words).split())
    surname, comma, given = words.partition(",")
    if not comma:
        given, _space, surname = words.rpartition(" ") if " " in words else (words, "", "")
    called = Called(given.strip(" ,"), surname.strip(" ,"), alias)
    if len(called.given_names) > 120 or len(called.surname) > 120:
        raise CellNotUnderstood(_("Navnet er længere end 120 tegn."))
    return called


def read_born(text: str, on: datetime.date) -> people.Born:
    """A birth; also the bare number a spreadsheet keeps for a date."""
    if is_blank(text):
        return people.Born()
    if serial := _serial(text):
        return people.Born(on=serial)
    try:
        return people.read_born(text, on)
    except people.BornNotUnderstood as problem:
        raise CellNotUnderstood(str(problem)) from None


def read_day(text: str, on: datetime.date) -> datetime.date | None:
    """A day of a stay; nothing when it isn't known."""
    words = re.sub(r"^(?:ca\.?|cirka|omkring|siden|fra|til|pr\.?|d\.)\s*", "", " ".join(text.lower().split()))
    if is_blank(words):
        return None
    if serial := _serial(words):
        return serial
    words = re.sub(r"[ t]\d{1,2}[:.]\d{2}([:.]\d{2})?$", "", words)
    try:
        day = read_date(words, today=on, near="past")
    except (DateNotUnderstood, ValueError, OverflowError):
        raise CellNotUnderstood(_("“%(text)s” er ikke en dato. Skriv f.eks. 3/5-2026.") % {"text": text[:30]}) from None
    if day.year < 1990:
        raise CellNotUnderstood(_("%(year)d ligger for langt tilbage til at være et ophold.") % {"year": day.year})
    return day


def _serial(text: str) -> datetime.date | None:
    if re.fullmatch(r"[1-6]\d{4}", text):
        return EXCEL_BEGINS + datetime.timedelta(days=int(text))
    return None


SEXES = {
    "woman": ("k", "kvinde", "f", "female", "pige", "dame", "kv"),
    "man": ("m", "mand", "male", "dreng", "herre", "md"),
    "other": ("andet", "nonbinær", "non-binær", "x", "andet køn"),
}


def read_sex(text: str) -> str:
    said = people.fold_words(text)
    for sex, words in SEXES.items():
        if said in words:
            return sex
    if is_blank(text):
        return "unknown"
    raise CellInDoubt(_("Køn “%(text)s” forstås ikke. Skriv K, M eller lad feltet stå tomt.") % {"text": text[:20]})


# Words that tell a situation, in the order they are looked for: "udslusning fra herberg" is udslusning.
SITUATIONS: tuple[tuple[str, str], ...] = (
    (r"\bdød\b|afgået ved døden|afdød", Kind.DEAD),
    (r"fraflyt|flyttet (?:fra|til)|\bflyttet\b|anden kommune", Kind.MOVED_AWAY),
    (r"udslus|midlertidig bolig|\b107\b|overgangsbolig", Kind.TRANSITIONAL),
    (r"natvarme|natcaf|nødovernat|varmestue|nødherberg", Kind.NIGHT_CAFE),
    (r"krisecent|\b109\b", Kind.CRISIS_CENTRE),
    (r"herberg|forsorg|\b110\b|boform|shelter", Kind.SHELTER),
    (r"hotel|vandrerhjem|hostel|vandrehjem|b&b|bed and", Kind.HOTEL),
    (r"familie|venner|\bven\b|veninde|kammerat|bekendt|sofa|forældre|mor\b|far\b|søster|bror|kæreste|ekskone|hos en",
     Kind.FAMILY_FRIENDS),
    (r"fængsel|arrest|kriminalforsorg|løslad|afson|pension(?!ist)", Kind.PRISON_RELEASE),
    (r"hospital|sygehus|psykiatri|behandling|indlagt|udskriv", Kind.DISCHARGE),
    (r"i risiko|udsættelse|opsagt|trues|truet på bolig", Kind.AT_RISK),
    (r"funktionel", Kind.FUNCTIONAL),
    (r"egen bolig|egen lejlighed|lejlighed|i bolig|fået bolig|almen bolig|\begen\b|ejerbolig|lejebolig", Kind.OWN_HOME),
    (r"gade|trappe|skur|telt|park|station|ude\b|udenfor|skov|kælder|street|parkeringskælder", Kind.STREET),
    (r"campingvogn|kolonihave|\bbil\b|autocamper|båd|haveforening|andet", Kind.OTHER),
)  # fmt: skip


def read_situation(text: str) -> str | None:
    """One of the situations of the house; nothing when it isn't known."""
    said = people.fold_words(text)
    if is_blank(text):
        return None
    if said in {kind.value for kind in Kind}:
        return said
    for words, kind in SITUATIONS:
        if re.search(words, said):
            return kind
    raise CellInDoubt(
        _("“%(text)s” er ikke en af de situationer, vi kender. Skriv f.eks. gade, herberg eller familie/venner.")
        % {"text": text[:40]}
    )


def find_house(text: str, houses: Mapping[str, str]) -> str | None:
    """The id of the house that is meant; `houses` are ids by folded name. A name that fits two fits none."""
    said = people.fold_words(text)
    if said in houses:
        return houses[said]
    fits = {house for name, house in houses.items() if len(said) >= 5 and (said in name or name in said)}
    return fits.pop() if len(fits) == 1 else None
