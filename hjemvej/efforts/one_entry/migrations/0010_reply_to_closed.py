"""A partner's words on an inquiry that is over come to the team as a new one, on a channel of their own."""

from django.db import migrations, models

CHANNELS = (
    ("phone", "Telefon"),
    ("desk", "Skranken"),
    ("street", "På gaden"),
    ("mail", "E-mail"),
    ("letter", "Brev"),
    ("partner", "Samarbejdspartner"),
    ("public", "Borgersiden"),
    ("reply", "Mere om en afsluttet henvendelse"),
)


class Migration(migrations.Migration):
    dependencies = [("one_entry", "0009_consent_of_an_inquiry_stays")]

    operations = [
        migrations.AlterField("inquiry", "channel", models.CharField(max_length=8, choices=CHANNELS)),
    ]
