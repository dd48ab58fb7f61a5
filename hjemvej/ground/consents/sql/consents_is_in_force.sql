-- Does this consent of this citizen hold at this moment? A recipient asks with what it was told, and sees no row.
CREATE FUNCTION consents_is_in_force(consent uuid, person uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM consents_consent
        WHERE id = consent
            AND person_id = person
            AND (at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN from_on AND last_on
            AND (withdrawn_at IS NULL OR at < withdrawn_at)
    )
$$;
