-- Since when has the record been homeless, as `situations.rules.homeless_since`: the last stay in homelessness that began
-- so long after the one before had ended, as known at a moment (none: now).
CREATE FUNCTION situations_homeless_since(record uuid, on_day date, known_at timestamptz) RETURNS date
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT max(stay.from_on) FROM (
        SELECT earlier.from_on, earlier.from_on - lag(earlier.until_on) OVER (ORDER BY earlier.from_on) AS elsewhere
        FROM known_fact earlier
        WHERE earlier.person_id = record AND earlier.about = 'situation' AND earlier.from_on <= on_day
            AND earlier.what IN ('gade', 'natvarmestue', 'herberg', 'hotel', 'familie_venner', 'udslusning',
                'kriminalforsorg', 'hospital_behandling', 'andet')
            AND earlier.known_from <= coalesce(known_at, 'infinity')
            AND (earlier.known_until IS NULL OR earlier.known_until > coalesce(known_at, 'infinity'))
    ) stay
    WHERE stay.elsewhere IS NULL OR stay.elsewhere >= known_rule_on('homeless_anew_after', on_day, known_at)
$$;
