"""What can other units be asked for? A first list, with the paragraph and how sure we are of it."""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
YDELSE, BORGERSERVICE, JOBCENTER = "Ydelse", "Borgerservice", "Jobcenter"
MATTERS = [  # key, unit, title, paragraph, told as
    ("deposit_loan", YDELSE, "Lån til indskud", "lov om individuel boligstøtte, kap. 10", "team"),
    ("housing_benefit", YDELSE, "Boligstøtte", "lov om individuel boligstøtte", "team"),
    ("furniture", YDELSE, "Enkeltudgift, f.eks. møbler", "aktivloven § 81", "team"),
    ("rent_help", YDELSE, "Midlertidig hjælp til husleje", "aktivloven § 81 a", "team"),
    ("moving", YDELSE, "Hjælp til flytning", "aktivloven § 85", "team"),
    ("address", BORGERSERVICE, "Adresse i folkeregistret", "CPR-loven", "team"),
    ("digital_post_exempt", BORGERSERVICE, "Fritagelse fra Digital Post", "lov om Digital Post", "team"),
    ("job_meeting", JOBCENTER, "Møde om beskæftigelse", "beskæftigelseslovgivningen", "team"),
    ("substances", "Rusmiddelcenter", "Samtale om behandling", "SEL § 101, sundhedsloven § 141", "team"),
    ("debt_advice", "Økonomisk rådgivning", "Hjælp til gæld og budget", "aktivloven § 81 a, kommunens tilbud", "team"),
    ("psychiatry", "Psykiatrien (regionen)", "Møde om behandling og støtte", "sundhedsloven", "health"),
    ("something_else", "En anden enhed i kommunen", "Noget andet", "skriv hvad", "team"),
]


def write(apps, schema_editor):
    for order, (key, unit, title, paragraph, told_as) in enumerate(MATTERS, 1):
        apps.get_model("referrals", "Matter").objects.create(
            key=key, unit=unit, title=title, paragraph=paragraph, told_as=told_as, order=10 * order, certainty="A",
            source="Almindelig viden; ikke kontrolleret her", valid_from=ALWAYS,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
