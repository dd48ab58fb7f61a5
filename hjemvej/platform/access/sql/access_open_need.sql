-- Let an organisation need to know of these citizens; return how many it did not know of yet on this basis.
-- A viewer may, who needs to know of them through their organisation, not through broken glass alone; and for their own organisation, where the record is being made: nobody has had
-- a need to know of it, nor was it ever written of.
CREATE FUNCTION access_open_need(people uuid[], organisation uuid, basis text, reason text, begins timestamptz)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := audit_moment(begins);
    is_system boolean := coalesce(audit_viewer('scope') = 'system', false);
    is_own boolean := coalesce(organisation = audit_viewer('organisation')::uuid, false);
    opened bigint;
BEGIN
    IF $3 = 'break_glass' OR NOT is_system AND EXISTS (
        SELECT FROM unnest(people) person
        WHERE NOT EXISTS (SELECT FROM access_need_now need WHERE need.person_id = person AND need.user_id IS NULL)
            AND NOT (is_own
                AND NOT EXISTS (SELECT FROM access_needtoknow need WHERE need.person_id = person)
                AND NOT EXISTS (SELECT FROM audit_change change WHERE change.person_id = person))
    ) THEN
        RAISE EXCEPTION 'the viewer does not need to know of the citizen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO access_needtoknow (person_id, organisation_id, basis, reason, from_at)
        SELECT person, $2, $3, $4, moment FROM unnest(people) person
        ON CONFLICT (person_id, organisation_id, basis) WHERE until_at IS NULL DO NOTHING;
    GET DIAGNOSTICS opened = ROW_COUNT;
    RETURN opened;
END $$;
