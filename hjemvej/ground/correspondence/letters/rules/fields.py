"""Which fields may a letter of each kind have, and what becomes of a text when they are written? Pure."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hjemvej.ground.correspondence.models import LetterKind
from hjemvej.ground.correspondence.typesetting import Part, Section
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

Value = str | datetime.date | Sequence[str]

FIELD = re.compile(r"\{([a-zæøå_]+)\}")
BRACE = re.compile(r"[{}]")
UNWRITTEN = re.compile(r"\{[^{}\n]*\}|[{}]")  # a field, one that is misspelt, or a brace alone
NAME = "navn"  # is written when the letter is printed
COMMON: dict[str, Promise] = {
    NAME: gettext_lazy("borgerens navn"),
    "dato": gettext_lazy("dagen i dag"),
    "kommune": gettext_lazy("kommunens navn"),
    "team": gettext_lazy("jeres team"),
    "afsender": gettext_lazy("den, der skriver brevet"),
    "telefon": gettext_lazy("teamets telefon"),
    "næste_skridt": gettext_lazy("det, der sker nu"),
}
OWN: dict[str, dict[str, Promise]] = {
    LetterKind.DECISION: {
        "svar": gettext_lazy("Ja, Nej eller Ja til noget af det"),
        "om": gettext_lazy("hvad afgørelsen handler om"),
        "bedt_om": gettext_lazy("det, borgeren bad om"),
        "afgjort": gettext_lazy("det, der er afgjort"),
        "begrundelse": gettext_lazy("begrundelsen"),
        "paragraf": gettext_lazy("paragraffen"),
        "hørt_om": gettext_lazy("det, borgeren blev hørt om"),
        "hørt_svar": gettext_lazy("borgerens svar"),
        "klagevejledning": gettext_lazy("hvordan borgeren klager"),
        "retter": gettext_lazy("dagen for den afgørelse, der rettes"),
    },
    LetterKind.OFFER_OF_HOME: {
        "adresse": gettext_lazy("boligens adresse"),
        "bolig": gettext_lazy("boligen, et punkt på hver linje"),
        "husleje": gettext_lazy("huslejen med det hele"),
        "indskud": gettext_lazy("indskuddet"),
        "udlejer": gettext_lazy("udlejeren"),
        "fremvisning": gettext_lazy("hvornår boligen kan ses"),
        "ledig_fra": gettext_lazy("dagen, den er ledig fra"),
        "svar_senest": gettext_lazy("dagen, vi skal have svar"),
    },
    LetterKind.OFFER_OF_HOUSING_FIRST: {"koordinator": gettext_lazy("den, der følger op")},
    LetterKind.CHECKLIST: {
        "om": gettext_lazy("hvad listen handler om"),
        "punkter": gettext_lazy("punkterne, et på hver linje"),
        "indflytning": gettext_lazy("dagen for indflytning"),
    },
    LetterKind.HEARING: {
        "om": gettext_lazy("hvad sagen handler om"),
        "oplysninger": gettext_lazy("det, vi har fået at vide"),
        "svar_senest": gettext_lazy("dagen, vi skal have svar"),
    },
    LetterKind.PAPER: {
        "aftalt": gettext_lazy("det, I har aftalt, et punkt på hver linje"),
        "tur": gettext_lazy("hvis tur det er, et punkt på hver linje"),
    },
    LetterKind.PLAN: {
        "plan": gettext_lazy("hvilken plan"),
        "aftalt": gettext_lazy("dagen, planen er aftalt, og efter hvilken paragraf"),
        "mål": gettext_lazy("målene og de næste skridt, et punkt på hver linje"),
        "aftaler": gettext_lazy("det, I er enige om, et punkt på hver linje"),
        "sammen": gettext_lazy("hvordan planen er lavet sammen"),
    },
    LetterKind.PAYMENT_PLAN: {
        "udlejer": gettext_lazy("udlejeren"),
        "gæld": gettext_lazy("gælden"),
        "opgjort": gettext_lazy("dagen, gælden er gjort op"),
        "afdrag": gettext_lazy("afdragene, et punkt på hver linje"),
        "husleje": gettext_lazy("om huslejen betales ved siden af"),
        "hvis_ikke": gettext_lazy("det, der sker, hvis et afdrag ikke bliver betalt"),
        "aftalt": gettext_lazy("dagen, det er aftalt"),
        "enige": gettext_lazy("dem, der har sagt ja"),
    },
    LetterKind.SIGNAL: {
        "fået": gettext_lazy("det, vi har fået, af hvem og hvornår, et punkt på hver linje"),
        "grund": gettext_lazy("paragraffen, et punkt på hver linje"),
        "formål": gettext_lazy("hvad vi bruger oplysningerne til, et punkt på hver linje"),
        "gemmes": gettext_lazy("hvor længe det gemmes, et punkt på hver linje"),
        "indsigelse": gettext_lazy("hvordan borgeren siger nej"),
        "rådgiver": gettext_lazy("kommunens databeskyttelsesrådgiver"),
    },
    LetterKind.FREE: {"om": gettext_lazy("hvad brevet handler om"), "tekst": gettext_lazy("det, du vil skrive")},
}
# What the law asks a letter of this kind to hold: FVL §§ 22-25; § 19; GDPR art. 14.
ASKED_BY_LAW = {
    LetterKind.DECISION: ("afgjort", "begrundelse", "paragraf", "klagevejledning"),
    LetterKind.HEARING: ("oplysninger", "svar_senest"),
    LetterKind.SIGNAL: ("fået", "grund", "formål", "gemmes", "indsigelse"),
}


class TextIsWrong(Refused):
    """A text has a field that its kind does not have, or lacks one that the law asks for."""

    field = "text"


def fields_of(kind: str) -> dict[str, Promise]:
    """Return the fields that a letter of this kind may have, with what each stands for."""
    return {**OWN[LetterKind(kind)], **COMMON}


def check(kind: str, *, heading: str, text: str) -> None:
    """Refuse a template with a sentence when a field is unknown, a brace is left over, or the law asks for more."""
    known = fields_of(kind)
    for field, words in (("heading", heading), ("text", text)):
        for name in FIELD.findall(words):
            if name not in known:
                raise TextIsWrong(
                    _("Feltet {%(name)s} findes ikke i et brev af den slags. Brug et af dem, der står på siden.")
                    % {"name": name},
                    field=field,
                )
        if BRACE.search(FIELD.sub("", words)):
            raise TextIsWrong(
                _("Der er en tuborgklamme uden et felt. Skriv et felt som {navn}, eller tag klammen væk."), field=field
            )
    lacking = [name for name in ASKED_BY_LAW.get(LetterKind(kind), ()) if name not in FIELD.findall(text)]
    if lacking:
        raise TextIsWrong(
            _("Loven kræver, at brevet også har: %s. Skriv felterne ind igen.")
            % ", ".join(f"{{{name}}}" for name in lacking)
        )


def unwritten(*texts: str) -> list[str]:
    """List the fields and lost braces that are still to be written over before the letter can be sent."""
    found = [field for text in texts for field in UNWRITTEN.findall(text) if field != f"{{{NAME}}}"]
    return list(dict.fromkeys(found))


def fill(text: str, values: Mapping[str, Value], *, is_whole: bool) -> str:
    """Write the values into a text; the citizen's name waits until the letter is printed.

    `is_whole`: no more values come, so a paragraph whose fields all stay empty is left out, and a heading with nothing
    below it; otherwise one is left out, with its heading, whose values are given and empty. What a value says is never
    read as a heading or a point.
    """
    words = {name: _in_words(value) for name, value in values.items()}
    paragraphs: list[str] = []
    for paragraph in _paragraphs(text):
        names = [name for name in FIELD.findall(paragraph) if name != NAME]
        is_empty = names and not any(words.get(name) for name in names)
        if is_empty and is_whole:
            continue
        if is_empty and words.keys() >= set(names):  # what is below its heading goes to the one before
            if paragraphs and paragraphs[-1].startswith("#"):
                paragraphs.pop()
            continue
        paragraphs.append("\n".join(_line(line, words, is_whole=is_whole) for line in paragraph.splitlines()))
    return "\n\n".join(_with_something_below(paragraphs) if is_whole else paragraphs)


def _paragraphs(text: str) -> list[str]:
    """Cut a text into paragraphs; a heading is one of its own."""
    apart = re.sub(r"(?m)^(#.*)$", r"\n\n\1\n\n", text.replace("\r\n", "\n"))
    return [piece.strip("\n") for piece in re.split(r"\n\s*\n", apart) if piece.strip()]


def _with_something_below(paragraphs: list[str]) -> list[str]:
    """Leave out a heading that another heading, or nothing, follows."""
    below = [*paragraphs[1:], "#"]
    pairs = zip(paragraphs, below, strict=True)
    return [here for here, after in pairs if not (here.startswith("#") and after.startswith("#"))]


def _line(line: str, words: Mapping[str, str], *, is_whole: bool) -> str:
    """Write a line's fields; in a list, each line of a value is a point of its own."""
    alone = FIELD.fullmatch(line.removeprefix("- ").strip())
    if alone and line.startswith("- ") and alone[1] in words:
        return "\n".join(f"- {each.strip()}" for each in words[alone[1]].splitlines() if each.strip())

    def written(field: re.Match[str]) -> str:
        if field[1] == NAME or (field[1] not in words and not is_whole):
            return field[0]
        said = "\n".join(_as_text(each) for each in words.get(field[1], "").splitlines())
        return said.removesuffix(".") if field.string[field.end() : field.end() + 1] == "." else said

    return FIELD.sub(written, line)


