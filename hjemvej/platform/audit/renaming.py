"""How does the log follow a column that is called otherwise? A migration that renames one asks for it here."""

from django.db.migrations.operations import RunSQL


def log_follows_rename(table: str, old: str, new: str) -> RunSQL:
    """What was logged of a column stands under the name it has now: the log's words and the undoing find it there."""

    def rename(old: str, new: str) -> str:
        return ";".join(
            f"UPDATE audit_change SET {row} = ({row} - '{old}') || jsonb_build_object('{new}', {row} -> '{old}')"
            f" WHERE table_name = '{table}' AND jsonb_exists({row}, '{old}')"
            for row in ("before", "after")
        )

    return RunSQL(rename(old, new), rename(new, old))
