"""Which rows with a rule of their own are old enough to go?"""

import datetime
from typing import Any

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.retention import rules
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Kept

A_DAY = datetime.timedelta(days=1)


def old_rows(kept: Kept, *, on: datetime.date, viewer: Viewer, limit: int) -> list[Any]:
    """The keys of rows that are due on a day, the oldest first."""
    table, key = kept.model._meta.db_table, kept.model._meta.pk.column
    asked = f"SELECT {key} FROM {table} WHERE {kept.when} < %s AND ({kept.only}) ORDER BY {kept.when}, {key} LIMIT %s"
    with viewer.cursor() as cursor:
        cursor.execute(asked, [goes_before(kept, on), limit])
        return [key for (key,) in cursor.fetchall()]


def old_and_next(kept: Kept, *, on: datetime.date, viewer: Viewer) -> tuple[int, datetime.date | None]:
    """Count the rows that go tonight, and give the day on which the first of the others goes."""
    rule, table = provision_on(kept.key, on), kept.model._meta.db_table
    length = rules.length(rule.value, rule.unit)
    goes = f"{kept.when} < %s"
    with viewer.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE {goes}), (min({kept.when}) FILTER (WHERE NOT {goes}))::date FROM {table}"
            f" WHERE {kept.only}",
            [on - length, on - length],
        )
        number, first = cursor.fetchone()
    return number, first + length + A_DAY if first else None


def number_before(kept: Kept, rule: ProvisionInForce, on: datetime.date, *, viewer: Viewer) -> int:
    """Count the rows that a rule lets go by a day."""
    with viewer.cursor() as cursor:
        asked = f"SELECT count(*) FROM {kept.model._meta.db_table} WHERE {kept.when} < %s AND ({kept.only})"
        cursor.execute(asked, [on - rules.length(rule.value, rule.unit)])
        return int(cursor.fetchone()[0])


def goes_before(kept: Kept, on: datetime.date) -> datetime.date:
    rule = provision_on(kept.key, on)
    return on - rules.length(rule.value, rule.unit)
