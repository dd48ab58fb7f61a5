-- Was this known of the record, of that day, at that moment ('infinity': now)?
CREATE FUNCTION known_was(record uuid, fact text, on_day date, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM known_fact said WHERE said.person_id = record AND said.about = fact AND said.from_on <= on_day
        AND (said.until_on IS NULL OR said.until_on > on_day)
        AND said.known_from <= moment AND (said.known_until IS NULL OR said.known_until > moment)
    )
$$;
