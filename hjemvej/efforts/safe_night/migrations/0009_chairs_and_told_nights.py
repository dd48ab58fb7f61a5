"""Nights in a night café become chairs, and nights that a colleague corrected keep that word apart."""

from django.db import migrations

CHAIRS = """
UPDATE safe_night_night SET outcome = 'chair' FROM shelters_house house
WHERE house.id = house_id AND house.kind = 'night_cafe' AND outcome = 'safe'"""
# The log says which nights a colleague corrected; the night's row says what was told last.
TOLD = """
INSERT INTO safe_night_toldnight (person_id, night, outcome, what_happened, told_at, told_by_id)
SELECT night.person_id, night.night, night.outcome, night.what_happened, latest.at, latest.user_id
FROM (SELECT DISTINCT ON (person_id, details->>'night') person_id, details->>'night' AS night, at, user_id
    FROM audit_event WHERE name = 'safe_night.night_corrected' AND person_id IS NOT NULL
    ORDER BY person_id, details->>'night', at DESC) latest
JOIN safe_night_night night ON night.person_id = latest.person_id AND night.night::text = latest.night"""


class Migration(migrations.Migration):
    dependencies = [
        ("safe_night", "0008_nights_are_derived"),
        ("shelters", "0001_initial"),
        ("audit", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(CHAIRS, migrations.RunSQL.noop),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
    ]
