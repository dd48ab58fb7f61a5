"""For how long does a draft decision that nobody writes at give a reason to know of the citizen?"""

import datetime

from django.db import migrations

RULE = {
    "key": "draft_decision_lapses", "title": "Et udkast til en afgørelse, som ingen skriver på, holder ikke sagen åben",
    "paragraph": "Vores servicemål", "value": 90, "unit": "days", "certainty": "L", "binds": "us",
    "valid_from": datetime.date(2000, 1, 1), "counted_from": "der sidst blev skrevet på det",
    "text": "Så længe giver et udkast adgang til borgerens sag og hindrer, at den slettes. Udkastet selv bliver stående.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [("law", "0022_erasing_waits")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
