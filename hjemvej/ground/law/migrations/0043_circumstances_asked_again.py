"""For how long is a citizen left in peace who will not answer a question about background or health?"""

import datetime

from django.db import migrations

RULE = {
    "key": "circumstance_asked_again", "title": "Spørg igen om baggrund og helbred", "paragraph": "Vores servicemål",
    "certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1), "value": 6, "unit": "months",
    "counted_from": "borgeren ikke ville svare, eller ingen vidste det", "source": "Vores eget servicemål",
    "text": "Vil borgeren ikke svare, eller ved ingen det, foreslår Hjemvej ikke spørgsmålet igen før så lang tid efter."
    " Borgeren kan altid fortælle det selv.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [("law", "0042_named_shelter_employee")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
