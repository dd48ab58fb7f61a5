"""The change log cannot be led into somebody's temporary table."""

from django.db import migrations

from hjemvej.platform.audit.tracking import temporary_tables_last


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_sample_by_organisation")]
    operations = [temporary_tables_last("audit_write_change")]
