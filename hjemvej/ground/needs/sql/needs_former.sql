-- Former citizens of the viewer's organisation who are called just what was typed, or have the number: whom to break the
-- glass for. Of a citizen it gives what tells them apart and no more; a protected one is found by the number alone.
CREATE FUNCTION needs_former(words text[], dates text[], hash text)
RETURNS TABLE (id uuid, given_names text, surname text, description text, born_on date, born_year smallint,
    born_year_is_guess boolean, protection text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    ours uuid := audit_viewer('organisation')::uuid;
    marks text[] := ARRAY(SELECT DISTINCT people_fold(word) FROM unnest(words) word) || dates;
BEGIN
    IF audit_viewer('glass') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT person.id, person.given_names::text, person.surname::text, person.description::text, person.born_on,
        person.born_year, person.born_year_is_guess, person.protection::text
    FROM people_person person
    WHERE person.merged_into_id IS NULL
        AND (hash <> '' AND hash IN (person.cpr_lookup, person.cpr_waiting)
            OR person.protection = 'none' AND cardinality(marks) >= 2 AND person.id IN (
                SELECT said.person_id FROM people_searchword said WHERE said.word = ANY (marks)
                GROUP BY said.person_id HAVING count(*) = cardinality(marks)))
        AND EXISTS (SELECT FROM access_needtoknow need WHERE need.person_id = person.id
            AND need.organisation_id = ours AND need.basis IN ('case', 'inquiry'))
        AND NOT EXISTS (SELECT FROM access_need_now need WHERE need.person_id = person.id)
    ORDER BY (SELECT count(*) FROM people_searchword said  -- fewest other names first
            WHERE said.person_id = person.id AND said.word !~ '^[0-9]+$'),
        person.born_year, person.id LIMIT 21;
END $$;
