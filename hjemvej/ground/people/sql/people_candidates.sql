-- People that the words and dates may mean, the likest first, among those that the viewer needs to know of.
-- It belongs to the tables' owner: under row-level security a planner may not use the trigram index, since the operators
-- could leak. It gives only ids and likeness; the rows themselves are read under row-level security after.
-- A word counts by its likeness to the person's nearest word; a date or an age counts wholly or not at all. The need to
-- know is tried last, from the likest down, until there are enough (OFFSET 0 keeps that order).
CREATE FUNCTION people_candidates(words text[], dates text[], born_from int, born_until int, lim int)
RETURNS TABLE (id uuid, likeness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);  -- as SET above, a restore would refuse it
    RETURN QUERY WITH asked AS MATERIALIZED (
        SELECT part, people_fold(word) AS word FROM unnest(words) WITH ORDINALITY AS given (word, part)
    ), alike AS (
        SELECT asked.part, asked.word, said.word AS said, array_agg(said.person_id) AS people
        FROM asked JOIN people_searchword said ON asked.word <% said.word WHERE asked.word <> '' GROUP BY 1, 2, 3
    ), hit AS (
        SELECT person_id, part::text, max(0.7 * word_similarity(word, said) + 0.3 * similarity(word, said)) AS likeness
            FROM alike, unnest(people) person_id GROUP BY 1, 2
        UNION ALL
        SELECT said.person_id, 'date', 1 FROM unnest(dates) mark JOIN people_searchword said ON said.word = mark
        UNION ALL
        SELECT person.id, 'age', 1 FROM people_person person
            WHERE coalesce(extract(year FROM born_on), born_year) BETWEEN born_from AND born_until
    ), likely AS (
        SELECT person_id, (sum(hit.likeness) / greatest(1, cardinality(words) + cardinality(dates)
            + (born_from IS NOT NULL)::int))::real AS likeness
        FROM hit GROUP BY person_id ORDER BY likeness DESC, person_id OFFSET 0
    )
    SELECT likely.person_id, likely.likeness FROM likely
    WHERE (SELECT audit_viewer('scope')) = 'system'
        OR EXISTS (SELECT FROM access_need_now need WHERE need.person_id = likely.person_id)
    LIMIT lim;
END $$;
