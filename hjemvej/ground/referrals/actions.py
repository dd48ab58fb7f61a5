"""What happens to a question to another unit? It is asked by a right, reminded of, answered, or not needed any more."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.consents.actions import hold_consent
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Matter, Referral

ANSWER = "referral"  # the kind of task
Outcome = Referral.Outcome


class NothingAsked(Refused):
    """Not a word of what the unit is asked for."""

    field = "words"


class NoSuchMatter(Refused):
    """No unit is asked for that today."""

    field = "matter"


class NoRightToTell(Refused):
    """The consent holds no more, or the paragraph does not cover this unit."""

    field = "right"


class WrongDay(Refused):
    """A day that has not come, or comes before the question."""


class WithoutAnswer(Refused):
    """What the unit answered is missing."""

    field = "answer"


class AlreadyAnswered(Refused):
    """A colleague was first."""

    level = messages.INFO


def ask_unit(
    *, person_id: uuid.UUID, matter: int, words: str, right: str, expected_on: datetime.date, by: Viewer,
    at: datetime.datetime,
) -> Referral:  # fmt: skip
    """Ask, by a right that holds now; the task says by when we expect the answer."""
    on = localdate(at)
    if not words.strip():
        raise NothingAsked(_("Skriv, hvad I beder om, så den anden enhed kan svare."))
    if expected_on < on:
        raise WrongDay(_("Vælg en dag fra i dag og frem."), field="expected_on")
    asked_for = queries.matters_on(on).filter(pk=matter).first()
    if asked_for is None:
        raise NoSuchMatter(_("Vælg en af de ting, der kan bedes om i dag."))
    with transaction.atomic():
        told_by = _held_right(person_id, right, asked_for, by=by, at=at)
        coordination = coordinator_of(person_id, viewer=by)
        task = casework.add_task(
            person_id=person_id, organisation_id=by.team_id, kind=ANSWER,
            title=_("Svar fra %(unit)s: %(what)s") % {"unit": asked_for.unit, "what": asked_for.title},
            due_at=end_of_day(expected_on), by=by, at=at,
            assigned_to_id=coordination.coordinator_id if coordination else None,
        )  # fmt: skip
        found = Referral.objects.create(
            person_id=person_id, organisation_id=by.team_id, matter=asked_for, words=words.strip(), asked_on=on,
            asked_by_id=by.signed_in_id, written_at=at, task=task, **told_by,
        )  # fmt: skip
        _record("referrals.unit_asked", found, by, at)
        return found


def _held_right(
    person_id: uuid.UUID, right: str, matter: Matter, *, by: Viewer, at: datetime.datetime
) -> dict[str, object]:
    """The chosen right as it holds in this moment; a consent is held until the question is written."""
    chosen = {one.key: one for one in queries.rights(person_id, viewer=by, at=at, on=localdate(at))}.get(right)
    if chosen is None:
        raise NoRightToTell(_("Det, du valgte, gælder ikke længere. Vælg igen; dine ord står her stadig."))
    if chosen.paragraph:
        if not queries.covers(chosen, matter, localdate(at)):
            raise NoRightToTell(_("Den paragraf gælder ikke for den enhed. Spørg borgeren, eller vælg en anden."))
        return {"ground": rules.Ground.LAW, "paragraph": chosen.paragraph}
    ground, _colon, pk = chosen.key.partition(":")
    if ground == rules.Ground.CITIZEN:
        return {"ground": ground}
    consent = hold_consent(consent_id=uuid.UUID(pk), person_id=person_id, by=by, at=at)
    if consent is None:
        raise NoRightToTell(_("Samtykket er trukket tilbage. Spørg borgeren; dine ord står her stadig."))
    if not queries.names_unit(consent, matter):
        raise NoRightToTell(_("Borgeren har ikke sagt ja til at fortælle den enhed det. Spørg borgeren først."))
    return {"ground": ground, "consent": consent}


def remind_unit(
    *, referral: Referral, said: str, expected_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Referral:
    """The unit was asked again, and what it said; the answer is expected on another day."""
    if not said.strip():
        raise WithoutAnswer(_("Skriv kort, hvem I talte med, og hvad der blev sagt."), field="said")
    if expected_on < localdate(at):
        raise WrongDay(_("Vælg en dag fra i dag og frem."), field="expected_on")
    with transaction.atomic():
        row = _open(referral, by)
        row.reminded_on = localdate(at)
        row.save(update_fields=["reminded_on"])
        casework.postpone_task(task=row.task, due_at=end_of_day(expected_on), why=said, by=by, at=at)
        _record("referrals.unit_reminded", row, by, at, why=said.strip())
        return row


def record_answer(
    *, referral: Referral, outcome: str, answer: str, answered_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Referral:
    """The unit answered; anything but a whole yes with its reasons."""
    if outcome not in rules.ANSWERS:
        raise WithoutAnswer(_("Vælg, hvad enheden svarede."), field="outcome")
    if outcome != Outcome.GRANTED and not answer.strip():
        raise WithoutAnswer(_("Skriv begrundelsen, som enheden gav den: borgeren skal kunne få den at vide."))
    with transaction.atomic():
        row = _open(referral, by)
        if not row.asked_on <= answered_on <= localdate(at):
            raise WrongDay(_("Skriv den dag, svaret kom: fra I spurgte og til i dag."), field="answered_on")
        return _close(row, outcome, answer, answered_on, "referrals.unit_answered", by, at)


def withdraw_referral(*, referral: Referral, why: str, by: Viewer, at: datetime.datetime) -> Referral:
    """The answer is not needed any more, and why."""
    if not why.strip():
        raise WithoutAnswer(_("Skriv kort hvorfor, så kolleger kan forstå det."), field="why")
    with transaction.atomic():
        row = _open(referral, by)
        return _close(row, Outcome.WITHDRAWN, why, localdate(at), "referrals.referral_withdrawn", by, at)


def _open(referral: Referral, by: Viewer) -> Referral:
    """Return the question as it stands now, locked, while it waits."""
    rows = by.rows_of(Referral).select_related("task", "matter").select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=referral.pk)
    if row.closed_at:
        raise AlreadyAnswered(_("Svaret er allerede skrevet ned."))
    return row


def _close(
    row: Referral, outcome: str, answer: str, answered_on: datetime.date, event: str, by: Viewer, at: datetime.datetime
) -> Referral:
    row.outcome, row.answer, row.answered_on = outcome, answer.strip(), answered_on
    row.closed_at, row.closed_by_id = at, by.signed_in_id
    row.save()
    casework.complete_task(task=row.task, outcome=str(row.get_outcome_display()), by=by, at=at)
    _record(event, row, by, at)
    return row


def _record(name: str, found: Referral, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    details: dict[str, object] = {"referral": str(found.pk), "matter": found.matter.key}
    record(name, by=by, at=at, person_id=found.person_id, why=why, details=details)
