"""How long do we wait before we erase what was promised, and for how long may access to documents be put off?"""

import datetime

from django.db import migrations

OURS = {"certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1)}
RULES = [
    {
        **OURS, "key": "promised_erasure_waits", "title": "Sletning, som borgeren er lovet, venter",
        "paragraph": "Vores servicemål (GDPR art. 17)", "value": 14, "unit": "days", "counted_from": "svaret",
        "text": "Så længe venter sletningen, så brevet kan gives, og en fejl kan rettes. Derefter slettes borgeren, så "
        "snart intet holder sagen åben.",
    },
    {
        **OURS, "key": "access_at_most", "title": "Aktindsigt, når svaret er udskudt: højst",
        "paragraph": "Vores servicemål (FVL § 16 stk. 2 og OFL § 36 stk. 2)", "value": 40, "unit": "working_days",
        "counted_from": "anmodning om aktindsigt",
        "text": "Loven siger, at borgeren skal have at vide hvorfor og hvornår, men ikke hvor længe det højst må tage; "
        "tallet er vores eget.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0023_when_a_draft_lapses")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
