"""How long may a colleague who is given a citizen think it over, and how late may a next step be?"""

import datetime

from django.db import migrations

OURS = {"certainty": "L", "binds": "us", "paragraph": "Vores servicemål", "valid_from": datetime.date(2000, 1, 1)}
RULES = [
    {
        **OURS, "key": "hand_over_answered", "title": "Svar, når en borger er givet til en kollega eller et team",
        "value": 2, "unit": "working_days", "counted_from": "overdragelsen",
        "text": "Indtil nogen har taget imod, følger den, der gav borgeren videre, selv op. Er der ikke svaret i tide, "
        "kommer borgeren tilbage.",
    },
    {
        **OURS, "key": "step_is_too_late", "title": "Et næste skridt, hvis dag er gået, står øverst",
        "value": 7, "unit": "days", "counted_from": "dagen for næste skridt",
        "text": "En dag, der er gået, er for sent. Er den gået for længere siden end det her, står borgeren øverst på "
        "siden “Hvem følger op?”.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0024_what_a_request_may_take")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
