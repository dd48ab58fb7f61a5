"""What on *I dag* is about telling citizens of signals? Each citizen once, when the law's day is near."""

import datetime
import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.queries.today import DAYS_AHEAD
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

from . import queries


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """List whom to tell, of the viewer's cases and of what nobody has taken up."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    on = localdate(at)
    rows = queries.states(list(queries.untold(viewer=viewer)), viewer=viewer, on=on).values()
    due = [(day, row) for row in rows if (day := row.state.due_on) and day <= on + DAYS_AHEAD]
    seen: set[uuid.UUID | None] = set()
    for day, row in sorted(due, key=lambda one: (one[0], one[1].signal.received_at, one[1].signal.pk)):
        if row.signal.person_id not in seen:
            seen.add(row.signal.person_id)
            yield _step(row, day, on)


def _step(row: queries.Row, due_on: datetime.date, on: datetime.date) -> Step:
    due_at, signal = casework.end_of_day(due_on), row.signal
    clock = casework.clock(due_at, on=on)
    url = reverse("prevention:signal", args=[signal.pk])
    if signal.case_id:
        url = reverse("prevention:case", args=[signal.case_id])
    paragraph = row.state.due.rule.paragraph_text if row.state.due else ""
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=signal.person.name.with_code if signal.person else "",
        why=_("Fortæl borgeren om signalet (%s)") % paragraph, url=url, action=_("Fortæl det"),
        person_id=signal.person_id, title_url=url,
    )  # fmt: skip
