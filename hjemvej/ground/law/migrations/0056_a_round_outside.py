"""How long is a place of a round kept, and what names no citizen there; how long is somebody in danger looked for?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
STORAGE = "GDPR art. 5(1)(e)"
RULES = [
    {
        "key": "keep_place", "title": "Hvor længe et sted på en runde gemmes", "paragraph": STORAGE, "value": 1,
        "unit": "years", "certainty": "L", "counted_from": "nogen sidst blev set der",
        "text": "Så længe efter, at nogen sidst blev mødt eller talt på stedet, glemmes det. At vi har været der uden at se "
        "nogen, holder det ikke i live.",
    },
    {
        "key": "keep_round", "title": "Hvor længe en opsøgende runde gemmes", "paragraph": STORAGE, "value": 1,
        "unit": "years", "certainty": "L", "counted_from": "runden",
        "text": "Runden selv, og møder og løfter til mennesker, som vi kun kender et kaldenavn på. Det, der er skrevet om en "
        "borger, følger borgerens sag.",
    },
    {
        "key": "outreach_danger", "title": "Så længe ledes der efter et menneske i fare", "paragraph": "Vores egne servicemål",
        "value": 14, "unit": "days", "certainty": "L", "counted_from": "mødet", "binds": "nobody",
        "text": "Et menneske, der var i fare, da vi talte sammen, står øverst på runden, til nogen har mødt det igen, dog højst "
        "så længe.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(valid_from=ALWAYS, **rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0055_who_became_homeless")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
