"""Does a row say, anywhere, that somebody's name or address must not be known? Also in what is left out. Pure."""

import re
from collections.abc import Sequence

from hjemvej.ground.people.rules import fold_words

from .cells import NO, YES, is_blank

SAYS_SO = re.compile(
    r"adresse\W*beskyt|navne?\W*(?:og|&|/)?\W*adresse\W*beskyt|navne\W*beskyt|person\W*beskyt"
    r"|beskyttet\W+(?:adr|navn|person|identitet|opholds|bopæl|borger)|(?:adr\w*|navn|identitet|bopæl)\W+(?:er\W+)?beskyttet"
    r"|\b(?:hemmelig|skjult|fortrolig)\w*\W+(?:adr|navn|opholds|bopæl|identitet|nummer|tlf|telefon)"
    r"|(?:adr\w*|opholdssted|bopæl)\W+(?:er\W+)?(?:hemmelig|skjult|fortrolig)"
    r"|\btrue(?:t|s)\b(?!\W+(?:på bolig|af udsættelse|med udsættelse))|\btrusler\b|trusselsvurder|\bforfølg|\bstalk"
    r"|\bmå\W+(?:ikke|aldrig)\W+(?:oplyses|udleveres|videregives|vises|kendes|nævnes|vide|få\W+at\W+vide)"
    r"|\bbeskyttelse\b|^(?:beskyttet|hemmelig|skjult)$|\bsikkerhedssag|\btilhold\b|\bi\W+skjul\b"
    r"|\b(?:bor|lever|sover|opholder\W+sig)\W+skjult|\badr\w*\W*besk",
    re.IGNORECASE,
)
OF_A_THREAT = re.compile(
    r"true(?:t|s)\b|trus[ls]|forfølg|stalk|må\W+(?:ikke|aldrig)|sikkerhedssag|tilhold|skjul", re.IGNORECASE
)
NOT_SO = re.compile(
    r"\b(?:ikke|ingen|uden|nej|ej|ophævet|ophørt|udløbet)\b[\w\s-]{0,20}(?:beskyt|hemmelig|true|trus|skjul|tilhold)"
    r"|(?:beskyt\w*|hemmelig\w*|trusler)\b[\w\s:]{0,12}\b(?:nej|ikke|ingen|ophævet|ophørt|udløbet)\b|ubeskyttet",
    re.IGNORECASE,
)
A_COLUMN = re.compile(r"beskyt|hemmelig|skjult|trussel|truet", re.IGNORECASE)
NONE, ADDRESS, THREATENED = "", "address", "threatened"  # as people.models.Person.Protection


def said_by(header: Sequence[str], row: Sequence[str]) -> tuple[str, str, str]:
    """What the row says of protection, in which column and in which words; nothing where it says nothing of it."""
    for column, text in zip(header, row, strict=False):
        if not text:
            continue
        if A_COLUMN.search(column):  # what is neither yes nor no there is asked about too
            found = read_protection(text)
            if found != NONE:
                return found or _kind(text), column, text
        elif SAYS_SO.search(text) and not NOT_SO.search(text):
            return _kind(text), column, text
    return "", "", ""


def read_protection(text: str) -> str | None:
    """What a cell of a column of its own says; None when it is neither yes nor no."""
    said = fold_words(text)
    if said in NO or NOT_SO.search(text) or said in ("ingen", "ikke beskyttet", "ingen beskyttelse"):
        return NONE
    if said in YES or SAYS_SO.search(text) or re.search(r"beskyt|hemmelig|skjult", text, re.IGNORECASE):
        return _kind(text)
    return NONE if is_blank(text) else None


def _kind(text: str) -> str:
    return THREATENED if OF_A_THREAT.search(text) else ADDRESS
