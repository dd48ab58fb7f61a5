-- Let the log say nothing of citizens who are gone, nor of these rows that went: no word, and in the place of an id one made
-- by chance, so that the log still says who looked and wrote, and when. Last in the transaction that erases.
CREATE FUNCTION retention_write_unlinked(people uuid[], tables text[], row_ids text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    somebody uuid := gen_random_uuid();
    this bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system'
        OR EXISTS (SELECT FROM people_person person WHERE person.id = ANY (people)) THEN
        RAISE EXCEPTION 'only the system unlinks the log, of citizens who are gone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM audit_change change  -- the rows as they went
        WHERE change.transaction = this AND (change.person_id = ANY (people) OR EXISTS (
            SELECT FROM unnest(tables, row_ids) AS gone (name, id)
            WHERE change.table_name = gone.name AND change.row_id = gone.id));
    UPDATE audit_change SET person_id = somebody, row_id = '', before = NULL, after = NULL WHERE person_id = ANY (people);
    UPDATE audit_change change SET person_id = CASE WHEN change.person_id IS NULL THEN NULL ELSE somebody END,
            row_id = '', before = NULL, after = NULL
        FROM unnest(tables, row_ids) AS gone (name, id)
        WHERE change.table_name = gone.name AND change.row_id = gone.id;
    UPDATE audit_event told SET details = '{}'  -- what was done with another names them: a merge, and its undoing
        FROM audit_event about
        WHERE about.person_id = ANY (people) AND told.at = about.at AND told.transaction = about.transaction
            AND told.person_id <> ALL (people)
            AND EXISTS (SELECT FROM unnest(people) one WHERE strpos(told.details::text, one::text) > 0);
    UPDATE audit_event SET person_id = somebody, why = '', details = '{}' WHERE person_id = ANY (people);
    UPDATE audit_sampledlook sampled SET remark = ''
        FROM audit_look look WHERE look.id = sampled.look_id AND look.person_id = ANY (people);
    UPDATE audit_look SET person_id = somebody, why = '' WHERE person_id = ANY (people);
    UPDATE audit_listed SET person_id = somebody WHERE person_id = ANY (people);
    DELETE FROM people_erasing WHERE transaction = this;
END $$;
