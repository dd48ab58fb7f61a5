"""Kinds of course are brought by the rooms; nothing changes in the table."""

from django.db import migrations, models

import hjemvej.platform.rooms.gathering


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="course",
            name="kind",
            field=models.CharField(choices=hjemvej.platform.rooms.gathering.course_kinds, max_length=20),
        ),
    ]
