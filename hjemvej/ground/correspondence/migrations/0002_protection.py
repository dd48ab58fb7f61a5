"""A message is seen by the team that wrote it, while it needs to know of the citizen it is about."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, needs_to_know, policy
from hjemvej.platform.audit.tracking import track

TABLE = "correspondence_message"
IS_OURS = f"organisation_id = {ORGANISATION}"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial"), ("people", "0002_protection")]
    operations = [
        policy(TABLE, f"({IS_OURS} AND (person_id IS NULL OR {needs_to_know(f'{TABLE}.person_id')}))"),
        track(TABLE, person="person_id"),
    ]
