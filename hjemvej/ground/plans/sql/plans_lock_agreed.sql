-- An agreed plan is locked: another version corrects it. It goes with its citizen alone.
CREATE FUNCTION plans_lock_agreed() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.agreed_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - 'person_id' IS DISTINCT FROM to_jsonb(NEW) - 'person_id' THEN
        RAISE EXCEPTION 'plan % is agreed and locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreed_plan_is_locked';
    END IF;
    RETURN NEW;
END $$;
