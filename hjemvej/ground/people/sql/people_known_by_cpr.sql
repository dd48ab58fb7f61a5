-- Whose number this is: a new record with the CPR of a citizen whom the viewer can't see must find them, not fail.
CREATE FUNCTION people_known_by_cpr(hash text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM people_person WHERE cpr_lookup = hash
$$;
