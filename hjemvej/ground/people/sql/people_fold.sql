-- What sounds and is written alike: Kristian/Christian, Søren/Soeren, Kjær/Kjaer, Schmidt/Smit, Mohammed/Mohamed.
CREATE FUNCTION people_fold(words text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            unaccent(lower(replace(replace(words, 'å', 'a'), 'Å', 'a'))),
        'sch', 's'), 'sh', 's'), 'ch', 'k'), 'ph', 'f'), 'th', 't'), 'dt', 't'), 'nd', 'n'), 'ae', 'e'), 'oe', 'o'),
        'ue', 'u'), 'x', 'ks'),
        'czqwyju', 'kskviio'),
        '([a-z])\1+', '\1', 'g'), '[^a-z0-9[:alpha:]]+', ' ', 'g'), '\s+', ' ', 'g'))
$$;
