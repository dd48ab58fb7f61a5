"""How long may an organisation open a citizen's record after the last reason is over? Our own rules, one a reason."""

import datetime

from django.db import migrations

PRINCIPLE = (
    "Oplysninger skal begrænses til det nødvendige, og adgangen skal ikke vare længere end formålet. Hvor længe det er, "
    "har loven intet tal for: det er vores egen regel, valgt efter klagefristens fire uger. "
)
DAYS = 28
RULES = [
    ("need_ends_after_closed", "Adgang efter et forløb, en opgave eller et ophold", "det sidste var slut",
     "Så længe et forløb, en opgave, en frist, en koordinator, et ophold eller en holdt plads varer, har teamet adgang."),
    ("need_ends_after_inquiry", "Adgang efter en henvendelse", "henvendelsen blev afsluttet",
     "Gælder også en sag, der blev oprettet, uden at der kom mere."),
    ("need_ends_after_housed", "Adgang efter hjemløshed", "den sidste nat i hjemløshed",
     "Så længe borgeren er i hjemløshed, og vi har ansvaret, har teamet adgang."),
    ("need_ends_after_move", "Adgang, når en anden kommune har fået ansvaret", "den anden kommune fik ansvaret",
     "Er noget endnu i gang hos os, har teamet adgang, til det er slut."),
    ("need_ends_after_death", "Adgang efter et dødsfald", "dødsfaldet",
     "Er noget endnu i gang hos os, har teamet adgang, til det er slut."),
]  # fmt: skip


def write(apps, schema_editor):
    Provision = apps.get_model("law", "Provision")
    for key, title, counted_from, text in RULES:
        Provision.objects.create(
            key=key, title=title, paragraph="GDPR art. 5, stk. 1, litra c og e", is_paragraph_checked=False,
            text=PRINCIPLE + text, value=DAYS, unit="days", counted_from=counted_from, binds="nobody", certainty="L",
            source="vores egen regel", valid_from=datetime.date(2000, 1, 1),
        )  # fmt: skip
    Provision.objects.create(
        key="need_ends_after_stay", title="Husets adgang efter et ophold",
        paragraph="GDPR art. 5, stk. 1, litra c og e", is_paragraph_checked=False,
        text="Oplysninger skal begrænses til det nødvendige. Et hus ser en gæst nogle dage, efter at gæsten er rejst, så "
        "det kan rette, hvad det selv har skrevet. Antallet af dage er vores egen regel.",
        value=3, unit="days", counted_from="gæsten rejste", binds="nobody", certainty="L", source="vores egen regel",
        valid_from=datetime.date(2000, 1, 1),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("law", "0014_children_at_home")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
