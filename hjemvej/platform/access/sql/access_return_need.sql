-- Give needs to know back to the citizen who was merged: those that the log says were theirs before. What the merge ended
-- is open again.
CREATE FUNCTION access_return_need(needs bigint[], merged uuid, kept uuid, merged_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT access_known(kept) THEN
        RAISE EXCEPTION 'the viewer does not need to know of the kept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE access_needtoknow need
        SET person_id = merged, until_at = CASE WHEN need.until_at = merged_at THEN NULL ELSE need.until_at END
        WHERE need.id = ANY (needs) AND need.person_id = kept AND EXISTS (
            SELECT FROM audit_change change
            WHERE change.person_id = kept AND change.table_name = 'access_needtoknow'
                AND change.row_id = need.id::text AND change.operation = 'update'
                AND change.before ->> 'person_id' = merged::text);
END $$;
