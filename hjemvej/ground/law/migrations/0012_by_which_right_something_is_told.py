"""By which paragraph may something be told, to whom; and how long a consent may last."""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
PARTNERS = ["shelter", "night_cafe", "landlord", "voluntary", "council", "health", "prison", "municipality", "police", "other"]
AUTHORITIES = ["health", "prison", "municipality", "police"]
NO_PERSON = "Ingen oplysninger om en borger"
BASES = [
    {
        "key": "standard_answers", "use": "they_see", "title": NO_PERSON, "paragraph": "tre faste sætninger",
        "text": "Modtageren ser, at vi har fået henvendelsen, at vi har taget den op, og at den er afsluttet. "
        "Intet om borgeren.",
        "partners": PARTNERS, "covers": ["answer"], "certainty": "L",
    },
    {
        "key": "own_guests", "use": "they_see", "title": "Husets egne gæster", "paragraph": "SEL § 110",
        "text": "Et hus ser de borgere, der bor der, eller som har en plads holdt der i nat.",
        "partners": ["shelter", "night_cafe"], "covers": ["guests"], "certainty": "A",
    },
    {
        "key": "other_authority", "use": "we_tell", "title": "Til en anden myndighed, når sagen ikke kan føres uden",
        "paragraph": "FVL § 28",
        "text": "Gælder kun, når modtageren er en anden forvaltningsmyndighed. En boligorganisation, en kirke, en "
        "forening eller et udsatteråd er ikke en myndighed: der skal borgeren sige ja.",
        "partners": AUTHORITIES, "covers": ["answer"], "certainty": "B", "source": "danskelove.dk/forvaltningsloven/28",
    },
    {
        "key": "child_concern", "use": "we_tell", "title": "Underretning om et barn",
        "paragraph": "barnets lov §§ 133-135",
        "text": "Når et barn kan have brug for særlig støtte. Borgeren skal vide det, men behøver ikke at sige ja.",
        "partners": ["municipality"], "covers": ["answer"], "certainty": "B", "source": "sm.dk", "valid_from": datetime.date(2024, 1, 1),
    },
    {
        "key": "inquiries", "use": "they_send", "title": "Enhver må henvende sig til kommunen",
        "paragraph": "GDPR art. 6(1)(e), databeskyttelsesloven §§ 7-8",
        "text": "Vi må tage imod og behandle det, vi får at vide om en borgers nød. Den, der sender, svarer selv for at "
        "måtte sige det.",
        "partners": PARTNERS, "covers": ["inquiry"], "certainty": "A",
    },
    {
        "key": "consent_at_the_partner", "use": "they_send", "title": "Borgeren har sagt ja hos partneren",
        "paragraph": "RSL § 11 a", "text": "Partneren har borgerens samtykke til at sende oplysningerne til os.",
        "partners": PARTNERS, "covers": ["inquiry", "admissions"], "certainty": "A",
    },
    {
        "key": "admissions", "use": "they_send", "title": "Underretning om indskrivning", "paragraph": "SEL § 110 stk. 6",
        "text": "Forsorgshjemmet fortæller borgerens egen handlekommune om indskrivningen inden 3 hverdage.",
        "partners": ["shelter"], "covers": ["admissions"], "certainty": "B", "source": "elov.dk, danskelove.dk",
        "valid_from": datetime.date(2023, 10, 1),
    },
    {
        "key": "evictions", "use": "they_send", "title": "Underretning om udsættelse", "paragraph": "almenlejelov § 92 stk. 2",
        "text": "En almen boligorganisation fortæller kommunen det, senest når den beder fogedretten sætte lejeren ud.",
        "partners": ["landlord"], "covers": ["eviction_notices"], "certainty": "A",
    },
    {
        "key": "no_person", "use": "they_send", "title": NO_PERSON, "paragraph": "tal uden navne",
        "text": "Hvor mange der sover hvor, uden at nogen kan kendes.", "partners": PARTNERS, "covers": ["street"], "certainty": "L",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for basis in BASES:
        apps.get_model("law", "LegalBasis").objects.create(**{"valid_from": ALWAYS, **basis})
    apps.get_model("law", "Provision").objects.create(
        key="consent_longest", title="Hvor længe et samtykke kan gælde", paragraph="FVL § 28 stk. 4",
        is_paragraph_checked=False, value=1, unit="years", certainty="A", counted_from="den første dag",
        binds="nobody", valid_from=ALWAYS,
        text="Et samtykke til at fortælle noget videre falder bort senest efter et år. Så spørger vi borgeren igen.",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("law", "0011_legalbasis")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
