"""That the municipality sets its own times for an answer is read; that § 3 says so is not: the screen says so."""

from django.db import migrations


def mark(apps, schema_editor):
    apps.get_model("law", "Rule").objects.filter(key="case_answer").update(is_paragraph_checked=False)


class Migration(migrations.Migration):
    dependencies = [("law", "0008_when_homelessness_begins_anew")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
