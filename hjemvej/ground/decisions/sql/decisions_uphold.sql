-- Only a decision that came after the complaint, and that gives the citizen all of it, says that the citizen was right.
CREATE FUNCTION decisions_uphold() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM decisions_decision
    WHERE id = NEW.new_decision_id AND corrects_id = NEW.decision_id AND granted = 'wholly' AND sent_at >= NEW.written_at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'complaint % is not answered by that decision', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_is_upheld_by_what_gives_all_of_it';
    END IF;
    RETURN NEW;
END $$;
