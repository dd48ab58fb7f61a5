-- Forget the tries before a moment; none that a limit may still count, whoever asks (counting.REMEMBERED).
CREATE FUNCTION tries_forget(before timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM tries_try WHERE at < least(before, now() - interval '1 day')
$$;
