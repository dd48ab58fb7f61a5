"""Find nights in homelessness, and the few elsewhere between them, without reading the nights at home."""

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import migrations, models

VIVE_KINDS = [
    "gade", "natvarmestue", "herberg", "hotel", "familie_venner", "udslusning", "kriminalforsorg",
    "hospital_behandling", "andet",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("known", "0002_facts_of_a_person")]
    operations = [
        migrations.RemoveIndex("fact", "fact_situation_days"),
        migrations.AddIndex(
            "fact",
            GistIndex(
                models.Func("from_on", "until_on", function="daterange", output_field=DateRangeField()),
                models.Func("known_from", "known_until", function="tstzrange", output_field=DateTimeRangeField()),
                condition=models.Q(about="situation", what__in=VIVE_KINDS),
                name="fact_homeless_days",
            ),
        ),
        migrations.AddIndex(
            "fact",
            models.Index(
                fields=["person", "from_on"],
                include=["until_on", "what", "known_from", "known_until"],
                condition=models.Q(about="situation") & ~models.Q(what__in=VIVE_KINDS),
                name="fact_elsewhere",
            ),
        ),
    ]
