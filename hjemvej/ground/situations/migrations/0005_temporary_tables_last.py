"""Where people sleep is never asked of somebody's temporary table."""

from django.db import migrations

from hjemvej.platform.audit.tracking import temporary_tables_last


class Migration(migrations.Migration):
    dependencies = [("situations", "0004_homeless_on")]
    operations = [temporary_tables_last("situations_no_gaps", "situations_homeless_on")]
