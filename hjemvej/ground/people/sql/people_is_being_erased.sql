-- Is this transaction erasing the citizen? The web role can't write it down by itself.
CREATE FUNCTION people_is_being_erased(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM people_erasing erasing
        WHERE erasing.person_id = person AND erasing.transaction = pg_current_xact_id_if_assigned()::text::bigint)
$$;
