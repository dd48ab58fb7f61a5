-- Begin to undo a merge: hold both, in the order in which a merge holds them, and let the merged one be one again.
-- Its row can't be seen before the needs to know are given back, so this asks for the kept one's need alone.
CREATE FUNCTION people_write_parted(kept uuid, merged uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM people_person WHERE id IN (kept, merged) ORDER BY id FOR UPDATE;
    UPDATE people_person SET merged_into_id = NULL
        WHERE id = merged AND merged_into_id = kept
        AND EXISTS (SELECT FROM people_person WHERE id = kept AND merged_into_id IS NULL)
        AND ((SELECT audit_viewer('scope')) = 'system'
            OR EXISTS (SELECT FROM access_need_now need WHERE need.person_id = kept));
    RETURN FOUND;
END $$;
