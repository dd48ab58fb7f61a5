"""Which word does a kept place have? A spoken one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safe_night", "0014_when_nights_of_spells_were_known")]
    operations = [
        migrations.AlterField(
            model_name="occupancy",
            name="status",
            field=models.CharField(
                choices=[
                    ("held", "Reserveret"),
                    ("staying", "Sover her"),
                    ("ended", "Afsluttet"),
                    ("did_not_come", "Kom ikke"),
                    ("expired", "Udløb"),
                    ("cancelled", "Fortrudt"),
                    ("turned_away", "Afvist af stedet"),
                ],
                max_length=12,
            ),
        )
    ]
