"""Which tables had another name in an earlier version? They, and what names them, follow the move.

A database of that version has a moved room's tables, content types, logs and applied migrations under the old name.
Django reads the history of migrations before it runs any, so `migrate` renames first.
"""

from django.db import connection, transaction

# Old table, new table. A row may go when no installed database is older than the move.
TABLES = {
    "homes_house": "shelters_house",
    "homes_openinghours": "shelters_openinghours",
    "homes_room": "shelters_room",
    "homes_place": "shelters_place",
    "homes_closure": "shelters_closure",
    "access_user": "identity_user",
    "access_cache": "identity_cache",
    "access_takenform": "repeated_forms_takenform",
}
# Old application and migration, new application and migration.
MIGRATIONS = {
    ("homes", "0001_initial"): ("shelters", "0001_initial"),
    ("access", "0003_sign_in"): ("identity", "0002_sign_in"),
    ("access", "0005_taken_form"): ("repeated_forms", "0001_initial"),
}
# Migrations that made policies, triggers and functions: the models and the rooms' `sql` folders declare them now.
GONE = {
    ("access", "0002_row_level_security"), ("access", "0004_sample_is_the_leaders"),
    ("access", "0006_temporary_tables_last"), ("audit", "0004_temporary_tables_last"),
    ("casework", "0002_protection"), ("correspondence", "0002_protection"),
    ("documents", "0002_protection"), ("homes", "0002_change_log"), ("law", "0002_change_log"),
    ("one_entry", "0002_protection"), ("partners", "0002_change_log"), ("people", "0004_temporary_tables_last"),
    ("safe_night", "0002_protection"), ("safe_night", "0005_latest_events"),
    ("safe_night", "0006_temporary_tables_last"), ("shelters", "0002_change_log"), ("situations", "0002_no_gaps"),
    ("situations", "0004_homeless_on"), ("situations", "0005_temporary_tables_last"),
    ("spreadsheets", "0002_protection"), ("spreadsheets", "0003_change_log"),
}  # fmt: skip
# The old and the new beginning of events' names.
EVENTS = {
    "homes.": "shelters.",
    "access.own_page_changed": "identity.own_page_changed",
    "access.second_factors_removed": "identity.second_factors_removed",
    "access.secret_key_rotated": "identity.secret_key_rotated",
}


def follow_moves() -> list[str]:
    """Rename what still has its old name; return the renamed tables: none in a new or an up-to-date database."""
    renamed = []
    with transaction.atomic(), connection.cursor() as cursor:
        for old, new in TABLES.items():
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL AND to_regclass(%s) IS NULL", [old, new])
            if cursor.fetchone() == (True,):
                _rename_table(old, new)
                renamed.append(old)
        if renamed:
            _rename_migrations()
            _rename_in_logs()
        _forget_migrations()
    return renamed


def _rename_table(old: str, new: str) -> None:
    """Rename the table, and its constraints, indexes and sequences, so that a new table may have the old name."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND starts_with(conname, %s)",
            [new, f"{old}_"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {new} RENAME CONSTRAINT "{name}" TO "{new}{name.removeprefix(old)}"')
        cursor.execute(
            "SELECT relkind, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('i', 'S') AND starts_with(relname, %s)",
            [f"{old}_"],
        )
        for kind, name in cursor.fetchall():
            what = "SEQUENCE" if kind == "S" else "INDEX"
            cursor.execute(f'ALTER {what} "{name}" RENAME TO "{new}{name.removeprefix(old)}"')
        old_app, model = _app_and_model(old)
        new_app, _model = _app_and_model(new)
        cursor.execute(
            "UPDATE django_content_type SET app_label = %s WHERE app_label = %s AND model = %s",
            [new_app, old_app, model],
        )


def _app_and_model(table: str) -> tuple[str, str]:
    app, _underscore, model = table.rpartition("_")
    return app, model


def _rename_migrations() -> None:
    with connection.cursor() as cursor:
        for old, new in MIGRATIONS.items():
            cursor.execute(
                "UPDATE django_migrations SET app = %s, name = %s WHERE app = %s AND name = %s", [*new, *old]
            )
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " SELECT 'identity', '0001_initial', applied FROM django_migrations"
            " WHERE app = 'access' AND name = '0001_initial'"
        )


def _forget_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.executemany("DELETE FROM django_migrations WHERE app = %s AND name = %s", sorted(GONE))


def _rename_in_logs() -> None:
    """Rename tables and events in the logs, so that pages still find words for them."""
    with connection.cursor() as cursor:
        for old, new in TABLES.items():
            cursor.execute("UPDATE audit_change SET table_name = %s WHERE table_name = %s", [new, old])
        for old, new in EVENTS.items():
            cursor.execute(
                "UPDATE audit_event SET name = %s || substr(name, %s) WHERE starts_with(name, %s)",
                [new, len(old) + 1, old],
            )
