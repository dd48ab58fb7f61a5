"""How does a year go by in a journey? Everything that has happened is moved back in time, and the present stays.

The web server is a real process with a real clock, which no test turns. So the tables' owner moves the rows instead:
what happened today has then happened a year ago, in every table that tells of citizens, and in the log.
"""

from django.db import connection, models, transaction

from conftest import as_owner
from hjemvej.efforts.safe_night.models import HouseReport
from hjemvej.invented.ledger import log_asleep
from hjemvej.platform.audit.models import Change, Event, Look
from tests.architecture.house import personal_models

STAYS = {"born_on", "eviction_on", "valid_from", "valid_to"}  # days in the world, not when something happened here


def days_pass(days: int) -> None:
    """Let so many days go by for everything recorded so far."""
    tables: set[type[models.Model]] = {*personal_models(), HouseReport, Change, Event, Look}
    names = [model._meta.db_table for model in tables]
    locks = {trigger.name for model in tables for trigger in getattr(model, "triggers", ()) if "lock" in trigger.name}
    with transaction.atomic(), as_owner(), log_asleep(names, ("audit", "no_gaps", "hold_person", *locks)):
        for model in tables:
            _move(model, days)


def _move(model: type[models.Model], days: int) -> None:
    """Row by row, the oldest first: two stays side by side never overlap on the way."""
    moments = [
        str(field.column)
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField) and field.name not in STAYS and model._meta.managed
    ]
    if not moments:
        return
    earlier = ", ".join(f'"{name}" = "{name}" - make_interval(days => {days})' for name in moments)
    order = ", ".join(f'"{name}" NULLS LAST' for name in moments)
    with connection.cursor() as cursor:
        key = str(model._meta.pk.column)
        cursor.execute(f"SELECT {key} FROM {model._meta.db_table} ORDER BY {order}")
        for (row,) in cursor.fetchall():
            cursor.execute(f"UPDATE {model._meta.db_table} SET {earlier} WHERE {key} = %s", [row])
