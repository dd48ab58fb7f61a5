"""How long after its end is a month's count closed, so that the figure shown stays as it was?"""

import datetime

from django.db import migrations

RULE = {
    "key": "month_closes_after", "title": "En måneds tal lukkes", "paragraph": "Vores egen regel", "value": 5,
    "unit": "days", "certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1),
    "counted_from": "den sidste dag i måneden",
    "text": "Det, der er skrevet ind til og med den dag, er med i månedens tal. Tallet vises fra dagen efter og ændres ikke;"
    " det, vi får at vide senere, vises ved siden af som rettelser.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [("law", "0025_who_follows_up")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
