"""Which column is what in a landlord's list of dwellings? By the words of its header. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.columns import Header, Vocabulary, fold, meant


class Field(StrEnum):
    """What a column can be; those of a dwelling's facts are called as they are there."""

    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    FLOOR = "floor"
    DOOR = "door"
    POSTCODE = "postcode"
    TOWN = "town"
    NUMBER = "number"
    FORM = "form"
    ROOMS = "rooms"
    SIZE = "size"
    RENT = "rent"
    HEAT = "heat"
    WATER = "water"
    TV = "tv"
    TOTAL = "total"
    DEPOSIT = "deposit"
    HAS_LIFT = "has_lift"
    IS_STEP_FREE = "is_step_free"
    STEPS = "steps"
    TAKES_PETS = "takes_pets"
    LEASE_FORM = "lease_form"
    LEASE_ENDS_ON = "lease_ends_on"
    NEIGHBOURHOOD = "neighbourhood"
    NEAR = "near"
    LANDLORD = "landlord"
    STATE = "state"
    FREE_FROM = "free_from"
    NOTICE = "notice"
    TAKEN_OVER = "taken_over"
    NOTIFIED_ON = "notified_on"
    ANSWER_BY_ON = "answer_by_on"
    TENANT = "tenant"
    ANSWER = "answer"


LABELS = {
    Field.ADDRESS: _("Adresse"),
    Field.STREET: _("Vej"),
    Field.HOUSE_NUMBER: _("Husnummer"),
    Field.FLOOR: _("Etage"),
    Field.DOOR: _("Dør"),
    Field.POSTCODE: _("Postnummer"),
    Field.TOWN: _("By"),
    Field.NUMBER: _("Boligorganisationens nummer"),
    Field.FORM: _("Slags bolig"),
    Field.ROOMS: _("Værelser"),
    Field.SIZE: _("Kvadratmeter"),
    Field.RENT: _("Husleje om måneden"),
    Field.HEAT: _("Varme om måneden"),
    Field.WATER: _("Vand om måneden"),
    Field.TV: _("Tv og antenne om måneden"),
    Field.TOTAL: _("Husleje i alt, med varme, vand og tv"),
    Field.DEPOSIT: _("Indskud"),
    Field.HAS_LIFT: _("Elevator"),
    Field.IS_STEP_FREE: _("Uden trin"),
    Field.STEPS: _("Antal trin"),
    Field.TAKES_PETS: _("Husdyr"),
    Field.LEASE_FORM: _("Lejekontrakt"),
    Field.LEASE_ENDS_ON: _("Kontrakten slutter"),
    Field.NEIGHBOURHOOD: _("Kvarter"),
    Field.NEAR: _("Hvad er tæt på"),
    Field.LANDLORD: _("Boligorganisation"),
    Field.STATE: _("Ledig eller lejet ud"),
    Field.FREE_FROM: _("Ledig fra"),
    Field.NOTICE: _("Opsagt pr."),
    Field.TAKEN_OVER: _("Overtagelse"),
    Field.NOTIFIED_ON: _("Meldt ledig"),
    Field.ANSWER_BY_ON: _("Svar senest"),
    Field.TENANT: _("Lejer (læses ikke)"),
    Field.ANSWER: _("Hjemvej: svar"),
}

