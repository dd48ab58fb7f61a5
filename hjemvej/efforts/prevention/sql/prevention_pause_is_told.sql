-- May a landlord be shown at this moment that help is under way? While the tenant's consent holds, nobody has taken it
-- back, the tenant is not protected, and no objection to the signal waits or was answered yes (GDPR art. 18 (1) d).
-- It belongs to the tables' owner: the landlord sees neither consent, citizen nor request.
CREATE FUNCTION prevention_pause_is_told(pause uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM prevention_collectionpause told
        JOIN people_person citizen ON citizen.id = told.person_id
        WHERE told.id = pause AND told.ended_at IS NULL AND citizen.protection = 'none'
            AND consents_is_in_force(told.consent_id, told.person_id, at)
            AND NOT EXISTS (
                SELECT FROM requests_citizenrequest objection
                WHERE objection.about_id = told.signal_id AND objection.kind = 'object'
                    AND (objection.closed_at IS NULL OR objection.outcome = 'granted')
            )
    )
$$;
