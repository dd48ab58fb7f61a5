"""A house sees its guest for a week after a stay, so that a guest who comes again is found and not made anew."""

import datetime

from django.db import migrations

KEY, FROM = "need_ends_after_stay", datetime.date(2026, 11, 1)
TEXT = (
    "Oplysninger skal begrænses til det nødvendige. Et hus ser en gæst en uge, efter at gæsten er rejst, så en gæst, der "
    "kommer igen, bliver kendt igen og ikke skrevet op en gang til, og så huset kan rette, hvad det selv har skrevet. "
    "Antallet af dage er vores egen regel."
)


def write(apps, schema_editor):
    Provision = apps.get_model("law", "Provision")
    before = Provision.objects.filter(key=KEY, valid_from__lt=FROM, valid_to=None).first()
    if before is None or before.value != 3:
        return  # the leader has chosen another number
    before.valid_to = FROM
    before.save(update_fields=["valid_to"])
    before.pk = None
    before.value, before.text, before.valid_from, before.valid_to = 7, TEXT, FROM, None
    before.save(force_insert=True)


class Migration(migrations.Migration):
    dependencies = [("law", "0026_when_a_month_is_closed")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
