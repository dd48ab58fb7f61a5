"""Whom may a signal be about, what has been done with it already, and is a citizen left with nothing without it?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.models import (
    Attempt,
    HelpSought,
    NightAfter,
    PreventionCase,
    Signal,
    SignalNotice,
    StepTaken,
)
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.people.recognising.queries import FoundPerson, find_people, like
from hjemvej.ground.people.recognising.rules.said import said_names
from hjemvej.ground.people.rules import Born
from hjemvej.ground.requests.queries import open_objections
from hjemvej.platform.access.viewer import Viewer


def look_alikes(found: Signal, *, viewer: Viewer, on: datetime.date) -> list[FoundPerson]:
    """List whom among those the viewer may know of the signal may be about: the one matcher of the house."""
    said = said_names(found.name, born=Born(on=found.born_on), number=found.cpr_lookup)
    return like(said, viewer=viewer, on=on)


def may_be(found: Signal, typed: str, *, viewer: Viewer, on: datetime.date) -> list[FoundPerson]:
    """List who is like the signal, and who fits what was typed; never the one it is about already."""
    alike = look_alikes(found, viewer=viewer, on=on)
    searched = find_people(typed, viewer=viewer, on=on) if typed.strip() else []
    each = {one.id: one for one in [*searched, *alike] if one.id != found.person_id}
    return list(each.values())


@dataclass(frozen=True)
class Told:
    """The letters about a signal: drafts, those that lie ready, and those that a citizen has been sent."""

    drafts: Sequence[Letter]
    ready: Sequence[Letter]
    sent: Sequence[Letter]


def told_of(found: Signal, *, viewer: Viewer) -> Told:
    notices = viewer.rows_of(SignalNotice).filter(signal=found).exclude(letter=None).select_related("letter")
    letters = [one.letter for one in notices.order_by("written_at", "pk") if one.letter and not one.letter.dropped_at]
    given = [one for one in letters if one.posted_on or one.received_on]
    drafts = [one for one in letters if one.sent_at is None]
    return Told(drafts, [one for one in letters if one not in drafts and one not in given], given)


def why_it_stays(found: Signal, *, viewer: Viewer) -> str:
    """Say why a signal cannot be said to be about somebody else, and what to do; nothing where it can.

    What was written in the case was done for the citizen whom the case is about: it does not move to another.
    """
    case = found.case
    if case and case.closed_at:
        return _("Sagen er afsluttet. Skriv signalet ned igen som nyt, hvis det handler om en anden.")
    if open_objections({found.pk}, viewer=viewer):
        return _("Borgeren har gjort indsigelse. Svar på den først.")
    if case and _is_worked_in(found, case, viewer):
        return _(
            "Der er arbejdet i sagen, og det blev gjort for denne borger. Handlede det om en anden, så afslut sagen "
            "med ”Signalet var forkert”, og skriv signalet ned igen som nyt."
        )
    return ""


def _is_worked_in(found: Signal, case: PreventionCase, viewer: Viewer) -> bool:
    """Was something done for this signal, or, where the case has no other, in its case?"""
    if found.meeting_id or viewer.rows_of(StepTaken).filter(signal=found).exists():
        return True
    if viewer.rows_of(Signal).filter(case=case).exclude(pk=found.pk).exists():
        return False
    nights = Q(person_id=case.person_id, night=found.happens_on) & ~Q(answer="")
    return (
        bool(case.answer)
        or viewer.rows_of(Attempt).filter(case=case).exists()
        or viewer.rows_of(HelpSought).filter(case=case).exists()
        or viewer.rows_of(NightAfter).filter(nights).exists()
    )


def running_of(person_ids: Sequence[uuid.UUID], *, viewer: Viewer) -> list[Signal]:
    """List the signals of some citizens whose clocks run."""
    return list(queries.with_clocks_running(viewer=viewer).filter(person_id__in=person_ids))
