-- Who was homeless on each of these days, as known then: through the index of nights.
-- It belongs to the tables' owner: under row-level security a planner may not use an index of ranges, since its operators
-- could leak, and would read every night ever recorded. It gives only rows the viewer may see anyway.
CREATE FUNCTION situations_homeless_on(days date[], known timestamptz[])
RETURNS TABLE (on_day date, known_at timestamptz, person_id uuid, kind text, from_on date, until_on date,
    house_id uuid, certainty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT asked.on_day, asked.known_at, situation.person_id, situation.kind, situation.from_on, situation.until_on,
        situation.house_id, situation.certainty
    FROM unnest(days, known) AS asked (on_day, known_at)
    JOIN situations_situation situation
        ON daterange(situation.from_on, situation.until_on) @> asked.on_day
        AND situation.kind IN ('gade', 'natvarmestue', 'herberg', 'hotel', 'familie_venner', 'udslusning',
            'kriminalforsorg', 'hospital_behandling', 'andet')  -- VIVE's nine, as in the index
        AND tstzrange(situation.recorded_at, situation.superseded_at) @> coalesce(asked.known_at, 'infinity')
    WHERE (SELECT audit_viewer('scope')) = 'system'
        OR EXISTS (SELECT FROM access_need_now need WHERE need.person_id = situation.person_id)
$$;
