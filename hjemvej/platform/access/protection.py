"""How does a table get its row-level security? A migration asks for it with `protect`.

The web role owns nothing; these policies stand under the door, so that a forgotten filter shows nothing.
"""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

from hjemvej.platform.audit.tracking import track

IS_SYSTEM = "(SELECT current_setting('hjemvej.scope', true)) = 'system'"
ORGANISATION = "(SELECT nullif(current_setting('hjemvej.organisation', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('hjemvej.user', true), '')::uuid)"


def needs_to_know(column: str) -> str:
    """SQL: the viewer's organisation, or the viewer, needs to know of the person in this column now."""
    return (
        f"EXISTS (SELECT 1 FROM access_needtoknow need WHERE need.person_id = {column}"
        f" AND need.organisation_id = {ORGANISATION} AND (need.user_id IS NULL OR need.user_id = {USER})"
        " AND (need.until_at IS NULL OR need.until_at > now()))"
    )


def policy(table: str, allowed: str) -> RunSQL:
    """Rows of this table are seen and written only where `allowed` (SQL) holds, or by the system itself."""
    rule = f"({IS_SYSTEM} OR {allowed})"
    return RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY need_to_know ON {table} USING {rule} WITH CHECK {rule}",
        ],
        [f"DROP POLICY need_to_know ON {table}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"],
    )


def protect(
    table: str, *, person: str = "person_id", key: str = "id", masked: Sequence[str] = (), also: str = ""
) -> list[RunSQL]:
    """Row-level security and the change log for a table of personal rows; `also` (SQL) opens further rows."""
    allowed = needs_to_know(f"{table}.{person}") + (f" OR ({also})" if also else "")
    return [policy(table, allowed), track(table, person=person, key=key, masked=masked)]
