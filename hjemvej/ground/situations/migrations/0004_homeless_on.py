"""Who is homeless on a day is asked by day, through the index of nights.

The function belongs to the tables' owner: under row-level security a planner may not use an index of ranges, since its
operators could leak, and would read every night ever recorded. It gives only rows the viewer may see anyway.
"""

from django.db import migrations

from hjemvej.ground.situations.models import VIVE_KINDS
from hjemvej.platform.access.protection import IS_SYSTEM, needs_to_know

KINDS = ", ".join(f"'{kind}'" for kind in VIVE_KINDS)
HOMELESS_ON = f"""
CREATE FUNCTION situations_homeless_on(days date[], known timestamptz[])
RETURNS TABLE (on_day date, known_at timestamptz, person_id uuid, kind text, from_on date, until_on date,
    house_id uuid, certainty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public ROWS 1000 AS $$
    SELECT asked.on_day, asked.known_at, situation.person_id, situation.kind, situation.from_on, situation.until_on,
        situation.house_id, situation.certainty
    FROM unnest(days, known) AS asked (on_day, known_at)
    JOIN situations_situation situation
        ON daterange(situation.from_on, situation.until_on) @> asked.on_day AND situation.kind IN ({KINDS})
        AND tstzrange(situation.recorded_at, situation.superseded_at) @> coalesce(asked.known_at, 'infinity')
    WHERE {IS_SYSTEM} OR {needs_to_know("situation.person_id")}
$$
"""


class Migration(migrations.Migration):
    dependencies = [("situations", "0003_nights_found_by_day"), ("access", "0002_row_level_security")]
    operations = [
        migrations.RunSQL(HOMELESS_ON, "DROP FUNCTION situations_homeless_on(date[], timestamptz[])"),
    ]
