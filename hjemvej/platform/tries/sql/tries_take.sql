-- Count a try unless there are as many since that moment already; says whether it was counted. Tries by the same are
-- counted one after another, so that many in the same second are no more than one by one.
CREATE FUNCTION tries_take(mark_of text, at_most int, since timestamptz, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tries.' || mark_of, 0));
    IF (SELECT count(*) FROM tries_try WHERE mark = mark_of AND at > since) >= at_most THEN
        RETURN false;
    END IF;
    INSERT INTO tries_try (mark, at) VALUES (mark_of, moment);
    RETURN true;
END $$;
