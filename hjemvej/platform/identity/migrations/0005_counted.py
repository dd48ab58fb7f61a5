"""Know the cache's table as a model, so that it says who writes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_seal_passwords")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Counted",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField()),
                    ],
                    options={"db_table": "identity_cache"},
                )
            ]
        )
    ]
