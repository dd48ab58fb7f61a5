-- Is a kind of situation among VIVE's nine, so that the person counts as homeless? As `situations.models.VIVE_KINDS`; it
-- sets no search path, so that PostgreSQL writes it out where it is asked.
CREATE FUNCTION situations_among_vives(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT kind IN ('gade', 'natvarmestue', 'herberg', 'hotel', 'familie_venner', 'udslusning', 'kriminalforsorg',
        'hospital_behandling', 'andet')
$$;
