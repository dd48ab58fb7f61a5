-- How many days did this rule of ours say on a day, as known at a moment (none: now)? Before its first version, that one.
CREATE FUNCTION known_rule_on(rule text, on_day date, known_at timestamptz) RETURNS integer
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT said.what::numeric::integer FROM known_fact said
    WHERE said.about = rule AND said.person_id IS NULL
        AND said.known_from <= coalesce(known_at, 'infinity')
        AND (said.known_until IS NULL OR said.known_until > coalesce(known_at, 'infinity'))
    ORDER BY said.from_on <= on_day DESC, CASE WHEN said.from_on <= on_day THEN on_day - said.from_on END,
        said.from_on
    LIMIT 1
$$;
