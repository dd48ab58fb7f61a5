"""When a new period of homelessness begins: practice merges gaps under 14 days; how many is our own to say."""

import datetime

from django.db import migrations


def write(apps, schema_editor):
    apps.get_model("law", "Rule").objects.create(
        key="homeless_anew_after",
        title="Hvornår en ny periode i hjemløshed begynder",
        paragraph="Vores servicemål",
        value=14,
        unit="days",
        certainty="L",
        source="HUD regner færre end 14 dages ophold med til den samme periode",
        counted_from="sidste nat i hjemløshed",
        binds="nobody",
        valid_from=datetime.date(2000, 1, 1),
        text="Har en borger været ude af hjemløshed i færre dage end det, regnes det som den samme periode. Sådan tælles, "
        "hvor længe en borger har været i hjemløshed.",
    )


class Migration(migrations.Migration):
    dependencies = [("law", "0007_paragraphs_not_checked")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
