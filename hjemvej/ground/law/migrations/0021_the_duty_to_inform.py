"""When must a citizen be told that we have a record of them, and by which paragraphs may it wait?"""

import datetime

from django.db import migrations

IN_FORCE = datetime.date(2018, 5, 25)
GDPR = {
    "certainty": "A", "binds": "us", "valid_from": IN_FORCE,
    "source": "Databeskyttelsesforordningen; ikke kontrolleret her",
}  # fmt: skip
PROVISIONS = [
    {
        **GDPR, "key": "inform_at_first_contact", "title": "Oplys borgeren ved første kontakt",
        "paragraph": "GDPR art. 13 stk. 1 og 14 stk. 3", "value": 0, "unit": "days", "counted_from": "første kontakt",
        "text": "Når vi taler med en borger, siger vi samtidig, at vi har skrevet noget om borgeren, og hvorfor.",
    },
    {
        **GDPR, "key": "inform_at_latest", "title": "Oplys borgeren, når andre har fortalt os noget",
        "paragraph": "GDPR art. 14 stk. 3", "value": 1, "unit": "months", "counted_from": "at sagen blev oprettet",
        "text": "Har andre end borgeren fortalt os noget, får borgeren det at vide ved første kontakt og senest en måned "
        "efter.",
    },
    {
        "key": "inform_look_again", "title": "Se igen på, hvorfor en borger ikke er oplyst", "paragraph": "Vores servicemål",
        "value": 30, "unit": "days", "certainty": "L", "binds": "us", "valid_from": IN_FORCE, "counted_from": "undtagelsen",
        "text": "Så længe går der højst, før vi ser på, om grunden til ikke at oplyse borgeren stadig holder.",
    },
]  # fmt: skip
BASES = [
    {
        "key": "inform_impossible", "title": "Borgeren kan ikke nås, eller det ville kræve alt for meget",
        "paragraph": "GDPR art. 14 stk. 5 litra b",
        "text": "Kun når andre har fortalt os det. Skriv, hvordan I har prøvet.",
    },
    {
        "key": "inform_endangers", "title": "Borgeren eller en anden ville komme i fare",
        "paragraph": "databeskyttelsesloven § 22 stk. 1",
        "text": "Når afgørende hensyn til en person, også borgeren selv, vejer tungere end at få det at vide nu.",
    },
    {
        "key": "inform_public_interest", "title": "Afgørende offentlige hensyn, f.eks. en efterforskning",
        "paragraph": "databeskyttelsesloven § 22 stk. 2", "text": "Sjældent hos os. Spørg kommunens databeskyttelsesrådgiver.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for row in PROVISIONS:
        apps.get_model("law", "Provision").objects.create(**row)
    for row in BASES:
        apps.get_model("law", "LegalBasis").objects.create(
            **row, use="not_told", partners=[], covers=[], certainty="A", valid_from=IN_FORCE,
            source="Databeskyttelsesforordningen og databeskyttelsesloven; ikke kontrolleret her",
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("law", "0020_why_a_citizen_is_not_told")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
