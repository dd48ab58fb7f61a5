"""An organisation's needs are found by the index of those that hold now; the foreign key needs no other."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0009_needs_that_hold_now")]
    operations = [
        migrations.AlterField(
            "needtoknow",
            "organisation",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="access.organisation",
            ),
        ),
    ]
