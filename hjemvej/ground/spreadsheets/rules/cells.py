"""What does a cell mean? Numbers, births, situations as teams write them. Pure; a no is told in words."""

import datetime
import re
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people import rules as people
from hjemvej.ground.situations.rules import Kind
from hjemvej.platform.sealing.cpr_numbers import BETWEEN, CPR_LIKE, CPR_LIKE_IN_A_CELL, cover_cpr

EXCEL_BEGINS = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}  # by whether it counts from 1904
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
    "d.d",
    "dd",
}
ERROR_OF_EXCEL = re.compile(r"#(?:[A-ZÆØÅ]+[!?]|[A-Z]+/[0-9A-Z]+!?|#+)")  # #REF!  #N/A  #I/T  #DIVISION/0!  ####
WITH_DECIMALS = re.compile(r"(\d{9,10})[.,]0{1,2}")  # a whole number as a program writes it: 101010001.0
# The rest of a CPR number is not known; nobody was ever given 0000, which stands in its place.
ONLY_THE_DAY = re.compile(rf"((?:[0-2]\d|3[01])\d{{4}}){BETWEEN}(?:[x?*•_.]{{0,4}}|0000)", re.IGNORECASE)
NINE_DIGITS = re.compile(r"[1-9]\d{8}")
GROWN, OLD = 15, 80  # whoever is younger or older by two digits alone may have their age there
DITTO = re.compile(
    r"\W*(?:do|ditto|d\.o|samme|s\.?\s?[oå]|idem|id|ibid|(?:som|se) (?:oven\w*|over))\W*|[-–\s]*[\"”“″〃'´]+[-–\s]*",
    re.IGNORECASE,
)
TRUE_OR_FALSE = {"SAND", "FALSK", "TRUE", "FALSE", "True", "False"}
YES, NO = {"ja", "j", "x", "1", "sand", "true", "yes", "ok", "✓", "✔"}, {"nej", "n", "0", "falsk", "false", "no", "-"}


class House(NamedTuple):
    """A house a cell may name, and the situation of somebody who sleeps there."""

    id: uuid.UUID
    sleeps_as: str


class CellNotUnderstood(ValueError):
    """The message says what to write instead."""


class CellInDoubt(ValueError):
    """It may be understood, but a human should look; the message says what to look at."""


def mask_numbers(text: str) -> str:
    """A cell for the screen: what may be a CPR number is covered."""
    return cover_cpr(text, CPR_LIKE_IN_A_CELL)


def holds_a_cpr(text: str) -> bool:
    """A CPR number in a field that is kept in clear."""
    for match in CPR_LIKE.finditer(text):
        try:
            cpr.parse(match[0])
        except cpr.ImpossibleCpr:
            continue
        return True
    return False


def is_blank(text: str) -> bool:
    return people.fold_words(text) in NOT_KNOWN


def is_ditto(text: str) -> bool:
    """“do.” or a mark that says: as in the row above."""
    return bool(DITTO.fullmatch(text))


def read_cpr(text: str, on: datetime.date) -> str:
    """The ten digits; also of a number as a program writes it ("101700001.0") or with Excel's mark for text."""
    words = text.strip("'’= \"")
    if found := WITH_DECIMALS.fullmatch(words):
        words = found[1]
    try:
        digits = cpr.parse(words, on)
    except cpr.ImpossibleCpr as problem:
        raise CellNotUnderstood(_("%(why)s Ret det, eller lad feltet stå tomt.") % {"why": problem}) from None
    if NINE_DIGITS.fullmatch(words) and people.age_on(cpr.born_on(digits), on) < GROWN:
        raise CellNotUnderstood(_("Nummeret har kun ni cifre. Mangler der et?"))
    return digits


def read_born(text: str, on: datetime.date, *, tells: str = "", counts_from_1904: bool = False) -> people.Born:
    """A birth; also the bare number a spreadsheet keeps for a date.

    `tells` is what the column's header says of a bare “71” or “50'erne”: "year", "age", or nothing, which is a doubt.
    """
    if is_blank(text):
        return people.Born()
    if serial := serial_day(text, counts_from_1904=counts_from_1904):
        return people.Born(on=serial)
    if found := re.fullmatch(r"'?(\d\d)\s*(-?\s*['’]?\s*erne)?", text.strip().lower()):
        text = _with_century(text, found[1], on, tells, is_decade=bool(found[2]))
    try:
        born = people.read_born(text, on)
    except people.BornNotUnderstood as problem:
        raise CellNotUnderstood(str(problem)) from None
    if born.year and not born.is_guess and on.year - born.year < GROWN and tells != "age":
        raise CellInDoubt(
            _("Er borgeren et barn, født i %(year)d? Skriv fødselsdagen, eller lad feltet stå tomt.")
            % {"year": born.year}
        )
    return born


