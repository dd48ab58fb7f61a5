"""An inquiry is seen by the team that has it and by the organisation that sent it."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, policy
from hjemvej.platform.audit.tracking import track

OURS = f"organisation_id = {ORGANISATION} OR sent_by_id = {ORGANISATION}"
STEP_OF_OURS = "EXISTS (SELECT 1 FROM one_entry_inquiry inquiry WHERE inquiry.id = inquiry_id)"


class Migration(migrations.Migration):
    dependencies = [("one_entry", "0001_initial"), ("people", "0002_protection")]
    operations = [
        policy("one_entry_inquiry", OURS),
        track("one_entry_inquiry", person="person_id", masked=("follow_up_hash",)),
        policy("one_entry_inquirystep", STEP_OF_OURS),
        track("one_entry_inquirystep"),
    ]
