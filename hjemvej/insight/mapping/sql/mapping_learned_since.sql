-- What have we learned since a moment that bears on whether these records were homeless, ours and active on a day? The
-- facts that began or ceased to be known, by what they are about.
CREATE FUNCTION mapping_learned_since(records uuid[], on_day date, moment timestamptz)
RETURNS TABLE (person_id uuid, about text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT DISTINCT said.person_id, said.about
    FROM known_fact said
    WHERE said.person_id = ANY(records)
        AND said.about IN ('situation', 'municipality', 'death', 'contact')
        AND said.from_on <= on_day
        AND (said.about = 'contact' OR said.until_on IS NULL OR said.until_on > on_day)
        AND (said.known_from > moment OR said.known_until > moment)
$$;
