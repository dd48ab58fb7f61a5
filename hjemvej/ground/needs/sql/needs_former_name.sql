-- The name of a former citizen of the viewer's organisation, for the page on which the viewer breaks the glass: nothing
-- of anybody else, nor to a viewer who may not break it. A search by that name has led there
-- (needs_former).
CREATE FUNCTION needs_former_name(person uuid)
RETURNS TABLE (id uuid, given_names text, surname text, description text, protection text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT found.id, found.given_names::text, found.surname::text, found.description::text, found.protection::text
    FROM people_person found
    WHERE found.id = people_survivor_of(person) AND audit_viewer('glass') IS NOT NULL
        AND EXISTS (SELECT FROM access_needtoknow need WHERE need.person_id = found.id
            AND need.organisation_id = audit_viewer('organisation')::uuid AND need.basis IN ('case', 'inquiry'));
END $$;
