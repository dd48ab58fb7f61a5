-- Who lets whom in is asked here too: an administrator everywhere, a leader in their own organisation and no administrator,
-- nobody themselves. The claim says which of them looks (`STAFFS` in access/rules.py).
CREATE FUNCTION access_guard_membership() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    row access_membership;
BEGIN
    IF current_user <> 'hjemvej_web' OR audit_viewer('scope') = 'system' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    FOREACH row IN ARRAY array_remove(ARRAY[OLD, NEW], NULL) LOOP
        IF row.user_id = audit_viewer('user')::uuid OR NOT coalesce(
            audit_viewer('staffs') = 'all' OR (audit_viewer('staffs') = 'own'
                AND row.organisation_id = audit_viewer('organisation')::uuid AND row.role <> 'administrator'),
            false
        ) THEN
            RAISE EXCEPTION 'the viewer may not staff this place' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
END $$;
