-- Hold the citizen that a row names until the writer is done, so that a merge waits and then finds the row too.
-- If they were merged into another meanwhile, the writer begins again (platform/access/again.py) and finds that record.
CREATE FUNCTION people_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE  -- argument: the column that names the citizen
    person uuid;
    survivor uuid;
BEGIN
    IF TG_ARGV[0] = 'person_id' THEN
        person := NEW.person_id;
    ELSE
        EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO person USING NEW;
    END IF;
    SELECT merged_into_id INTO survivor FROM people_person WHERE id = person FOR KEY SHARE;
    IF survivor IS NOT NULL THEN
        RAISE EXCEPTION 'The citizen was merged into another meanwhile.' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NEW;
END $$;
