-- May a landlord be shown this proposal at this moment? While the consent holds, the offer is open and the citizen is not
-- protected. It belongs to the tables' owner: the landlord sees neither consent nor citizen.
CREATE FUNCTION housing_first_may_be_told(proposal uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM housing_first_proposal told
        JOIN people_person citizen ON citizen.id = told.person_id
        WHERE told.id = proposal AND told.closed_at IS NULL AND citizen.protection = 'none'
            AND consents_is_in_force(told.consent_id, told.person_id, at)
    )
$$;
