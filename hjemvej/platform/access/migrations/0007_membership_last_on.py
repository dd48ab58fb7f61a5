"""Call a membership's last day `last_on`, since the membership still holds that day."""

from django.db import migrations, models

from hjemvej.platform.audit.renaming import log_follows_rename


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RemoveConstraint("membership", "one_role_at_a_time"),
        migrations.RemoveConstraint("membership", "membership_ends_after_it_begins"),
        migrations.RenameField("membership", "until_on", "last_on"),
        log_follows_rename("access_membership", "until_on", "last_on"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(last_on=None), name="one_role_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(last_on=None) | models.Q(last_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
        ),
    ]
