-- Who was homeless in our responsibility on each of these days, as known at each of these moments (none: now)?
-- Everything it reads is a fact with the time it was known (ground/known): where they slept, death, the responsible
-- municipality, contact, protection, a home that a shelter's guest has and cannot use, and the rule of that day that
-- says when somebody is inactive.
-- It belongs to the tables' owner: under row-level security a planner may not use an index of ranges, since its operators
-- could leak, and would read every night ever recorded. It gives only people the viewer may see anyway.
CREATE FUNCTION mapping_homeless_on(days date[], known timestamptz[], municipality text, record uuid, with_since boolean)
RETURNS TABLE (on_day date, known_at timestamptz, person_id uuid, record_id uuid, kind text, from_on date,
    situation_key text, is_protected boolean, has_no_permanent_stay boolean, has_unusable_home boolean,
    responsibility_is_known boolean, is_active boolean, since date, since_told text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (  -- the rule once a day, not for each citizen
        SELECT asked.on_day, asked.known_at, coalesce(asked.known_at, 'infinity') AS moment,
            asked.on_day - known_rule_on('inactive_after', asked.on_day, asked.known_at) AS quiet_since
        FROM unnest(days, known) AS asked (on_day, known_at)
    ), homeless AS (
        SELECT asked.*, night.person_id, night.what, night.from_on, night.row_key, person.protection,
            CASE WHEN person.merged_into_id IS NOT NULL THEN people_survivor_of(person.id) END AS survivor_id,
            said.is_protected, said.has_no_permanent_stay, said.has_unusable_home, said.responsibility_is_known
        FROM asked
        JOIN known_fact night ON night.about = 'situation'
            AND situations_among_vives(night.what)
            AND daterange(night.from_on, night.until_on) @> asked.on_day
            AND tstzrange(night.known_from, night.known_until) @> asked.moment
            AND (record IS NULL OR night.person_id = record)
        JOIN people_person person ON person.id = night.person_id
            AND (asked.known_at IS NOT NULL OR person.merged_into_id IS NULL)
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE said.about = 'death') > 0 AS is_dead,
                count(*) FILTER (WHERE said.about = 'municipality' AND said.what <> municipality) > 0 AS is_anothers,
                count(*) FILTER (WHERE said.about = 'municipality') > 0 AS responsibility_is_known,
                count(*) FILTER (WHERE said.about = 'protected') > 0 AS is_protected,
                count(*) FILTER (WHERE said.about = 'no_permanent_stay') > 0 AS has_no_permanent_stay,
                count(*) FILTER (WHERE said.about = 'unusable_home') > 0 AS has_unusable_home
            FROM known_fact said
            WHERE said.person_id = night.person_id
                AND said.about IN ('death', 'municipality', 'protected', 'no_permanent_stay', 'unusable_home')
                AND said.from_on <= asked.on_day AND (said.until_on IS NULL OR said.until_on > asked.on_day)
                AND said.known_from <= asked.moment AND (said.known_until IS NULL OR said.known_until > asked.moment)
        ) said
        WHERE NOT said.is_dead AND NOT said.is_anothers
    ), spell AS (
        SELECT day.on_day, day.moment, spell.record_id, spell.since, spell.told
        FROM (
            SELECT on_day, moment, known_at, array_agg(DISTINCT person_id) AS records FROM homeless WHERE with_since
            GROUP BY on_day, moment, known_at
        ) day CROSS JOIN LATERAL situations_homeless_since(day.records, day.on_day, day.known_at) spell
    )
    SELECT homeless.on_day, homeless.known_at, coalesce(survivor.id, homeless.person_id), homeless.person_id,
        homeless.what, homeless.from_on, homeless.row_key,
        coalesce(survivor.protection, homeless.protection) <> 'none' OR homeless.is_protected,
        homeless.has_no_permanent_stay, homeless.has_unusable_home, homeless.responsibility_is_known,
        EXISTS (
            SELECT FROM known_fact met WHERE met.person_id = homeless.person_id AND met.about = 'contact'
            AND met.from_on > homeless.quiet_since AND met.from_on <= homeless.on_day
            AND met.known_from <= homeless.moment AND (met.known_until IS NULL OR met.known_until > homeless.moment)
        ),
        spell.since, spell.told
    FROM homeless
    LEFT JOIN people_person survivor ON survivor.id = homeless.survivor_id
    LEFT JOIN spell ON spell.record_id = homeless.person_id AND spell.on_day = homeless.on_day
        AND spell.moment = homeless.moment
    WHERE (SELECT audit_viewer('scope')) = 'system'
        OR coalesce(survivor.id, homeless.person_id) IN (SELECT need.person_id FROM access_need_now need)
$$;
