-- Remove what the log has from before a moment, some rows at a time; return how many. The last year always stays.
CREATE FUNCTION retention_write_forgotten(older_than timestamptz, lim int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    oldest timestamptz := least(older_than, now() - interval '1 year');
    gone bigint;
    counted bigint := 0;
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        RAISE EXCEPTION 'only the system forgets the log' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM audit_sampledlook sampled USING audit_look look WHERE look.id = sampled.look_id AND look.at < oldest;
    DELETE FROM audit_look WHERE id IN (
        SELECT id FROM (SELECT id, at FROM audit_look ORDER BY id LIMIT lim) first WHERE at < oldest);
    GET DIAGNOSTICS gone = ROW_COUNT; counted := counted + gone;
    DELETE FROM audit_listed WHERE id IN (
        SELECT id FROM (SELECT id, at FROM audit_listed ORDER BY id LIMIT lim) first WHERE at < oldest);
    GET DIAGNOSTICS gone = ROW_COUNT; counted := counted + gone;
    DELETE FROM audit_event WHERE id IN (
        SELECT id FROM (SELECT id, at FROM audit_event ORDER BY id LIMIT lim) first WHERE at < oldest);
    GET DIAGNOSTICS gone = ROW_COUNT; counted := counted + gone;
    DELETE FROM audit_change WHERE id IN (
        SELECT id FROM (SELECT id, at FROM audit_change ORDER BY id LIMIT lim) first WHERE at < oldest);
    GET DIAGNOSTICS gone = ROW_COUNT; counted := counted + gone;
    RETURN counted;
END $$;
