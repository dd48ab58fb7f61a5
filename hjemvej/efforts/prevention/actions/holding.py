"""What is held until an action is done, so that two in the same second do it once?"""

import uuid

from django.contrib.messages import constants as messages
from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.ui.refusals import Refused

from ..models import PreventionCase, Signal


class SignalIsOver(Refused):
    """It was ended in the meantime."""


class CaseIsClosed(Refused):
    """The case was closed in the meantime."""

    level = messages.INFO


class NotInACase(Refused):
    """The signal has not been taken up."""


def hold_signal(signal: Signal) -> Signal:
    """The row as it stands now; refused when it has ended."""
    now = Signal.objects.select_for_update(no_key=True).get(pk=signal.pk)
    if now.ended_at:
        raise SignalIsOver(_("Signalet er afsluttet i mellemtiden."))
    return now


def hold_case(case: PreventionCase) -> PreventionCase:
    """The row as it stands now; refused when it is closed."""
    now = PreventionCase.objects.select_for_update(no_key=True).get(pk=case.pk)
    if now.closed_at:
        raise CaseIsClosed(_("Sagen er allerede afsluttet."))
    return now


def hold_in_case(signal: Signal) -> tuple[Signal, PreventionCase]:
    """The signal as it stands now, and its open case; its citizen is held first."""
    if signal.person_id is not None:
        hold_citizen(signal.person_id)
    now = hold_signal(signal)
    if now.case is None:
        raise NotInACase(_("Tag signalet op først."))
    if now.case.closed_at:
        raise CaseIsClosed(_("Sagen er allerede afsluttet."))
    return now, now.case


def hold_citizen(person_id: uuid.UUID) -> Person:
    """Before the citizen's case is opened or closed; a signal of theirs is held after, never before."""
    return Person.objects.select_for_update(no_key=True).get(pk=person_id)
