"""What do we decide of people? How an age is told, what a search text means, which name is shown. Pure."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.platform.sealing.cpr_numbers import CPR_LIKE, squeeze
from hjemvej.platform.sealing.unseen import without_unseen
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.typed_dates import DateNotUnderstood, read_date

from .models import ReachedBy

CHANNELS_REACHED_BY = ReachedBy.choices
AGE_SLACK = 4  # years either way when somebody says "ca. 45"
OLDEST = 110
WORDS_READ = 16
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

NOT_KNOWN = frozenset({"", "?", "-", "ukendt", "vides ikke", "ikke oplyst", "n/a", "ved ikke", "??", "---", "—"})
ABOUT = re.compile(r"\b(?:ca|cirka|omkring|rundt regnet|vist|måske|anslået)\b\.?|[~?]")
AGE = re.compile(
    r"(?:\b(?:ca|cirka|omkring|rundt regnet)\b\.?\s*)?(?<!\d)(\d{1,3})\s*år(?:ig)?\b"
    r"|\b(?:ca|cirka)\.?\s*(\d{1,3})(?!\d)"
)
FULL_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?![\d./-]*\d)")
DAY_MONTH_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s*({'|'.join(MONTHS)})[a-zé]*\.?(?:\s+(\d{{4}}))?", re.IGNORECASE)
DIGITS = re.compile(r"(?<!\d)(\d{8}|\d{6}|\d{4})(?!\d)")


def as_written(name: str) -> str:
    """A name as it is read: each letter one character (not a and a ring for å), nothing unseen to turn it around."""
    return " ".join(without_unseen(unicodedata.normalize("NFC", name)).split())


@dataclass(frozen=True)
class Search:
    """What somebody typed to find a person: words of names, marks of a birth date, a span of years, or a CPR."""

    words: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()  # as they stand in search_text: 0304, 03041971, 1971
    born_from: int | None = None
    born_until: int | None = None
    cpr: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.dates or self.cpr or self.born_from)

    def is_of_age(self, born_year: int | None) -> bool:
        if born_year is None or self.born_from is None or self.born_until is None:
            return False
        return self.born_from <= born_year <= self.born_until


def read_search(text: str, on: datetime.date) -> Search:
    """Take a search text apart; nothing in it can be wrong, at worst it finds nobody."""
    rest = unicodedata.normalize("NFC", text[:200]).replace("\x00", " ")
    cpr = ""
    if match := CPR_LIKE.search(rest):
        cpr, rest = squeeze(match[0]), CPR_LIKE.sub(" ", rest)
    ages = [int(match[1] or match[2]) for match in AGE.finditer(rest)]
    rest = AGE.sub(" ", rest)
    dates: list[str] = []
    for pattern, mark in ((ISO_DATE, _iso_mark), (FULL_DATE, _full_mark), (DAY_MONTH_NAME, _named_mark),
                          (DAY_MONTH, _day_month_mark), (DIGITS, _digits_mark)):  # fmt: skip
        dates += [mark(match) for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    words = tuple(word for word in re.findall(r"[^\W_]+", rest) if len(word) > 1 or not word.isascii())[:WORDS_READ]
    age = next((age for age in ages if 0 < age <= OLDEST), None)
    return Search(
        words=words,
        dates=tuple(date for date in dates if date)[:3],
        born_from=on.year - age - AGE_SLACK if age else None,
        born_until=on.year - age + AGE_SLACK if age else None,
        cpr=cpr,
    )


def _iso_mark(found: re.Match[str]) -> str:
    return f"{int(found[3]):02}{int(found[2]):02}{found[1]}"


def _full_mark(found: re.Match[str]) -> str:
    return f"{int(found[1]):02}{int(found[2]):02}{found[3]}"


def _named_mark(found: re.Match[str]) -> str:
    month = MONTHS.index(found[2].lower()[:3]) + 1
    return f"{int(found[1]):02}{month:02}{found[3] or ''}"


def _day_month_mark(found: re.Match[str]) -> str:
    return f"{int(found[1]):02}{int(found[2]):02}"


def _digits_mark(found: re.Match[str]) -> str:
    return found[1]


def age_on(born_on: datetime.date, on: datetime.date) -> int:
    """Whole years lived."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age_text(*, born_on: datetime.date | None, born_year: int | None, is_guess: bool, on: datetime.date) -> str:
    """How old, in words: "41 år", "ca. 45 år", "44-45 år", or nothing when nobody knows."""
    if born_on:
        return _("%(age)d år") % {"age": age_on(born_on, on)}
    if born_year is None:
        return ""
    age = on.year - born_year
    if is_guess:
        return _("ca. %(age)d år") % {"age": age}
    return _("%(from)d-%(until)d år") % {"from": age - 1, "until": age}


def born_text(*, born_on: datetime.date | None, born_year: int | None, is_guess: bool, on: datetime.date) -> str:
    """The birth and the age on one line, as on a list of people that look alike."""
    age = age_text(born_on=born_on, born_year=born_year, is_guess=is_guess, on=on)
    if born_on:
        return _("født %(date)s, %(age)s") % {"date": f"{born_on.day}.{born_on.month}.{born_on.year}", "age": age}
    if born_year and not is_guess:
        return _("født i %(year)d, %(age)s") % {"year": born_year, "age": age}
    return age


@dataclass(frozen=True)
class Born:
    """What is known of a birth: a day, or a year that may be a guess, or nothing."""

    on: datetime.date | None = None
    year: int | None = None
    is_guess: bool = False


class BornNotUnderstood(ValueError):
    """What was typed is no birth date, year or age; the message says what to write instead."""


