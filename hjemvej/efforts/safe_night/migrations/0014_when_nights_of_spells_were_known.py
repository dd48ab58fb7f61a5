"""Since when did we count an erased citizen's nights so? What was counted before this is known always."""

import datetime

from django.db import migrations, models

ALWAYS = datetime.date(2000, 1, 1)


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0013_words_of_a_night")]
    operations = [
        migrations.AddField("spellnights", "known_from", models.DateField(default=ALWAYS), preserve_default=False),
        migrations.AddField("spellnights", "known_until", models.DateField(null=True, blank=True)),
        migrations.RemoveConstraint("spellnights", "nights_of_a_spell_once_a_week"),
        migrations.AddConstraint(
            "spellnights",
            models.UniqueConstraint(fields=("spell", "week_on", "known_from"), name="nights_of_a_spell_once_a_week"),
        ),
        migrations.AddConstraint(
            "spellnights",
            models.UniqueConstraint(
                condition=models.Q(("known_until", None)), fields=("spell", "week_on"), name="nights_of_a_week_known_once"
            ),
        ),
    ]
