"""When is support reported to Danmarks Statistik? The month's day is read; the year's is said by no source."""

import datetime

from django.db import migrations

TO_THE_STATE = {
    "paragraph": "Databekendtgørelsen", "is_paragraph_checked": False, "unit": "count", "binds": "us",
    "valid_from": datetime.date(2023, 10, 1),
}  # fmt: skip
RULES = [
    {
        **TO_THE_STATE, "key": "report_day", "title": "Indberetning til Danmarks Statistik: dagen i måneden efter",
        "value": 14, "certainty": "B", "source": "dst.dk, Handicap og udsatte (voksne), som siden stod i 2024",
        "text": "Det, der er sket i en måned, indberettes løbende og senest den dag i måneden efter. Nul betyder, at I ikke"
        " har sagt en dag; så siger siden, at det ikke kan vides.",
    },
    {
        **TO_THE_STATE, "key": "report_year_approved", "title": "Årets indberetning godkendes: dagen i februar",
        "value": 0, "certainty": "?", "source": "dst.dk siger 12. februar i 2024; dagen for i år siger ingen kilde",
        "text": "Årets tal godkendes i februar året efter. Nul betyder, at I ikke har sagt en dag.",
    },
    {
        "key": "report_looks_ahead", "title": "Indberetning: så langt ser vi frem", "paragraph": "Vores egen opgørelse",
        "value": 3, "unit": "months", "binds": "nobody", "certainty": "L", "source": "Vores eget servicemål",
        "valid_from": datetime.date(2000, 1, 1),
        "text": "Forløb, der efter planen slutter inden for så mange måneder, nævnes, så slutdagen kommer med.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0046_how_long_a_running_year_is")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
