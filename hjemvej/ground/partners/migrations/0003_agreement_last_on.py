"""Call an agreement's last day `last_on`, since the agreement still holds that day."""

from django.db import migrations

from hjemvej.platform.audit.renaming import log_follows_rename


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [
        migrations.RenameField("sharingagreement", "until_on", "last_on"),
        log_follows_rename("partners_sharingagreement", "until_on", "last_on"),
    ]
