-- Turn needs to know of a merged citizen into needs of the kept one; where there is one already, the moved one ends.
CREATE FUNCTION access_move_need(merged uuid, kept uuid, moved_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := audit_moment(moved_at);
BEGIN
    IF merged = kept OR NOT (access_known(merged) AND access_known(kept)) THEN
        RAISE EXCEPTION 'the viewer does not need to know of both' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE access_needtoknow need SET until_at = moment
        WHERE need.person_id = merged AND need.until_at IS NULL AND EXISTS (
            SELECT FROM access_needtoknow there WHERE there.person_id = kept AND there.until_at IS NULL
                AND there.organisation_id = need.organisation_id AND there.basis = need.basis);
    UPDATE access_needtoknow need SET person_id = kept WHERE need.person_id = merged;
END $$;
