"""By which paragraph is a citizen not told of a signal, and how long is the letter that told it kept?"""

import datetime

from django.db import migrations

IN_FORCE = datetime.date(2018, 5, 25)
BASIS = {
    "key": "inform_has_it", "use": "not_told", "title": "Borgeren har det hele allerede",
    "paragraph": "GDPR art. 14 stk. 5 litra a", "partners": [], "covers": ["signal_notice"], "certainty": "A",
    "text": "Kun når borgeren ved, hvad vi har fået, fra hvem og hvorfor. Skriv, hvor borgeren har det fra.",
    "valid_from": IN_FORCE, "source": "Databeskyttelsesforordningen; ikke kontrolleret her",
}  # fmt: skip
KEPT = {
    "key": "keep_signal_letter", "title": "Hvor længe brevet om et signal gemmes, når signalet er slettet",
    "paragraph": "GDPR art. 5(1)(e)", "is_paragraph_checked": False, "certainty": "L", "binds": "nobody", "value": 0,
    "unit": "days", "counted_from": "signalet blev slettet", "valid_from": datetime.date(2000, 1, 1),
    "text": "Brevet siger, hvad signalet sagde. Det går, når det sidste signal, det fortæller om, er slettet.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "LegalBasis").objects.create(**BASIS)
    apps.get_model("law", "Provision").objects.create(**KEPT)


class Migration(migrations.Migration):
    dependencies = [("law", "0049_go_there")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
