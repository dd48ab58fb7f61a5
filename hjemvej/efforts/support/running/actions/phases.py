"""What happens to the plan of a phase of CTI? It begins with one to three areas, changes, and is handed on by name."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.support import rules
from hjemvej.efforts.support.models import Phase, PhaseArea, SupportCourse
from hjemvej.efforts.support.queries import courses
from hjemvej.efforts.support.rules import Method, Number, phases
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .holding import ChangedMeanwhile, NoReasons, PlanIsNotOneToThree, WrongPhase, ask_unchanged, open_own


@dataclass(frozen=True)
class Planned:
    """An area of a phase's plan as it was typed."""

    dimension: str
    aim: str


def begin_phase(
    *,
    support: SupportCourse,
    number: int,
    plan: Sequence[Planned],
    every_days: int | None,
    by: Viewer,
    at: datetime.datetime,
) -> Phase:
    """Begin the next phase of CTI with a plan of one to three areas; the one before ends the same day."""
    _check_plan(plan)
    on = localdate(at)
    with transaction.atomic():
        row = open_own(support, by)
        now = by.rows_of(Phase).filter(support=row).order_by("-number").first()
        if row.method != Method.CTI or now is None or phases.next_number(now.number) != number:
            raise WrongPhase(_("Den fase er begyndt, eller en anden kommer først. Se, hvordan forløbet står nu."))
        if now.until_on is None:
            now.until_on = max(on, now.from_on)
            now.save(update_fields=["until_on"])
        until_on = law.due_on(rules.PHASE_LASTS, on).due_on
        phase = Phase.objects.create(
            support=row, person_id=row.person_id, number=number, from_on=on, planned_until_on=until_on,
            every_days=every_days,
        )  # fmt: skip
        PhaseArea.objects.bulk_create(
            PhaseArea(phase=phase, person_id=row.person_id, order=order, dimension=each.dimension, aim=each.aim.strip())
            for order, each in enumerate(plan, 1)
        )
        record("support.phase_begun", by=by, at=at, person_id=row.person_id,
               details={"support": str(row.pk), "phase": number})  # fmt: skip
        return phase


def hand_area(*, area: PhaseArea, to: str, by: Viewer, at: datetime.datetime, seen: str = "") -> PhaseArea:
    """Another, by name, has this part from now on; `seen`: who had it when that was typed."""
    if not to.strip():
        raise NoReasons(_("Skriv navnet på den, der har det nu, f.eks. Mona, hjemmeplejen."), field="to")
    with transaction.atomic():
        open_own(area.phase.support, by)
        row = by.rows_of(PhaseArea).get(pk=area.pk)
        if row.ended_on:
            raise ChangedMeanwhile(_("En kollega har taget det ud af planen, mens du skrev. Se, hvad der står nu."))
        ask_unchanged(seen, row.handed_to)
        row.handed_to, row.handed_on = to.strip(), localdate(at)
        row.save(update_fields=["handed_to", "handed_on"])
        record("support.area_handed", by=by, at=at, person_id=row.person_id, details={"area": row.pk})
        return row


def change_plan(*, phase: Phase, plan: Sequence[Planned], by: Viewer, at: datetime.datetime, seen: str = "") -> Phase:
    """Agree on another plan while the phase runs; what was agreed before can still be read. `seen`: the plan it was."""
    _check_plan(plan)
    on = localdate(at)
    with transaction.atomic():
        open_own(phase.support, by)
        row = by.rows_of(Phase).get(pk=phase.pk)
        if row.until_on or row.number == Number.CONTACT:
            raise WrongPhase(_("Fasen er sluttet, mens du skrev. Se, hvordan forløbet står nu."))
        before = courses.plan_of(row, viewer=by)
        ask_unchanged(seen, as_seen(before))
        typed = {each.dimension: each.aim.strip() for each in plan}
        stays = [area for area in before if typed.get(area.dimension) == area.aim]
        goes = {area.dimension: area for area in before if area not in stays}
        for area in goes.values():
            area.ended_on, area.ended_by_id = on, by.user_id
            area.save(update_fields=["ended_on", "ended_by"])
        taken = {area.order for area in stays}
        free = [order for order in range(1, PhaseArea.MOST + 1) if order not in taken]
        kept = {area.dimension for area in stays}
        new = [each for each in plan if each.dimension not in kept]
        for order, each in zip(free, new, strict=False):
            was = goes.get(each.dimension)  # another aim of the same: whoever has it still has it
            PhaseArea.objects.create(
                phase=row, person_id=row.person_id, order=order, dimension=each.dimension, aim=each.aim.strip(),
                handed_to=was.handed_to if was else "", handed_on=was.handed_on if was else None,
                agreed_on=on, agreed_by_id=by.user_id,
            )  # fmt: skip
        if goes or new:
            record("support.plan_changed", by=by, at=at, person_id=row.person_id,
                   details={"support": str(row.support_id), "phase": row.number})  # fmt: skip
        return row


def as_seen(plan: Sequence[PhaseArea]) -> str:
    """Name a plan as a form keeps it: a change makes new rows."""
    return ",".join(str(area.pk) for area in plan)


def _check_plan(plan: Sequence[Planned]) -> None:
    if not 1 <= len(plan) <= PhaseArea.MOST:
        raise PlanIsNotOneToThree(_("Vælg et til tre områder: det, der betyder mest nu."))
    if len({each.dimension for each in plan}) < len(plan):
        raise PlanIsNotOneToThree(_("Det samme område står to gange. Skriv det ét sted."))
    if not all(each.aim.strip() for each in plan):
        raise PlanIsNotOneToThree(_("Skriv målet for hvert område, gerne med borgerens ord."))
