"""How soon is a citizen who waits for a home asked again what it must have?"""

import datetime

from django.db import migrations

RULE = {
    "key": "wishes_asked_again", "title": "Spørg igen om ønsker til en bolig", "paragraph": "Vores servicemål",
    "certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1), "value": 3, "unit": "months",
    "counted_from": "borgeren sidst blev spurgt, eller sagde ja til Housing First",
    "source": "Vores eget servicemål",
    "text": "Ønsker ændrer sig. Venter borgeren stadig på et hjem, spørger vi igen efter så lang tid. Svarer borgeren"
    " ikke, følger der intet af det.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [("law", "0035_what_a_citizen_lives_on")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
