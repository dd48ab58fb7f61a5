"""Say of an erased citizen's figures what people understand: they stay, without names."""

from django.db import migrations

BEFORE, NOW = "Tallene for tiden før bliver, uden nogen. ", "Tallene for tiden før bliver stående, men uden navne. "


def reword(apps, schema_editor):
    for rule in apps.get_model("law", "Provision").objects.filter(key="keep_citizen", text__contains=BEFORE):
        rule.text = rule.text.replace(BEFORE, NOW)
        rule.save(update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("law", "0027_a_week_after_a_stay")]
    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]
