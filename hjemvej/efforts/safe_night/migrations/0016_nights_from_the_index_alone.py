"""Count nights from the index alone, those beside homelessness too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0015_held_is_reserved")]
    operations = [
        migrations.RemoveIndex("night", "night_outcome"),
        migrations.AddIndex(
            "night",
            models.Index(
                fields=["night", "outcome"],
                include=["person", "in_homelessness"],
                condition=models.Q(superseded_at=None),
                name="night_outcome",
            ),
        ),
    ]
