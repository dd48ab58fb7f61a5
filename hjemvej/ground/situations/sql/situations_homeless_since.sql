-- Since when has the record been homeless, as `situations.rules.began`: the last stay in homelessness that began after so
-- many nights elsewhere, as known at a moment (none: now), or the day told of before, with how exactly it was told.
-- Nights nobody told of are none elsewhere.
CREATE FUNCTION situations_homeless_since(record uuid, on_day date, known_at timestamptz)
RETURNS TABLE (since date, told text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH rule AS (SELECT known_rule_on('homeless_anew_after', on_day, known_at) AS anew_after), stay AS (
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
    ), slept AS (
        SELECT max(numbered.from_on) AS since
        FROM rule, numbered LEFT JOIN elsewhere ON elsewhere.number = numbered.number - 1
        WHERE numbered.is_homeless AND (numbered.number = 1 OR elsewhere.nights >= rule.anew_after)
    )
    SELECT coalesce(before.from_on, slept.since), coalesce(before.what, '')
    FROM slept LEFT JOIN LATERAL (
        SELECT said.from_on, said.what FROM known_fact said, rule
        WHERE said.person_id = record AND said.about = 'homeless_since' AND said.from_on <= slept.since
            AND said.known_from <= coalesce(known_at, 'infinity')
            AND (said.known_until IS NULL OR said.known_until > coalesce(known_at, 'infinity'))
            AND rule.anew_after > (
                SELECT coalesce(sum(stay.from_on + stay.nights - greatest(stay.from_on, said.from_on)), 0) FROM stay
                WHERE NOT stay.is_homeless AND stay.what <> 'ukendt' AND stay.from_on < slept.since
                    AND stay.from_on + stay.nights > said.from_on
            )
        ORDER BY said.from_on LIMIT 1
    ) before ON true
$$;
