-- The words by which a person is found: each of the search text, and beside it its bones, by which a name in Arabic finds the
-- same name in Latin letters. What is said of all who have no name finds none of them.
CREATE FUNCTION people_words(search_text text, is_nameless boolean) RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT DISTINCT kept
    FROM unnest(string_to_array(btrim(search_text), ' ')) word, unnest(ARRAY[word, people_bones(word)]) kept
    WHERE kept <> '' AND NOT (is_nameless AND word = ANY ('{man,ukent,kvine,ved,med,og,ca,ar}'))
$$;
