"""Who needs to know is never asked of somebody's temporary table."""

from django.db import migrations

from hjemvej.platform.audit.tracking import temporary_tables_last


class Migration(migrations.Migration):
    dependencies = [("access", "0004_sample_is_the_leaders")]
    operations = [temporary_tables_last("access_already_knows")]