def _with_century(text: str, digits: str, on: datetime.date, tells: str, *, is_decade: bool) -> str:
    """Two digits under "Født" are a year of a grown-up, under "Alder" an age; elsewhere a human must say."""
    if tells == "age":
        return f"ca. {int(digits) + 5 if is_decade else digits} år"
    century = on.year // 100 - (int(digits) > on.year % 100)
    year = int(f"{century}{digits}")
    if tells == "year" and GROWN <= on.year - year <= OLD:
        return f"{year}{'erne' if is_decade else ''}"
    raise CellInDoubt(
        _("Er ”%(text)s” en alder eller et årstal? Skriv ”ca. 45 år” eller ”1971”.") % {"text": text[:20]}
    )


def serial_day(text: str, *, counts_from_1904: bool = False) -> datetime.date | None:
    """The day of a bare number, as a spreadsheet keeps it."""
    if found := re.fullmatch(r"([1-6]\d{4})(?:[.,]\d+)?", text):
        return EXCEL_BEGINS[counts_from_1904] + datetime.timedelta(days=int(found[1]))
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
    raise CellInDoubt(_("Køn ”%(text)s” forstås ikke. Skriv K, M eller lad feltet stå tomt.") % {"text": text[:20]})


# Words that tell a situation, in the order they are looked for: "udslusning fra herberg" is udslusning.
SITUATIONS: tuple[tuple[str, str], ...] = (
    (r"\bdød\b|afgået ved døden|afdød", Kind.DEAD),
    (r"fraflyt|flyttet (?:fra|til)|\bflyttet\b|anden kommune", Kind.MOVED_AWAY),
    (r"botilbud|\b10[78]\b", Kind.RESIDENTIAL),
    (r"udslus|midlertidig (?:bolig|lejlighed)|overgangsbolig", Kind.TRANSITIONAL),
    (r"natvarme|natcaf|nødovernat|varmestue|nødherberg|akut(?:bolig|lejlighed|plads)", Kind.NIGHT_CAFE),
    (r"krisecent|\b109\b", Kind.CRISIS_CENTRE),
    (r"herberg|\bforsorg|\b110\b|boform", Kind.SHELTER),
    (r"hotel|vandrerhjem|hostel|vandrehjem|b&b|bed and", Kind.HOTEL),
    (r"familie|venner|\bven\b|veninde|kammerat|bekendt|sofa|forældre|mor\b|far\b|søster|bror|kæreste|ekskone|hos en",
     Kind.FAMILY_FRIENDS),
    (r"kriminalforsorg|løslad", Kind.PRISON_RELEASE),
    (r"udskriv", Kind.DISCHARGE),
    (r"fængsel|arrest|afson", Kind.PRISON),
    (r"hospital|sygehus|psykiatri|behandling|indlagt", Kind.HOSPITAL),
    (r"husvild|§ ?80\b", Kind.UNHOUSED),
    (r"udland", Kind.ABROAD),
    (r"i risiko|udsættelse|opsagt|trues|truet på bolig", Kind.AT_RISK),
    (r"funktionel", Kind.FUNCTIONAL),
    (r"egen bolig|lejlighed|i bolig|fået bolig|almen bolig|\begen\b|ejerbolig|lejebolig|eget hjem", Kind.OWN_HOME),
    (r"\bgade|trappe|skur|telt|\b(?:park|station|skov)(?:en)?\b(?! \d)|\bude\b|\budenfor\b|kælder|street", Kind.STREET),
    (r"campingvogn|kolonihave|\bbil(?:en)?\b|autocamper|båd|haveforening|andet", Kind.OTHER),
)  # fmt: skip
NOT_SO = re.compile(r"\b(?:ikke|ingen|mangler|venter|ønsker|søger|mistet|uden|ude af|opskrevet)\b")
EITHER = re.compile(r"/|\b(?:eller|snart|før|tidligere|måske|skifte\w*|både|ofte|nogle gange|indtil)\b|\?")


def read_situation(text: str) -> str | None:
    """One of the situations of the house; nothing when it isn't known. What may be read in two ways is a doubt."""
    said = people.fold_words(text)
    if is_blank(text):
        return None
    if said in {kind.value for kind in Kind}:
        return said
    found = [kind for words, kind in SITUATIONS if re.search(words, said)]
    if (Kind.OWN_HOME in found and NOT_SO.search(said)) or (len(found) > 1 and EITHER.search(said)):
        raise CellInDoubt(
            _("”%(text)s” kan forstås på flere måder. Skriv kun, hvor borgeren sover nu, f.eks. gade eller herberg.")
            % {"text": text[:40]}
        )
    if found:
        return found[0]
    raise CellInDoubt(
        _("”%(text)s” er ikke en af de situationer, vi kender. Skriv f.eks. gade, herberg eller familie/venner.")
        % {"text": text[:40]}
    )


def kind_told_by(text: str) -> str | None:
    """The situation a cell clearly tells, if it tells one."""
    try:
        return read_situation(text)
    except CellInDoubt:
        return None


def find_house(text: str, houses: Mapping[str, House]) -> House | None:
    """The house that is meant; `houses` by folded name. A name that fits two fits none, and “herberg” is no name."""
    said = people.fold_words(text)
    if is_blank(text) or said in houses:
        return houses.get(said)
    is_part = len(said) >= 5 and kind_told_by(text) is None
    fits = {house for name, house in houses.items() if (is_part and said in name) or name in said}
    return fits.pop() if len(fits) == 1 else None