def _as_text(line: str) -> str:
    """A mark at the beginning of a line is read as one: a typed line of that kind begins with a space."""
    return f" {line}" if line[:1] in ("#", "-") else line


def _in_words(value: Value) -> str:
    if isinstance(value, datetime.date):
        with override("da"):
            return full_date(value)
    return value if isinstance(value, str) else "\n".join(value)


def sections(text: str) -> tuple[Section, ...]:
    """Read a text: a line that begins with # is a heading, one with - a point, an empty line ends a paragraph."""
    found: list[tuple[str, list[Part]]] = [("", [])]
    for paragraph in _paragraphs(text):
        if paragraph.startswith("#"):
            found.append((paragraph.lstrip("#").strip(), []))
            continue
        found[-1][1].extend(_parts(paragraph.splitlines()))
    return tuple(Section(heading, tuple(parts)) for heading, parts in found if heading or parts)


def _parts(lines: Iterable[str]) -> list[Part]:
    """Cut a paragraph where points begin and end."""
    found: list[tuple[bool, list[str]]] = []
    for line in lines:
        is_point = line.startswith("- ")
        if not found or found[-1][0] != is_point:
            found.append((is_point, []))
        found[-1][1].append((line[2:] if is_point else line).strip())
    return [Part(tuple(words), is_points=is_point) for is_point, words in found]
