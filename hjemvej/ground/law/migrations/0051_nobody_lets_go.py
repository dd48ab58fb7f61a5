"""When is a meeting held that prison, ward or municipality asks for, and when is a sentence surely a short one?"""

import datetime

from django.db import migrations

RULES = [
    {
        "key": "network_meeting_asked", "title": "Netværksmøde, som en af siderne beder om", "value": 5,
        "unit": "working_days", "paragraph": "samarbejdsaftale om udskrivning", "certainty": "D", "binds": "us",
        "counted_from": "en af siderne bad om mødet",
        "source": "psykiatri-regionh.dk, Udskrivning; andre regioners aftaler og fængslers er ikke læst",
        "text": "Både kommunen og afdelingen kan indkalde. Parterne finder et tidspunkt inden for fem arbejdsdage. Vi "
        "regner et fængsel med på samme måde.",
    },
    {
        "key": "good_release_short", "title": "Køreplan for god løsladelse: ophold, der med sikkerhed er korte",
        "value": 2, "unit": "months", "paragraph": "køreplan for god løsladelse", "certainty": "A", "binds": "nobody",
        "counted_from": "indsættelsen", "source": "dkr.dk, God løsladelse; straffeloven § 38 er ikke læst",
        "text": "Køreplanen gælder straf på fire måneder eller mere, og kortere straf, når der ikke er et sted at bo. "
        "Prøveløsladelse sker tidligst efter to måneder: er opholdet kortere, er straffen med sikkerhed under fire.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        values = {"valid_from": datetime.date(2000, 1, 1), **rule}
        apps.get_model("law", "Provision").objects.create(**values)


class Migration(migrations.Migration):
    dependencies = [("law", "0050_told_of_a_signal")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
