"""Which answer holds on a day, as known when; what is worth asking now, and why; and how is it said? Pure, no score."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hjemvej.platform.ui.when import period_in_words, short_date

from .models import Circumstance
from .questions import (
    ALONE,
    ANSWERS,
    EVICTION,
    MENTAL,
    NO_ANSWER,
    OTHER,
    PHYSICAL,
    QUESTIONS,
    REASONS,
    REFUSED,
    SUBSTANCES,
    TREATMENT,
    YES,
    Question,
)

ASKED_AGAIN = "circumstance_asked_again"  # of ground/law
Source = Circumstance.Source
MOST = 3  # questions that a card offers


class Fact(Protocol):
    """An answer, as the table keeps it."""

    question: str
    answers: list[str]
    source: str
    told_on: datetime.date
    from_on: datetime.date
    precision: str
    words: str
    recorded_at: datetime.datetime
    withdrawn_at: datetime.datetime | None


F = TypeVar("F", bound=Fact)


def holds(fact: Fact, on: datetime.date, known_at: datetime.datetime | None = None) -> bool:
    """Did the answer say something of the day, as known at a moment (none: now)?"""
    if known_at is None:
        return fact.withdrawn_at is None and fact.from_on <= on
    is_withdrawn = fact.withdrawn_at is not None and fact.withdrawn_at <= known_at
    return fact.recorded_at <= known_at and not is_withdrawn and fact.from_on <= on


def known_on(facts: Iterable[F], on: datetime.date, known_at: datetime.datetime | None = None) -> dict[str, F]:
    """Return the answer that holds of each question on a day: of those that reach it, the one that was told last."""
    found: dict[str, F] = {}
    for fact in sorted(facts, key=lambda fact: (fact.told_on, fact.recorded_at)):
        if holds(fact, on, known_at):
            found[fact.question] = fact
    return found


def is_answer(fact: Fact | None) -> bool:
    """Does it say something? That the citizen will not answer is kept, and says nothing of the question."""
    return fact is not None and not NO_ANSWER & set(fact.answers)


# --- what is worth asking now ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Around:
    """What goes on with the citizen that makes a question matter."""

    is_homeless: bool = False
    plan_in_writing: bool = False


@dataclass(frozen=True)
class Asking:
    """A question that matters now, and when it is asked and why."""

    question: Question
    when: str

    @property
    def why(self) -> str:
        return f"{self.when}. {self.question.why}"


def to_ask(known: Mapping[str, Fact], around: Around, *, resting: Collection[str]) -> list[Asking]:
    """List at most three questions that matter now and nobody has answered; those that rest are left in peace."""
    troubles = is_yes(known.get(MENTAL.key)) or names_substances(known.get(SUBSTANCES.key))
    reasons = known.get(REASONS.key)
    in_a_plan = _("Spørges, når planen laves")
    matters = (
        (TREATMENT, troubles, _("Spørges, fordi der er noteret psykisk sygdom eller rusmidler")),
        (REASONS, around.is_homeless, _("Spørges, mens borgeren ikke har et hjem")),
        (EVICTION, reasons is not None and "evicted" in reasons.answers, _("Spørges, fordi det er nævnt som en grund")),
        (MENTAL, around.plan_in_writing, in_a_plan),
        (SUBSTANCES, around.plan_in_writing, in_a_plan),
        (PHYSICAL, around.plan_in_writing, in_a_plan),
    )
    asked = [
        Asking(question, when)
        for question, does_matter, when in matters
        if does_matter and question.key not in resting and not is_answer(known.get(question.key))
    ]
    return asked[:MOST]


def is_yes(fact: Fact | None) -> bool:
    return fact is not None and YES in fact.answers


def names_substances(fact: Fact | None) -> bool:
    return fact is not None and not ALONE & set(fact.answers)


# --- what may be answered -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """Why an answer cannot be kept, and the field that it is about."""

    field: str
    words: str


def faults(answers: Collection[str], *, source: str, has_since: bool, words: str) -> list[Fault]:
    """Say what does not go together in an answer."""
    found = []
    alone = next((answer for answer in answers if answer in ALONE), None)
    if alone and len(answers) > 1:
        text = _("”%s” kan ikke stå sammen med andre svar. Tag et af dem væk.") % capfirst(str(ANSWERS[alone]))
        found.append(Fault("answers", text))
    if REFUSED in answers and source != Source.CITIZEN:
        found.append(Fault("source", _("Kun borgeren selv kan sige nej til at svare.")))
    if NO_ANSWER & set(answers) and has_since:
        found.append(Fault("since", _("Lad feltet stå tomt, når der ikke er et svar.")))
    if OTHER in answers and not words.strip():
        found.append(Fault("words", _("Skriv, hvad det andet er.")))
    return found


# --- in words -------------------------------------------------------------------------------------------------------


def title(question: str) -> str:
    known = QUESTIONS.get(question)
    return str(known.title) if known else question


def in_words(fact: Fact) -> str:
    """Say the answer: "Alkohol og hash, siden 2019"."""
    named = [str(ANSWERS.get(answer, answer)) for answer in fact.answers]
    first, last = ", ".join(named[:-1]), named[-1]
    words = _("%(first)s og %(last)s") % {"first": first, "last": last} if first else last
    if fact.precision:
        since = period_in_words(fact.from_on, fact.precision)
        words = _("%(answer)s, siden %(since)s") % {"answer": words, "since": since}
    return str(capfirst(words))


def said(fact: Fact, today: datetime.date) -> str:
    """Say who told it and when: "Borgeren selv, sagt 12. marts"."""
    words = {
        Source.CITIZEN: _("borgeren selv, sagt %s"),
        Source.COLLEAGUE: _("set af en kollega %s"),
        Source.PAPERS: _("læst i papirer %s"),
        Source.PARTNER: _("fortalt af en samarbejdspartner %s"),
    }
    return words[Source(fact.source)] % short_date(fact.told_on, today)
