"""How is help sought, and its answer written? What is given also answers the case's question of help."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions import note_answer
from hjemvej.efforts.prevention.actions.holding import hold_case
from hjemvej.efforts.prevention.models import HelpKind, HelpSought, PreventionCase
from hjemvej.ground.law.queries import provision_then
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import day_of

from . import queries, rules


class HasNotHappened(Refused):
    """What is written down has been done."""

    field = "sought_on"


class NoConsent(Refused):
    """This help is given only when the citizen has said yes."""

    field = "consent_on"


class WaitsAlready(Refused):
    """A colleague has sought the same."""


class AnsweredAlready(Refused):
    """A colleague has written the answer."""


class WrongDay(Refused):
    """The answer came before it was asked for, or lies ahead."""

    field = "answered_on"


class EndsBefore(Refused):
    """Help for a while ends after it is given."""

    field = "until_on"


@dataclass(frozen=True)
class Sought:
    """A help as it was sought."""

    sought_at: str
    sought_on: datetime.date
    amount: Decimal | None = None
    consent_on: datetime.date | None = None
    words: str = ""


@dataclass(frozen=True)
class Answered:
    """What came of it."""

    answer: str
    answered_on: datetime.date
    amount: Decimal | None = None
    until_on: datetime.date | None = None
    words: str = ""


def seek_help(*, case: PreventionCase, kind: HelpKind, said: Sought, by: Viewer, at: datetime.datetime) -> HelpSought:
    """Write that a help was sought, and when we ask for the answer."""
    today = day_of(at)
    if said.sought_on > today:
        raise HasNotHappened(_("Skriv, hvornår I søgte: i dag eller før."))
    if kind.needs_consent and (said.consent_on is None or said.consent_on > today):
        raise NoConsent(_("Skriv, hvilken dag borgeren sagde ja. Uden et ja gives denne hjælp ikke."))
    with transaction.atomic():
        held = hold_case(case)
        known = queries.known_of(held, viewer=by, on=said.sought_on)
        if any(one.kind_id == kind.pk and not one.answer for one in queries.helps_of(held, viewer=by)):
            raise WaitsAlready(_("Det samme er søgt og venter på svar. Se det på listen."))
        goal = provision_then(rules.ASK_AGAIN, said.sought_on)
        found = HelpSought.objects.create(
            case=held, person_id=held.person_id, kind=kind, sought_at=said.sought_at.strip(),
            sought_on=said.sought_on, ask_again_on=rules.ask_again_on(said.sought_on, goal, known.day),
            consent_on=said.consent_on if kind.needs_consent else None, amount=said.amount,
            words=said.words.strip(), sought_by_id=by.signed_in_id, written_at=at,
        )  # fmt: skip
        details: dict[str, object] = {"help": str(found.pk), "kind": kind.key}
        record("prevention.help_sought", by=by, at=at, person_id=held.person_id, details=details)
        return found


def answer_help(*, sought: HelpSought, said: Answered, by: Viewer, at: datetime.datetime) -> HelpSought:
    """Write what came of it. The first that is given answers the question of help, so that its clock stops."""
    if not sought.sought_on <= said.answered_on <= day_of(at):
        raise WrongDay(_("Skriv, hvornår svaret kom: fra den dag, I søgte, til i dag."))
    is_granted = said.answer == rules.Answer.GRANTED
    if is_granted and said.until_on and said.until_on < said.answered_on:
        raise EndsBefore(_("Hjælpen kan ikke slutte, før den er givet."))
    with transaction.atomic():
        case = hold_case(sought.case)
        found = HelpSought.objects.select_for_update(no_key=True).get(pk=sought.pk)
        if found.answer:
            raise AnsweredAlready(_("En kollega har skrevet svaret: %s.") % found.get_answer_display())
        found.answer, found.answered_on, found.answer_words = said.answer, said.answered_on, said.words.strip()
        found.amount = said.amount if is_granted and said.amount is not None else found.amount
        found.until_on = said.until_on if is_granted else None
        found.settled_at = max(at, found.written_at)
        found.save()
        details: dict[str, object] = {"help": str(found.pk), "answer": said.answer}
        record("prevention.help_settled", by=by, at=at, person_id=found.person_id, details=details)
        if is_granted and not case.answer:
            note_answer(case=case, answer=PreventionCase.Answer.HELP, on=said.answered_on, by=by, at=at)
        return found
