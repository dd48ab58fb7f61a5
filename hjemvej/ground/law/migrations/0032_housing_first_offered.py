"""How soon is Housing First offered, how soon is a citizen asked again, and when do we hear about an answer?"""

import datetime

from django.db import migrations

OURS = {"certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1)}
RULES = [
    {
        **OURS, "key": "housing_first_offered", "title": "Housing First tilbydes", "paragraph": "SEL § 85 a", "value": 14,
        "unit": "days", "counted_from": "at hjemløsheden begyndte",
        "source": "Hjemløsestrategien, Housing First tilgang; antallet af dage er vores eget",
        "text": "Strategien siger, at borgere skal tilbydes en Housing First-indsats, når de er ramt af hjemløshed. Loven"
        " siger, at kommunen kan. Antallet af dage er vores eget mål.",
    },
    {
        **OURS, "key": "housing_first_answered", "title": "Hør om svar på Housing First", "paragraph": "Vores servicemål",
        "value": 14, "unit": "days", "counted_from": "tilbuddet",
        "text": "Tænker borgeren over tilbuddet, hører vi om et svar efter så mange dage. Borgeren må gerne tænke længere.",
    },
    {
        **OURS, "key": "housing_first_asked_again", "title": "Spørg igen om Housing First", "paragraph": "Vores servicemål",
        "value": 30, "unit": "days", "counted_from": "svaret",
        "text": "Har borgeren sagt nej, ikke endnu eller en anden boform først, spørger vi igen efter så mange dage, hvis"
        " ikke andet er aftalt. Et nej har ingen andre følger.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0031_what_another_unit_may_be_told")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
