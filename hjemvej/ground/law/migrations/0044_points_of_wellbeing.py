"""When are the points of WHO-5 low, and when is a difference a change? General knowledge; the papers are not read."""

import datetime

from django.db import migrations

WHO5 = {
    "paragraph": "WHO-5, ingen paragraf", "unit": "count", "binds": "nobody", "valid_from": datetime.date(2000, 1, 1),
}  # fmt: skip
RULES = [
    {
        **WHO5, "key": "wellbeing_low", "title": "Trivsel: lavt under", "value": 50, "certainty": "?",
        "source": "Almindelig viden: under 50. etf.dk siger normalt over 50, og 50 er da uvist",
        "text": "Er pointene færre af 100, siger siden til borgeren, at det kan være godt at tale med nogen om det. Det er"
        " ingen diagnose.",
    },
    {
        **WHO5, "key": "wellbeing_change", "title": "Trivsel: en forandring fra", "value": 10, "certainty": "A",
        "source": "Topp m.fl. 2015, Psychother Psychosom 84:167-176; ikke selv læst",
        "text": "En forskel på mindst så mange point af 100 kaldes en forandring. En mindre kan være tilfældig.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0043_circumstances_asked_again")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
