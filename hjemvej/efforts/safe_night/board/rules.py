"""What is the board's first line, and what does the menu say of the night? In words, a sentence for each kind."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.number_words import number_word


@dataclass(frozen=True)
class Unsettled:
    """How many people's night is not settled, by why."""

    waiting: int = 0  # asked, or handed over
    outside: int = 0  # and nobody has asked them
    was_in_cafe: int = 0  # last night, and nobody has asked whether they come again
    missing: int = 0
    reports: int = 0  # of somebody nobody knows

    @property
    def unasked(self) -> int:
        return self.outside + self.was_in_cafe + self.missing


@dataclass(frozen=True)
class Free:
    """How many places a person can still be sent to tonight; a chair is not a bed."""

    beds: int = 0
    chairs: int = 0


def not_settled(counts: Unsettled) -> list[str]:
    """A sentence for each kind there is."""
    said = [
        (counts.waiting, ngettext(
            "%(number)s borger venter på et sted at sove i nat.", "%(number)s borgere venter på et sted at sove i nat.",
            counts.waiting,
        )),
        (counts.outside, ngettext(
            "%(number)s er ude, og ingen har spurgt.", "%(number)s er ude, og ingen har spurgt.", counts.outside
        )),
        (counts.was_in_cafe, ngettext(
            "%(number)s var i natcafé i går.", "%(number)s var i natcafé i går.", counts.was_in_cafe
        )),
        (counts.missing, _("Vi ved ikke, hvor %(few)s er.")),
        (counts.reports, ngettext(
            "%(number)s melding om en, vi ikke kender.", "%(number)s meldinger om nogen, vi ikke kender.",
            counts.reports,
        )),
    ]  # fmt: skip
    return [
        words % {"number": number_word(number).capitalize(), "few": number_word(number)}
        for number, words in said
        if number
    ]


def who_has_no_place(counts: Unsettled, free: Free) -> str:
    """The board's answer, before any figure: who waits, who is outside, and where a place is."""
    return f"{who_is_without(counts)} {what_is_free(free)}"


def who_is_without(counts: Unsettled) -> str:
    nobody_waits = [] if counts.waiting else [_("Ingen venter på et sted at sove i nat.")]
    return " ".join([*nobody_waits, *not_settled(Unsettled(counts.waiting, counts.outside))])


def who_else(counts: Unsettled) -> str:
    """Beside the answer: those whose night is not settled in another way."""
    return " ".join(not_settled(replace(counts, waiting=0, outside=0)))


def what_is_free(free: Free) -> str:
    """Beds, and beside them chairs."""
    words = {"beds": number_word(free.beds).capitalize(), "chairs": number_word(free.chairs)}
    if free.beds and free.chairs:
        beds = ngettext("%(beds)s seng", "%(beds)s senge", free.beds)
        chairs = ngettext("%(chairs)s stol", "%(chairs)s stole", free.chairs)
        return _("%(beds)s og %(chairs)s er ledige.") % {"beds": beds % words, "chairs": chairs % words}
    if free.beds:
        return ngettext("%(beds)s seng er ledig.", "%(beds)s senge er ledige.", free.beds) % words
    if free.chairs:
        only = ngettext(
            "Ingen seng er ledig, kun %(chairs)s stol.", "Ingen seng er ledig, kun %(chairs)s stole.", free.chairs
        )
        return only % words
    return _("Ingen plads er meldt ledig.")


def badge(waiting: int, outside: int) -> str:
    """The menu's few words; empty when nobody waits and nobody is outside."""
    said = [
        ngettext("%(n)s venter", "%(n)s venter", waiting) % {"n": waiting} if waiting else "",
        ngettext("%(n)s ude", "%(n)s ude", outside) % {"n": outside} if outside else "",
    ]
    return ", ".join(filter(None, said))
