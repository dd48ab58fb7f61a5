"""May the municipality decide a discharge from a § 110 shelter? Only where all five conditions hold (§ 110 stk. 5)."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.reasons import Reason

LAW = "SEL § 110 stk. 5"


@dataclass(frozen=True)
class Found:
    """What is known of something, and where it was found; `None`: nobody has written it."""

    is_so: bool | None = None
    where: str = ""


NOT_FOUND = Found()


@dataclass(frozen=True)
class Facts:
    """What the five conditions ask for."""

    plan: Found = NOT_FOUND  # a handleplan, or a helhedsorienteret plan
    home: Found = NOT_FOUND  # a home of the citizen's own is assigned
    place: Found = NOT_FOUND  # a place under §§ 107 or 108 is decided
    support: Found = NOT_FOUND  # that matches the need, is decided
    lease: Found = NOT_FOUND  # is signed, and the citizen can move in
    support_begins: Found = NOT_FOUND  # at the discharge
    place_ready: Found = NOT_FOUND  # the discharge waits until the place can be moved into


@dataclass(frozen=True)
class Condition:
    """One of the five: whether it holds, where that was found, and what is missing."""

    number: int
    reason: Reason
    where: str
    asks: tuple[str, ...]  # what a worker can write where nobody knows
    is_needed: bool = True


@dataclass(frozen=True)
class Gate:
    """The five conditions, and who decides."""

    conditions: tuple[Condition, ...]
    is_staying: bool = True

    @property
    def lacks(self) -> list[Condition]:
        return [one for one in self.conditions if one.reason.mark != "holds"]

    @property
    def is_open(self) -> bool:
        return self.is_staying and not self.lacks

    @property
    def heading(self) -> str:
        if not self.is_staying:
            return _("Borgeren bor ikke på forsorgshjem nu: der er ingen udskrivning at beslutte")
        if self.is_open:
            return _("Alle fem betingelser er opfyldt: kommunen kan beslutte udskrivning")
        n = len(self.lacks)
        if all(one.reason.mark == "unknown" for one in self.lacks):
            said = ngettext(
                "Vi ved ikke nok til at beslutte udskrivning: %d svar mangler",
                "Vi ved ikke nok til at beslutte udskrivning: %d svar mangler",
                n,
            )
            return said % n
        said = ngettext(
            "Kommunen kan ikke beslutte udskrivning: %d betingelse mangler",
            "Kommunen kan ikke beslutte udskrivning: %d betingelser mangler",
            n,
        )
        return said % n

    @property
    def who_decides(self) -> str:
        return _(
            "Lederen af forsorgshjemmet bestemmer over ind- og udskrivning (§ 110 stk. 4). Kommunen kan kun beslutte"
            " udskrivning, når alle fem betingelser er opfyldt."
        )


def gate(facts: Facts, *, is_staying: bool = True) -> Gate:
    """Say of each condition whether it holds; where nobody has written it, it is unknown and never taken to hold."""
    goes_to_place = facts.place.is_so is True and facts.home.is_so is not True
    goes_home = facts.home.is_so is True
    return Gate((
        _condition(1, _("Der er en handleplan eller en helhedsorienteret plan (§§ 141-142)"), facts.plan, ("plan",),
                   _("Lav handleplanen sammen med borgeren")),
        _home_or_place(facts),
        _condition(3, _("Der er truffet afgørelse om støtte, som passer til behovet"), facts.support, ("support",),
                   _("Beslut støtten, før borgeren udskrives")),
        _moves_in(facts) if not goes_to_place
        else _not_needed(4, _("Gælder kun egen bolig: borgeren flytter til et botilbud")),
        _place_waits(facts) if not goes_home
        else _not_needed(5, _("Gælder kun §§ 107 og 108: borgeren flytter i egen bolig")),
    ), is_staying)  # fmt: skip


def _condition(number: int, words: str, found: Found, asks: tuple[str, ...], change: str) -> Condition:
    mark = _mark(found)
    return Condition(number, Reason(mark, words, LAW, "" if mark == "holds" else change), found.where, asks)


def _mark(found: Found) -> Literal["holds", "fails", "unknown"]:
    if found.is_so is None:
        return "unknown"
    return "holds" if found.is_so else "fails"


def _not_needed(number: int, words: str) -> Condition:
    return Condition(number, Reason("holds", words, LAW), "", (), is_needed=False)


def _home_or_place(facts: Facts) -> Condition:
    words = _("Borgeren har fået anvist egen bolig, eller der er afgørelse om en plads efter § 107 eller § 108")
    known = next((one for one in (facts.home, facts.place) if one.is_so), None)
    if known is None:
        both_no = facts.home.is_so is False and facts.place.is_so is False
        known = Found(False, facts.home.where) if both_no else NOT_FOUND
    return _condition(2, words, known, ("home", "place"), _("Find en bolig eller en plads"))


def _moves_in(facts: Facts) -> Condition:
    words = _("Lejekontrakten er skrevet under, borgeren kan flytte ind og får støtten ved udskrivningen")
    both = (facts.lease, facts.support_begins)
    if any(one.is_so is False for one in both):
        known = next(one for one in both if one.is_so is False)
    elif all(one.is_so for one in both):
        known = Found(True, " · ".join(one.where for one in both if one.where))
    else:
        known = NOT_FOUND
    lacks = tuple(name for name, one in zip(("lease", "support_begins"), both, strict=True) if not one.is_so)
    change = _("Få kontrakten underskrevet, og aftal støtten fra første dag")
    if lacks == ("lease",):
        change = _("Få kontrakten underskrevet")
    elif lacks == ("support_begins",):
        change = _("Aftal støtten fra første dag")
    return _condition(4, words, known, lacks, change)


def _place_waits(facts: Facts) -> Condition:
    words = _("Ved plads efter § 107 eller § 108: udskrivningen gælder først, når borgeren kan flytte ind på pladsen")
    return _condition(5, words, facts.place_ready, ("place_ready",), _("Aftal dagen med botilbuddet"))
