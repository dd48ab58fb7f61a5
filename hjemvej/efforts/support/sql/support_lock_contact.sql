-- A contact is locked from the first moment: what it says stays, and a new row corrects it. It goes with its citizen alone.
CREATE FUNCTION support_lock_contact() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR (OLD.worker_id, OLD.team_id, OLD.happened_at, OLD.written_at, OLD.minutes, OLD.kind,
            OLD.place, OLD.is_planned, OLD.about, OLD.words, OLD.own_words)
        IS DISTINCT FROM (NEW.worker_id, NEW.team_id, NEW.happened_at, NEW.written_at, NEW.minutes, NEW.kind,
            NEW.place, NEW.is_planned, NEW.about, NEW.words, NEW.own_words)
        OR (OLD.corrected_at IS NOT NULL AND NEW.corrected_at IS DISTINCT FROM OLD.corrected_at) THEN
        RAISE EXCEPTION 'contact % is locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_is_locked';
    END IF;
    RETURN NEW;
END $$;
