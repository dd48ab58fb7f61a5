"""A person is found by misspelt names, aliases and parts of a birth date; PostgreSQL keeps what is searched in.

The functions belong to the tables' owner: under row-level security a planner may not use the trigram index, since
the operators could leak. `people_candidates` therefore looks as the owner, but gives only ids and likeness, and only
of people the viewer's organisation needs to know of; the rows themselves are read under row-level security after.
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
        'czqwyj', 'kskvii'),
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

# A word counts as far as it is like some word of the text; a date or age counts wholly or not at all.
CANDIDATES = f"""
CREATE FUNCTION people_candidates(words text[], dates text[], born_from int, born_until int, lim int)
RETURNS TABLE (id uuid, likeness real) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    WITH asked AS (SELECT people_fold(word) AS word FROM unnest(words) word WHERE people_fold(word) <> ''),
    hit AS (
        SELECT person.id FROM asked, people_person person WHERE asked.word <% person.search_text
        UNION
        SELECT person.id FROM unnest(dates) mark, people_person person
            WHERE person.search_text LIKE '% ' || mark || ' %'
        UNION
        SELECT person.id FROM people_person person WHERE cardinality(words) = 0 AND cardinality(dates) = 0
            AND coalesce(extract(year FROM born_on), born_year) BETWEEN born_from AND born_until
    )
    SELECT person.id, ((
            coalesce((SELECT sum(word_similarity(asked.word, person.search_text)) FROM asked), 0)
            + (SELECT count(*) FROM unnest(dates) mark WHERE person.search_text LIKE '% ' || mark || ' %')
            + CASE WHEN coalesce(extract(year FROM born_on), born_year) BETWEEN born_from AND born_until
                THEN 1 ELSE 0 END
        ) / greatest((SELECT count(*) FROM asked) + cardinality(dates) + CASE WHEN born_from IS NULL THEN 0 ELSE 1 END,
            1))::real AS likeness
    FROM hit JOIN people_person person USING (id)
    WHERE person.merged_into_id IS NULL AND ({IS_SYSTEM} OR {needs_to_know("person.id")})
    ORDER BY likeness DESC, person.id LIMIT lim
$$
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
        migrations.RunSQL("UPDATE people_person SET search_text = ''", migrations.RunSQL.noop),
        migrations.RunSQL(CANDIDATES, "DROP FUNCTION people_candidates(text[], text[], int, int, int)"),
        migrations.RunSQL(KNOWN_BY_CPR, "DROP FUNCTION people_known_by_cpr(text)"),
        migrations.RunSQL(SURVIVOR, "DROP FUNCTION people_survivor_of(uuid)"),
    ]
