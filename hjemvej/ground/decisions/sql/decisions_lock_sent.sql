-- A sent decision is locked: a new one corrects it. It goes with its citizen alone. How it reached the citizen is written afterwards, and may be mended.
CREATE FUNCTION decisions_lock_sent() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    open_later CONSTANT text[] := ARRAY['person_id', 'received_on', 'reached_by', 'receipt_note', 'complaint_until_on'];
BEGIN
    IF OLD.sent_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - open_later IS DISTINCT FROM to_jsonb(NEW) - open_later THEN
        RAISE EXCEPTION 'decision % is sent and locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sent_decision_is_locked';
    END IF;
    RETURN NEW;
END $$;
