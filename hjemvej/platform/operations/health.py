"""Does the database answer, have its tables the shape this program expects, and do the jobs run?"""

from functools import lru_cache

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from psycopg_pool import PoolTimeout

from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.rooms import overdue

from .making import unbelieved_claims

HEARTBEAT = "interval '1 minute'"


def state() -> dict[str, bool]:
    """Each part on its own; no reasons, for anyone may ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - {HEARTBEAT})"
            )
            jobs = bool(cursor.fetchone()[0])
        return {"database": True, "migrations": migrations_are_applied(), "jobs": jobs}
    except (DatabaseError, PoolTimeout):
        return {"database": False, "migrations": False, "jobs": False}


def overdue_by_room() -> dict[str, list[str]]:
    """Return what should have happened by itself and has not, as when the machine slept; nothing of people."""
    by = system("health")
    with transaction.atomic(), looking_as(by):
        return overdue(by, timezone.now())


def migrations_are_applied() -> bool:
    """Have the tables our shape, and does PostgreSQL believe our claims? Asked until it is so."""
    return _applied() or _ask_again()


@lru_cache
def _applied() -> bool:
    return not unapplied_migrations() and not unbelieved_claims()


def unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _ask_again() -> bool:
    _applied.cache_clear()
    return _applied()


def figures() -> dict[str, float]:
    """What an alarm can be set on, besides the pages' own figures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),"
            " count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs"
        )
        waiting, failed = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'")
        workers = cursor.fetchone()[0]
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    return {"jobs_waiting": waiting, "jobs_failed": failed, "workers": workers, "database_bytes": size}
