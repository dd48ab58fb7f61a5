"""What on *I dag* is about a release or a discharge? The next step of each case, one a case."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

from . import rules
from .queries import Coming, coming, stay_of

SOON = datetime.timedelta(days=3)
MOST = 20


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """List the viewer's own cases whose next step is due within days."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    on = localdate(at)
    found = coming(viewer=viewer, on=on)
    due = [one for one in found if one.asked or (one.due_on and one.due_on <= on + SOON)]
    for one in due[:MOST]:
        yield _step(one, on)


def _step(one: Coming, on: datetime.date) -> Step:
    due_at = casework.end_of_day(one.due_on or on)
    clock = casework.clock(due_at, on=on)
    is_meeting = one.asked is not None
    said = rules.days_left(stay_of(one.signal), on)
    what = _("Afsenderen beder om et netværksmøde") if is_meeting else one.next.step.title if one.next else ""
    url = reverse("prevention:leaving", args=[one.case.pk])
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=one.case.person.name.with_code,
        why=f"{said[:1].upper()}{said[1:]}. {what}",
        url=reverse("prevention:call_meeting", args=[one.case.pk]) if is_meeting else url,
        action=_("Indkald") if is_meeting else _("Åbn"), person_id=one.case.person_id, title_url=url,
        is_deadline=is_meeting,
    )  # fmt: skip