def read_born(text: str, on: datetime.date) -> Born:
    """A birth as people write it: "3/4-71", "1971", "ca. 1970", "70'erne", "ca. 45 år", "ukendt"."""
    words = fold_words(text.replace("\x00", ""))
    if words in NOT_KNOWN:
        return Born()
    is_guess = bool(ABOUT.search(words))
    rest = ABOUT.sub(" ", words).strip(" .()")
    if found := re.fullmatch(r"(?:19|20)?(\d0)\s*['’-]?\s*erne", rest):
        decade = int(rest[:4]) if rest[:4].isdigit() else 1900 + int(found[1])
        return _born_in(decade + 5, True, on)
    if found := re.fullmatch(r"(\d{1,3})(\s*år.*)?", rest):
        return _born_in(on.year - int(found[1]), True, on)
    if found := re.fullmatch(r"(?:født\s*(?:i\s*)?|f\.?\s*)?(\d{4})", rest):
        return _born_in(int(found[1]), is_guess, on)
    return _born_on(rest, is_guess, on)


def _born_in(year: int, is_guess: bool, on: datetime.date) -> Born:
    if not plausible_birth_year(year, on):
        raise BornNotUnderstood(_("Fødselsåret %(year)d kan ikke passe.") % {"year": year})
    return Born(year=year, is_guess=is_guess)


def _born_on(words: str, is_guess: bool, on: datetime.date) -> Born:
    words = re.sub(r"^(født|f\.)\s*(den\s*)?", "", words)
    words = re.sub(r"[ t]\d{1,2}[:.]\d{2}([:.]\d{2})?$", "", words)
    if not re.search(r"\d.*\d{2}", words) or re.fullmatch(r"\d{1,2}\W\s?\d{1,2}", words):
        raise BornNotUnderstood(_("Skriv en fødselsdag som 3/4-1971, et årstal, eller en alder som ”ca. 45 år”."))
    try:
        day = read_date(words, today=on, near="past")
    except DateNotUnderstood:
        raise BornNotUnderstood(
            _("Skriv en fødselsdag som 3/4-1971, et årstal, eller en alder som ”ca. 45 år”.")
        ) from None
    if day > on or not plausible_birth_year(day.year, on):
        raise BornNotUnderstood(_("Fødselsdagen kan ikke passe. Er årstallet rigtigt?"))
    return Born(year=day.year, is_guess=True) if is_guess else Born(on=day)


def plausible_birth_year(year: int, on: datetime.date) -> bool:
    return on.year - OLDEST <= year <= on.year


def has_lapsed(last_on: datetime.date | None, on: datetime.date) -> bool:
    """Has the protection lapsed, normally after a year? The page says so; the name stays masked until a human acts."""
    return last_on is not None and last_on < on


def fold_words(text: str) -> str:
    """Lower case with single spaces, without dots and the like at the ends: for comparing what people typed."""
    return " ".join(text.lower().split()).strip(" .,:;*")


def municipalities(own: tuple[str, str]) -> list[tuple[str, str]]:
    """Denmark's municipalities by code, our own first: a code typed wrong would take a citizen off the register."""
    others = [pair for pair in MUNICIPALITIES.items() if pair[0] != own[0]]
    others.sort(key=lambda pair: danish_order(pair[1]))
    return [own, *others]


MUNICIPALITIES = {
    "101": "København", "147": "Frederiksberg", "151": "Ballerup", "153": "Brøndby", "155": "Dragør",
    "157": "Gentofte", "159": "Gladsaxe", "161": "Glostrup", "163": "Herlev", "165": "Albertslund",
    "167": "Hvidovre", "169": "Høje-Taastrup", "173": "Lyngby-Taarbæk", "175": "Rødovre", "183": "Ishøj",
    "185": "Tårnby", "187": "Vallensbæk", "190": "Furesø", "201": "Allerød", "210": "Fredensborg",
    "217": "Helsingør", "219": "Hillerød", "223": "Hørsholm", "230": "Rudersdal", "240": "Egedal",
    "250": "Frederikssund", "253": "Greve", "259": "Køge", "260": "Halsnæs", "265": "Roskilde", "269": "Solrød",
    "270": "Gribskov", "306": "Odsherred", "316": "Holbæk", "320": "Faxe", "326": "Kalundborg", "329": "Ringsted",
    "330": "Slagelse", "336": "Stevns", "340": "Sorø", "350": "Lejre", "360": "Lolland", "370": "Næstved",
    "376": "Guldborgsund", "390": "Vordingborg", "400": "Bornholm", "410": "Middelfart", "420": "Assens",
    "430": "Faaborg-Midtfyn", "440": "Kerteminde", "450": "Nyborg", "461": "Odense", "479": "Svendborg",
    "480": "Nordfyn", "482": "Langeland", "492": "Ærø", "510": "Haderslev", "530": "Billund", "540": "Sønderborg",
    "550": "Tønder", "561": "Esbjerg", "563": "Fanø", "573": "Varde", "575": "Vejen", "580": "Aabenraa",
    "607": "Fredericia", "615": "Horsens", "621": "Kolding", "630": "Vejle", "657": "Herning", "661": "Holstebro",
    "665": "Lemvig", "671": "Struer", "706": "Syddjurs", "707": "Norddjurs", "710": "Favrskov", "727": "Odder",
    "730": "Randers", "740": "Silkeborg", "741": "Samsø", "746": "Skanderborg", "751": "Aarhus",
    "756": "Ikast-Brande", "760": "Ringkøbing-Skjern", "766": "Hedensted", "773": "Morsø", "779": "Skive",
    "787": "Thisted", "791": "Viborg", "810": "Brønderslev", "813": "Frederikshavn", "820": "Vesthimmerland",
    "825": "Læsø", "840": "Rebild", "846": "Mariagerfjord", "849": "Jammerbugt", "851": "Aalborg", "860": "Hjørring",
}  # fmt: skip
