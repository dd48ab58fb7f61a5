"""Whose case has been still for so long that it goes, and what keeps a case alive? Each room says by which signs."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import ProvisionInForce, last_day
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import LivingReason, Sign, living_reasons, signs
from hjemvej.platform.spans.queries import local_day_sql

CITIZEN = "keep_citizen"  # the law's key
# A merged record is part of the one that it was merged into.
PARTS = """
WITH RECURSIVE part AS (
    SELECT id, id AS citizen FROM people_person WHERE merged_into_id IS NULL AND (%(one)s::uuid IS NULL OR id = %(one)s)
    UNION ALL SELECT merged.id, part.citizen FROM part JOIN people_person merged ON merged.merged_into_id = part.id
) SELECT id, citizen FROM part"""
STILL = """
SELECT person_id, max(on_day), array_agg(DISTINCT holds) FILTER (WHERE holds IS NOT NULL) FROM ({signs}) sign
GROUP BY person_id"""


@dataclass(frozen=True)
class Case:
    """A citizen's case: the day of its latest sign, and what keeps it alive in words."""

    person_id: uuid.UUID
    last_sign_on: datetime.date
    is_open_by: tuple[str, ...]
    due_on: datetime.date

    def is_due(self, on: datetime.date) -> bool:
        return not self.is_open_by and self.due_on <= on


def cases(*, on: datetime.date, viewer: Viewer, one: uuid.UUID | None = None) -> list[Case]:
    """Every citizen's case, or that of one; two queries and one for the rule."""
    rule = provision_on(CITIZEN, on)
    brought: list[Sign | LivingReason] = [*signs(), *living_reasons().values()]
    asked = STILL.format(signs=" UNION ALL ".join(_sql(what, number) for number, what in enumerate(brought)))
    lasts: dict[uuid.UUID, datetime.date] = {}
    held: dict[uuid.UUID, set[int]] = {}
    with viewer.cursor() as cursor:
        cursor.execute(PARTS, {"one": one})
        citizen_of = dict(cursor.fetchall())
        values = {"people": list(citizen_of), "on": on, "municipality": settings.MUNICIPALITY_CODE}
        cursor.execute(asked, values)
        for person_id, last, holds in cursor.fetchall():
            citizen = citizen_of[person_id]
            lasts[citizen] = max(filter(None, (last, lasts.get(citizen))), default=datetime.date.min)
            held.setdefault(citizen, set()).update(holds or ())
    return [
        Case(citizen, last, _words([brought[number] for number in sorted(held[citizen])]), due_on(last, rule))
        for citizen, last in lasts.items()
    ]


def due_on(last_sign_on: datetime.date, rule: ProvisionInForce) -> datetime.date:
    return last_day(last_sign_on, rule.value, rule.unit)


def case_of(person_id: uuid.UUID, *, on: datetime.date, viewer: Viewer) -> Case | None:
    found = cases(on=on, viewer=viewer, one=person_id)
    return found[0] if found else None


def due(*, on: datetime.date, viewer: Viewer) -> list[uuid.UUID]:
    """The citizens who are due, the longest still first."""
    found = [case for case in cases(on=on, viewer=viewer) if case.is_due(on)]
    return [case.person_id for case in sorted(found, key=lambda case: (case.last_sign_on, str(case.person_id)))]


def _words(holding: Sequence[Sign | LivingReason]) -> tuple[str, ...]:
    """Say what keeps the case alive; some reasons end with the citizen's death or another municipality's duty."""
    is_ours = not any(isinstance(what, LivingReason) and what.ends_ours for what in holding)
    words = []
    for what in holding:
        if isinstance(what, Sign):
            words.append(str(what.open_words))
        elif what.lasts and (is_ours or not what.only_of_who_is_ours):
            words.append(str(what.lasts))
    return tuple(words)


def _sql(what: Sign | LivingReason, number: int) -> str:
    """Write SQL: of each of these people the latest day of a sign, and the number of what holds of them now."""
    if isinstance(what, LivingReason):
        holds = "count(*) > 0" if what.ends_ours else "bool_or(last_on IS NULL)"
        return (
            f"SELECT person_id, NULL::date AS on_day, CASE WHEN {holds} THEN {number} END AS holds"
            f" FROM ({what.sql}) reason GROUP BY person_id"
        )
    columns = {field.column: field.get_internal_type() for field in what.model._meta.concrete_fields}
    days = [local_day_sql(name) if columns[name] == "DateTimeField" else name for name in what.when]
    holds = f"bool_or({what.open_if})" if what.open_if else "false"
    return (
        f"SELECT {what.person} AS person_id, max(greatest({', '.join(days)})) AS on_day,"
        f" CASE WHEN {holds} THEN {number} END AS holds"
        f" FROM {what.model._meta.db_table} WHERE {what.person} = ANY(%(people)s) GROUP BY {what.person}"
    )
