"""Must the citizen be told of a signal, until when, and what does the letter say? Pure, with reasons."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from hjemvej.efforts.prevention.models import Received, Sender, Signal
from hjemvej.efforts.prevention.rules.receiving import says_something
from hjemvej.ground.law.rules import Deadline, ProvisionInForce, deadline
from hjemvej.ground.people.models import ReachedBy
from hjemvej.platform.ui.when import full_date

AT_FIRST_CONTACT, AT_LATEST, ANSWERED_BY = "inform_at_first_contact", "inform_at_latest", "data_rights"
HAS_IT = "inform_has_it"  # of ground/law's LegalBasis
FOR_GOOD = frozenset({HAS_IT})  # by these it is never told; by every other it is looked at again
ABOUT = "signal_notice"  # what a basis covers that fits a signal alone
Kind = Literal["own_word", "nobody", "same", "told", "ready", "draft", "excepted", "look_again", "owed"]
OPEN: frozenset[Kind] = frozenset({"owed", "draft", "ready", "look_again"})


@dataclass(frozen=True)
class Sheet:
    """How far the letter that tells it is."""

    sent_on: datetime.date | None = None  # written to the end; nothing: a draft
    posted_on: datetime.date | None = None
    received_on: datetime.date | None = None
    how: str = ""  # ReachedBy
    is_dropped: bool = False


@dataclass(frozen=True)
class Excepted:
    """It was chosen not to tell it: by which paragraph, why, and when we look again."""

    basis: str
    why: str
    look_again_on: datetime.date | None = None


@dataclass(frozen=True)
class Facts:
    """What the duty asks about a signal."""

    sender_kind: str
    received_on: datetime.date
    has_person: bool
    ended: str = ""
    met_on: datetime.date | None = None  # the first time we talked since it came
    notice: Sheet | Excepted | None = None


@dataclass(frozen=True)
class State:
    """How telling stands, in words; its day while it is owed."""

    kind: Kind
    words: str
    due: Deadline | None = None
    told_on: datetime.date | None = None

    @property
    def is_open(self) -> bool:
        return self.kind in OPEN

    @property
    def due_on(self) -> datetime.date | None:
        return self.due.due_on if self.due and self.is_open else None


def state(
    facts: Facts, on: datetime.date, *, at_first_contact: ProvisionInForce | None, at_latest: ProvisionInForce | None
) -> State:
    """At the first contact, at the latest within the law's month from when it reached us (GDPR art. 14 (3)).

    What the citizen told us themselves is no news to them: art. 14 asks only about what comes from others. While nobody
    knows whom it is about it waits, and the month runs all the same.
    """
    if facts.sender_kind == Sender.CITIZEN:
        return State("own_word", _("Borgeren har selv fortalt det. Besked skyldes kun, når andre har (GDPR art. 14)."))
    if facts.ended == Signal.Ended.DUPLICATE:
        return State("same", _("Det samme som et andet signal, og det er det, borgeren får besked om."))
    if not facts.has_person:
        return State("nobody", _("Venter: ingen kan få besked, før det er afgjort, hvem det handler om."))
    clocks = [deadline(at_latest, facts.received_on, told_on=on)] if at_latest else []
    if facts.met_on and at_first_contact:
        clocks.append(deadline(at_first_contact, max(facts.met_on, facts.received_on), told_on=on))
    due = min(clocks, key=lambda clock: clock.due_on, default=None)
    if isinstance(facts.notice, Sheet) and not facts.notice.is_dropped:
        return _by_letter(facts.notice, due)
    if isinstance(facts.notice, Excepted):
        return _excepted(facts.notice, on, due)
    return State("owed", _("Borgeren har ikke fået besked."), due)


def _by_letter(sheet: Sheet, due: Deadline | None) -> State:
    how = str(ReachedBy(sheet.how).label).lower() if sheet.how else ""
    if sheet.received_on:
        words = _("Borgeren fik besked %(day)s: %(how)s.") % {"day": full_date(sheet.received_on), "how": how}
        return State("told", words, due, sheet.received_on)
    if sheet.posted_on:
        words = _("Brevet er sendt %(day)s (%(how)s). Vi ved ikke, om det er kommet frem.")
        return State("told", words % {"day": full_date(sheet.posted_on), "how": how}, due, sheet.posted_on)
    if sheet.sent_on:
        return State("ready", _("Brevet ligger klar. Giv det, og skriv, hvordan borgeren fik det."), due)
    return State("draft", _("Der er begyndt på brevet. Læs det igennem, og gør det færdigt."), due)


def _excepted(choice: Excepted, on: datetime.date, due: Deadline | None) -> State:
    said = f"{choice.basis}. {choice.why}"
    if choice.look_again_on is None:
        return State("excepted", _("Fortælles ikke: %s") % said, due)
    if on >= choice.look_again_on:
        words = _("Holder grunden til at vente endnu? %s") % said
        return State("look_again", words, due)
    words = _("Venter til %(day)s: %(why)s") % {"day": full_date(choice.look_again_on), "why": said}
    return State("excepted", words, due)


@dataclass(frozen=True)
class Kept:
    """How long it is kept, in words: where it leads nowhere, and where it led to a case."""

    nowhere: str
    counted: str
    in_case: str


@dataclass(frozen=True)
class Heard:
    """A signal as the letter tells it: never what a field says, so that no address is in it."""

    title: str
    paragraph: str
    purpose: str
    sender: str
    received_on: datetime.date
    fields: Sequence[str]
    kept: Kept


def fields_in(signal: Signal) -> list[str]:
    """List what was told beside the name, as the fields are called."""
    said = [one for one in Received if one != Received.CPR and says_something(one, getattr(signal, one))]
    return [str(one.label) for one in Received if one in said or (one == Received.CPR and signal.had_number)]


def letter_values(
    told: Sequence[Heard], *, answered_by: str, follows_up: str, is_over: bool, privacy_contact: str
) -> dict[str, str | list[str]]:
    """Write the fields of the letter, in Danish as letters are; what two signals have in common stands once."""
    with override("da"):
        return {
            "fået": [_one(one) for one in told],
            "grund": _once(f"{one.title}: {one.paragraph}" for one in told),
            "formål": _once(one.purpose for one in told),
            "gemmes": _kept_in_words(told),
            "indsigelse": "Sig eller skriv til os, at vi ikke skal bruge det, og hvorfor (indsigelse, GDPR art. 21). "
            f"Vi skriver det gerne ned for dig. Du får svar senest {answered_by} efter, og imens bruger vi det kun til "
            "det, loven kræver. Siger vi ja, sletter vi det. Siger vi nej, får du grunden.",
            "næste_skridt": _next(follows_up, is_over),
            "rådgiver": privacy_contact,
        }


def _one(one: Heard) -> str:
    fields = ", ".join(["dit navn", *(field.lower().replace("cpr", "CPR") for field in one.fields)])
    return f"{full_date(one.received_on)} fra {one.sender}: {one.title.lower()}. De har skrevet: {fields}."


def _kept_in_words(told: Sequence[Heard]) -> list[str]:
    return [
        *_once(
            f"Fører det ikke til en sag, sletter vi det {one.kept.nowhere} efter, at vi er færdige." for one in told
        ),
        *_once(
            f"Bliver der en sag, sletter vi det {one.kept.counted} efter, at vi har set efter, om du har dit hjem "
            f"efter tolv måneder, og aldrig senere end {one.kept.in_case} efter sagen. Bagefter er kun tal uden navn "
            f"tilbage."
            for one in told
        ),
    ]


def _next(follows_up: str, is_over: bool) -> str:
    if is_over:
        return "Vi gør ikke mere ved det."
    return f"{follows_up or 'Vi'} taler med dig om, hvad du har brug for. Du bestemmer selv, om du vil have hjælp."


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
