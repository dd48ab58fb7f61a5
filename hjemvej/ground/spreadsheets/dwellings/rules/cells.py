"""What does a cell of a list of dwellings mean? Kroner, numbers, yes and no, kinds of homes. Pure; a no has words."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from hjemvej.ground.homes.models import Dwelling, LeaseForm
from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.rules.cells import NO, YES, CellInDoubt, CellNotUnderstood

Form = Dwelling.Form
ORE = Decimal("0.01")
INCLUDED = re.compile(r"inkl\w*|indeholdt|med i (?:huslejen|lejen)|ingen|nej")
A_YEAR = re.compile(r"\b(?:pr\.? ?)?år(?:ligt?)?\b|/år")
AMOUNT = re.compile(
    r"(?:(?:ca|cirka)\.?\s*)?(?:kr\.?|dkk)?\s*([0-9][0-9.,' ]*?)\s*(?:[.,]\s?[-–]+)?\s*(?:kr\.?|dkk)?"
    r"\s*(?:(?:/|pr\.?|om)\s*(?:md\.?|mdr\.?|mnd\.?|måneden|måned)\.?)?"
)
THOUSANDS = re.compile(r"(\d{1,3})((?:[.,' ]\d{3})+)(?:[.,](\d{1,2}))?")
LEAST_RENT, MOST_RENT, MOST_PART, MOST_DEPOSIT = 300, 25_000, 6_000, 200_000  # a month; more or less is a fault
NUMBER = re.compile(
    r"(?:ca\.?\s*)?(\d{1,4})(?:[.,](\d+))?\s*(?:m2|m²|kvm\.?|m\^2|m|rums?|vær\.?|værelser|værelse|-?rums)?"
)
FORMS: tuple[tuple[str, Form], ...] = (
    (r"udslus|§ ?63", Form.TRANSITIONAL),
    (r"skæv|§ ?149", Form.SKAEV),
    (r"startbolig|§ ?101", Form.START),
    (r"botilbud|§ ?10[78]", Form.STAY),
    (r"ungdom|studie", Form.YOUTH),
    (r"privat", Form.PRIVATE),
    (r"familie|almene? bolig|^almen$", Form.FAMILY),
    (r"værelse$|^klubværelse|^rum$", Form.ROOM),
)
SAYS_NO_FORM = re.compile(
    r"(?:\d[- ]?(?:rums?|værelses?|vær\.?)\s*)?(?:bolig|lejlighed|lejl|hus|rækkehus|etagebolig|dobbelthus|lejemål|"
    r"taglejlighed)?(?: \d[- ]?(?:rums?|vær\w*))?"
)
LEASES: tuple[tuple[str, LeaseForm], ...] = (
    (r"udslus|særlige vilkår|§ ?4", LeaseForm.SPECIAL),
    (r"ubegrænset|uden (?:slutdato|tidsbegrænsning|udløb)|almindelig|fast|\bikke tidsbegrænset", LeaseForm.UNLIMITED),
    (r"begrænset|midlertidig|\d år", LeaseForm.LIMITED),
    (r"ophold|uden kontrakt", LeaseForm.STAY),
)
NOT_A_HOME = re.compile(
    r"\b(?:p-?plads|parkering|parkeringsplads|garage|carport|erhverv|erhvervslejemål|erhvervslokale|butik|kontor|lager"
    r"|lagerrum|depot|depotrum|pulterrum|kælderrum|cykelskur|cykelrum|fælleshus|fælleslokale|beboerlokale|vaskeri"
    r"|gæsteværelse|selskabslokale|antenneplads|haveareal)\b"
)
NOW = {"nu", "straks", "med det samme", "snarest", "hurtigst muligt", "omgående", "ledig", "ledig nu", "nu og her",
       "ja", "x", "klar"}  # fmt: skip
NOT_FREE = re.compile(r"(?:lejet ud|udlejet|beboet|optaget|genudlejet|ikke ledig|ej ledig|i brug|nej|nej tak|besat)")
FREE = re.compile(r"(?:(?:snart )?ledig\w*(?: .*)?|tom|tomgang|fraflyttet|opsagt|til udlejning|klar(?: .*)?)")


def read_kroner(text: str, least: int, most: int) -> Decimal:
    """An amount a month, however its thousands are parted; what cannot be one is refused with what to write."""
    said = " ".join(text.lower().replace("\N{NO-BREAK SPACE}", " ").split())
    if A_YEAR.search(said):
        raise CellNotUnderstood(_("”%(text)s” er for et år. Skriv beløbet for en måned.") % {"text": text[:30]})
    found = AMOUNT.fullmatch(said)
    amount = _number(found[1].strip(" .,'")) if found else None
    if amount is None:
        raise CellNotUnderstood(_("”%(text)s” er ikke et beløb. Skriv f.eks. 5.600.") % {"text": text[:30]})
    if least and not amount:
        raise CellNotUnderstood(_("En bolig koster noget, og der står 0 kr. Skriv huslejen for en måned."))
    if not least <= amount <= most:
        raise CellNotUnderstood(_("”%(text)s” kan ikke passe. Skriv hele kroner, f.eks. 5.600.") % {"text": text[:30]})
    return amount


def _number(text: str) -> Decimal | None:
    if found := THOUSANDS.fullmatch(text):
        whole = re.sub(r"\D", "", found[1] + found[2])
        return Decimal(f"{whole}.{found[3] or 0}").quantize(ORE)
    if re.fullmatch(r"\d{1,7}(?:[.,]\d+)?", text):
        return Decimal(text.replace(",", ".")).quantize(ORE, ROUND_HALF_UP)
    return None


def read_part(text: str) -> Decimal:
    """A part of the rent; “inkl.” is nothing beside it."""
    return Decimal(0) if INCLUDED.fullmatch(fold_words(text)) else read_kroner(text, 0, MOST_PART)


def read_whole(text: str, most: int) -> int:
    """“72 m2” and “72,4” are 72; “72-75” is no number."""
    found = NUMBER.fullmatch(text.lower().strip())
    number = int(Decimal(f"{found[1]}.{found[2] or 0}").quantize(Decimal(1), ROUND_HALF_UP)) if found else 0
    if not 0 < number <= most:
        raise CellNotUnderstood(_("”%(text)s” er ikke et tal, der kan passe.") % {"text": text[:30]})
    return number


def read_rooms(text: str) -> int:
    if re.search(r"½|[.,][1-9]", text):
        raise CellNotUnderstood(_("”%(text)s” er ikke et helt antal værelser.") % {"text": text[:30]})
    if re.fullmatch(r"0+\D*", text.strip()):
        raise CellNotUnderstood(_("En bolig har mindst ét værelse. Lad cellen stå tom, hvis I ikke ved det."))
    return read_whole(text, 20)


def read_yes(text: str) -> bool:
    said = fold_words(text)
    if said in YES or said in NO:
        return said in YES
    raise CellInDoubt(_("”%(text)s” er hverken ja eller nej.") % {"text": text[:30]})


def read_steps(text: str) -> bool:
    """How many steps there are: none is a home without steps."""
    said = fold_words(text)
    if re.fullmatch(r"\d{1,3}(?: trin)?", said):
        return int(said.split()[0]) == 0
    if said in ("ingen", "ingen trin"):
        return True
    raise CellInDoubt(_("”%(text)s” er ikke et antal trin.") % {"text": text[:30]})


def read_form(text: str) -> str:
    """The kind of home; nothing where the words say none, as “lejlighed” and “2-rums”."""
    said = fold_words(text)
    if SAYS_NO_FORM.fullmatch(said):
        return ""
    return _one_of(FORMS, said, _("”%(text)s” er ikke en af de slags boliger, vi kender.") % {"text": text[:40]})


def read_lease(text: str) -> str:
    said = fold_words(text)
    return _one_of(LEASES, said, _("”%(text)s” er ikke en lejekontrakt, vi kender.") % {"text": text[:40]})


def _one_of(known: tuple[tuple[str, str], ...], said: str, problem: str) -> str:
    for words, value in known:
        if re.search(words, said):
            return str(value)
    raise CellInDoubt(problem)


def no_home(cells: Mapping[str, str]) -> str:
    """Which word says that a row is of a garage, a shop or the like; nothing where none does."""
    for key in ("form", "address", "number"):
        if found := NOT_A_HOME.search(cells.get(key, "").lower()):
            return found[0]
    return ""
