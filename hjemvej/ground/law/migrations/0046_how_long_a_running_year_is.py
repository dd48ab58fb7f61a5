"""Is the year of shelter days 365 days, or to the same day of the next year? As we count it, and that it is not said."""

from django.db import migrations

SAID = (
    " Vi regner året til samme dag året efter, og fra en skuddag til den 1. marts; om loven mener 365 dage, er ikke læst."
)


def say(apps, schema_editor):
    for row in apps.get_model("law", "Provision").objects.filter(key="shelter_reimbursement_year"):
        row.text += SAID
        row.save(update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("law", "0045_each_method_its_own_caseload")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
