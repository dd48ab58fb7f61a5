-- Refuse a gap between a person's current situations, and an end of the last situation.
CREATE FUNCTION situations_no_gaps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT until_on, lead(from_on) OVER (ORDER BY from_on) AS next_from
            FROM situations_situation WHERE person_id = NEW.person_id AND superseded_at IS NULL
        ) current_rows WHERE until_on IS DISTINCT FROM next_from
    ) THEN
        RAISE EXCEPTION 'situations of person % have a gap or no open end', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'situations_have_no_gaps';
    END IF;
    RETURN NULL;
END $$;
