"""How does a letter become a PDF or a picture? The words go to typst as data, so that none of them is markup."""

import datetime
import functools
import json
import pathlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

import typst

HERE = pathlib.Path(__file__).parent
LETTER, ONE_SIGN = str(HERE / "letter.typ"), str(HERE / "one_sign.typ")
FONTS = str(HERE.parents[2] / "platform" / "ui" / "vendor" / "dkfds" / "fonts")
NO_GLYPH = "could not be displayed"
STAND_IN = "□"  # for a character that no font of ours has
UNSEEN = frozenset({"Cc", "Cs"})
BEYOND_LATIN = re.compile(r"[^\u0000-\u024f]")
PICTURE_DOTS = 80.0  # an inch: an A4 page of 661 pixels


class LetterNotSet(RuntimeError):
    """Typst refused the letter: a fault of ours, not of what was typed."""


@dataclass(frozen=True)
class Part:
    """A paragraph, or a list of points."""

    lines: tuple[str, ...]
    is_points: bool = False


@dataclass(frozen=True)
class Section:
    heading: str  # none: it goes on from what is above
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Every word on a letter."""

    title: str  # of the document, which a screen reader reads first
    municipality: str
    team: str
    sender: tuple[str, ...]  # whom to ask, and how
    to: tuple[str, ...]
    date: str
    heading: str
    blocks: tuple[Section, ...]
    greeting: tuple[str, ...]
    help_heading: str
    help: tuple[str, ...]  # none: neither greeting nor help
    foot: str
    page_of: str  # with {side} and {sider}
    mark: str = ""  # in a frame at the top: that it is a draft
    is_large: bool = False


def pdf(sheet: Sheet, *, at: datetime.datetime) -> bytes:
    """Return the letter as PDF/UA-1; the same sheet and moment give the same bytes."""
    (content,) = _set(sheet, kind="pdf", at=at)
    return content


def pictures(sheet: Sheet, *, at: datetime.datetime) -> list[bytes]:
    """Return a picture of each page, as PNG."""
    return _set(sheet, kind="png", at=at)


def unprintable(text: str) -> list[str]:
    """List the characters in a text that no font of ours has; they are set as a box."""
    return sorted({sign for sign in text if not sign.isascii() and not _has_glyph(sign)})


def _set(sheet: Sheet, *, kind: str, at: datetime.datetime) -> list[bytes]:
    words = json.dumps(_seen(asdict(sheet)), ensure_ascii=False)
    for text in (words, _boxed(words), re.sub(BEYOND_LATIN, STAND_IN, words)):
        try:
            return _compile(text, kind=kind, at=at)
        except typst.TypstError as refused:
            if NO_GLYPH not in str(refused):
                raise LetterNotSet(str(refused)) from refused
    raise LetterNotSet("No font has the letters of this sheet.")


def _boxed(text: str) -> str:
    boxes: dict[int, str] = {ord(sign): STAND_IN for sign in unprintable(text)}
    return text.translate(boxes)


def _seen(value: Any) -> Any:
    """Drop what no eye sees and no font has: control characters and halves of a pair."""
    if isinstance(value, str):
        return "".join(sign for sign in value if unicodedata.category(sign) not in UNSEEN)
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list | tuple) else value


def _compile(data: str, *, kind: str, at: datetime.datetime) -> list[bytes]:
    how: dict[str, Any] = {"pdf_standards": ["ua-1"]} if kind == "pdf" else {"ppi": PICTURE_DOTS}
    made = _typst(LETTER, {"sheet": data}, format=kind, timestamp=int(at.timestamp()), **how)
    return list(made) if isinstance(made, list) else [made]


@functools.lru_cache(maxsize=4096)
def _has_glyph(sign: str) -> bool:
    """Can the character be set? Typst is asked, since it brings fonts of its own along."""
    try:
        _typst(ONE_SIGN, {"sign": sign}, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _typst(document: str, data: dict[str, str], **how: Any) -> Any:
    return typst.compile(document, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=data, **how)
