"""By when does another unit answer, and by which paragraph may we tell it what we ask about?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(
        key="unit_answers_within", title="Hvornår vi venter svar fra en anden enhed", paragraph="Vores servicemål",
        value=10, unit="working_days", certainty="L", binds="nobody", valid_from=ALWAYS, counted_from="den dag, vi spørger",
        text="Svarer en anden enhed ikke inden da, står det på I dag, og vi rykker. Dagen kan vælges for hvert spørgsmål.",
    )  # fmt: skip
    basis = apps.get_model("law", "LegalBasis")
    basis.objects.create(
        key="own_municipality", use="we_tell", title="Til en enhed i kommunen, når den skal bruge det for at hjælpe",
        paragraph="GDPR art. 6(1)(e), databeskyttelsesloven §§ 7-8",
        text="Kun det, enheden har brug for i sin egen sag om borgeren. Borgeren skal vide det, og bliver spurgt først, når "
        "det kan lade sig gøre.",
        partners=["team"], covers=["referral"], certainty="A", valid_from=ALWAYS,
        source="Databeskyttelsesforordningen og databeskyttelsesloven; ikke kontrolleret her",
    )  # fmt: skip
    row = basis.objects.get(key="other_authority", use="we_tell")
    row.covers = [*row.covers, "referral"]
    row.save()


class Migration(migrations.Migration):
    dependencies = [("law", "0030_vacant_homes")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
