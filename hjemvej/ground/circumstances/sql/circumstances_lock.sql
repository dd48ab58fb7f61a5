-- An answer is locked from the first moment: a newer one holds instead, and a wrong one is withdrawn, once. It goes with its citizen alone.
CREATE FUNCTION circumstances_lock() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR (OLD.organisation_id, OLD.question, OLD.form_year, OLD.answers, OLD.source, OLD.told_on,
            OLD.from_on, OLD.precision, OLD.words, OLD.recorded_at, OLD.recorded_by_id)
        IS DISTINCT FROM (NEW.organisation_id, NEW.question, NEW.form_year, NEW.answers, NEW.source, NEW.told_on,
            NEW.from_on, NEW.precision, NEW.words, NEW.recorded_at, NEW.recorded_by_id)
        OR (OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.withdrawn_by_id, OLD.withdrawn_because)
            IS DISTINCT FROM (NEW.withdrawn_at, NEW.withdrawn_by_id, NEW.withdrawn_because)) THEN
        RAISE EXCEPTION 'circumstance % is locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'circumstance_is_locked';
    END IF;
    RETURN NEW;
END $$;
