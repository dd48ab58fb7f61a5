"""How many vacant homes are ours to fill, from when do we owe their rent, and how soon do we answer a landlord?"""

import datetime

from django.db import migrations

SINCE = {"valid_from": datetime.date(2000, 1, 1)}
RULES = [
    {
        **SINCE, "key": "vacant_homes_share", "title": "Kommunens andel af ledige familieboliger",
        "paragraph": "ABL § 59 stk. 1", "value": 25, "unit": "percent", "counted_from": "", "binds": "others",
        "certainty": "D", "source": "danskelove.dk/almenboligloven, omtalt; lovteksten er ikke læst",
        "text": "Boligorganisationen stiller efter kommunens ønske indtil hver fjerde ledige almene familiebolig til "
        "rådighed for påtrængende boligsociale opgaver. Mere kan aftales.",
    },
    {
        **SINCE, "key": "vacant_rent_from", "title": "Kommunen betaler lejen, fra boligen er til rådighed",
        "paragraph": "ABL § 59 stk. 1", "value": 0, "unit": "days", "counted_from": "den dag, boligen er til rådighed",
        "binds": "nobody", "certainty": "D",
        "source": "Ordlyden er læst i ABL § 63 stk. 3; § 59 er ikke læst, og en aftale kan sige andet",
        "text": "Kommunen betaler lejen fra det tidspunkt, hvor den ledige bolig er til rådighed for kommunen, og "
        "indtil den er lejet ud. Siger aftalen med boligorganisationen andet, så ret datoen på den ledige bolig.",
    },
    {
        **SINCE, "key": "vacant_home_answered", "title": "Svar boligorganisationen, når en bolig er meldt ledig",
        "paragraph": "Vores servicemål", "value": 10, "unit": "working_days", "counted_from": "den dag, boligen er meldt",
        "binds": "us", "certainty": "L",
        "text": "Vi siger, hvem vi har fundet til boligen, eller giver den tilbage. Fristen foreslås, når boligen "
        "skrives ind; siger aftalen andet, så ret den der.",
    },
    {
        **SINCE, "key": "vacant_home_answer_near", "title": "Påmind, før svaret til boligorganisationen skal gives",
        "paragraph": "Vores servicemål", "value": 3, "unit": "days", "counted_from": "dagen før fristen",
        "binds": "nobody", "certainty": "L",
        "text": "Så mange dage før fristen står den ledige bolig på I dag.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0029_words_of_the_pages")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
