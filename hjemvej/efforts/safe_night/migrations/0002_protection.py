"""Nights stand under row-level security; a house sees its own guests; that a place is taken is seen without by whom."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, policy, protect
from hjemvej.platform.audit.tracking import track

OWN_HOUSE = f"EXISTS (SELECT 1 FROM shelters_house h WHERE h.id = house_id AND h.organisation_id = {ORGANISATION})"
OWN_REQUEST = "EXISTS (SELECT 1 FROM safe_night_placerequest r WHERE r.id = request_id)"
TAKEN = """
CREATE VIEW safe_night_takenplace AS
    SELECT id, place_id, house_id, from_night, until_night, status, held_until
    FROM safe_night_occupancy WHERE status IN ('held', 'staying', 'ended')
"""


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0001_initial"), ("people", "0002_protection"), ("shelters", "0002_change_log")]
    operations = [
        *protect("safe_night_placerequest"),
        *protect("safe_night_occupancy", also=OWN_HOUSE),
        *protect("safe_night_night"),
        policy("safe_night_answer", f"{OWN_HOUSE} OR {OWN_REQUEST}"),
        track("safe_night_answer"),
        track("safe_night_housereport"),
        migrations.RunSQL(TAKEN, "DROP VIEW safe_night_takenplace"),
    ]
