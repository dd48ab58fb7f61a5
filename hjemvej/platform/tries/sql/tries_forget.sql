-- Forget the tries before a moment.
CREATE FUNCTION tries_forget(before timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM tries_try WHERE at < before
$$;
