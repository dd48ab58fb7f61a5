"""What of signals and cases needs the viewer today?"""

import datetime

from django.db.models import F, Min, Q
from django.urls import reverse_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.efforts.prevention.models import PreventionCase
from hjemvej.efforts.prevention.queries.signals import Row, rows, waiting
from hjemvej.efforts.prevention.rules.choices import LEAVES
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

SOON = datetime.timedelta(days=3)
MOST = 20


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List what is due within days: signals that nobody has taken up, and the viewer's own cases."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return []
    on = localdate(at)
    due = waiting(viewer=viewer).select_related(None).select_related("kind", "person").filter(due_on__lte=on + SOON)
    found = list(due[:MOST])
    return [*(_of_signal(row) for row in rows(found, viewer=viewer, on=on)), *_of_cases(viewer, on)]


def _of_signal(row: Row) -> Step:
    found, first = row.signal, row.first or row.clocks[0]
    due_on = max(first.due_on, row.on) if first.is_gone(row.on) else first.due_on
    return Step(
        due_at=end_of_day(due_on), chip=row.due, kind="late" if row.is_late else "soon",
        title=str(found.person.name if found.person else found.name),
        why=f"{found.kind.title}. {first.why} ({first.paragraph})",
        url=reverse_lazy("prevention:signal", args=[found.pk]), action=_("Tag det op"), person_id=found.person_id,
    )  # fmt: skip


def _of_cases(viewer: Viewer, on: datetime.date) -> list[Step]:
    cases = viewer.rows_of(PreventionCase).filter(responsible_id=viewer.user_id, closed_at=None)
    # The next step of a release or a discharge stands by itself (`leaving/steps.py`).
    gone = Q(signals__due_by__in=clocks.OTHERS, signals__due_on__lt=on)  # of the court or the tenant, and over
    first_due = Min("signals__due_on", filter=~Q(signals__due_by__in=LEAVES) & ~gone)
    cases = cases.select_related("person").annotate(due_on=first_due).filter(due_on__lte=on + SOON)
    return [
        Step(
            due_at=end_of_day(due), chip=clocks.days_left_in_words(due, on), kind="late" if due < on else "soon",
            title=str(one.person.name), why=_("Sag om at beholde hjemmet"),
            url=reverse_lazy("prevention:case", args=[one.pk]), action=_("Åbn"), person_id=one.person_id,
        )
        for one in cases.order_by(F("due_on"), "id")[:MOST]
        for due in [one.due_on]
    ]  # fmt: skip
