-- The system alone writes these rows. A viewer's page that must have one written calls an owner's function for it.
CREATE FUNCTION audit_guard_systems() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user <> 'hjemvej_web' OR audit_viewer('scope') = 'system' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'the system alone writes %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
