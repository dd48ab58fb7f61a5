"""How does the log follow a renamed column? The migration that renames it calls `log_follows_rename`."""

from django.db.migrations.operations import RunSQL


def log_follows_rename(table: str, old: str, new: str) -> RunSQL:
    """Rename a column in what was logged of it, so that the log's words and an undo still find it."""

    def rename(old: str, new: str) -> str:
        return ";".join(
            f"UPDATE audit_change SET {row} = ({row} - '{old}') || jsonb_build_object('{new}', {row} -> '{old}')"
            f" WHERE table_name = '{table}' AND jsonb_exists({row}, '{old}')"
            for row in ("before", "after")
        )

    return RunSQL(rename(old, new), rename(new, old))
