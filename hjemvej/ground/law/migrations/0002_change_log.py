"""Every change of the law's figures is logged."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [track("law_rule")]
