-- Write what the viewer did, with each of these citizens, or with none ({NULL}). Only the system says who did it, and when.
CREATE FUNCTION audit_write_events(name text, at timestamptz, by_user uuid, by_organisation uuid, people uuid[], why text,
    details jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(at);
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        by_user := audit_viewer('user')::uuid;
        by_organisation := audit_viewer('organisation')::uuid;
    END IF;
    INSERT INTO audit_event (name, at, user_id, organisation_id, person_id, why, details, transaction)
        SELECT $1, moment, by_user, by_organisation, about, $6, $7, pg_current_xact_id()::text::bigint
        FROM unnest(people) about;
END $$;
