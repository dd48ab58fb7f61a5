"""When does an ended tenancy count as a lost home, and when is a stay away no home of one's own any longer?"""

import datetime

from django.db import migrations

OURS = {
    "certainty": "L", "unit": "days", "paragraph": "Vores egen opgørelse", "valid_from": datetime.date(2000, 1, 1),
    "source": "Vores egen opgørelse; loven siger intet om, hvordan det tælles",
}  # fmt: skip
RULES = [
    {
        **OURS, "key": "home_lost_within", "title": "Hjem tabt, når hjemløshed følger", "value": 30,
        "counted_from": "lejemålets sidste dag",
        "text": "Slutter et lejemål, og sover borgeren i hjemløshed inden for så mange dage, tælles hjemmet som tabt i"
        " tallene over, hvem der har beholdt en bolig.",
    },
    {
        **OURS, "key": "home_left_for_institution", "title": "Ophold væk, der tæller som flytning", "value": 90,
        "counted_from": "opholdets første dag",
        "text": "Er borgeren på hospital, i fængsel eller i botilbud i flere dage end disse, står det for sig i tallene"
        " over, hvem der har beholdt en bolig. Det siger intet om, hvad der skal ske med boligen.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0038_clocks_that_cost")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
