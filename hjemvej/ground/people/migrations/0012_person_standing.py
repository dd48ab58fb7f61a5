"""Ask of nearly all whether they live and are no other record, without reading the whole of each row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0011_words_in_order")]
    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["id"],
                include=["died_on"],
                condition=models.Q(merged_into=None),
                name="person_standing",
            ),
        ),
    ]
