-- What sounds and is written alike is one: Kristian/Christian, Søren/Soeren, Schmidt/Smit, Юлия/Julia; each rule and its
-- order stand in `recognising/rules/folding.py` (fold) too.
CREATE FUNCTION people_fold(words text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT btrim(regexp_replace(regexp_replace(translate(
        replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(replace(people_as_latin(words), '''', ''), '\mtj', 'k', 'g'),
        'sch', 's'), 'sh', 's'), 'sj', 's'), 'ch', 'k'), 'kh', 'k'), 'gh', 'g'), 'zh', 's'), 'ph', 'f'), 'th', 't'),
        'dt', 't'), 'nd', 'n'), 'ohn', 'on'), 'ae', 'e'), 'oe', 'o'), 'ue', 'u'), 'x', 'ks'),
        'czqwyju', 'kskviio'), '([a-z])\1+', '\1', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;
