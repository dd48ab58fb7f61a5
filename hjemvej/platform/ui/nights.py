"""How is a row of nights drawn? A square a night, each with its mark, so that colour never speaks alone."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .when import short_dates

Kind = Literal["safe", "chair", "unsafe", "missing", "other", "blank"]
MARKS: dict[Kind, str] = {"safe": "■", "chair": "▨", "unsafe": "×", "missing": "?", "other": "○", "blank": ""}
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class NightSquare:
    """A night: how it is drawn, and in words for who cannot see it or points at it."""

    night: datetime.date
    kind: Kind
    words: str

    @property
    def mark(self) -> str:
        return MARKS[self.kind]


def row_of_nights(
    known: Mapping[datetime.date, tuple[Kind, str]], last: datetime.date, number: int, *, otherwise: str
) -> list[NightSquare]:
    """So many nights up to the last, the earliest first; a night that nothing is known of is blank, in these words."""
    nights: Iterable[datetime.date] = (last - DAY * back for back in reversed(range(number)))
    return [NightSquare(night, *known.get(night, ("blank", otherwise))) for night in nights]


def titles_of(squares: Sequence[NightSquare]) -> list[str]:
    """Each square in words: the morning it leads to, as `when.night_in_words` calls it, and what is known."""
    mornings, words = short_dates([square.night + DAY for square in squares]), capfirst(_("natten til %s"))
    return [f"{words % day}: {square.words}" for day, square in zip(mornings, squares, strict=True)]
