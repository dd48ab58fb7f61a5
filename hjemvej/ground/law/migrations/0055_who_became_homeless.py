"""How far back is it asked whether we had heard of a home at risk, and how long is it kept who became homeless?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
RULES = [
    {
        "key": "onset_signal_within", "title": "Så langt tilbage tæller et signal, når en borger kommer i hjemløshed",
        "value": 12, "unit": "months", "counted_from": "dagen, hvor hjemløsheden begyndte",
        "paragraph": "Vores egne servicemål", "certainty": "L", "binds": "nobody",
        "text": "Ældre signaler siger ikke noget om denne hjemløshed. Vi ser kun i det, der stadig er gemt.",
    },
    {
        "key": "keep_onset_name", "title": "Hvor længe det gemmes, hvem der kom i hjemløshed uden et signal",
        "value": 12, "unit": "months", "counted_from": "dagen, hvor hjemløsheden begyndte",
        "paragraph": "GDPR art. 5(1)(e)", "is_paragraph_checked": False, "certainty": "L", "binds": "nobody",
        "text": "Så længe kan vi lære af det enkelte forløb. Tallene bliver, uden navn.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.bulk_create(
        [apps.get_model("law", "Provision")(valid_from=ALWAYS, **rule) for rule in RULES]
    )


class Migration(migrations.Migration):
    dependencies = [("law", "0054_a_landlord_pauses")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
