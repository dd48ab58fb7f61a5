"""Which column is what? The header is found under its titles and read by its words; people correct it once. Pure."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people import cpr
from hjemvej.ground.spreadsheets.reading.rules.files import Sheet
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.platform.rooms import import_columns

from .cells import kind_told_by

LOOKED_AT = 40  # rows in which a header is looked for
OURS = ("hjemvej: hvorfor", "hjemvej: svar")


class Field(StrEnum):
    """What a column can be."""

    NAME = "name"
    GIVEN_NAMES = "given_names"
    SURNAME = "surname"
    ALIAS = "alias"
    DESCRIPTION = "description"
    CPR = "cpr"
    BORN = "born"
    SEX = "sex"
    PHONE = "phone"
    EMAIL = "email"
    REACHED = "reached"
    LANGUAGE = "language"
    CITIZENSHIP = "citizenship"
    ANIMALS = "animals"
    SITUATION = "situation"
    HOUSE = "house"
    DETAIL = "detail"
    FROM_ON = "from_on"
    UNTIL_ON = "until_on"
    PROTECTION = "protection"
    ANSWER = "answer"


LABELS = {
    Field.NAME: _("Navn"),
    Field.GIVEN_NAMES: _("Fornavn"),
    Field.SURNAME: _("Efternavn"),
    Field.ALIAS: _("Kaldes også"),
    Field.DESCRIPTION: _("Beskrivelse, når navnet ikke er kendt"),
    Field.CPR: _("CPR-nummer"),
    Field.BORN: _("Født eller alder"),
    Field.SEX: _("Køn"),
    Field.PHONE: _("Telefon"),
    Field.EMAIL: _("E-mail"),
    Field.REACHED: _("Træffes på"),
    Field.LANGUAGE: _("Sprog"),
    Field.CITIZENSHIP: _("Statsborgerskab"),
    Field.ANIMALS: _("Dyr"),
    Field.SITUATION: _("Sover (situation)"),
    Field.HOUSE: _("Sted (herberg, natcafé …)"),
    Field.DETAIL: _("Hvor mere præcist"),
    Field.FROM_ON: _("Fra dag"),
    Field.UNTIL_ON: _("Til dag"),
    Field.PROTECTION: _("Beskyttet navn eller adresse"),
    Field.ANSWER: _("Hjemvej: svar"),
}

# Words of a header, folded: the column whose header is the word wins, then one that begins with it; of two, the word
# that stands first here.
WORDS: dict[Field, tuple[str, ...]] = {
    Field.ANSWER: ("hjemvej: svar",),
    Field.CPR: ("cpr", "cpr-nr", "cpr nr", "cprnr", "cpr-nummer", "cprnummer", "personnummer", "personnr",
                "cpr.nr"),
    Field.GIVEN_NAMES: ("fornavn", "fornavne", "fornavn(e)", "first name", "firstname", "given name"),
    Field.SURNAME: ("efternavn", "efternavne", "slægtsnavn", "last name", "surname", "lastname"),
    Field.ALIAS: ("kaldenavn", "kaldes", "kaldes også", "alias", "øgenavn", "kendt som"),
    Field.NAME: ("navn", "borger", "borgerens navn", "fulde navn", "navn på borger", "name", "person", "beboer",
                 "klient"),
    Field.BORN: ("født", "fødselsdato", "fødselsdag", "fødselsår", "fødeår", "fødselsdata", "født år", "alder",
                 "år", "fdato", "f.dato", "date of birth", "age"),
    Field.SEX: ("køn", "sex", "gender", "k/m", "m/k"),
    Field.PHONE: ("telefon", "tlf", "tlf.", "mobil", "tlf.nr", "tlfnr", "telefonnr", "telefonnummer", "mobilnr",
                  "phone"),
    Field.EMAIL: ("e-mail", "email", "mail"),
    Field.REACHED: ("træffes", "træffes på", "kontakt", "kontaktsted", "værested", "c/o"),
    Field.LANGUAGE: ("sprog", "modersmål", "language"),
    Field.CITIZENSHIP: ("statsborgerskab", "nationalitet", "oprindelsesland", "land", "citizenship"),
    Field.ANIMALS: ("dyr", "hund", "kæledyr"),
    Field.HOUSE: ("herberg", "forsorgshjem", "institution", "botilbud", "sted", "tilbud", "shelter"),
    Field.SITUATION: ("sover", "sover nu", "sovested", "situation", "boligsituation", "hjemløshedssituation",
                      "overnatter", "opholdssted", "opholder sig", "hjemløshed", "bor", "bolig", "type", "status"),
    Field.PROTECTION: ("beskyttet", "beskyttelse", "adressebeskyttelse", "adressebeskyttet", "navnebeskyttelse",
                       "navne- og adressebeskyttelse", "beskyttet adresse", "beskyttet navn", "hemmelig adresse"),
    Field.DETAIL: ("adresse", "hvor", "lokation", "område", "detaljer"),
    Field.FROM_ON: ("fra", "fra dato", "startdato", "indskrevet", "indskrivning", "indskrivningsdato",
                    "indflyttet", "indflytning", "ankomst", "siden", "start", "dato"),
    Field.UNTIL_ON: ("til", "til dato", "slutdato", "udskrevet", "udskrivning", "udskrivningsdato", "udflyttet",
                     "afrejse", "slut", "udflytning", "udmeldt"),
    Field.DESCRIPTION: ("beskrivelse", "kendetegn", "signalement"),
}  # fmt: skip
# What may mean something else: taken only where no other column says it.
WEAK = frozenset({"status", "type", "bor", "bolig", "år", "dato", "start", "slut", "kontakt", "land", "hvor", "person"})
CROSSES = frozenset({"x", "+", "1", "✓", "✔", "•", "o", "/", "ja", "sand"})


def column_named(key: str) -> str | None:
    """Return our own or a room's column by the name it was chosen or remembered by; None when it is gone."""
    if key in set(Field):
        return Field(key)
    return key if key in import_columns() else None


