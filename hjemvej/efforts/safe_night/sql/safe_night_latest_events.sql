-- The mark of everything that happened: the same for everybody, though each sees only some of it.
-- A sum of the latest ids, not the highest one: of two changes at once the one with the lower id may be written last.
CREATE FUNCTION safe_night_latest_events() RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT sum(id) FROM (SELECT id FROM audit_event ORDER BY id DESC LIMIT 50) latest
$$;
