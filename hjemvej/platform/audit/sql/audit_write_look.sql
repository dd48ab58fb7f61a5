-- Write that the viewer looked at a citizen. Only the system says who did it, and when.
CREATE FUNCTION audit_write_look(page text, at timestamptz, by_user uuid, by_organisation uuid, person uuid, basis text,
    why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(at);
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        by_user := audit_viewer('user')::uuid;
        by_organisation := audit_viewer('organisation')::uuid;
    END IF;
    INSERT INTO audit_look (page, at, user_id, organisation_id, person_id, basis, why)
        VALUES ($1, moment, by_user, by_organisation, person, $6, $7);
END $$;
