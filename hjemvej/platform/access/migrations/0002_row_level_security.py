"""Who needs to know of whom is itself seen by the organisation alone; the logs follow the person they are about.

A team that needs to know of a person may let a shelter know of them too: that is what `access_already_knows` allows.
"""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, USER, needs_to_know, policy
from hjemvej.platform.audit.tracking import track

OWN = f"organisation_id = {ORGANISATION}"
ALREADY_KNOWS = f"""
CREATE FUNCTION access_already_knows(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM access_needtoknow need WHERE need.person_id = person
        AND need.organisation_id = {ORGANISATION} AND (need.user_id IS NULL OR need.user_id = {USER})
        AND (need.until_at IS NULL OR need.until_at > now()))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [
        migrations.RunSQL(ALREADY_KNOWS, "DROP FUNCTION access_already_knows(uuid)"),
        policy("access_needtoknow", f"{OWN} OR access_already_knows(person_id)"),
        track("access_needtoknow", person="person_id"),
        policy("audit_event", f"{OWN} OR {needs_to_know('audit_event.person_id')}"),
        policy("audit_change", needs_to_know("audit_change.person_id")),
        policy("audit_look", f"{OWN} OR {needs_to_know('audit_look.person_id')}"),
        track("access_membership"),
        track("access_organisation"),
    ]
