"""How are wishes said: what the home must have, what would be good, what nobody has asked about, and what changed?"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.number_words import number_word

from . import Want, Wanted, Wants, Weight

# What the home is to do: after "skal" and "helst".
PLAIN: dict[Wanted, Callable[[], str]] = {
    Wanted.PARTNER: lambda: _("have plads til en partner"),
    Wanted.KITCHEN: lambda: _("have eget køkken"),
    Wanted.BATH: lambda: _("have eget bad"),
    Wanted.QUIET: lambda: _("ligge i en opgang med ro"),
    Wanted.GROUND_FLOOR: lambda: _("ligge i stueetagen"),
    Wanted.STEP_FREE: lambda: _("være uden trin"),
    Wanted.LIFT: lambda: _("have elevator"),
    Wanted.BALCONY: lambda: _("have altan eller have"),
}
# What was asked about, in a word or two.
ABOUT: dict[Wanted, Callable[[], str]] = {
    Wanted.AREA: lambda: _("hvor i byen"),
    Wanted.NOT_AREA: lambda: _("hvor ikke"),
    Wanted.NEAR: lambda: _("tæt på nogen"),
    Wanted.AWAY: lambda: _("væk fra noget"),
    Wanted.PARTNER: lambda: _("en partner"),
    Wanted.CHILDREN_STAY: lambda: _("børn, der sover der"),
    Wanted.PETS: lambda: _("hund eller kat"),
    Wanted.ROOMS: lambda: _("antal rum"),
    Wanted.KITCHEN: lambda: _("eget køkken"),
    Wanted.BATH: lambda: _("eget bad"),
    Wanted.QUIET: lambda: _("ro i opgangen"),
    Wanted.GROUND_FLOOR: lambda: _("stueetage"),
    Wanted.STEP_FREE: lambda: _("uden trin"),
    Wanted.LIFT: lambda: _("elevator"),
    Wanted.BALCONY: lambda: _("altan eller have"),
}


def about(wanted: Wanted) -> str:
    return ABOUT[wanted]()


def in_words(wanted: Wanted, want: Want) -> str:
    """What the home is to do, as it follows "Boligen skal": "ligge i stueetagen"."""
    either = _either(want)
    match wanted:
        case Wanted.AREA:
            return _("ligge i kvarteret %s") % either
        case Wanted.NOT_AREA:
            return _("ikke ligge i kvarteret %s") % either
        case Wanted.NEAR:
            return _("ligge tæt på %s") % _what(want)
        case Wanted.AWAY:
            return _("ligge væk fra %s") % _what(want)
        case Wanted.CHILDREN_STAY:
            number = want.number or 1
            words = ngettext(
                "have plads til %(n)s barn, der sover der", "have plads til %(n)s børn, der sover der", number
            )
            return words % {"n": number_word(number)}
        case Wanted.ROOMS:
            return _("have mindst %d rum") % (want.number or 1)
        case Wanted.PETS:
            return _("have plads til %s") % (want.words or _("hund eller kat"))
    return PLAIN[wanted]()


def _either(want: Want) -> str:
    places = sorted(want.places)
    if len(places) < 2:
        return "".join(places)
    return _("%(first)s eller %(last)s") % {"first": ", ".join(places[:-1]), "last": places[-1]}


def _what(want: Want) -> str:
    if want.words and want.places:
        return f"{want.words} ({_either(want)})"
    return want.words or _either(want)


def said(wanted: Wanted, want: Want) -> str:
    """The wish with its weight, in a line that stands alone: "skal ligge i stueetagen", "elevator er lige meget"."""
    match want.weight:
        case Weight.MUST:
            return _("skal %s") % in_words(wanted, want)
        case Weight.GOOD:
            return _("helst %s") % in_words(wanted, want)
    return _("%s er lige meget") % about(wanted)


@dataclass(frozen=True)
class Line:
    """A wish in words, and what was said before, where that was something else."""

    wanted: Wanted
    words: str
    before: str = ""


@dataclass(frozen=True)
class Told:
    """A citizen's wishes as a page tells them."""

    must: tuple[Line, ...] = ()
    good: tuple[Line, ...] = ()
    no_matter: tuple[Line, ...] = ()
    not_asked: tuple[str, ...] = ()
    said_on: datetime.date | None = None

    @property
    def in_two_lines(self) -> list[str]:
        """For a card: what the home must, and what would be good."""
        lines = []
        if self.must:
            lines.append(_("Skal: %s") % "; ".join(line.words for line in self.must))
        if self.good:
            lines.append(_("Helst: %s") % "; ".join(line.words for line in self.good))
        return lines


def told(wants: Wants | None, before: Mapping[Wanted, Want] | None = None) -> Told:
    """Lay a sheet out, must be and would be good apart; with the sheet before, say what changed."""
    if wants is None:
        return Told(not_asked=tuple(about(wanted) for wanted in Wanted))
    rows: dict[Weight, list[Line]] = {weight: [] for weight in Weight}
    for wanted, want in wants.wants.items():
        words = about(wanted) if want.weight == Weight.NO_MATTER else in_words(wanted, want)
        was = (before or {}).get(wanted)
        rows[want.weight].append(Line(wanted, words, said(wanted, was) if was and was != want else ""))
    lacking = tuple(about(wanted) for wanted in Wanted if wanted not in wants.wants)
    must, good, no_matter = (tuple(rows[weight]) for weight in (Weight.MUST, Weight.GOOD, Weight.NO_MATTER))
    return Told(must, good, no_matter, lacking, wants.said_on)


def dropped(wants: Mapping[Wanted, Want], before: Mapping[Wanted, Want]) -> list[str]:
    """What the sheet before said, and this one leaves open again."""
    return [said(wanted, want) for wanted, want in before.items() if wanted not in wants]


def headline(found: Told, *, has_words: bool) -> str:
    """The answer, as the heading of the citizen's wishes."""
    if found.must:
        words = ngettext("%(n)s ting skal boligen have", "%(n)s ting skal boligen have", len(found.must))
        return capfirst(words % {"n": number_word(len(found.must))})
    if found.good:
        words = ngettext("%(n)s ting ville være god", "%(n)s ting ville være gode", len(found.good))
        return capfirst(words % {"n": number_word(len(found.good))})
    if found.no_matter:
        return _("Boligen behøver ikke have noget bestemt")
    if has_words:
        return _("Borgeren har sagt det med egne ord")
    return _("Ingen har spurgt, hvad boligen skal have")
