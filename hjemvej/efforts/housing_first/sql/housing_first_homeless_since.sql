-- Since when has each of these citizens been homeless who is so on a day, as known at a moment (none: now)? Only of those
-- whom the viewer needs to know. It belongs to the tables' owner, for facts are read through such questions alone.
CREATE FUNCTION housing_first_homeless_since(people uuid[], on_day date, known_at timestamptz)
RETURNS TABLE (person_id uuid, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH homeless AS (
        SELECT array_agg(DISTINCT asked.id) AS records
        FROM unnest(people) AS asked (id)
        CROSS JOIN LATERAL (  -- what was known of the day: the latest to begin by then
            SELECT night.what, night.until_on FROM known_fact night
            WHERE night.person_id = asked.id AND night.about = 'situation' AND night.from_on <= on_day
                AND night.known_from <= coalesce(known_at, 'infinity')
                AND (night.known_until IS NULL OR night.known_until > coalesce(known_at, 'infinity'))
            ORDER BY night.from_on DESC LIMIT 1
        ) night
        WHERE situations_among_vives(night.what) AND (night.until_on IS NULL OR night.until_on > on_day)
            AND ((SELECT audit_viewer('scope')) = 'system' OR asked.id IN (SELECT need.person_id FROM access_need_now need))
            AND NOT EXISTS (  -- a guest whose own home cannot be used meanwhile
                SELECT FROM known_fact said WHERE said.person_id = asked.id AND said.about = 'unusable_home'
                    AND said.from_on <= on_day AND (said.until_on IS NULL OR said.until_on > on_day)
                    AND said.known_from <= coalesce(known_at, 'infinity')
                    AND (said.known_until IS NULL OR said.known_until > coalesce(known_at, 'infinity')))
    )
    SELECT spell.record_id, spell.since
    FROM homeless CROSS JOIN LATERAL situations_homeless_since(homeless.records, on_day, known_at) spell
    WHERE homeless.records IS NOT NULL
$$;
