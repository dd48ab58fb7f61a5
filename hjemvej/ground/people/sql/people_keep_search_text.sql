-- A person's search text: names and birth marks, each between spaces, so that a search matches whole marks:
-- ' gitte prove 0304 030471 03041971 1971 '.
CREATE FUNCTION people_keep_search_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL THEN
        NEW.search_text := '';
    ELSE
        NEW.search_text := ' ' || people_fold(concat_ws(' ', NEW.given_names, NEW.surname, NEW.description, NEW.animals,
            (SELECT string_agg(name, ' ') FROM people_personname WHERE person_id = NEW.id)))
            || ' ' || people_birth_words(NEW.born_on, NEW.born_year) || ' ';
    END IF;
    RETURN NEW;
END $$;
