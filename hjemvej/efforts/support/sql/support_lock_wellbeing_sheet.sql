-- A filled-in sheet is locked: a new row corrects it. It goes with its citizen, or when the citizen has chosen so.
CREATE FUNCTION support_lock_wellbeing_sheet() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (people_is_being_erased(OLD.person_id) OR EXISTS (
            SELECT FROM support_wellbeingwish wish WHERE wish.id = OLD.wish_id AND wish.afterwards = 'erased')) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE' OR (OLD.wish_id, OLD.worker_id, OLD.filled_on, OLD.written_at, OLD.statements, OLD.answers)
        IS DISTINCT FROM (NEW.wish_id, NEW.worker_id, NEW.filled_on, NEW.written_at, NEW.statements, NEW.answers)
        OR (OLD.corrected_at IS NOT NULL AND NEW.corrected_at IS DISTINCT FROM OLD.corrected_at) THEN
        RAISE EXCEPTION 'sheet % is locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wellbeing_sheet_is_locked';
    END IF;
    RETURN NEW;
END $$;
