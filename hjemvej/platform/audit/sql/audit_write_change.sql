-- Write a changed row into the log of changes: its changed columns before and after, the user, the time, the citizen.
CREATE FUNCTION audit_write_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    VALUES (now(), audit_viewer('user')::uuid,
        audit_viewer('organisation')::uuid,
        CASE WHEN TG_ARGV[0] = '' THEN NULL ELSE (whole ->> TG_ARGV[0])::uuid END,
        TG_TABLE_NAME, whole ->> TG_ARGV[1], lower(TG_OP), old_row, new_row, pg_current_xact_id()::text::bigint);
    RETURN NULL;
END $$;
