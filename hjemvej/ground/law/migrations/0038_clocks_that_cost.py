"""How early is a clock shown that costs money, and what does it mean that § 85 a follows § 107?"""

import datetime

from django.db import migrations

REFORM = datetime.date(2023, 10, 1)
RULES = [
    {
        "key": "shelter_days_near", "title": "Vis, at refusionsdøgn snart er brugt", "value": 14, "unit": "days",
        "paragraph": "Vores servicemål", "certainty": "L", "binds": "us", "valid_from": datetime.date(2000, 1, 1),
        "counted_from": "det sidste døgn med refusion", "source": "Vores eget servicemål",
        "text": "Så mange døgn før det sidste med refusion siger siderne til: der kan stadig findes et hjem eller "
        "træffes en afgørelse.",
    },
    {
        "key": "reimbursement_ends_near", "title": "Vis, at en udskrivning eller et ur snart er der", "value": 28,
        "unit": "days", "paragraph": "Vores servicemål", "certainty": "L", "binds": "us",
        "valid_from": datetime.date(2000, 1, 1), "counted_from": "udskrivningen, eller den dag refusionen slutter",
        "source": "Vores eget servicemål",
        "text": "Så mange dage før en udskrivning uden afgørelse, eller før refusion for § 85 a eller § 107 slutter, "
        "står det på I dag.",
    },
    {
        "key": "support_85a_follows_107", "title": "§ 85 a i direkte fortsættelse af § 107", "value": 0, "unit": "days",
        "paragraph": "SEL § 176 a stk. 1 nr. 2", "certainty": "?", "binds": "us", "valid_from": REFORM,
        "counted_from": "sidste dag på § 107", "source": "elov.dk; hvor mange dage der må gå, står der ikke",
        "text": "Er § 107 afgjort før udskrivning, giver § 85 a også refusion, når støtten følger i direkte "
        "fortsættelse. Loven siger ikke, om der må gå dage imellem. Vi regner med ingen: støtten begynder senest den "
        "dag, opholdet slutter.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    Provision = apps.get_model("law", "Provision")
    Provision.objects.bulk_create(Provision(**rule) for rule in RULES)


class Migration(migrations.Migration):
    dependencies = [("law", "0037_support_that_stays")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
