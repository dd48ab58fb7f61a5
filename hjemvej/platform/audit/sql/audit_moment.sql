-- The moment that a viewer's writing bears: the page's own if the claim was signed within a minute of it, else the claim's.
-- The system writes of any moment.
CREATE FUNCTION audit_moment(said timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    signed timestamptz := audit_viewer('moment')::timestamptz;
BEGIN
    IF signed IS NULL THEN
        RAISE EXCEPTION 'nobody is looking' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF audit_viewer('scope') = 'system' OR abs(extract(epoch FROM said - signed)) <= 60 THEN
        RETURN said;
    END IF;
    RETURN signed;
END $$;
