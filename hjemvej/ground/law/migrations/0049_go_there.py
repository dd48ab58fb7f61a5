"""How do we reach a citizen who does not answer? By when each step is tried, how soon again, and when it is hard."""

import datetime

from django.db import migrations

GOAL = {
    "paragraph": "Vores egne servicemål", "certainty": "L", "binds": "us", "unit": "working_days",
    "counted_from": "sagen blev åbnet, eller vi sidst talte sammen", "valid_from": datetime.date(2000, 1, 1),
}  # fmt: skip
RULES = [
    {"key": "reach_call", "title": "Ring til borgeren", "value": 0, "text": "Det første forsøg er samme dag."},
    {"key": "reach_text", "title": "Skriv en sms", "value": 0, "text": "Sammen med opkaldet, så borgeren kan ringe igen."},
    {
        "key": "reach_knock", "title": "Bank på, og læg et kort", "value": 1,
        "text": "Flere træffes ved døren end pr. brev. Kortet siger, hvem vi er, og hvordan vi træffes.",
    },
    {"key": "reach_letter", "title": "Send et brev", "value": 2, "text": "Brevet siger, hvad vi kan hjælpe med."},
    {
        "key": "reach_visit", "title": "Besøg borgeren", "value": 3,
        "text": "Stigen ender i et besøg. Er fogedens dag nærmere, går vi derhen med det samme.",
    },
    {
        "key": "reach_again", "title": "Besøg igen", "value": 3, "counted_from": "sidste besøg",
        "text": "Svær at træffe er ikke en afslutning: vi kommer igen, på en anden tid af dagen.",
    },
    {
        "key": "reach_hard_after", "title": "Svær at træffe efter så mange forsøg", "value": 3, "unit": "count",
        "binds": "nobody", "counted_from": "",
        "text": "Så mange forsøg uden at træffe borgeren. Sagen bliver åben, og der er altid et næste skridt.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**{**GOAL, **rule})


class Migration(migrations.Migration):
    dependencies = [("law", "0048_before_the_home_is_lost")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
