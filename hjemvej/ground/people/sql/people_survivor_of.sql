-- Links to a merged record lead to the record it was merged into, through that record's door.
CREATE FUNCTION people_survivor_of(person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE chain AS (
        SELECT id, merged_into_id FROM people_person WHERE id = person
        UNION SELECT next.id, next.merged_into_id FROM chain JOIN people_person next ON next.id = chain.merged_into_id
    ) SELECT id FROM chain WHERE merged_into_id IS NULL
$$;
