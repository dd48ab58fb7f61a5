-- Whom the viewer once knew and this row is, or was, about, and whether only the row is gone. The log of changes tells it.
CREATE FUNCTION access_lost_by_row(row_ids text[]) RETURNS TABLE (person uuid, is_gone boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT last.person_id, access_known(last.person_id)
    FROM (SELECT change.person_id, change.operation FROM audit_change change
        WHERE change.row_id = ANY (row_ids) AND EXISTS (
            SELECT FROM access_needtoknow need
            WHERE need.person_id = change.person_id AND need.organisation_id = audit_viewer('organisation')::uuid
                AND (need.user_id IS NULL OR need.user_id = audit_viewer('user')::uuid))
        ORDER BY change.id DESC LIMIT 1) last
    WHERE last.operation = 'delete' OR NOT access_known(last.person_id)
$$;
