"""The view of taken places as a model that Django reads and never makes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="TakenPlace",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("from_night", models.DateField()),
                ("until_night", models.DateField(null=True)),
                ("status", models.CharField(max_length=12)),
                ("held_until", models.DateTimeField(null=True)),
            ],
            options={"managed": False},
        ),
    ]
