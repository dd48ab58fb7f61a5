"""What happened last is never asked of somebody's temporary table."""

from django.db import migrations

from hjemvej.platform.audit.tracking import temporary_tables_last


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0005_latest_events")]
    operations = [temporary_tables_last("safe_night_latest_events")]
