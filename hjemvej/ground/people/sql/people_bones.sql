-- A folded word without its vowels, as Arabic and Hebrew write it: Mohammed is mhmd. Marked, so that it is no name of its own.
CREATE FUNCTION people_bones(word text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN word ~ '^[a-z]+$' AND length(bare) >= 3 THEN '~' || bare END
    FROM regexp_replace(regexp_replace(translate(left(word, 1), 'eiouy', 'aaaaa')
        || regexp_replace(substr(word, 2), '[aeiouyv]+', '', 'g'), '([a-z])\1+', '\1', 'g'), 'h$', '') bare
$$;
