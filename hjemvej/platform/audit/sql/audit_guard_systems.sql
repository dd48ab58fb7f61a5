-- The system alone writes these rows; with an argument, also a viewer who staffs places so ('own': a leader). Any other
-- page that must have one written calls an owner's function for it.
CREATE FUNCTION audit_guard_systems() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user <> 'hjemvej_web' OR audit_viewer('scope') = 'system' OR audit_viewer('staffs') = TG_ARGV[0] THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'the system alone writes %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
