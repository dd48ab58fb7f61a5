-- When was each of these citizens last met up to a day, as known at a moment ('infinity': now)? Only of those whom the
-- viewer needs to know, or whose joint record the viewer does.
CREATE FUNCTION mapping_last_contacts(people uuid[], on_day date, moment timestamptz)
RETURNS TABLE (person_id uuid, met_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT asked.person_id, (
        SELECT max(met.from_on) FROM known_fact met
        WHERE met.person_id = asked.person_id AND met.about = 'contact' AND met.from_on <= on_day
            AND met.known_from <= moment AND (met.known_until IS NULL OR met.known_until > moment)
    )
    FROM unnest(people) AS asked (person_id)
    WHERE (SELECT audit_viewer('scope')) = 'system' OR EXISTS (
        SELECT FROM access_need_now need WHERE need.person_id = people_survivor_of(asked.person_id)
    )
$$;
