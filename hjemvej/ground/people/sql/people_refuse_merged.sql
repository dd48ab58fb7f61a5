-- What is written on a record that was merged into another would be seen by nobody: the writer begins again.
CREATE FUNCTION people_refuse_merged() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'The citizen was merged into another meanwhile.' USING ERRCODE = 'serialization_failure';
END $$;
