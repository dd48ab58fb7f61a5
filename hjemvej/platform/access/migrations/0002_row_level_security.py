"""Who needs to know of whom is itself seen by the organisation alone; the logs follow the person they are about."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, needs_to_know, policy
from hjemvej.platform.audit.tracking import track

OWN = f"organisation_id = {ORGANISATION}"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [
        policy("access_needtoknow", OWN),
        track("access_needtoknow", person="person_id"),
        policy("audit_event", f"{OWN} OR {needs_to_know('audit_event.person_id')}"),
        policy("audit_change", needs_to_know("audit_change.person_id")),
        policy("audit_look", f"{OWN} OR {needs_to_know('audit_look.person_id')}"),
        track("access_membership"),
        track("access_organisation"),
        track("access_user", masked=("password",)),
    ]
