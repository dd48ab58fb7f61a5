-- The viewer wrote a reason to know a citizen whom their organisation no longer needed to know of: it does again.
-- Who ends needs holds the citizen, so either waits for the other: nobody loses sight of what they have just begun.
CREATE FUNCTION needs_begin_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE  -- argument: the basis
    ours uuid := audit_viewer('organisation')::uuid;
    moment timestamptz;
BEGIN
    IF ours IS NULL OR NEW.person_id IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM FROM people_person WHERE id = NEW.person_id FOR KEY SHARE;
    SELECT greatest(max(need.until_at), now() - interval '30 seconds') INTO moment  -- the page began before its writing
        FROM access_needtoknow need
        WHERE need.person_id = NEW.person_id AND need.organisation_id = ours AND need.basis IN ('case', 'inquiry')
        HAVING count(*) > 0 AND count(*) = count(need.until_at);
    IF moment IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO access_needtoknow (person_id, organisation_id, basis, reason, from_at)
        VALUES (NEW.person_id, ours, TG_ARGV[0], '', moment)
        ON CONFLICT (person_id, organisation_id, basis) WHERE until_at IS NULL DO NOTHING;
    IF FOUND THEN
        PERFORM audit_write_events('needs.need_began_again', now(), NULL, NULL, ARRAY[NEW.person_id], '',
            jsonb_build_object('organisation', ours, 'because', TG_TABLE_NAME));
    END IF;
    RETURN NULL;
END $$;
