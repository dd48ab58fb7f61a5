-- How many tries there are since a moment.
CREATE FUNCTION tries_made(mark_of text, since timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM tries_try WHERE mark = mark_of AND at > since
$$;
