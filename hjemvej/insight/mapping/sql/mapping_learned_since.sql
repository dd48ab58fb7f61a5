-- What have we learned since a moment that bears on whether a record was homeless, ours and active on a day? Asked of many:
-- the facts that began or ceased to be known, a merge, and our own rule.
CREATE FUNCTION mapping_learned_since(records uuid[], days date[], moments timestamptz[])
RETURNS TABLE (record_id uuid, on_day date, about text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH asked AS (SELECT * FROM unnest(records, days, moments) AS asked (record_id, on_day, moment))
    SELECT DISTINCT asked.record_id, asked.on_day, said.about
    FROM asked
    JOIN known_fact said ON said.person_id = asked.record_id
        AND said.about IN ('situation', 'municipality', 'death', 'contact', 'no_permanent_stay', 'unusable_home')
        AND said.from_on <= asked.on_day
        AND (said.about = 'contact' OR said.until_on IS NULL OR said.until_on > asked.on_day)
        AND (said.known_from > asked.moment OR said.known_until > asked.moment)
    UNION ALL
    SELECT asked.record_id, asked.on_day, 'merged'
    FROM asked JOIN people_person person ON person.id = asked.record_id WHERE person.merged_into_id IS NOT NULL
    UNION ALL
    SELECT asked.record_id, asked.on_day, 'rule'
    FROM asked WHERE known_rule_on('inactive_after', asked.on_day, asked.moment)
        IS DISTINCT FROM known_rule_on('inactive_after', asked.on_day, NULL)
$$;
