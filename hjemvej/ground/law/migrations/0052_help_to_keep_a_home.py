"""When do we ask again for the answer to help that was sought, and when is help for a while near its end?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
GOAL = {"paragraph": "Vores egne servicemål", "certainty": "L", "binds": "us"}
RULES = [
    {
        **GOAL, "key": "help_asked_again", "title": "Spørg igen, når der er søgt hjælp til at beholde hjemmet", "value": 5,
        "unit": "working_days", "counted_from": "hjælpen blev søgt",
        "text": "Kommunens egen frist for at svare står i dens frister efter RSL § 3 stk. 2 og er ikke læst her. Vi spørger "
        "selv, og altid før den dag, hvor hjemmet kan mistes.",
    },
    {
        **GOAL, "key": "help_ends_soon", "title": "Se på hjælp, der snart ophører", "value": 14, "unit": "days",
        "counted_from": "i dag", "text": "Hjælp, der gives for en tid, ses efter, før den ophører.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**{"valid_from": ALWAYS, **rule})


class Migration(migrations.Migration):
    dependencies = [("law", "0051_nobody_lets_go")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
