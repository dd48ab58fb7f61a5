-- What the signed claim in hjemvej.claim says of the viewer; nothing where it is not signed for this very transaction.
-- access/claims.py signs it, outside SQL, with a key that only the tables' owner can read. The signature (HMAC-SHA256) is
-- over what is said, the connection's process and the moment its transaction began, so that no claim is used twice.
CREATE FUNCTION audit_viewer(what text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    claim text := current_setting('hjemvej.claim', true);
    said text := split_part(claim, '|', array_position('{scope,user,organisation,person,machine,glass,staffs,moment}'::text[], what));
BEGIN
    IF coalesce(said, '') = '' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM audit_claimkey key
        WHERE right(claim, 64) = encode(sha256(key.outer_key || sha256(key.inner_key || convert_to(
            concat(left(claim, -64), pg_backend_pid(), '|', extract(epoch FROM now())), 'UTF8'))), 'hex')
    ) THEN
        RETURN said;
    END IF;
    RETURN NULL;
END $$;
