"""The duty to record: the law says as soon as possible, practice says within a few days; how many is our own goal."""

import datetime

from django.db import migrations


def write(apps, schema_editor):
    apps.get_model("law", "Rule").objects.create(
        key="duty_to_record",
        title="Notat efter mundtlige oplysninger",
        paragraph="OFL § 13",
        value=3,
        unit="days",
        certainty="L",
        source="ombudsmanden.dk: snarest muligt, inden for få dage; tallet er vores eget mål",
        counted_from="samtalen",
        binds="us",
        valid_from=datetime.date(2015, 1, 1),
        text="Oplysninger og vurderinger, der har betydning for en afgørelse, og væsentlige skridt i sagen skrives ned "
        "snarest muligt, inden for få dage. Et notat, der er skrevet senere, viser det.",
    )


class Migration(migrations.Migration):
    dependencies = [("law", "0004_the_law_as_read")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
