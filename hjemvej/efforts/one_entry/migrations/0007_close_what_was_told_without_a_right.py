"""What was told others in free words, before a right had to be named, is kept and no longer shown to them."""

from django.db import migrations
from django.db.models import F

STANDARD = (
    "Vi har modtaget henvendelsen og handlet på den.",
    "Vi har modtaget henvendelsen og ser på den.",
)
BEFORE = "before"  # names no row of the law's list


def close(apps, schema_editor):
    told = apps.get_model("one_entry", "Inquiry").objects.exclude(asker_kind="self").exclude(answer="")
    told = told.exclude(answer__in=STANDARD)
    told.update(more=F("answer"), answer="", basis_key=BEFORE)


class Migration(migrations.Migration):
    dependencies = [("one_entry", "0006_told_by_which_right")]
    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
