"""How long does a citizen have to answer the offer of a home, and how soon is the lease signed after a yes?"""

import datetime

from django.db import migrations

OURS = {"certainty": "L", "paragraph": "Vores servicemål", "valid_from": datetime.date(2000, 1, 1), "unit": "working_days"}
RULES = [
    {
        **OURS, "key": "home_offer_answered", "title": "Svar på tilbud om bolig", "value": 5, "binds": "nobody",
        "counted_from": "tilbuddet",
        "text": "Så længe beder vi borgeren om at tænke over en bolig, hvis boligorganisationen ikke skal have svar før. "
        "Kommer svaret ikke, mister borgeren intet andet end den bolig.",
    },
    {
        **OURS, "key": "home_lease_signed", "title": "Lejekontrakt efter et ja", "value": 10, "binds": "us",
        "counted_from": "borgerens ja", "text": "Så hurtigt vil vi have kontrakten skrevet: hver dag boligen står tom, koster.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0032_housing_first_offered")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
