"""What stands on the team's list for a move until the team makes it its own?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
STEPS = [  # what, who, how many days from the first day of the lease
    ("Lån til indskud søges hos Ydelse", "Støttekontakten og borgeren", -14),
    ("Boligstøtte søges", "Borgeren med støttekontakten", -14),
    ("Enkeltudgift til møbler søges (aktivloven § 81)", "Støttekontakten", -14),
    ("Hjælp til flytning (aktivloven § 85)", "Støttekontakten", -10),
    ("El meldes til", "Borgeren med støttekontakten", -5),
    ("Internet bestilles, hvis borgeren vil", "Borgeren med støttekontakten", -5),
    ("Indboforsikring", "Borgeren med støttekontakten", -3),
    ("En seng, dyne og pude er på plads", "Støttekontakten", 0),
    ("Nøglen hentes, og lejligheden ses igennem", "Borgeren og støttekontakten", 0),
    ("Hvem er der den første nat?", "Støttekontakten", 0),
    ("Adressen meldes til folkeregistret", "Borgeren med støttekontakten", 1),
    ("Post og Digital Post til den nye adresse", "Borgeren med støttekontakten", 3),
    ("Hvem kommer hver dag den første uge?", "Støttekontakten", 1),
]


def write(apps, schema_editor):
    for order, (title, who, days) in enumerate(STEPS, 1):
        apps.get_model("housing_first", "MovingInStep").objects.create(
            title=title, who=who, days=days, order=10 * order, valid_from=ALWAYS
        )


class Migration(migrations.Migration):
    dependencies = [("housing_first", "0002_offers_of_homes")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
