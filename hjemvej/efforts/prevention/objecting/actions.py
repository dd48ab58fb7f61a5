"""What happens when a citizen objects to a signal? It is a request with its clock; a yes ends the signal."""

import datetime
from contextlib import suppress

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions import holding
from hjemvej.efforts.prevention.actions.handling import note_how_far
from hjemvej.efforts.prevention.models import SentSignal, Signal
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.requests.actions import receive_request
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.ground.requests.rules import Kind, Outcome
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import Answered
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules


class NobodyObjects(Refused):
    """Nobody has said yet whom the signal is about."""


class ObjectedBefore(Refused):
    """On a day before the signal had come."""

    field = "received_on"


class IsGoing(Refused):
    """The citizen objected before and the answer was yes: the signal is being deleted."""


class AlreadyObjected(Refused):
    """An objection to the same signal waits for its answer."""

    level = messages.INFO


def object_to(
    *, signal: Signal, words: str, how: str, received_on: datetime.date, by: Viewer, at: datetime.datetime
) -> CitizenRequest:
    """Write the citizen's objection down in own words (GDPR art. 21); the law's clock begins on the day it came.

    To keep it is to process it (art. 4 (2)): a citizen may object for as long as the row stands, ended or not.
    """
    if signal.person_id is None:
        raise NobodyObjects(_("Afgør først, hvem signalet handler om."))
    if received_on < localdate(signal.received_at):
        raise ObjectedBefore(_("Dagen ligger før den dag, signalet kom. Er den rigtig?"))
    with transaction.atomic():
        holding.hold_citizen(signal.person_id)
        now = by.rows_of(Signal).filter(pk=signal.pk).first()
        if now is None or rules.is_going(now.ended):
            raise IsGoing(_("Borgeren har fået ja til sin indsigelse, og signalet slettes. Det skal ikke siges igen."))
        found = queries.objection_to(signal, viewer=by)
        if found and found.standing.is_open:
            raise AlreadyObjected(_("Indsigelsen er allerede skrevet ned og venter på svar."))
        return receive_request(
            person_id=signal.person_id, kind=Kind.OBJECT, words=words, how=how, received_on=received_on, by=by, at=at,
            about_id=signal.pk,
        )  # fmt: skip


def end_objected(answered: Answered) -> None:
    """A yes to the objection ends the signal, in a case or not, and lets it go as soon as the law says."""
    if answered.kind != Kind.OBJECT or answered.outcome != Outcome.GRANTED:
        return
    found = answered.by.rows_of(Signal).filter(pk=answered.about_id).first()
    if found is None:
        return
    with transaction.atomic():
        with suppress(holding.SignalIsOver):  # held all the same
            holding.hold_signal(found)
        now = Signal.objects.get(pk=found.pk)
        now.case, now.taken_up_at, now.due_on, now.due_by = None, None, None, ""
        now.ended, now.ended_at, now.ended_by_id = Signal.Ended.OBJECTED, answered.at, answered.by.user_id
        now.kept_from, now.kept_as = localdate(answered.at), keeping.OBJECTED
        now.save()
        note_how_far(now, SentSignal.State.CLOSED, answered.at, came_to=now.ended)
        details: dict[str, object] = {"signal": str(now.pk), "ended": now.ended}
        record("prevention.signal_ended", by=answered.by, at=answered.at, person_id=now.person_id, details=details)
