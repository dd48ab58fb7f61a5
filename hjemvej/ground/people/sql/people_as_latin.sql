-- Words of any script in small Latin letters; `recognising/rules/folding.py` (latin) says the same. The letters are a table,
-- so that neither the locale nor the version of PostgreSQL decides who is found.
CREATE FUNCTION people_as_latin(words text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN words ~ '[^\x01-\x7f]' THEN (
        SELECT lower(string_agg(CASE WHEN sign ~ '[\x01-\x7f]' THEN sign ELSE coalesce(letter.latin, '') END, '' ORDER BY place))
        FROM unnest(string_to_array(
            replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                regexp_replace(lower(words), '([一-鿿])([一-鿿]{1,3})(?![一-鿿])', '\1 \2 ', 'g'),
            'ού', 'ou'), 'ου', 'ou'), 'ευ', 'ev'), 'εύ', 'ev'), 'αυ', 'av'), 'αύ', 'av'), 'γγ', 'ng'), 'γκ', 'g'),
            'μπ', 'b'), 'ντ', 'd'), NULL)) WITH ORDINALITY AS written (sign, place)
        LEFT JOIN people_letter letter USING (sign)
    ) ELSE lower(words) END
$$;
