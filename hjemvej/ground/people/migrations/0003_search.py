"""A person is found by misspelt names, aliases and parts of a birth date; PostgreSQL keeps what is searched in.

The functions belong to the tables' owner: under row-level security a planner may not use the trigram index, since
the operators could leak. `people_candidates` therefore looks as the owner, but gives only ids and likeness, and only
of people the viewer's organisation needs to know of; the rows themselves are read under row-level security after.
Words stand one by one in a table the web role can't read: short words compare ten times faster than whole texts.
"""

from django.db import migrations

from hjemvej.platform.access.protection import IS_SYSTEM, needs_to_know

# Sounds alike, written alike: Kristian/Christian, Søren/Soeren, Kjær/Kjaer, Schmidt/Smit, Mohammed/Mohamed.
FOLD = r"""
CREATE FUNCTION people_fold(words text) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            unaccent(lower(replace(replace(words, 'å', 'a'), 'Å', 'a'))),
        'sch', 's'), 'sh', 's'), 'ch', 'k'), 'ph', 'f'), 'th', 't'), 'dt', 't'), 'nd', 'n'), 'ae', 'e'), 'oe', 'o'),
        'ue', 'u'), 'x', 'ks'),
        'czqwyju', 'kskviio'),
        '([a-z])\1+', '\1', 'g'), '[^a-z0-9[:alpha:]]+', ' ', 'g'), '\s+', ' ', 'g'))
$$
"""

BIRTH_WORDS = """
CREATE FUNCTION people_birth_words(born_on date, born_year smallint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN born_on IS NOT NULL
        THEN to_char(born_on, 'DDMM DDMMYY DDMMYYYY YYYY')
        ELSE coalesce(born_year::text, '') END
$$
"""

# Dates stand between spaces, so that one mark is found whole: ' gitte prove 0304 030471 03041971 1971 '.
KEEP = """
CREATE FUNCTION people_keep_search_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL THEN
        NEW.search_text := '';
    ELSE
        NEW.search_text := ' ' || people_fold(concat_ws(' ', NEW.given_names, NEW.surname, NEW.description,
            (SELECT string_agg(name, ' ') FROM people_personname WHERE person_id = NEW.id)))
            || ' ' || people_birth_words(NEW.born_on, NEW.born_year) || ' ';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_search_text BEFORE INSERT OR UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_keep_search_text();
CREATE FUNCTION people_renew_search_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE people_person SET search_text = '' WHERE id = OLD.person_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE people_person SET search_text = '' WHERE id = NEW.person_id; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER renew_search_text AFTER INSERT OR UPDATE OF name, person_id OR DELETE ON people_personname
    FOR EACH ROW EXECUTE FUNCTION people_renew_search_text();
"""
DROP_KEEP = """
DROP TRIGGER renew_search_text ON people_personname; DROP FUNCTION people_renew_search_text();
DROP TRIGGER keep_search_text ON people_person; DROP FUNCTION people_keep_search_text();
"""

WORDS = """
CREATE TABLE people_searchword (
    person_id uuid NOT NULL REFERENCES people_person ON DELETE CASCADE, word text NOT NULL,
    PRIMARY KEY (word, person_id)
);
CREATE INDEX people_searchword_person ON people_searchword (person_id);
CREATE INDEX people_searchword_like ON people_searchword USING gin (word gin_trgm_ops);
REVOKE ALL ON people_searchword FROM hjemvej_web;
CREATE FUNCTION people_keep_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN DELETE FROM people_searchword WHERE person_id = NEW.id; END IF;
    INSERT INTO people_searchword SELECT DISTINCT NEW.id, word
        FROM unnest(string_to_array(btrim(NEW.search_text), ' ')) word WHERE word <> '';
    RETURN NULL;
END $$;
CREATE TRIGGER keep_words_of_new AFTER INSERT ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_keep_words();
CREATE TRIGGER keep_words AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION people_keep_words();
"""
DROP_WORDS = """
DROP TRIGGER keep_words ON people_person; DROP TRIGGER keep_words_of_new ON people_person;
DROP FUNCTION people_keep_words(); DROP TABLE people_searchword;
"""

# A word counts as far as it is like one of the person's; a date or an age counts wholly or not at all.
# The need to know is asked for last and the likest first, until there are enough (OFFSET 0 keeps that order).
CANDIDATES = f"""
CREATE FUNCTION people_candidates(words text[], dates text[], born_from int, born_until int, lim int)
RETURNS TABLE (id uuid, likeness real) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);  -- as SET above, a restore would refuse it
    RETURN QUERY WITH asked AS MATERIALIZED (
        SELECT part, people_fold(word) AS word FROM unnest(words) WITH ORDINALITY AS given (word, part)
    ), alike AS (
        SELECT asked.part, asked.word, said.word AS said, array_agg(said.person_id) AS people
        FROM asked JOIN people_searchword said ON asked.word <% said.word WHERE asked.word <> '' GROUP BY 1, 2, 3
    ), hit AS (
        SELECT person_id, part::text, max(0.7 * word_similarity(word, said) + 0.3 * similarity(word, said)) AS likeness
            FROM alike, unnest(people) person_id GROUP BY 1, 2
        UNION ALL
        SELECT said.person_id, 'date', 1 FROM unnest(dates) mark JOIN people_searchword said ON said.word = mark
        UNION ALL
        SELECT person.id, 'age', 1 FROM people_person person
            WHERE coalesce(extract(year FROM born_on), born_year) BETWEEN born_from AND born_until
    ), likely AS (
        SELECT person_id, (sum(hit.likeness) / greatest(1, cardinality(words) + cardinality(dates)
            + (born_from IS NOT NULL)::int))::real AS likeness
        FROM hit GROUP BY person_id ORDER BY likeness DESC, person_id OFFSET 0
    )
    SELECT likely.person_id, likely.likeness FROM likely
    WHERE {IS_SYSTEM} OR {needs_to_know("likely.person_id")} LIMIT lim;
END $$
"""

# A new record with the CPR of somebody the viewer can't see must find that somebody, not fail.
KNOWN_BY_CPR = """
CREATE FUNCTION people_known_by_cpr(hash text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT id FROM people_person WHERE cpr_lookup = hash
$$
"""

# Links to a merged record lead to the one it became; the door is then that one's.
SURVIVOR = """
CREATE FUNCTION people_survivor_of(person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH RECURSIVE chain AS (
        SELECT id, merged_into_id FROM people_person WHERE id = person
        UNION SELECT next.id, next.merged_into_id FROM chain JOIN people_person next ON next.id = chain.merged_into_id
    ) SELECT id FROM chain WHERE merged_into_id IS NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_protection")]
    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION people_fold(text)"),
        migrations.RunSQL(BIRTH_WORDS, "DROP FUNCTION people_birth_words(date, smallint)"),
        migrations.RunSQL(KEEP, DROP_KEEP),
        migrations.RunSQL(WORDS, DROP_WORDS),
        migrations.RemoveIndex("person", "person_search"),
        migrations.RunSQL("UPDATE people_person SET search_text = ''", migrations.RunSQL.noop),
        migrations.RunSQL(CANDIDATES, "DROP FUNCTION people_candidates(text[], text[], int, int, int)"),
        migrations.RunSQL(KNOWN_BY_CPR, "DROP FUNCTION people_known_by_cpr(text)"),
        migrations.RunSQL(SURVIVOR, "DROP FUNCTION people_survivor_of(uuid)"),
    ]
