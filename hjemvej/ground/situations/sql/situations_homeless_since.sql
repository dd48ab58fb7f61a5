-- Since when has the record been homeless, as `situations.rules.homeless_since`: the last stay in homelessness that began
-- after so many nights elsewhere, as known at a moment (none: now). Nights nobody told of are none elsewhere.
CREATE FUNCTION situations_homeless_since(record uuid, on_day date, known_at timestamptz) RETURNS date
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH stay AS (
        SELECT earlier.from_on, earlier.what, situations_among_vives(earlier.what) AS is_homeless,
            lead(earlier.from_on) OVER (ORDER BY earlier.from_on) - earlier.from_on AS nights
        FROM known_fact earlier
        WHERE earlier.person_id = record AND earlier.about = 'situation' AND earlier.from_on <= on_day
            AND earlier.known_from <= coalesce(known_at, 'infinity')
            AND (earlier.known_until IS NULL OR earlier.known_until > coalesce(known_at, 'infinity'))
    ), numbered AS (  -- what follows a stay in homelessness bears its number
        SELECT *, count(*) FILTER (WHERE is_homeless) OVER (ORDER BY from_on) AS number FROM stay
    ), elsewhere AS (
        SELECT number, sum(nights) AS nights FROM numbered WHERE NOT is_homeless AND what <> 'ukendt' GROUP BY number
    )
    SELECT max(numbered.from_on) FROM numbered LEFT JOIN elsewhere ON elsewhere.number = numbered.number - 1
    WHERE numbered.is_homeless AND (numbered.number = 1
        OR elsewhere.nights >= known_rule_on('homeless_anew_after', on_day, known_at))
$$;
