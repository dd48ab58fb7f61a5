"""What is changed of a course: only the team's own, while it runs, as it was seen; and why it is refused else."""

import uuid

from django.contrib.messages import constants as messages
from django.utils.translation import gettext as _

from hjemvej.efforts.support.models import SupportCourse
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused


class NoReasons(Refused):
    """A method is chosen with reasons."""

    field = "why"


class NoWorker(Refused):
    """By this method the citizen has a worker of their own, who is in the team."""

    field = "worker"


class RunsAlready(Refused):
    """A colleague has begun a course for the citizen."""

    level = messages.INFO


class HasEnded(Refused):
    """The course has ended meanwhile."""

    level = messages.INFO


class NotOurs(Refused):
    """Another team's course: whoever knows the citizen reads it, and that team alone changes it."""


class ChangedMeanwhile(Refused):
    """A colleague changed the same, after the page was opened."""

    level = messages.INFO


class WrongPhase(Refused):
    """The phase does not come next, or has begun already."""

    level = messages.INFO


class PlanIsNotOneToThree(Refused):
    """A phase has one to three areas, each with an aim, each once."""


class WrongDay(Refused):
    """A day that has not come, or comes before what it ends."""


class NotPaused(Refused):
    """There is no pause to end, or there is one already."""

    level = messages.INFO


class NotDone(Refused):
    """Something is missing before the course is done."""

    field = "because"


def ask_unchanged(seen: str, now: object) -> None:
    """Ask that what is changed is what was seen."""
    if seen != str("" if now is None else now):
        raise ChangedMeanwhile(_("En kollega har ændret det, mens du skrev. Hent siden igen, og se, hvad der står nu."))


def open_own(support: SupportCourse, by: Viewer) -> SupportCourse:
    """Return the team's own course as it stands now, locked after its citizen, while it runs."""
    hold_citizen(support.person_id, by)
    rows = by.rows_of(SupportCourse).select_related("course", "team").select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=support.pk)
    if row.team_id != by.team_id:
        raise NotOurs(_("Forløbet er hos %s, og kun de ændrer det. Notér kontakt, eller skriv til dem.") % row.team)
    if row.ended_on:
        raise HasEnded(_("Forløbet er sluttet, mens du skrev. Se, hvordan det står nu."))
    return row


def hold_citizen(person_id: uuid.UUID, by: Viewer) -> None:
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
