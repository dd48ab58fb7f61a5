-- Does the viewer need to know of this citizen now? The system knows everybody.
CREATE FUNCTION access_known(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce(audit_viewer('scope') = 'system', false)
        OR EXISTS (SELECT FROM access_need_now need WHERE need.person_id = person);
END $$;
