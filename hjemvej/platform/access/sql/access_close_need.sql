-- End an organisation's need to know of a citizen on this basis; return how many needs ended.
-- A viewer may for their own organisation, and a guest's whom they need to know of: nobody ends another team's case.
CREATE FUNCTION access_close_need(person uuid, organisation uuid, basis text, ends timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(ends);
    closed bigint;
BEGIN
    IF basis = 'break_glass'
        OR NOT (coalesce(audit_viewer('scope') = 'system', false)
            OR coalesce(organisation = audit_viewer('organisation')::uuid, false)
            OR basis = 'guest' AND access_known(person))
    THEN
        RAISE EXCEPTION 'the viewer does not need to know of the citizen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE access_needtoknow need SET until_at = moment
        WHERE need.person_id = person AND need.organisation_id = organisation AND need.basis = $3
            AND need.until_at IS NULL;
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END $$;
