-- When was this known? At the moment the page says, if the claim was signed within a minute of it, else now. The system,
-- and who changes the tables themselves, may say any moment: the invented town writes of years.
CREATE FUNCTION known_moment(said timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    signed timestamptz := audit_viewer('moment')::timestamptz;
BEGIN
    IF signed IS NULL OR audit_viewer('scope') = 'system' OR abs(extract(epoch FROM said - signed)) <= 60 THEN
        RETURN coalesce(said, clock_timestamp());
    END IF;
    RETURN clock_timestamp();
END $$;
