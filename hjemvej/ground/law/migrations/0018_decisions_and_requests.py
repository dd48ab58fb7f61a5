"""By which paragraphs do we decide, what may a citizen ask for, and how long do the answers take?"""

import datetime

from django.db import migrations

D = datetime.date
ALWAYS, REFORM, GDPR = D(2000, 1, 1), D(2023, 10, 1), D(2018, 5, 25)
TO_THE_BOARD = (
    "Du kan klage over afgørelsen. Sig eller skriv det til os inden {limit}, efter at du har fået den; vi skriver gerne "
    "klagen ned for dig. Vi ser på sagen igen, og giver vi dig ikke ret i det hele, sender vi klagen videre til "
    "Ankestyrelsen. Kommer klagen senere, sender vi den også videre."
)
TO_THE_AGENCY = (
    "Du kan klage over svaret til Datatilsynet, datatilsynet.dk. Der er ingen frist. Vi hjælper dig gerne med det."
)
DECISIONS = [  # key, title, paragraph, from, how sure, source, what it is about, complaint guidance
    ("shelter_110", "Plads på forsorgshjem eller herberg", "SEL § 110", ALWAYS, "A", "",
     "Midlertidigt ophold til den, der ikke har en bolig eller ikke kan være i den. Lederen af stedet afgør, hvem der "
     "bliver optaget.", TO_THE_BOARD),
    ("shelter_110_discharge", "Udskrivning fra forsorgshjem eller herberg", "SEL § 110 stk. 5", ALWAYS, "A", "",
     "Støtten efter opholdet skal være afgjort før udskrivningen.", TO_THE_BOARD),
    ("support_85", "Socialpædagogisk støtte", "SEL § 85", ALWAYS, "A", "",
     "Hjælp, omsorg eller støtte og optræning til den, der har behov for det på grund af betydeligt nedsat "
     "funktionsevne eller særlige sociale problemer.", TO_THE_BOARD),
    ("support_85a", "Bostøtte i egen bolig", "SEL § 85 a", REFORM, "B", "elov.dk",
     "Støtte efter Housing First til borgere i hjemløshed eller i risiko for det.", TO_THE_BOARD),
    ("place_107", "Midlertidigt botilbud", "SEL § 107", ALWAYS, "B", "elov.dk",
     "Midlertidigt ophold i et botilbud.", TO_THE_BOARD),
    ("place_108", "Længerevarende botilbud", "SEL § 108", ALWAYS, "A", "",
     "Længerevarende ophold i et botilbud.", TO_THE_BOARD),
    ("unhoused_80", "Husly til husvilde", "SEL § 80", ALWAYS, "B", "elov.dk",
     "Midlertidigt husly, når en enlig eller en familie står uden.", TO_THE_BOARD),
    ("single_payment_81", "Hjælp til en enkelt udgift", "Aktivlov § 81", ALWAYS, "A", "",
     "Rimeligt begrundede enkeltudgifter efter en ændring i forholdene.", TO_THE_BOARD),
    ("rent_help_81a", "Midlertidig hjælp til huslejen", "Aktivlov § 81 a", ALWAYS, "A", "",
     "Til den, der er truet af udsættelse.", TO_THE_BOARD),
    ("eviction_5a", "Hjælp ved udsættelse", "RSL § 5 a", ALWAYS, "D", "ordlyden er ikke læst",
     "Kommunen tager sagen op, når en lejer er ved at blive sat ud, og afgør, om der er brug for hjælp.", TO_THE_BOARD),
    ("allocation_59", "Boligsocial anvisning", "ABL § 59", ALWAYS, "?", "hvem der klages til, er ikke læst",
     "Kommunens anvisning af en ledig almen bolig.", ""),
]  # fmt: skip
REQUESTS = [
    ("own_case", "Aktindsigt i egen sag", "FVL §§ 9 og 16", D(2014, 1, 1), "A", "",
     "Den, sagen handler om, kan se dens dokumenter.", TO_THE_BOARD),
    ("documents", "Aktindsigt efter offentlighedsloven", "OFL §§ 7 og 36", D(2014, 1, 1), "A", "",
     "Enhver kan bede om at se dokumenter; oplysninger om private forhold er undtaget.", TO_THE_BOARD),
    ("insight", "Indsigt i egne oplysninger", "GDPR art. 15", GDPR, "A", "",
     "Borgeren kan få at vide, hvad vi har skrevet, hvorfor, og hvem der har set det.", TO_THE_AGENCY),
    ("erase", "Sletning af oplysninger", "GDPR art. 17", GDPR, "A", "",
     "Borgeren kan bede om sletning. Det, vi har pligt til at gemme, slettes ikke, før pligten er forbi.",
     TO_THE_AGENCY),
    ("correct", "Rettelse af oplysninger", "GDPR art. 16", GDPR, "A", "",
     "Forkerte oplysninger rettes; i en sag ved at lægge det rigtige til.", TO_THE_AGENCY),
    ("object", "Indsigelse mod, at vi bruger oplysninger", "GDPR art. 21", GDPR, "A", "",
     "Borgeren kan sige, hvorfor vi i dette tilfælde ikke skal bruge oplysningerne.", TO_THE_AGENCY),
]  # fmt: skip
LIMITS = [
    {
        "key": "access_to_own_case", "title": "Svar på aktindsigt i egen sag", "paragraph": "FVL § 16 stk. 2", "value": 7,
        "unit": "working_days", "certainty": "A", "counted_from": "anmodning om aktindsigt", "binds": "us",
        "valid_from": D(2014, 1, 1),
        "text": "Anmodningen afgøres snarest og inden 7 arbejdsdage. Kan det ikke nås, skal borgeren have at vide hvorfor "
        "og hvornår.",
    },
    {
        "key": "subject_access_extended", "title": "Indsigt i egne oplysninger, når svaret er udskudt",
        "paragraph": "GDPR art. 12 stk. 3", "value": 3, "unit": "months", "certainty": "A",
        "counted_from": "anmodning om indsigt", "binds": "us", "valid_from": GDPR,
        "text": "Er anmodningen indviklet, kan måneden forlænges med to, når borgeren får at vide hvorfor inden den "
        "første er gået.",
    },
    {
        "key": "data_rights", "title": "Svar på ønske om sletning, rettelse eller indsigelse",
        "paragraph": "GDPR art. 12 stk. 3", "value": 1, "unit": "months", "certainty": "A",
        "counted_from": "anmodning", "binds": "us", "valid_from": GDPR,
        "text": "Borgeren skal uden unødig forsinkelse og senest en måned efter have at vide, hvad vi gør.",
    },
    {
        "key": "data_rights_extended", "title": "Sletning, rettelse eller indsigelse, når svaret er udskudt",
        "paragraph": "GDPR art. 12 stk. 3", "value": 3, "unit": "months", "certainty": "A",
        "counted_from": "anmodning", "binds": "us", "valid_from": GDPR,
        "text": "Er anmodningen indviklet, kan måneden forlænges med to, når borgeren får at vide hvorfor inden den "
        "første er gået.",
    },
    {
        "key": "hearing_answer", "title": "Hvor længe borgeren har til at svare i en partshøring",
        "paragraph": "Vores servicemål (FVL § 19)", "value": 14, "unit": "days", "certainty": "L",
        "counted_from": "høringen", "binds": "citizen", "valid_from": ALWAYS,
        "text": "Før en afgørelse hører vi borgeren om det, borgeren ikke kender, og som taler imod. Loven siger en frist, "
        "men ikke hvor lang; tallet er vores eget.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    DecisionBasis = apps.get_model("law", "DecisionBasis")
    names = ("key", "title", "paragraph", "valid_from", "certainty", "source", "text", "complaint_text")
    for use, rows in (("decision", DECISIONS), ("request", REQUESTS)):
        DecisionBasis.objects.bulk_create(
            DecisionBasis(use=use, **dict(zip(names, row, strict=True))) for row in rows
        )
    Provision = apps.get_model("law", "Provision")
    Provision.objects.bulk_create(Provision(**limit) for limit in LIMITS)


class Migration(migrations.Migration):
    dependencies = [("law", "0017_decisionbasis")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
