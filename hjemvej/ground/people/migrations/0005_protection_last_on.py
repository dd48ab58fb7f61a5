"""Call a protection's last day `last_on`, in the log too, since the protection still holds that day."""

from django.db import migrations

from hjemvej.platform.audit.renaming import log_follows_rename


class Migration(migrations.Migration):
    dependencies = [("people", "0003_search")]
    operations = [
        migrations.RenameField("person", "protection_until", "protection_last_on"),
        log_follows_rename("people_person", "protection_until", "protection_last_on"),
    ]
