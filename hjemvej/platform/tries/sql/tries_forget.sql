-- Forget the tries with this mark, or those before a moment.
CREATE FUNCTION tries_forget(mark_of text, before timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM tries_try WHERE mark = mark_of OR at < before
$$;
