"""What on *I dag* is about help? The answer that has not come, and help for a while that ends soon."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.models import HelpSought
from hjemvej.ground.casework import rules as casework
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import deadline
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.ui.when import full_date

from .queries import due

ENDS_SOON = "help_ends_soon"  # of ground/law


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """List what is asked for again, and what ends soon; of a citizen's case only the first."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    on = localdate(at)
    by = deadline(provision_on(ENDS_SOON, on), on).due_on
    seen = set()
    for one in due(viewer=viewer, on=on, ends_by=by):
        if one.case_id not in seen:
            seen.add(one.case_id)
            yield _step(one, on)


def _step(one: HelpSought, on: datetime.date) -> Step:
    due_at = casework.end_of_day(one.until_on or one.ask_again_on)
    clock = casework.clock(due_at, on=on)
    page = reverse("prevention:helping", args=[one.case_id])
    if one.answer:
        why, url, do = _("%(help)s ophører %(day)s. Hvad så?"), page, _("Se hjælpen")
    else:
        why, do = _("%(help)s: spørg %(whom)s, hvad svaret er."), _("Skriv svaret")
        url = reverse("prevention:answer_help", args=[one.pk])
    said = {"help": one.kind.title, "whom": one.sought_at, "day": full_date(one.until_on) if one.until_on else ""}
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=one.person.name.with_code, why=why % said, url=url,
        action=do, person_id=one.person_id, title_url=page, is_deadline=False,
    )  # fmt: skip
