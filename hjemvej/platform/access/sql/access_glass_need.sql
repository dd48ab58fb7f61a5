-- Break the glass: the viewer alone needs to know of a citizen for four hours at most, and the log says so.
-- A viewer may, whose claim says that their role breaks glass, ten times an hour (`TRIES_AN_HOUR`).
CREATE FUNCTION access_glass_need(person uuid, by_user uuid, by_organisation uuid, reason text, begins timestamptz,
    ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(begins);
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        by_user := audit_viewer('user')::uuid;
        by_organisation := audit_viewer('organisation')::uuid;
        IF audit_viewer('glass') IS NULL OR (
            SELECT count(*) >= 10 FROM audit_event tried WHERE tried.user_id = by_user
                AND tried.name IN ('access.glass_broken', 'access.glass_found_nobody')
                AND tried.at >= moment - interval '1 hour'
        ) THEN
            RAISE EXCEPTION 'the viewer may not break the glass' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    INSERT INTO access_needtoknow (person_id, organisation_id, user_id, basis, reason, from_at, until_at)
        VALUES (person, by_organisation, by_user, 'break_glass', $4, moment,
            least(ends, moment + interval '4 hours'));
    PERFORM audit_write_events('access.glass_broken', moment, by_user, by_organisation, ARRAY[person], $4, '{}');
END $$;
