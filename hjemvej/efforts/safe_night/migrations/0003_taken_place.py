"""The view of taken places as a model that Django reads and never makes."""

import django.db.models.deletion
from django.db import migrations, models

from hjemvej.efforts.safe_night.models import Occupancy


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0002_protection")]
    operations = [
        migrations.CreateModel(
            name="TakenPlace",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("from_night", models.DateField()),
                ("until_night", models.DateField(null=True)),
                ("status", models.CharField(choices=Occupancy.Status.choices, max_length=12)),
                ("held_until", models.DateTimeField(null=True)),
            ],
            options={"managed": False},
        ),
    ]
