"""May a landlord be told that help is under way, and how does the pause stand? Pure, with the reasons."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.models import CollectionPause
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.partners.rules import Permit
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

Answer = CollectionPause.Answer
TOPIC = Consent.Topic.HELP
LONGEST = "collection_pause"  # of ground/law


@dataclass(frozen=True)
class Facts:
    """What decides whether a landlord is told."""

    is_taken_up: bool
    is_protected: bool
    is_objected: bool  # the tenant objects to our use of the signal
    agreement: Permit
    has_consent: bool


def reasons(facts: Facts) -> list[Reason]:
    """Say of each condition whether it holds; the landlord is told when all do."""
    agreed = facts.agreement.reason
    change = "" if facts.agreement else _("Aftalen skrives på udlejerens side under Samarbejdspartnere.")
    return [
        _reason(facts.is_taken_up, _("signalet er taget op"), change=_("Tag det op først.")),
        _reason(
            not facts.is_protected, _("borgeren er ikke beskyttet"),
            change=_("En beskyttet borger vises aldrig for en udlejer. Tal med udlejeren uden om siden."),
        ),
        _reason(
            not facts.is_objected, _("borgeren har ikke gjort indsigelse"), change=_("Svar på indsigelsen først."),
        ),
        Reason(agreed.mark, _("aftalen med udlejeren: %s") % agreed.text, agreed.law, change),
        _reason(
            facts.has_consent, _("borgeren har sagt ja til, at udlejeren får det at vide"),
            change=_("Spørg borgeren, og skriv svaret ned. Et nej koster ingenting."),
        ),
    ]  # fmt: skip


def _reason(holds: bool, text: str, *, change: str) -> Reason:
    return Reason("holds", text) if holds else Reason("fails", text, change=change)


class Standing(StrEnum):
    """How a pause stands."""

    UNSEEN = "unseen"  # the consent was withdrawn or has run out: the landlord sees nothing any more
    PROTECTED = "protected"  # of a protected citizen nobody is told anything, consent or not
    HELD_BACK = "held_back"  # the tenant objects to our use of the signal: unseen until there is an answer
    WAITS = "waits"
    GOES_ON = "goes_on"
    PAUSED = "paused"
    OVER = "over"


RUNS = frozenset({Standing.WAITS, Standing.PAUSED})  # in every other, the landlord may be asked again


def standing(
    *, is_told: bool, is_protected: bool, is_objected: bool, answer: str, until_on: datetime.date, on: datetime.date
) -> Standing:
    """Say how a pause stands on a day; `until_on`: the day the landlord promised, else the day it was asked for."""
    if answer == Answer.GOES_ON:
        return Standing.GOES_ON
    if until_on < on:
        return Standing.OVER
    if is_protected:
        return Standing.PROTECTED
    if not is_told:
        return Standing.HELD_BACK if is_objected else Standing.UNSEEN
    return Standing.PAUSED if answer else Standing.WAITS


def promised_before(*, until_on: datetime.date, ended_on: datetime.date) -> str:
    """What the landlord had promised when we took it back, as staff read it."""
    days = {"until": full_date(until_on), "ended": full_date(ended_on)}
    return _("Taget tilbage %(ended)s. Udlejeren lovede pause til og med %(until)s.") % days


def in_words(found: Standing, *, until_on: datetime.date, asked_on: datetime.date) -> str:
    """How a pause stands, as staff read it."""
    days = {"until": full_date(until_on), "asked": full_date(asked_on)}
    return {
        Standing.UNSEEN: _("Borgerens ja gælder ikke længere. Udlejeren kan ikke se det mere."),
        Standing.PROTECTED: _("Borgeren er beskyttet. Udlejeren kan ikke se det mere, og ingen fortæller den noget."),
        Standing.HELD_BACK: _("Borgeren har gjort indsigelse. Udlejeren ser intet, før indsigelsen er besvaret."),
        Standing.WAITS: _("Spurgt %(asked)s. Udlejeren har ikke svaret endnu."),
        Standing.GOES_ON: _("Udlejeren går videre med sagen."),
        Standing.PAUSED: _("Udlejeren holder pause til og med %(until)s."),
        Standing.OVER: _("Pausen sluttede %(until)s."),
    }[found] % days