def label_of(column: str) -> str:
    """Return the column's name on the pages."""
    return str(LABELS[Field(column)] if column in set(Field) else import_columns()[column].label)


@dataclass(frozen=True)
class Vocabulary:
    """By which words the columns of one kind of list are known, and when a row is no header."""

    words: Mapping[str, tuple[str, ...]]  # of two columns, the one whose word stands first here
    weak: frozenset[str]
    tells: Callable[[Row], bool]  # is the row one of those that the list is of?
    kind: str = ""  # so that what columns are is remembered for each kind of list by itself


def of_people() -> Vocabulary:
    """Our own words, and those of the columns that rooms bring."""
    brought = {key: column.headers for key, column in import_columns().items()}
    own: dict[str, tuple[str, ...]] = dict(WORDS.items())
    return Vocabulary({**own, **brought}, WEAK, _tells_of_somebody)


@dataclass(frozen=True)
class Header:
    """Where the header stands, and what its cells say."""

    row: int  # counted from 0; -1 where there is none
    cells: Row
    kind: str = ""

    @property
    def signature(self) -> str:
        """The same for files that are made alike, whatever is in them; our own columns don't count."""
        words = [word for word in map(fold, self.cells) if word not in OURS]
        while words and not words[-1]:
            words.pop()
        words = [self.kind, *words] if self.kind else words
        return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower()).strip(" :*.")


def find_header(sheet: Sheet, vocabulary: Vocabulary | None = None) -> Header:
    """The row whose cells are most like header words; else the first with two cells; else the first."""
    vocabulary = vocabulary or of_people()
    best, best_score = None, 0
    for number, row in enumerate(sheet.rows[:LOOKED_AT]):
        known = {field for field in (_field_of(cell, vocabulary) for cell in row) if field}
        if len(known) == 1 and Field.ANSWER not in known and vocabulary.tells(row):
            continue
        if len(known) > best_score:
            best, best_score = number, len(known)
    if best is None:
        return _header_of_unknown_words(sheet, vocabulary)
    return Header(best, sheet.rows[best], vocabulary.kind)


def _tells_of_somebody(row: Row) -> bool:
    """“Testa Prøve | herberg | 1/11”: its one header word is what is told, and the rest are no words of a header."""
    return any(kind_told_by(cell) or re.search(r"\d", cell) for cell in row)


def _header_of_unknown_words(sheet: Sheet, vocabulary: Vocabulary) -> Header:
    """The first row with two words, if they are words; a row with numbers is somebody already: then there is none."""
    filled = (number for number, row in enumerate(sheet.rows[:LOOKED_AT]) if len({cell for cell in row if cell}) > 1)
    number = next(filled, None)
    if number is not None and not vocabulary.tells(sheet.rows[number]):
        return Header(number, sheet.rows[number], vocabulary.kind)
    cells = tuple(f"Kolonne {column}" for column in range(1, len(sheet.rows[0]) + 1))
    return Header(-1, cells, vocabulary.kind)


