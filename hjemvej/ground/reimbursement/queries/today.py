"""Which clocks end soon, and who is discharged soon without a decision?"""

import datetime
import uuid

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.people.models import Person
from hjemvej.ground.reimbursement.rules.answers import Ends, ends_soon
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step, shelter_stays

from .known import cases_of, decided_lately, of_others


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List what ends soon: days in a shelter, the time to decide before a discharge, the state's part of support."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    decided = decided_lately(on, viewer=viewer)
    stays = shelter_stays()(viewer, on=on, person_ids=decided, since=on)
    people = decided | {one.person_id for one in stays if one.is_there}
    people -= _of_colleagues(people, viewer)
    cases = cases_of(people, viewer=viewer, on=on, stays=[one for one in stays if one.person_id in people])
    found = {one: soon for one, case in cases.items() if (soon := ends_soon(case.known))}
    if not found:
        return []
    ours = found.keys() - of_others(found, on, viewer=viewer)
    named = viewer.rows_of(Person).filter(pk__in=ours).order_by("pk")
    return [_step(person, found[person.pk], on) for person in named]


def _of_colleagues(people: set[uuid.UUID], viewer: Viewer) -> set[uuid.UUID]:
    """Those whom somebody else coordinates: they have the step on their own day."""
    rows = viewer.rows_of(Coordination).filter(person_id__in=people, until_on=None)
    return set(rows.exclude(coordinator_id=viewer.user_id).values_list("person_id", flat=True))


def _step(person: Person, soon: Ends, on: datetime.date) -> Step:
    due_at = casework.end_of_day(soon.on)
    clock = casework.clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=person.name.with_code, why=soon.words,
        url=reverse("reimbursement:citizen", args=[person.pk]), action=_("Se urene"), person_id=person.pk,
        title_url=reverse("staff:person", args=[person.pk]),
    )  # fmt: skip
