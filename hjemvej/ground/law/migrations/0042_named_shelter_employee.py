"""May a citizen name an employee of the shelter, who is to go on with the support? Read as a bill alone."""

import datetime

from django.db import migrations

D = datetime.date
NAMED_EMPLOYEE = {
    "key": "named_shelter_employee", "title": "En bestemt medarbejder fra forsorgshjemmet",
    "paragraph": "SEL § 85 a, stk. 3-6", "is_paragraph_checked": False, "certainty": "D", "binds": "us",
    "valid_from": D(2026, 7, 1), "value": 1, "unit": "count",
    "source": "L 50 (2025-26), polspy.org; vedtagelsen er ikke fundet",
    "text": "Når tidsbegrænset støtte efter § 85 a afgøres før udskrivningen, kan borgeren vælge en bestemt medarbejder på"
    " forsorgshjemmet. Et nej kræver en faglig eller ressourcemæssig begrundelse hos leverandøren.",
}  # fmt: skip


def write(apps, schema_editor):
    apps.get_model("law", "Provision").objects.create(**NAMED_EMPLOYEE)


class Migration(migrations.Migration):
    dependencies = [("law", "0041_criteria_of_the_methods")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
