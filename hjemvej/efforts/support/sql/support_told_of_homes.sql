-- Were these citizens asked what a home must have, and how did the offers of homes to them end since a day? As known now,
-- from the facts of the room that asks and offers (ground/known). Only of those whom the viewer needs to know.
CREATE FUNCTION support_told_of_homes(people uuid[], since date)
RETURNS TABLE (person_id uuid, asked_for_wishes boolean, offers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT said.person_id, bool_or(said.about = 'home_wishes'),
        coalesce(array_agg(said.what) FILTER (WHERE said.about = 'home_offer' AND said.from_on >= since), '{}')
    FROM known_fact said
    WHERE said.person_id = ANY(people) AND said.about IN ('home_wishes', 'home_offer') AND said.known_until IS NULL
        AND ((SELECT audit_viewer('scope')) = 'system'
            OR said.person_id IN (SELECT need.person_id FROM access_need_now need))
    GROUP BY said.person_id
$$;
