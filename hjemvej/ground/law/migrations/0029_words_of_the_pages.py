"""Say in the law's texts what the pages say: a place is reserved, and quoted in Danish quotation marks."""

from django.db import migrations

WORDS = {
    "“Hvem følger op?”": "”Hvem følger op?”",
    "en plads holdes": "en plads er reserveret",
    "en plads holdt der": "en plads reserveret der",
    "holdt plads": "reserveret plads",
}
TEXTS = {"Provision": ("title", "counted_from", "text"), "LegalBasis": ("text",)}


def reword(apps, schema_editor):
    for model, fields in TEXTS.items():
        for row in apps.get_model("law", model).objects.all():
            before = [getattr(row, field) for field in fields]
            for old, new in WORDS.items():
                for field in fields:
                    setattr(row, field, getattr(row, field).replace(old, new))
            if before != [getattr(row, field) for field in fields]:
                row.save(update_fields=fields)


class Migration(migrations.Migration):
    dependencies = [("law", "0028_figures_without_names")]
    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]
