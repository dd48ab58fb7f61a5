"""How is it told whom we had heard of before they became homeless, and to the citizen it is about?"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.funnel.rules import wilson
from hjemvej.efforts.prevention.funnel.words import share
from hjemvej.efforts.prevention.keeping.words import KEPT_WORDS
from hjemvej.efforts.prevention.models import Onset
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.platform.rooms import Kept, TableWords

from . import rules
from .queries import NAME_KEPT, Counted, in_words

ONSET = TableWords(
    Onset,
    _("At du kom i hjemløshed, og hvad vi lærer af det"),
    fields={
        "began_on": _("Fra hvilken dag"),
        "words": _("Hvad vi kan gøre anderledes"),
        "decided_at": _("Hvornår vi så efter, om vi havde fået det at vide"),
        "read_at": _("Læst"),
        "read_by_id": _("Læst af"),
    },
    untold=("trace_id",),
    read_first=("words",),
)
NAMES_KEPT = Kept(NAME_KEPT, _("Hvem der kom i hjemløshed, så vi kan lære af det"), Onset, "began_on")


@dataclass(frozen=True)
class Line:
    """So many, and their share with the interval; none where it cannot be known."""

    title: str
    number: int
    share: str = ""


def lines(found: Counted) -> list[Line]:
    """Whether we had heard: those of whom it can be known first, each with its share of them."""
    lines = []
    for heard in rules.Heard:
        number, is_known = found.heard.get(heard, 0), heard in rules.KNOWN
        if is_known and found.known:
            lines.append(Line(str(heard.label), number, share(wilson(number, found.known), number, found.known)))
        elif number:
            lines.append(Line(str(heard.label), number))
    return lines


def told(found: Counted) -> list[Line]:
    """Who could have told us, of those somebody has read of; most first."""
    of = sum(found.could_tell.values())
    lines = [
        Line(str(one.label), number, share(wilson(number, of), number, of))
        for one in rules.CouldTell
        if (number := found.could_tell.get(one, 0))
    ]
    return sorted(lines, key=lambda line: -line.number)


def kept(on: datetime.date) -> list[tuple[str, str]]:
    """How far back it can be seen: what signals that led to no case are, and how long they are kept."""
    return [(str(KEPT_WORDS[key]), in_words(key, on)) for key in keeping.NOWHERE]
