"""How long does a change wait, by which more is erased?"""

import datetime

from django.db import migrations

RULE = {
    "key": "erasing_notice", "title": "Hvor længe en ændring venter, når den sletter mere",
    "paragraph": "Vores servicemål", "value": 30, "unit": "days", "certainty": "L", "binds": "nobody",
    "counted_from": "den dag, reglen rettes", "valid_from": datetime.date(2000, 1, 1),
    "text": "Sættes en regel om sletning ned, gælder det tidligst så længe efter. Så kan en skrivefejl nå at blive set, "
    "før noget er væk. Mindst 14 dage.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [("law", "0021_the_duty_to_inform")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
