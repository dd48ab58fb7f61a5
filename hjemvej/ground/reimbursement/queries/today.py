"""Which clocks end soon, and who is discharged soon without a decision?"""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.people.models import Person
from hjemvej.ground.reimbursement.rules.answers import Ends, ends_soon
from hjemvej.ground.reimbursement.rules.years import DAY
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step, shelter_stays

from .known import cases_of, may_end_on_any_day, of_others
from .law import figures

A_WEEK = 7 * DAY


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List what ends soon: days in a shelter, the time to decide before a discharge, the state's part of support."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    rows = viewer.rows_of(Coordination).filter(until_on=None).exclude(coordinator_id=viewer.user_id)
    colleagues = rows.filter(person_id=OuterRef("person_id"))  # whom somebody else coordinates: the step is theirs
    any_day = may_end_on_any_day(on, viewer=viewer, but=Exists(colleagues))
    stays = shelter_stays()(
        viewer, on=on, person_ids=any_day, since=on, left=_left_so_long_ago(on), but_of=Exists(colleagues)
    )
    people = any_day | {one.person_id for one in stays}
    cases = cases_of(people, viewer=viewer, on=on, stays=stays)
    found = {one: soon for one, case in cases.items() if (soon := ends_soon(case.known))}
    if not found:
        return []
    ours = found.keys() - of_others(found, on, viewer=viewer)
    named = viewer.rows_of(Person).filter(pk__in=ours).order_by("pk")
    return [_step(person, found[person.pk], on) for person in named]


def _left_so_long_ago(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return between which days a discharge lies whose period ends soon; a week more, for months are not alike."""
    law = figures(on)
    first = add_months(on, -12 * law.terms.support_years)
    return first - A_WEEK, first + law.near * DAY + A_WEEK


def _step(person: Person, soon: Ends, on: datetime.date) -> Step:
    due_at = casework.end_of_day(soon.on)
    clock = casework.clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=person.name.with_code, why=soon.words,
        url=reverse("reimbursement:citizen", args=[person.pk]), action=_("Se urene"), person_id=person.pk,
        title_url=reverse("staff:person", args=[person.pk]),
    )  # fmt: skip
