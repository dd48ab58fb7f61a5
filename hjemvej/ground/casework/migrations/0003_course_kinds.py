"""Rooms bring the kinds of course; nothing changes in the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.AlterField(model_name="course", name="kind", field=models.CharField(max_length=20)),
    ]
