"""What happens with a pause in the collection? We ask the landlord for it, it answers, and we take it back."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions import holding
from hjemvej.efforts.prevention.models import CollectionPause, SentSignal, Signal
from hjemvej.ground.consents.actions import hold_consent
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries, rules


class MayNotBeTold(Refused):
    """A condition does not hold: the refusal says which."""


class AlreadyAsked(Refused):
    """A colleague was first, and the landlord's pause runs or its answer waits."""

    level = messages.INFO


class NotThatLong(Refused):
    """The day is past, or later than the law's configuration lets us ask for."""


class NotAskedAnyMore(Refused):
    """It was taken back, answered, or the tenant's consent has ended."""

    level = messages.INFO


def ask_landlord(
    *, signal: Signal, consent_id: uuid.UUID, until_on: datetime.date, by: Viewer, at: datetime.datetime
) -> CollectionPause:
    """Tell the landlord that sent the signal that help is under way, and ask it to pause until and with a day."""
    with transaction.atomic():
        now, case = holding.hold_in_case(signal)
        row = next((one for one in queries.rows_of(case, viewer=by, at=at) if one.signal.pk == now.pk), None)
        consent = hold_consent(consent_id=consent_id, person_id=case.person_id, by=by, at=at)
        if row is None or row.signal.sent_by is None:
            raise MayNotBeTold(_("Signalet kom ikke fra en udlejer, der ser svar her på siden. Ring til udlejeren."))
        if row.is_running:
            raise AlreadyAsked(_("Udlejeren er allerede spurgt."))
        fails = [one for one in row.reasons if one.mark != "holds"]
        if fails:
            raise MayNotBeTold(_("Udlejeren kan ikke få det at vide: det passer ikke, at %s.") % fails[0].text)
        if consent is None or consent not in row.consents:
            raise MayNotBeTold(_("Borgerens ja gælder ikke længere, eller det er til en anden. Spørg borgeren igen."))
        _within(until_on, at, field="until_on")
        if row.pause:
            _end(row.pause, by, at)
        pause = CollectionPause.objects.create(
            signal=now, person_id=case.person_id, landlord=row.signal.sent_by, consent=consent, until_on=until_on,
            basis=row.agreement.reason.law, asked_at=at,
            asked_by_id=by.signed_in_id,
        )  # fmt: skip
        _record("pause_asked", pause, by, at)
        return pause


def take_back(*, signal: Signal, by: Viewer, at: datetime.datetime) -> None:
    """The landlord sees it no longer; its own promise is for itself to keep."""
    with transaction.atomic():
        now, _case = holding.hold_in_case(signal)
        pause = by.rows_of(CollectionPause).filter(signal=now, ended_at=None).first()
        if pause is None:
            raise NotAskedAnyMore(_("Det er allerede taget tilbage."))
        _end(pause, by, at)
        _record("pause_taken_back", pause, by, at)


def answer_pause(
    *, sent: SentSignal, answer: str, paused_until: datetime.date | None, by: Viewer, at: datetime.datetime
) -> CollectionPause:
    """The landlord says whether it pauses, and until and with which day; it may say another thing later."""
    with transaction.atomic():
        told = queries.told(sent, viewer=by, at=at)
        if told is None:
            raise NotAskedAnyMore(_("Kommunen spørger ikke om en pause mere. Ring til teamet, hvis I er i tvivl."))
        if answer == rules.Answer.PAUSED:
            paused_until = paused_until or told.until_on
            _within(paused_until, at, field="paused_until")
        with looking_as(system("Skriver en udlejers svar om en pause")):
            holding.hold_signal(Signal(pk=sent.pk))  # the landlord reads no signal, not even its own
            pause = CollectionPause.objects.get(pk=told.pk)
            if pause.ended_at is not None:
                raise NotAskedAnyMore(_("Kommunen spørger ikke om en pause mere."))
            pause.answer, pause.answered_at, pause.answered_by_id = answer, at, by.signed_in_id
            pause.paused_until = paused_until if answer == rules.Answer.PAUSED else None
            pause.save(update_fields=["answer", "answered_at", "answered_by", "paused_until"])
        _record("pause_answered", pause, by, at, answer=answer)
        return pause


def _within(until_on: datetime.date, at: datetime.datetime, *, field: str) -> None:
    last = queries.longest(localdate(at))
    if until_on < localdate(at):
        raise NotThatLong(_("Den dag er forbi. Skriv en dag fra i dag og frem."), field=field)
    if until_on > last:
        words = _("En pause kan højst gå til og med %s. Den kan aftales igen.")
        raise NotThatLong(words % full_date(last), field=field)


def _end(pause: CollectionPause, by: Viewer, at: datetime.datetime) -> None:
    pause.ended_at, pause.ended_by_id = at, by.signed_in_id
    pause.save(update_fields=["ended_at", "ended_by"])


def _record(name: str, pause: CollectionPause, by: Viewer, at: datetime.datetime, **more: object) -> None:
    details: dict[str, object] = {"signal": str(pause.signal_id), "pause": str(pause.pk), **more}
    record(f"prevention.{name}", by=by, at=at, person_id=pause.person_id, details=details)
