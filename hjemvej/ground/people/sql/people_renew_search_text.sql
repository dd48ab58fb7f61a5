-- A search finds a person by their other names too.
CREATE FUNCTION people_renew_search_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE people_person SET search_text = '' WHERE id = OLD.person_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE people_person SET search_text = '' WHERE id = NEW.person_id; END IF;
    RETURN NULL;
END $$;
