-- A mark that changes with every event: the same for every viewer, though each viewer sees only some events.
-- A sum of the latest ids, not the highest id: of two simultaneous changes, the lower id may be committed last.
CREATE FUNCTION safe_night_latest_events() RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT sum(id) FROM (SELECT id FROM audit_event ORDER BY id DESC LIMIT 50) latest
$$;
