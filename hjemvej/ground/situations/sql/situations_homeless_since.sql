-- Since when has each of these records, homeless that day, been so, as `situations.rules.began`: the first stay in
-- homelessness after the last so many nights elsewhere, as known at a moment (none: now), or the day told of before, with
-- how exactly it was told. Nights nobody told of are none elsewhere.
-- All are asked of at once; and of their stays only those elsewhere and the one each led back to, for those are few.
CREATE FUNCTION situations_homeless_since(records uuid[], on_day date, known_at timestamptz)
RETURNS TABLE (record_id uuid, since date, told text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH rule AS MATERIALIZED (  -- once, not for each record
        SELECT known_rule_on('homeless_anew_after', on_day, known_at) AS anew_after, coalesce(known_at, 'infinity') AS moment
    ), asked AS (
        SELECT record.id, rule.anew_after, rule.moment FROM rule, unnest(records) AS record (id)
    )
    SELECT asked.id, coalesce(before.from_on, slept.since), coalesce(before.what, '')
    FROM asked
    CROSS JOIN LATERAL (
        SELECT coalesce(max(run.back_on), (
            SELECT stay.from_on FROM known_fact stay
            WHERE stay.person_id = asked.id AND stay.about = 'situation' AND situations_among_vives(stay.what)
                AND stay.known_from <= asked.moment AND (stay.known_until IS NULL OR stay.known_until > asked.moment)
            ORDER BY stay.from_on LIMIT 1
        )) AS since
        FROM (  -- stays elsewhere that led back to the same night are one run
            SELECT back.from_on AS back_on
            FROM known_fact elsewhere CROSS JOIN LATERAL (
                SELECT stay.from_on FROM known_fact stay
                WHERE stay.person_id = asked.id AND stay.about = 'situation' AND situations_among_vives(stay.what)
                    AND stay.from_on >= elsewhere.until_on AND stay.known_from <= asked.moment
                    AND (stay.known_until IS NULL OR stay.known_until > asked.moment)
                ORDER BY stay.from_on LIMIT 1
            ) back
            WHERE elsewhere.person_id = asked.id AND elsewhere.about = 'situation'
                AND NOT situations_among_vives(elsewhere.what) AND elsewhere.what <> 'ukendt'
                AND elsewhere.until_on <= on_day AND elsewhere.known_from <= asked.moment
                AND (elsewhere.known_until IS NULL OR elsewhere.known_until > asked.moment)
            GROUP BY back.from_on HAVING sum(elsewhere.until_on - elsewhere.from_on) >= asked.anew_after
        ) run
    ) slept
    LEFT JOIN LATERAL (
        SELECT said.from_on, said.what FROM known_fact said
        WHERE said.person_id = asked.id AND said.about = 'homeless_since' AND said.from_on <= slept.since
            AND said.known_from <= asked.moment AND (said.known_until IS NULL OR said.known_until > asked.moment)
            AND asked.anew_after > (
                SELECT coalesce(sum(elsewhere.until_on - greatest(elsewhere.from_on, said.from_on)), 0)
                FROM known_fact elsewhere
                WHERE elsewhere.person_id = asked.id AND elsewhere.about = 'situation'
                    AND NOT situations_among_vives(elsewhere.what) AND elsewhere.what <> 'ukendt'
                    AND elsewhere.from_on < slept.since AND elsewhere.until_on > said.from_on
                    AND elsewhere.known_from <= asked.moment
                    AND (elsewhere.known_until IS NULL OR elsewhere.known_until > asked.moment)
            )
        ORDER BY said.from_on LIMIT 1
    ) before ON true
$$;
