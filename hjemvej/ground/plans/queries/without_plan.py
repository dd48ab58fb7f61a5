"""Who stays in a shelter (§ 110) without a handleplan by § 142 that was agreed while they were there?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.models import Task
from hjemvej.ground.law import queries as law
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situations_on
from hjemvej.platform.access.queries import needs_at
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import lasting_on

SHELTER = Situation.Kind.SHELTER


@dataclass(frozen=True)
class WithoutPlan:
    """A citizen in a shelter without a plan by § 142, since when, and by which day our own goal wants it."""

    person_id: uuid.UUID
    since: datetime.date
    due_on: datetime.date | None
    is_a_task: bool  # of somebody's, already

    def days_over(self, on: datetime.date) -> int:
        """Return by how many days our own goal is passed; nought: it is not."""
        return max((on - self.due_on).days, 0) if self.due_on else 0


def without_plan(*, viewer: Viewer, at: datetime.datetime) -> list[WithoutPlan]:
    """List them, those over our own goal first, and then whoever has stayed longest. A query for the law, and two."""
    on = localdate(at)
    stays = _stays_and_plans(viewer, at)
    people = {person_id for person_id, *_others in stays}
    began = _stays_began(people, viewer, on)  # a move between shelters is no break
    found = []
    for person_id, from_on, latest_on, is_a_task in stays:
        since = began.get(person_id, from_on)
        if latest_on is None or latest_on < since:
            found.append(WithoutPlan(person_id, since, due_on(since), is_a_task))
    return sorted(found, key=lambda one: (not one.days_over(on), one.since, one.person_id))


def _stays_and_plans(
    viewer: Viewer, at: datetime.datetime
) -> list[tuple[uuid.UUID, datetime.date, datetime.date | None, bool]]:
    """List everybody of ours in a shelter: since when they sleep there, the day of their latest plan, a task of it."""
    on = localdate(at)
    plans = viewer.rows_of(PlanVersion).filter(
        person=OuterRef("person"), kind=rules.Kind.PLAN_142, agreed_at__isnull=False
    )
    latest = Subquery(plans.order_by("-agreed_on").values("agreed_on")[:1])
    task = viewer.rows_of(Task).filter(person=OuterRef("person"), law_key=rules.OUR_GOAL, done_at=None)
    ours = needs_at(at).filter(organisation_id=viewer.team_id, user=None).values("person_id")
    others = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on))
    rows = situations_on(on, viewer=viewer).filter(
        kind=SHELTER, unusable_home="", person__merged_into=None, person__died_on=None, person__in=ours
    )
    rows = rows.exclude(person__in=others.exclude(municipality_code=settings.MUNICIPALITY_CODE).values("person_id"))
    rows = rows.order_by("from_on")
    found = rows.annotate(latest=latest, task=Exists(task)).values_list("person_id", "from_on", "latest", "task")
    return list(found)


def stay_began(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> datetime.date | None:
    """Return since when the citizen has stayed in shelters without a break; none: not in one that day."""
    return _stays_began({person_id}, viewer, on).get(person_id)


def _stays_began(
    person_ids: Collection[uuid.UUID], viewer: Viewer, on: datetime.date
) -> dict[uuid.UUID, datetime.date]:
    """Since when each has stayed in shelters without a break, whichever shelters."""
    if not person_ids:
        return {}
    rows = viewer.rows_of(Situation).filter(person_id__in=person_ids, kind=SHELTER, superseded_at=None)
    stays: dict[uuid.UUID, list[tuple[datetime.date, datetime.date | None]]] = defaultdict(list)
    for person_id, from_on, until_on in rows.values_list("person_id", "from_on", "until_on"):
        stays[person_id].append((from_on, until_on))
    return {person_id: began for person_id, each in stays.items() if (began := rules.stay_began(each, on))}


def due_on(since: datetime.date) -> datetime.date | None:
    """Return the day by our own goal, for the law names none; none: no goal held that day."""
    try:
        return law.due_on(rules.OUR_GOAL, since).due_on
    except law.NoProvisionInForce:
        return None


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """One step of the day for the whole team: how many stay in a shelter without a plan that is anybody's task."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on, found = localdate(at), [one for one in without_plan(viewer=viewer, at=at) if not one.is_a_task]
    if not found:
        return []
    due = [one.due_on for one in found if one.due_on]
    clock = casework.clock(casework.end_of_day(min(due)), on=on) if due else None
    title = ngettext(
        "%d borger på forsorgshjem har ingen handleplan", "%d borgere på forsorgshjem har ingen handleplan", len(found)
    )
    return [Step(
        due_at=casework.end_of_day(min(due)) if due else at, chip=clock.text if clock else _("spørg"),
        kind=clock.kind if clock else "info", title=title % len(found),
        why=_("Kommunen skal lave den sammen med borgeren og spørge, hvem støtten skal komme fra (§ 142)"),
        url=reverse("plans:without_plan"), action=_("Se hvem"), is_of_many=True, is_deadline=bool(due),
    )]  # fmt: skip
