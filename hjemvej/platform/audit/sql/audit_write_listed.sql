-- Write whose names a page showed the viewer, unless the log has them for the same viewer and page since a while before.
-- Only the system says who looked, and when.
CREATE FUNCTION audit_write_listed(page text, at timestamptz, by_user uuid, by_organisation uuid, people uuid[],
    again_after interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(at);
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        by_user := audit_viewer('user')::uuid;
        by_organisation := audit_viewer('organisation')::uuid;
    END IF;
    INSERT INTO audit_listed (page, at, user_id, organisation_id, person_id)
        SELECT $1, moment, by_user, by_organisation, person
        FROM unnest(people) person
        WHERE NOT EXISTS (
            SELECT FROM audit_listed earlier
            WHERE earlier.person_id = person AND earlier.at > moment - again_after AND earlier.at <= moment
                AND earlier.user_id = by_user AND earlier.organisation_id = by_organisation AND earlier.page = $1);
END $$;