def guess(header: Header, rows: Sequence[Row]) -> list[str | None]:
    """A field for each column by the words of its header, or by what stands in it; each field at most once."""
    fields = meant(header, rows, of_people())
    if Field.CPR not in fields:
        for column, field in enumerate(fields):
            if field is None and _looks_like_cpr(row[column] for row in rows[:60]):
                fields[column] = Field.CPR
                break
    if set(fields) & {Field.GIVEN_NAMES, Field.SURNAME} == {Field.SURNAME} and Field.NAME in fields:
        fields[fields.index(Field.NAME)] = Field.GIVEN_NAMES  # "Navn | Efternavn"
    return fields


def meant(header: Header, rows: Sequence[Row], vocabulary: Vocabulary) -> list[str | None]:
    """A field for each column by the words of its header; each field at most once."""
    taken: set[str] = set()
    fields: list[str | None] = [None] * len(header.cells)
    for is_whole, with_weak in ((True, False), (False, False), (False, True)):
        found = []
        for column, cell in enumerate(header.cells):
            field, word = _meaning(cell, vocabulary, is_whole=is_whole)
            if field and fields[column] is None and (with_weak or word not in vocabulary.weak):
                is_of_the_list = word == "år" and _is_one_year(row[column] for row in rows)
                found += [] if is_of_the_list else [(vocabulary.words[field].index(word), column, field)]
        for _place, column, field in sorted(found):
            if field not in taken:
                fields[column] = field
                taken.add(field)
    return fields


def _is_one_year(cells: Iterable[str]) -> bool:
    """“2026” in every row is the year of the list, and nobody's birth."""
    said = {cell for cell in cells if cell}
    return len(said) == 1 and bool(re.fullmatch(r"\d{4}", said.pop()))


def left_out(header: Header, fields: Sequence[str | None], rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The columns that stay behind though something stands in them, and those of them that are full of crosses."""
    names: list[str] = []
    crossed: list[str] = []
    for column, (cell, field) in enumerate(zip(header.cells, fields, strict=True)):
        said = [fold(row[column]) for row in rows if row[column]]
        if field or not said or fold(cell) in OURS:
            continue
        name = cell or str(_("kolonne %(number)d")) % {"number": column + 1}
        (crossed if sum(one in CROSSES for one in said) >= 0.8 * len(said) else names).append(name)
    return names, crossed


def with_the_answers(fields: Sequence[str | None], header: Header) -> list[str | None]:
    """What was remembered of the file they sent, for the rows they mended: our column of answers has come to it."""
    return [
        Field.ANSWER if fold(cell) in WORDS[Field.ANSWER] else field
        for field, cell in zip(fields, header.cells, strict=True)
    ]


def what_a_bare_number_tells(header: Header, fields: Sequence[str | None]) -> str:
    """Is “71” in the column of births a year or an age? Only its header can say."""
    said = next((fold(cell) for cell, field in zip(header.cells, fields, strict=False) if field is Field.BORN), "")
    if said.startswith(("alder", "age")):
        return "age"
    return "year" if said.startswith(("fød", "f.", "fdato", "date of birth")) and "alder" not in said else ""


def _meaning(cell: str, vocabulary: Vocabulary, *, is_whole: bool) -> tuple[str | None, str]:
    """The field that the header means, and the word that says so: the whole header, or else its first word."""
    said = fold(cell)
    if len(said) > 60:
        return None, ""
    words = (said,) if is_whole else (said, re.split(r"[\s/(,:.-]+", said)[0])
    for word in words:
        if field := next((field for field, known in vocabulary.words.items() if word in known), None):
            return field, word
    return None, ""


def _field_of(cell: str, vocabulary: Vocabulary) -> str | None:
    return _meaning(cell, vocabulary, is_whole=False)[0]


def _looks_like_cpr(cells: Iterable[str]) -> bool:
    said = [cell for cell in cells if cell]
    return len(said) >= 3 and sum(map(_is_cpr, said)) >= 0.6 * len(said)


def _is_cpr(cell: str) -> bool:
    try:
        cpr.parse(cell)
    except cpr.ImpossibleCpr:
        return False
    return True


def is_usable(fields: Sequence[str | None]) -> bool:
    """Without a column for whom it is about nothing can be imported."""
    return bool({Field.NAME, Field.GIVEN_NAMES, Field.SURNAME, Field.CPR, Field.DESCRIPTION, Field.ALIAS} & set(fields))
