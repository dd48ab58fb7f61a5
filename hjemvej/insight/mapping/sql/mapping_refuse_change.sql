-- A closed month stays as it was shown.
CREATE FUNCTION mapping_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A closed month is never changed.' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'closed_month_stays_as_shown';
END $$;
