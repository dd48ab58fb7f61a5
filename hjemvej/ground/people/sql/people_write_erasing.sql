-- Begin to erase a citizen and the records merged into theirs, until the transaction ends; return the ids, the citizen's first.
-- Who writes about them waits. Only the system itself may: a job, or the action that a leader's page calls for it.
CREATE FUNCTION people_write_erasing(person uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    people uuid[];
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        RAISE EXCEPTION 'only the system erases' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM people_person WHERE id = person FOR UPDATE;
    WITH RECURSIVE one AS (
        SELECT id, 0 AS depth FROM people_person WHERE id = person
        UNION ALL SELECT merged.id, depth + 1 FROM one JOIN people_person merged ON merged.merged_into_id = one.id
    ) SELECT coalesce(array_agg(id ORDER BY depth, id), '{}') INTO people FROM one;
    PERFORM FROM people_person WHERE id = ANY (people) ORDER BY id FOR UPDATE;
    INSERT INTO people_erasing (person_id, transaction)
        SELECT about, pg_current_xact_id()::text::bigint FROM unnest(people) about ON CONFLICT DO NOTHING;
    RETURN people;
END $$;
