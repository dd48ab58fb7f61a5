"""Quote the name of a page in Danish quotation marks, as everywhere."""

from django.db import migrations

BEFORE, NOW = "“Hvem følger op?”", "”Hvem følger op?”"


def reword(apps, schema_editor):
    for rule in apps.get_model("law", "Provision").objects.filter(text__contains=BEFORE):
        rule.text = rule.text.replace(BEFORE, NOW)
        rule.save(update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("law", "0028_figures_without_names")]
    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]
