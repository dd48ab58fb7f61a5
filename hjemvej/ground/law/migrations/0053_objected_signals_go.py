"""How soon does a signal go that a citizen objected to?"""

import datetime

from django.db import migrations

RULES = [
    {
        "key": "keep_signal_objected", "title": "Hvor længe et signal gemmes, når borgeren har gjort indsigelse og fået ja",
        "paragraph": "GDPR art. 17 stk. 1 litra c", "is_paragraph_checked": False, "certainty": "A", "binds": "us",
        "value": 0, "unit": "days", "counted_from": "svaret", "valid_from": datetime.date(2018, 5, 25),
        "text": "Uden unødig forsinkelse: signalet går natten efter svaret. Anmodningen og svaret bliver.",
        "source": "Databeskyttelsesforordningen; ikke kontrolleret her",
    },
]  # fmt: skip

def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0052_help_to_keep_a_home")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
