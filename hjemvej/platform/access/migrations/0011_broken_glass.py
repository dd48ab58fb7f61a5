"""Find the latest emergency openings without reading an organisation's needs: the leader's day begins with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0010_one_index_of_organisations")]
    operations = [
        migrations.AddIndex(
            "needtoknow",
            models.Index(
                models.F("organisation"),
                models.F("from_at"),
                condition=models.Q(basis="break_glass"),
                name="need_broken_glass",
            ),
        ),
    ]
