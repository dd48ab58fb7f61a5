"""Of some figures the amount is read and the paragraph is not: the screen says so."""

from django.db import migrations

NOT_CHECKED = [
    "shelter_reimbursed_days", "shelter_reimbursement_percent", "shelter_reimbursement_year", "complaint",
    "reassessment", "payment_demand", "payment_demand_earliest", "payment_demand_fee", "digital_post_exemption",
    "protection_lapses",
]  # fmt: skip


def mark(apps, schema_editor):
    Rule = apps.get_model("law", "Rule")
    Rule.objects.filter(key__in=NOT_CHECKED).update(is_paragraph_checked=False)
    Rule.objects.filter(key="protection_lapses").update(paragraph="CPR-loven")


class Migration(migrations.Migration):
    dependencies = [("law", "0006_is_the_paragraph_checked")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
