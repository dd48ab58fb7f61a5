-- What a user signs in by is the user's own: their password and address, second factors, connections to the broker.
-- A viewer who staffs places makes users, and retires those who have no place any more.
CREATE FUNCTION access_guard_sign_in() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE  -- argument: the column that names the user
    column_name text := TG_ARGV[0];
    before uuid := to_jsonb(OLD) ->> column_name;
    after uuid := to_jsonb(NEW) ->> column_name;
    own uuid := audit_viewer('user');
BEGIN
    IF current_user <> 'hjemvej_web' OR audit_viewer('scope') = 'system'
        OR (coalesce(before, own) = own AND coalesce(after, own) = own) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF audit_viewer('staffs') IS NOT NULL AND (TG_TABLE_NAME = 'identity_user') = (TG_OP <> 'DELETE') AND NOT EXISTS (
        SELECT FROM access_membership place WHERE place.user_id IN (before, after)
            AND (place.last_on IS NULL OR place.last_on >= (now() AT TIME ZONE 'Europe/Copenhagen')::date)
    ) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'the viewer may not change how another signs in' USING ERRCODE = 'insufficient_privilege';
END $$;
