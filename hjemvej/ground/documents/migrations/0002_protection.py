"""A file is seen by the organisation that has it, while it needs to know of the citizen; what is in it is not logged."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, USER, needs_to_know, policy
from hjemvej.platform.audit.tracking import track

TABLE = "documents_document"
IS_THEIRS = f"organisation_id = {ORGANISATION} AND (user_id IS NULL OR user_id = {USER})"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("people", "0002_protection")]
    operations = [
        policy(TABLE, f"({IS_THEIRS} AND (person_id IS NULL OR {needs_to_know(f'{TABLE}.person_id')}))"),
        track(TABLE, person="person_id", masked=("content", "filename", "sha256")),
    ]
