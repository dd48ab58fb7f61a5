"""Who stays in a shelter (§ 110) without a handleplan by § 142 that was agreed while they were there?"""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import due_day
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import lasting_on_sql

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


# Whoever of ours is in a shelter without a plan agreed in that stay: since when without a break, for a move between
# shelters is none (mostly there was none), and is the plan a task of somebody's already?
BEFORE = """FROM situations_situation before
    WHERE before.person_id = {now}.person_id AND before.from_on < {now}.from_on AND before.until_on >= {now}.from_on
        AND before.kind = %(shelter)s AND before.superseded_at IS NULL"""
WITHOUT = f"""
SELECT slept.person_id, stay.began_on, EXISTS (
    SELECT FROM casework_task task
    WHERE task.person_id = slept.person_id AND task.law_key = %(goal)s AND task.done_at IS NULL)
FROM situations_situation slept
JOIN people_person person ON person.id = slept.person_id AND person.merged_into_id IS NULL AND person.died_on IS NULL
CROSS JOIN LATERAL (SELECT CASE WHEN EXISTS (SELECT {BEFORE.format(now="slept")}) THEN (
    SELECT max(began.from_on) FROM situations_situation began
    WHERE began.person_id = slept.person_id AND began.from_on < slept.from_on AND began.kind = %(shelter)s
        AND began.superseded_at IS NULL AND NOT EXISTS (SELECT {BEFORE.format(now="began")})
    ) ELSE slept.from_on END AS began_on) stay
WHERE slept.kind = %(shelter)s AND slept.unusable_home = '' AND slept.superseded_at IS NULL
    AND {lasting_on_sql("slept", "%(on)s")}
    AND EXISTS (SELECT FROM access_needtoknow need
        WHERE need.person_id = slept.person_id AND need.organisation_id = %(team)s AND need.user_id IS NULL
            AND {lasting_on_sql("need", "%(at)s", begins="from_at", until="until_at")})
    AND NOT EXISTS (SELECT FROM people_responsiblemunicipality responsible
        WHERE responsible.person_id = slept.person_id AND responsible.municipality_code <> %(municipality)s
            AND {lasting_on_sql("responsible", "%(on)s")})
    AND NOT EXISTS (SELECT FROM plans_planversion version
        WHERE version.person_id = slept.person_id AND version.kind = %(plan)s AND version.agreed_at IS NOT NULL
            AND version.agreed_on >= stay.began_on)"""


def without_plan(*, viewer: Viewer, at: datetime.datetime) -> list[WithoutPlan]:
    """List them, those over our own goal first, and then whoever has stayed longest. One query, and one for the law."""
    on = localdate(at)
    asked = {
        "shelter": SHELTER, "plan": rules.Kind.PLAN_142, "goal": rules.OUR_GOAL, "team": viewer.team_id, "at": at,
        "on": on, "municipality": settings.MUNICIPALITY_CODE,
    }  # fmt: skip
    with viewer.cursor() as cursor:
        cursor.execute(WITHOUT, asked)
        rows = cursor.fetchall()
    goals = law.rules_of({(rules.OUR_GOAL, since) for _who, since, _task in rows})
    due = {since: due_day(goal, since) for (_key, since), goal in goals.items()}
    found = [WithoutPlan(person_id, since, due.get(since), is_a_task) for person_id, since, is_a_task in rows]
    return sorted(found, key=lambda one: (not one.days_over(on), one.since, one.person_id))


def stay_began(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> datetime.date | None:
    """Return since when the citizen has stayed in shelters without a break; none: not in one that day."""
    rows = viewer.rows_of(Situation).filter(person_id=person_id, kind=SHELTER, superseded_at=None)
    return rules.stay_began(rows.values_list("from_on", "until_on"), on)


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
