"""What on *I dag* is about the night after a day that a signal names? Asked the working day before, and that day."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

from .queries import Near, near


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """List the nights of the team's citizens that nobody has answered for."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    on = localdate(at)
    for one in near(viewer=viewer, on=on):
        is_unanswered = one.night is None or not one.night.answer
        if one.state in ("ask", "board") and is_unanswered and one.signal.organisation_id == viewer.team_id:
            yield _step(one, on)


def _step(one: Near, on: datetime.date) -> Step:
    due_at = casework.end_of_day(one.day)
    clock = casework.clock(due_at, on=on)
    is_today = one.state == "board"
    case, person = one.signal.case, one.signal.person
    url = reverse("prevention:tonight", args=[case.pk]) if case else reverse("prevention:signal", args=[one.signal.pk])
    asked = _("Hvor sover borgeren i nat? Indtil der er svaret, står borgeren på tavlen for natten.")
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind,
        title=person.name.with_code if person else one.signal.name,
        why=f"{one.signal.kind.title}. " + (asked if is_today else _("Hvor sover borgeren natten efter?")),
        url=url, action=_("Svar") if case else _("Tag signalet op"), person_id=one.signal.person_id,
        title_url=url, is_deadline=True,
    )  # fmt: skip
