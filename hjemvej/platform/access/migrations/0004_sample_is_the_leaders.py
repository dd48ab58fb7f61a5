"""A month's check is seen by the organisation that made it."""

from django.db import migrations

from hjemvej.platform.access.protection import ORGANISATION, policy

OWN = f"organisation_id = {ORGANISATION}"
ITS_CHECK_IS_OWN = (
    "EXISTS (SELECT 1 FROM audit_samplecheck its WHERE its.id = audit_sampledlook.check_of_id"
    f" AND its.organisation_id = {ORGANISATION})"
)


class Migration(migrations.Migration):
    dependencies = [("access", "0002_row_level_security"), ("audit", "0003_sample_by_organisation")]
    operations = [policy("audit_samplecheck", OWN), policy("audit_sampledlook", ITS_CHECK_IS_OWN)]
