-- The search marks of a birth: day and month, with two and four digits of the year, and the year.
CREATE FUNCTION people_birth_words(born_on date, born_year smallint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN born_on IS NOT NULL
        THEN to_char(born_on, 'DDMM DDMMYY DDMMYYYY YYYY')
        ELSE coalesce(born_year::text, '') END
$$;
