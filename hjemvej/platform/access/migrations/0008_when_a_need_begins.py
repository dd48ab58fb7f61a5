"""Put a need's beginning into the index: queries compare it as often as the end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0007_membership_last_on")]
    operations = [
        migrations.RemoveIndex("needtoknow", "need_person_organisation"),
        migrations.AddIndex(
            "needtoknow",
            models.Index(
                fields=["person_id", "organisation"],
                include=["user", "from_at", "until_at"],
                name="need_person_organisation",
            ),
        ),
    ]
