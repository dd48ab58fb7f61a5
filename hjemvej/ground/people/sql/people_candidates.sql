-- People whom folded words, birth marks or a span of years may mean, the likest first, among those that the viewer needs
-- to know of. It only finds; `recognising/rules/judging.py` decides, with reasons.
-- It belongs to the tables' owner: under row-level security a planner may not use the trigram index, since the operators
-- could leak. It gives ids, likeness and each word's weight (a word that more than twenty people have weighs less, so that
-- a weight tells of nobody); the rows themselves are read under row-level security after.
-- The need to know is asked before the rows of people are read, and after the weights, which are everybody's.
CREATE FUNCTION people_candidates(words text[], dates text[], born_from int, born_until int, lim int)
RETURNS TABLE (id uuid, likeness real, weights real[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);  -- as SET above, a restore would refuse it
    RETURN QUERY WITH asked AS MATERIALIZED (
        SELECT place, word, people_bones(word) AS bones FROM unnest(words) WITH ORDINALITY AS given (word, place)
    ), alike AS MATERIALIZED (  -- the same beginning, as most errors leave it
        SELECT asked.place, said.word AS said,
            0.7 * word_similarity(asked.word, said.word) + 0.3 * similarity(asked.word, said.word) AS likeness
        FROM asked CROSS JOIN LATERAL (
            SELECT DISTINCT word FROM people_searchword WHERE word >= left(asked.word, 2) AND word < left(asked.word, 2) || '~'
        ) said WHERE word_similarity(asked.word, said.word) >= CASE WHEN length(asked.word) < 6 THEN 0.3 ELSE 0.45 END
    ), found AS MATERIALIZED (  -- a word that many have is compared once
        SELECT alike.place, said.person_id, alike.likeness FROM alike JOIN people_searchword said ON said.word = alike.said
        UNION ALL
        SELECT asked.place, said.person_id, 0.6 FROM asked JOIN people_searchword said ON said.word = asked.bones
    ), near AS MATERIALIZED (
        SELECT place, person_id, max(likeness) AS likeness FROM (
            SELECT * FROM found
            UNION ALL  -- the slow way, for a word that nobody is called: its beginning may be wrong
            SELECT asked.place, said.person_id, 0.7 * word_similarity(asked.word, said.word)
                + 0.3 * similarity(asked.word, said.word)
            FROM asked JOIN people_searchword said ON asked.word <% said.word AND left(said.word, 1) <> '~'
            WHERE length(asked.word) > 2  -- a shorter word is only its beginning
                AND NOT EXISTS (SELECT FROM found WHERE found.place = asked.place AND found.likeness >= 0.6)
        ) one GROUP BY 1, 2
    ), weight AS MATERIALIZED (
        SELECT asked.place, least(1, sqrt(20.0 / coalesce(counted.people, 1)))::real AS weight
        FROM asked LEFT JOIN (SELECT place, count(*) AS people FROM near GROUP BY 1) counted USING (place)
    ), hit AS (
        SELECT near.person_id, near.likeness * weight.weight AS likeness FROM near JOIN weight USING (place)
        UNION ALL
        SELECT said.person_id, 1 FROM unnest(dates) mark JOIN people_searchword said ON said.word = mark
        UNION ALL
        SELECT person.id, 0 FROM people_person person
            WHERE cardinality(words) = 0 AND cardinality(dates) = 0
            AND coalesce(extract(year FROM born_on), born_year) BETWEEN born_from AND born_until
    ), likely AS (
        SELECT person.id AS person_id, (sum(hit.likeness) + CASE
            WHEN coalesce(extract(year FROM person.born_on), person.born_year) BETWEEN born_from AND born_until
            THEN 0.5 ELSE 0 END)::real AS likeness
        FROM hit JOIN people_person person ON person.id = hit.person_id
        WHERE (SELECT audit_viewer('scope')) = 'system'
            OR hit.person_id IN (SELECT need.person_id FROM access_need_now need)
        GROUP BY person.id ORDER BY likeness DESC, person.created_at DESC, person.id LIMIT lim
    )
    SELECT likely.person_id, likely.likeness, ARRAY(SELECT weight FROM weight ORDER BY place) FROM likely;
END $$;
