-- A sent letter is locked and goes with its citizen alone; one that tells of a signal goes when the system forgets the signal. How it left the house and reached the citizen is written afterwards, and may be mended.
CREATE FUNCTION correspondence_lock_sent_letter() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    open_later CONSTANT text[] := ARRAY['person_id', 'posted_on', 'received_on', 'reached_by', 'receipt_note', 'dropped_at'];
BEGIN
    IF OLD.sent_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND people_is_being_erased(OLD.person_id) THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' AND OLD.kind = 'signal' AND (SELECT audit_viewer('scope')) = 'system' THEN RETURN OLD; END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - open_later IS DISTINCT FROM to_jsonb(NEW) - open_later THEN
        RAISE EXCEPTION 'letter % is sent and locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sent_letter_is_locked';
    END IF;
    RETURN NEW;
END $$;
