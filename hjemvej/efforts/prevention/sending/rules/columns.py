"""Which column is what in a partner's own list? By the words of its header. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from hjemvej.ground.spreadsheets.reading.rules.files import Sheet
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.columns import WORDS as PEOPLES
from hjemvej.ground.spreadsheets.rules.columns import Field as OfPeople
from hjemvej.ground.spreadsheets.rules.columns import Header, Vocabulary, find_header, meant


class Field(StrEnum):
    """What a column can be; those that a kind of signal may bring are called as they are there."""

    NAME = "name"
    GIVEN_NAMES = "given_names"
    SURNAME = "surname"
    CONSENT = "consent_on"
    PROTECTION = "protection"
    ADDRESS = "address"
    PHONE = "phone"
    BORN_ON = "born_on"
    CPR = "cpr"
    AMOUNT = "amount"
    AROSE_ON = "arose_on"
    DEMAND = "demand_reached_on"
    BEGAN_ON = "began_on"
    HAPPENS_ON = "happens_on"
    HAS_HOME = "has_home"
    CONTACT = "contact"
    CHILDREN = "children"
    CRISIS = "is_crisis"
    WORDS = "words"


WORDS: dict[str, tuple[str, ...]] = {
    Field.CPR: PEOPLES[OfPeople.CPR],
    Field.GIVEN_NAMES: PEOPLES[OfPeople.GIVEN_NAMES],
    Field.SURNAME: PEOPLES[OfPeople.SURNAME],
    Field.NAME: ("lejer", "lejers navn", "lejernavn", "navn", "fulde navn", "beboer", "borger", "patient", "indsat",
                 "kontraktholder"),
    Field.CONSENT: ("samtykke", "samtykke givet", "samtykkedato", "dato for samtykke", "sagt ja"),
    Field.PROTECTION: PEOPLES[OfPeople.PROTECTION],
    Field.ADDRESS: ("adresse", "lejemålets adresse", "boligadresse", "lejemål", "bopæl"),
    Field.PHONE: PEOPLES[OfPeople.PHONE],
    Field.BORN_ON: ("født", "fødselsdag", "fødselsdato", "f.dato", "fdato"),
    Field.AMOUNT: ("restance", "beløb", "restancebeløb", "gæld", "skyldigt beløb", "skylder", "saldo"),
    Field.AROSE_ON: ("opstået", "restance siden", "restance fra", "forfald", "forfaldsdato", "forfalden"),
    Field.DEMAND: ("påkrav", "påkravsdato", "påkrav modtaget", "påkravet nåede frem"),
    Field.HAPPENS_ON: ("fogeddag", "foged", "fogeden", "fogedforretning", "fogedret", "udsættelse", "udsættelsesdato",
                       "udsættes", "løsladelse", "løslades", "løsladelsesdato", "udskrivning", "udskrives",
                       "udskrivningsdato", "fraflytning", "ophør"),
    Field.BEGAN_ON: ("indsat den", "indsættelse", "indsættelsesdato", "indlagt", "indlagt den", "indlæggelse",
                     "indlæggelsesdato"),
    Field.HAS_HOME: ("hjem på dagen", "har hjem", "har bolig"),
    Field.CONTACT: ("kontakt hos os", "handleplansansvarlig"),
    Field.CHILDREN: ("børn", "antal børn", "børn i hjemmet", "hjemmeboende børn"),
    Field.CRISIS: ("krise", "i krise"),
    Field.WORDS: ("bemærkning", "bemærkninger", "note", "noter", "kommentar", "kommentarer"),
}  # fmt: skip
OF_SIGNALS = Vocabulary(WORDS, frozenset(), lambda row: any(re.search(r"\d", cell) for cell in row), "signals")


def columns_of(sheet: Sheet) -> tuple[Header, list[str | None]]:
    """Find the header, and a field for each column that we take; every other column is not read."""
    header = find_header(sheet, OF_SIGNALS)
    return header, meant(header, sheet.rows[header.row + 1 :], OF_SIGNALS)


def is_usable(fields: Sequence[str | None]) -> bool:
    """Without a column for whom it is about nothing can be sent."""
    return bool({Field.NAME, Field.GIVEN_NAMES, Field.SURNAME} & set(fields))


def cells_of(row: Row, fields: Sequence[str | None]) -> dict[str, str]:
    """The cells that say something, by field."""
    return {field: cell for field, cell in zip(fields, row, strict=False) if field and cell}
