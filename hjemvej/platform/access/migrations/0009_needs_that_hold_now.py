"""Find an organisation's needs that hold now without reading those that have ended: row security asks for every table."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("access", "0008_when_a_need_begins")]
    operations = [
        migrations.RemoveIndex("needtoknow", "need_organisation_person"),
        migrations.AddIndex(
            "needtoknow",
            models.Index(
                models.F("organisation"),
                Coalesce("until_at", models.Value("infinity"), output_field=models.DateTimeField()),
                include=["person_id", "user", "from_at", "until_at"],
                name="need_now",
            ),
        ),
    ]
