-- Hold the citizen that a row names until the writer is done, so that a merge waits and then finds the row too.
-- If they were merged into another meanwhile, the writer begins again (platform/access/again.py) and finds that record; if
-- they were erased, nobody. A need to know is written before the citizen it is of.
CREATE FUNCTION people_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE  -- argument: the column that names the citizen
    person uuid;
    survivor uuid;
    was_there boolean;
BEGIN
    IF TG_ARGV[0] = 'person_id' THEN
        person := NEW.person_id;
    ELSE
        EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO person USING NEW;
    END IF;
    was_there := EXISTS (SELECT FROM people_person WHERE id = person);
    SELECT merged_into_id INTO survivor FROM people_person WHERE id = person FOR KEY SHARE;
    IF NOT FOUND AND person IS NOT NULL AND (was_there OR TG_TABLE_NAME <> 'access_needtoknow') THEN
        RAISE EXCEPTION 'The citizen is here no more.' USING ERRCODE = 'serialization_failure';
    END IF;
    IF survivor IS NOT NULL THEN
        RAISE EXCEPTION 'The citizen was merged into another meanwhile.' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NEW;
END $$;
