"""Every change of who our partners are, and what they may see and send, is logged."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [
        track("partners_partner", key="organisation_id"),
        track("partners_contactperson"),
        track("partners_sharingagreement"),
    ]
