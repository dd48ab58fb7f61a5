"""How does PostgreSQL remember what rows said, and when it was known? A trigger for each fact that a room names."""

from hjemvej.platform.audit.triggers import Trigger
from hjemvej.platform.rooms import Fact

# Of a new row its own columns say from when and until when it was known; a change is known from the moment it is made.
KEEPS = """CREATE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before record;
    after record;
    said boolean := false;
    says boolean := false;
    moment timestamptz;
    ended timestamptz;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT {columns} INTO before FROM (SELECT OLD.*) row WHERE {only} AND {until} IS NULL;
        said := FOUND;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT {columns} INTO after FROM (SELECT NEW.*) row WHERE {only} AND (TG_OP = 'INSERT' OR {until} IS NULL);
        says := FOUND;
        SELECT CASE WHEN TG_OP = 'INSERT' THEN {known} ELSE {until} END INTO moment FROM (SELECT NEW.*) row;
    END IF;
    IF NOT (said OR says) OR (said AND says AND before IS NOT DISTINCT FROM after) THEN
        RETURN NULL;
    END IF;
    moment := known_moment(moment);
    IF said THEN
        UPDATE known_fact SET known_until = greatest(known_from, moment)
            WHERE source = '{table}' AND about = '{about}' AND row_key = before.row_key AND known_until IS NULL
            RETURNING known_until INTO ended;
        moment := greatest(moment, ended);
    END IF;
    IF says THEN
        INSERT INTO known_fact (source, about, person_id, what, from_on, until_on, row_key, known_from, known_until)
            SELECT '{table}', '{about}', after.person_id, after.what, after.from_on, after.until_on, after.row_key,
                moment, CASE WHEN {until} IS NOT NULL THEN greatest({until}, moment) END FROM (SELECT NEW.*) row;
    END IF;
    RETURN NULL;
END $$"""

ALWAYS = "'1900-01-01'"  # what was there before it was remembered counts as always known, if no column says when

# A table just filled has no statistics, and a planner that takes it for empty would look through it once a row.
FILL = """SET LOCAL enable_nestloop = off;
INSERT INTO known_fact (source, about, person_id, what, from_on, until_on, row_key, known_from, known_until)
    SELECT '{table}', '{about}', {columns}, {known}, {until} FROM {table} row WHERE {only} AND NOT EXISTS (
        SELECT FROM known_fact fact
        WHERE fact.source = '{table}' AND fact.about = '{about}' AND fact.row_key = row.{key}::text
    );
RESET enable_nestloop"""


def name_of(fact: Fact) -> str:
    return f"known_keep_{fact.model._meta.db_table}_{fact.about}"


def function(fact: Fact) -> str:
    """Write the SQL of the function that remembers this fact."""
    return KEEPS.format(name=name_of(fact), known=fact.known_from or "NULL::timestamptz", **_parts(fact))


def trigger(fact: Fact) -> Trigger:
    """Return the trigger that calls it; it fills in what was there before."""
    fill = FILL.format(known=f"coalesce({fact.known_from or 'NULL'}, timestamptz {ALWAYS})", **_parts(fact))
    calls = name_of(fact)
    return Trigger(f"know_{fact.about}", "AFTER INSERT OR UPDATE OR DELETE", calls, anew=fill, made_of=(calls,))


def _parts(fact: Fact) -> dict[str, str]:
    key = str(fact.model._meta.pk.column)
    columns = {
        "person_id": f"{fact.person}::uuid", "what": f"({fact.what})::text", "from_on": f"({fact.from_on})::date",
        "until_on": f"({fact.until_on})::date", "row_key": f"row.{key}::text",
    }  # fmt: skip
    return {
        "table": fact.model._meta.db_table,
        "about": fact.about,
        "key": key,
        "columns": ", ".join(f"{sql} AS {name}" for name, sql in columns.items()),
        "only": f"({fact.only}) AND {fact.from_on} IS NOT NULL"
        + ("" if fact.person == "NULL" else f" AND {fact.person} IS NOT NULL"),
        "until": fact.known_until or "NULL::timestamptz",
    }
