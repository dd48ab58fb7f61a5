"""A shelter tells of discharges too: the title said that all of them were from a hospital or a treatment."""

from django.db import migrations

WAS, IS = "Udskrivning fra sygehus eller behandling", "Udskrivning fra sygehus, behandling eller forsorgshjem"


def say_it_rightly(apps, schema_editor):
    apps.get_model("prevention", "SignalKind").objects.filter(key="discharge", title=WAS).update(title=IS)


class Migration(migrations.Migration):
    dependencies = [("prevention", "0014_called_off")]
    operations = [migrations.RunPython(say_it_rightly, migrations.RunPython.noop)]
