-- A signed note is locked: its text, author and time stay; a new note corrects it (OFL § 13). It goes with its citizen alone.
CREATE FUNCTION casework_lock_signed_note() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.signed_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR (OLD.text, OLD.own_words, OLD.kind, OLD.happened_at, OLD.written_at, OLD.author_id,
            OLD.organisation_id, OLD.signed_at, OLD.corrects_id) IS DISTINCT FROM (NEW.text, NEW.own_words, NEW.kind,
            NEW.happened_at, NEW.written_at, NEW.author_id, NEW.organisation_id, NEW.signed_at, NEW.corrects_id) THEN
        RAISE EXCEPTION 'note % is signed and locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_note_is_locked';
    END IF;
    RETURN NEW;
END $$;
