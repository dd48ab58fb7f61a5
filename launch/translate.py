"""How do the rooms' Danish words get their other languages? `python -m launch.translate [ROOM ...]` collects them.

Danish stands in the source. Each room keeps one catalogue a language beside its code (`locale/en/.../django.po`,
whose `msgstr` a human fills in); the compiled form is made on every start and test run and is in no commit.
`python -m launch.translate compile` only compiles. Needs no gettext.
"""

import io
import os
import pathlib
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def rooms() -> list[pathlib.Path]:
    """List the rooms: each has its own catalogue."""
    return sorted(path.parent for path in CHECKOUT.glob("hjemvej/**/apps.py"))


def languages(room: pathlib.Path) -> list[str]:
    """English everywhere; a room with further languages has a folder for each."""
    return sorted({"en", *(path.name for path in room.glob("locale/*") if path.name != "da")})


def words(room: pathlib.Path) -> Catalog:
    """Every Danish text of a room's code and templates."""
    found = Catalog(charset="utf-8")
    for file, text, context in _texts(room):
        found.add(text, locations=[(file, 0)], context=context)
    return found


def plurals(room: pathlib.Path) -> set[tuple[str | None, str, str]]:
    """Every context, singular and plural that a room's code and templates say; a catalogue keeps one plural of each."""
    return {(context, text[0], text[1]) for _file, text, context in _texts(room) if isinstance(text, tuple)}


def _texts(room: pathlib.Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for file, source in _sources(room):
        lines = "\n".join(line.strip() for line in source.splitlines()) if file.suffix != ".py" else source
        messages = extract("python", io.BytesIO(lines.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
        for _line, text, _comments, context in messages:
            yield file.relative_to(CHECKOUT).as_posix(), text, context


def read(room: pathlib.Path, language: str) -> Catalog:
    path = _catalogue(room, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(room: pathlib.Path, language: str) -> list[str]:
    """The Danish texts of a room that this language lacks."""
    known = read(room, language)
    lacking = []
    for message in words(room):
        there = known.get(message.id, message.context) if message.id else None
        if message.id and (there is None or not _is_filled(there.string) or there.fuzzy):
            lacking.append(str(message.id))
    return lacking


def update(chosen: list[pathlib.Path]) -> None:
    """Add new texts to these rooms' catalogues, and drop those that are no longer said."""
    for room in chosen:
        template = words(room)
        for language in languages(room) if len(template) else []:
            catalogue = read(room, language)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            path = _catalogue(room, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue, include_lineno=False, sort_by_file=True, omit_header=True, width=0)
            lacking = untranslated(room, language)
            if lacking:
                print(f"{path.relative_to(CHECKOUT)}: {len(lacking)} to translate")


def compile_all() -> None:
    """Write what Django reads for every catalogue that has changed since."""
    for path in CHECKOUT.glob("hjemvej/**/locale/*/LC_MESSAGES/django.po"):
        compiled = path.with_suffix(".mo")
        written = path.stat().st_mtime_ns
        if not compiled.exists() or compiled.stat().st_mtime_ns != written:  # a copy of an older one may look newer
            with path.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, locale=path.parts[-3]))
            os.utime(compiled, ns=(written, written))


def _sources(room: pathlib.Path) -> Iterator[tuple[pathlib.Path, str]]:
    inner = [other for other in rooms() if room in other.parents]
    for file in sorted([*room.rglob("*.py"), *room.glob("templates/**/*.html"), *room.glob("templates/**/*.txt")]):
        parts = file.relative_to(room).parts
        if not {"tests", "migrations"} & set(parts) and not any(other in file.parents for other in inner):
            text = file.read_text()
            yield file, text if file.suffix == ".py" else templatize(text)


def _catalogue(room: pathlib.Path, language: str) -> pathlib.Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _is_filled(text: str | list[str] | tuple[str, ...] | None) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)


if __name__ == "__main__":
    if sys.argv[1:] != ["compile"]:
        update([pathlib.Path(name).resolve() for name in sys.argv[1:]] or rooms())
    compile_all()