# Words of a header, folded. A tenant's name and number are known, so that they are never read as something else.
WORDS: dict[str, tuple[str, ...]] = {
    Field.ANSWER: ("hjemvej: svar",),
    Field.TENANT: ("lejer", "lejers navn", "lejernavn", "nuværende lejer", "tidligere lejer", "fraflytter", "beboer",
                   "navn", "cpr", "cpr-nr", "cpr.nr", "cprnr", "cpr-nummer", "personnummer", "telefon", "tlf", "mobil",
                   "e-mail", "email", "mail"),
    Field.ADDRESS: ("adresse", "boligadresse", "lejemålets adresse", "beliggenhed", "address"),
    Field.STREET: ("vej", "vejnavn", "gade", "gadenavn"),
    Field.HOUSE_NUMBER: ("husnr", "hus nr", "husnummer", "hus-nr", "vejnr", "nr"),
    Field.FLOOR: ("etage", "sal", "etage/dør", "etage og dør"),
    Field.DOOR: ("dør", "side", "dørnr"),
    Field.POSTCODE: ("postnr", "postnummer", "post nr", "postnr/by", "postnr. og by"),
    Field.TOWN: ("by", "bynavn", "postdistrikt"),
    Field.NUMBER: ("bolignummer", "bolignr", "bolig nr", "bolig-nr", "lejemålsnr", "lejemålsnummer", "lejemål nr",
                   "lejemålsnr", "lejemål", "lejenr", "enhedsnr", "bolig-id"),
    Field.FORM: ("boligtype", "slags bolig", "slags", "boligform", "type", "form", "kategori"),
    Field.ROOMS: ("rum", "antal rum", "værelser", "antal værelser", "vær", "vær.", "rooms"),
    Field.SIZE: ("m2", "m²", "kvm", "areal", "kvadratmeter", "størrelse", "bruttoareal", "boligareal", "kvm."),
    Field.TOTAL: ("husleje i alt", "leje i alt", "samlet husleje", "samlet leje", "husleje inkl. forbrug",
                  "husleje inkl. varme", "leje inkl. forbrug", "leje inkl. aconto", "i alt pr. måned", "husleje inkl",
                  "total husleje", "bruttoleje", "månedlig ydelse i alt", "i alt"),
    Field.RENT: ("husleje", "leje", "husleje ekskl. forbrug", "nettoleje", "månedlig leje", "husleje pr. måned",
                 "leje pr. måned", "leje/md", "husleje/md", "husleje pr. md", "boligafgift", "grundleje", "rent"),
    Field.HEAT: ("varme", "aconto varme", "a conto varme", "varme aconto", "varme a conto", "forbrug varme"),
    Field.WATER: ("vand", "aconto vand", "a conto vand", "vand aconto", "vand a conto"),
    Field.TV: ("tv", "antenne", "tv/antenne", "antennebidrag", "tv-pakke", "kabel-tv", "tv og antenne", "internet/tv"),
    Field.DEPOSIT: ("indskud", "depositum", "beboerindskud", "boligindskud", "deposit"),
    Field.HAS_LIFT: ("elevator", "lift"),
    Field.IS_STEP_FREE: ("trinfri", "uden trin", "niveaufri", "niveaufri adgang", "trinfri adgang"),
    Field.STEPS: ("trin", "antal trin", "trappetrin"),
    Field.TAKES_PETS: ("husdyr", "dyr", "kæledyr", "hund", "husdyr tilladt", "dyrehold"),
    Field.LEASE_FORM: ("lejeform", "lejekontrakt", "kontrakt", "kontrakttype", "lejevilkår"),
    Field.LEASE_ENDS_ON: ("kontrakten slutter", "kontrakt til", "kontraktudløb", "udløber", "udløb", "lejemål udløber"),
    Field.NEIGHBOURHOOD: ("kvarter", "bydel", "område"),
    Field.NEAR: ("tæt på", "i nærheden", "nærhed"),
    Field.LANDLORD: ("udlejer", "boligorganisation", "boligforening", "boligselskab", "organisation", "selskab"),
    Field.FREE_FROM: ("ledig fra", "ledig pr", "ledig d", "ledig den", "ledigdato", "ledig dato", "ledig",
                      "ledig til indflytning"),
    Field.NOTICE: ("opsagt pr", "opsagt til", "opsagt", "fraflytning", "fraflytningsdato", "fraflyttet", "lejeophør",
                   "opsigelse pr"),
    Field.TAKEN_OVER: ("overtagelse", "overtagelsesdato", "overtages", "indflytning", "indflytningsdato",
                       "tidligste indflytning", "kan overtages", "klar til indflytning"),
    Field.NOTIFIED_ON: ("meldt ledig", "anmeldt", "meldt", "meldt den", "anvist til kommunen", "sendt til kommunen"),
    Field.ANSWER_BY_ON: ("svar senest", "svarfrist", "frist", "frist for svar", "svar inden", "anvisningsfrist"),
    Field.STATE: ("status", "ledighed", "udlejningsstatus", "tilstand"),
}  # fmt: skip
WEAK = frozenset({"type", "form", "nr", "by", "side", "navn", "område", "frist", "status", "kategori", "i alt",
                  "lejemål", "organisation", "selskab", "kontrakt", "vej", "hund"})  # fmt: skip
WHERE = frozenset(
    {Field.ADDRESS, Field.STREET, Field.HOUSE_NUMBER, Field.FLOOR, Field.DOOR, Field.POSTCODE, Field.TOWN}
)


def label_of(column: str) -> str:
    return str(LABELS[Field(column)])


def column_named(key: str) -> str | None:
    """Return the column by the name it was chosen or remembered by; None when it is gone."""
    return Field(key) if key in set(Field) else None


def _tells_of_a_dwelling(row: Row) -> bool:
    return any(re.search(r"\d", cell) for cell in row)


OF_DWELLINGS = Vocabulary(WORDS, WEAK, _tells_of_a_dwelling, "dwellings")


def guess(header: Header, rows: Sequence[Row]) -> list[str | None]:
    """A field for each column by its header; every column that may tell of a tenant is known as such."""
    fields = meant(header, rows, OF_DWELLINGS)
    for column, cell in enumerate(header.cells):
        words = {fold(cell), re.split(r"[\s/(,:.-]+", fold(cell))[0]}
        if fields[column] is None and words & set(WORDS[Field.TENANT]):
            fields[column] = Field.TENANT
    return fields


def is_usable(fields: set[str | None]) -> bool:
    """Without an address, or a number by which we may know the dwelling, nothing can be imported."""
    return bool({Field.ADDRESS, Field.NUMBER} & fields) or {Field.STREET, Field.HOUSE_NUMBER} <= fields
