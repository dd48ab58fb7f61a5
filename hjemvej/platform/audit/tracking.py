"""How does a table get its log of changes? A migration asks for it with `track`."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

FUNCTION = """
CREATE FUNCTION audit_write_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE  -- arguments: the column that names the person ('' for none), the key column, then columns never written out
    masked text[] := TG_ARGV[2:];
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    whole jsonb := coalesce(new_row, old_row);
    name text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, value) INTO new_row FROM jsonb_each(to_jsonb(NEW))
            WHERE value IS DISTINCT FROM to_jsonb(OLD) -> key;
        SELECT jsonb_object_agg(key, value) INTO old_row FROM jsonb_each(to_jsonb(OLD))
            WHERE value IS DISTINCT FROM to_jsonb(NEW) -> key;
        IF new_row IS NULL THEN RETURN NULL; END IF;
    END IF;
    FOREACH name IN ARRAY masked LOOP
        IF new_row ->> name <> '' THEN new_row := new_row || jsonb_build_object(name, '•••'); END IF;
        IF old_row ->> name <> '' THEN old_row := old_row || jsonb_build_object(name, '•••'); END IF;
    END LOOP;
    INSERT INTO audit_change
        (at, user_id, organisation_id, person_id, table_name, row_id, operation, before, after, transaction)
    VALUES (now(), nullif(current_setting('hjemvej.user', true), '')::uuid,
        nullif(current_setting('hjemvej.organisation', true), '')::uuid,
        CASE WHEN TG_ARGV[0] = '' THEN NULL ELSE (whole ->> TG_ARGV[0])::uuid END,
        TG_TABLE_NAME, whole ->> TG_ARGV[1], lower(TG_OP), old_row, new_row, pg_current_xact_id()::text::bigint);
    RETURN NULL;
END $$;
"""


def track(table: str, *, person: str = "", key: str = "id", masked: Sequence[str] = ()) -> RunSQL:
    """Log every change of this table with before and after; `person` is the column that names the citizen."""
    arguments = ", ".join(f"'{word}'" for word in (person, key, *masked))
    return RunSQL(
        f"CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION audit_write_change({arguments})",
        f"DROP TRIGGER audit ON {table}",
    )


def log_follows_rename(table: str, old: str, new: str) -> RunSQL:
    """What was logged of a column stands under the name it has now: the log's words and the undoing find it there."""

    def rename(old: str, new: str) -> str:
        return ";".join(
            f"UPDATE audit_change SET {row} = ({row} - '{old}') || jsonb_build_object('{new}', {row} -> '{old}')"
            f" WHERE table_name = '{table}' AND jsonb_exists({row}, '{old}')"
            for row in ("before", "after")
        )

    return RunSQL(rename(old, new), rename(new, old))


def temporary_tables_last(*functions: str) -> RunSQL:
    """For functions that run as the tables' owner: nobody's temporary table is taken for one of ours.

    PostgreSQL looks among the temporary ones first where it is not told otherwise, and anybody may make some.
    """
    return RunSQL(
        [f"ALTER FUNCTION {function} SET search_path = public, pg_temp" for function in functions],
        [f"ALTER FUNCTION {function} SET search_path = public" for function in functions],
    )
