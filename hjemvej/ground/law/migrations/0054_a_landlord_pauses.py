"""How long can a landlord be asked to pause the collection, and by which right does it see that help has begun?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
RULE = {
    "key": "collection_pause", "title": "Så længe kan en udlejer bedes om at lade inddrivelsen hvile", "value": 30,
    "unit": "days", "counted_from": "udlejeren bedes om det", "paragraph": "Vores egne servicemål", "certainty": "L",
    "binds": "nobody", "text": "I Nederlandene holder udlejere 30 dages pause, når hjælpen er begyndt. Dansk ret kender ingen sådan "
    "pause: udlejeren bestemmer selv, og lovens frister løber videre. Skal aftales i samarbejdsaftalen.",
}  # fmt: skip
BASIS = {
    "key": "help_begun", "use": "they_see", "title": "At der er hjælp på vej, når lejeren siger ja",
    "paragraph": "lejerens samtykke, jf. FVL §§ 27-28",
    "text": "Udlejeren ser, at der er hjælp på vej, og hvor længe vi beder om pause. Ikke hvilken hjælp. En udlejer er ikke en "
    "myndighed: uden lejerens ja ser den intet.",
    "partners": ["landlord"], "covers": ["help_begun"], "certainty": "A",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(valid_from=ALWAYS, **RULE)
    apps.get_model("law", "LegalBasis").objects.create(valid_from=ALWAYS, **BASIS)


class Migration(migrations.Migration):
    dependencies = [("law", "0053_objected_signals_go")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
