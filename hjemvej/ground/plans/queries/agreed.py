"""Which plans were agreed with a citizen, which one is in writing, and what does a letter say of it?"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from hjemvej.ground.casework.queries.whose import readable
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situation_of
from hjemvej.platform.access.viewer import Viewer

SHELTER = Situation.Kind.SHELTER


def _plans(viewer: Viewer) -> QuerySet[PlanVersion]:
    rows = viewer.rows_of(PlanVersion).filter(readable(viewer))
    return rows.select_related("person", "organisation", "agreed_by", "begun_by")


def versions_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[PlanVersion]:
    """Return the plans that were agreed, the latest first: in the order in which they took over from each other."""
    rows = _plans(viewer).filter(person_id=person_id, agreed_at__isnull=False)
    return rows.order_by("-agreed_at", "id")


def drafts_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[PlanVersion]:
    """Return the plans in writing."""
    return _plans(viewer).filter(person_id=person_id, agreed_at=None).order_by("begun_at", "id")


def draft_of(person_id: uuid.UUID, kind: str, *, viewer: Viewer) -> PlanVersion | None:
    """Return the plan of this kind that the viewer's own organisation has in writing."""
    return drafts_of(person_id, viewer=viewer).filter(kind=kind, organisation_id=viewer.team_id).first()


def plan_version(plan_version_id: uuid.UUID, *, viewer: Viewer) -> PlanVersion | None:
    return _plans(viewer).filter(pk=plan_version_id).first()


def version_before(version: PlanVersion, *, viewer: Viewer) -> PlanVersion | None:
    """Return the version that this one took over from: of the same plan, a handleplan by either paragraph."""
    rows = _same_plan(version, viewer)
    if version.agreed_at:
        rows = rows.filter(agreed_at__lt=version.agreed_at)
    return rows.exclude(pk=version.pk).first()


def is_latest(version: PlanVersion, *, viewer: Viewer) -> bool:
    """Is this the plan that holds? No other, a handleplan by either paragraph, has taken over from it."""
    latest = _same_plan(version, viewer).first()
    return latest is not None and latest.pk == version.pk


def _same_plan(version: PlanVersion, viewer: Viewer) -> QuerySet[PlanVersion]:
    kinds = rules.BY_THE_TEAM if version.kind in rules.BY_THE_TEAM else (version.kind,)
    rows = versions_of(version.person_id, viewer=viewer).filter(kind__in=kinds)
    return rows.filter(organisation_id=version.organisation_id) if version.kind == rules.Kind.STAY else rows


@dataclass(frozen=True)
class Shown:
    """A version as a page draws it: its parts and the wish for a provider, in words, and what is new in it."""

    version: PlanVersion
    parts: list[tuple[str, str]]
    wish: list[tuple[str, str]]
    before: PlanVersion | None
    changes: list[rules.Changed]


def shown(version: PlanVersion, *, viewer: Viewer) -> Shown:
    before = version_before(version, viewer=viewer)
    return Shown(
        version,
        [(str(label), said) for name, label in rules.PARTS.items() if (said := rules.value(version, name))],
        [(str(label), said) for name, label in rules.WISH.items() if (said := rules.value(version, name))],
        before,
        rules.changes(before, version) if before else [],
    )


def in_shelter(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> bool:
    """Does the citizen sleep in a shelter (§ 110) on this day?"""
    found = situation_of(person_id, on, viewer=viewer)
    return found is not None and found.kind == SHELTER


def suggested_kind(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> str:
    """Return which handleplan fits: § 142 for whoever stays in a shelter, else § 141."""
    return rules.Kind.PLAN_142 if in_shelter(person_id, viewer=viewer, on=on) else rules.Kind.PLAN_141
