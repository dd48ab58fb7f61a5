"""Which help may keep a home, by which paragraph, on which conditions? What is only recollected says so."""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
RECOLLECTED = {"certainty": "A", "source": "Almindelig viden; ikke kontrolleret her"}
UNSURE = {"certainty": "?", "source": "Paragraffens ord er ikke læst her"}
READ = {"certainty": "B", "source": "star.dk; dukh.dk"}
PAYMENTS = {"decides": "unit", "sought_at": "Ydelsescenteret"}
KINDS = [
    {
        **RECOLLECTED, **PAYMENTS, "key": "single_payment", "title": "Hjælp til en enkelt udgift",
        "paragraph": "aktivlov § 81", "asks": ["arrears", "rent"],
        "conditions": "Når livet har ændret sig, og borgeren ikke selv kan betale udgiften, f.eks. en husleje.",
    },
    {
        **READ, **PAYMENTS, "key": "rent_help", "title": "Midlertidig huslejehjælp", "paragraph": "aktivlov § 81 a",
        "asks": ["day", "arrears", "rent"],
        "conditions": "Når der er fare for udsættelse på grund af gæld til udlejer. Den kan bindes til, at kommunen "
        "administrerer ydelsen, til en plan for at flytte eller til gældsrådgivning.",
    },
    {
        **RECOLLECTED, **PAYMENTS, "key": "moving", "title": "Hjælp til flytning", "paragraph": "aktivlov § 85",
        "asks": ["rent"], "conditions": "Når flytningen giver borgeren eller familien en bedre bolig eller økonomi.",
    },
    {
        **RECOLLECTED, "key": "housing_benefit", "title": "Boligstøtte", "paragraph": "boligstøtteloven",
        "decides": "others", "sought_at": "Udbetaling Danmark", "asks": ["rent", "children"],
        "conditions": "Får borgeren den, og passer den med dem, der bor i hjemmet, og med det, der kommer ind?",
    },
    {
        **RECOLLECTED, **PAYMENTS, "key": "deposit_loan", "title": "Lån til indskud", "paragraph": "boligstøtteloven",
        "asks": ["rent"], "conditions": "Når borgeren flytter til en almen bolig og ikke selv kan betale indskuddet.",
    },
    {
        **UNSURE, **PAYMENTS, "key": "rent_while_away", "title": "Husleje, mens borgeren er væk",
        "paragraph": "aktivlov § 81", "asks": ["rent", "day"],
        "conditions": "Når borgeren afsoner eller er indlagt en tid og ellers mister sit hjem imens.",
    },
    {
        **UNSURE, **PAYMENTS, "key": "administration", "title": "Ydelsen administreres", "paragraph": "aktivlov § 90",
        "needs_consent": True, "asks": ["arrears"],
        "conditions": "Huslejen betales direkte, før ydelsen udbetales. Her kun, når borgeren selv siger ja.",
    },
    {
        **RECOLLECTED, "key": "payment_plan", "title": "Afdragsordning med udlejer", "paragraph": "aftale mellem parterne",
        "decides": "others", "leads_to": "payment_plan", "asks": ["arrears", "rent"],
        "conditions": "Når der er råd til både huslejen og et afdrag.",
    },
    {
        **UNSURE, "key": "debt_advice", "title": "Gældsrådgivning", "paragraph": "SEL § 10", "decides": "others",
        "sought_at": "Gældsrådgivningen", "asks": ["arrears"],
        "conditions": "Når der er gæld flere steder, eller borgeren ikke har overblik over den.",
    },
    {
        **RECOLLECTED, "key": "mediation", "title": "Mægling med udlejer eller naboer",
        "paragraph": "aftale mellem parterne", "decides": "us", "sought_at": "Udlejer",
        "conditions": "Når klager eller en konflikt er grunden til, at hjemmet er i fare.",
    },
    {
        **UNSURE, "key": "cleaning", "title": "Oprydning og rengøring", "paragraph": "SEL § 83", "decides": "unit",
        "sought_at": "Visitationen", "conditions": "Når hjemmets stand er grunden til, at det er i fare.",
    },
    {
        **RECOLLECTED, "key": "early_support", "title": "Tidlig støtte i en tid", "paragraph": "SEL §§ 82 a-82 b",
        "decides": "unit", "sought_at": "Visitationen",
        "conditions": "Når støtte i kort tid kan hindre, at vanskelighederne vokser. § 82 b højst seks måneder.",
    },
    {
        **READ, "source": "elov.dk", "key": "home_support", "title": "Bostøtte i hjemmet", "paragraph": "SEL §§ 85, 85 a",
        "decides": "unit", "sought_at": "Visitationen",
        "conditions": "Når borgeren har brug for støtte til at bo. § 85 a også for den, der er i fare for at miste hjemmet.",
    },
    {
        **RECOLLECTED, "key": "cheaper_home", "title": "Flyt til et billigere hjem", "paragraph": "almenlejelov § 59",
        "decides": "us", "leads_to": "housing_first", "asks": ["rent"],
        "conditions": "Når huslejen er for høj også med den hjælp, der kan gives.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for order, kind in enumerate(KINDS, 1):
        apps.get_model("prevention", "HelpKind").objects.create(**{"valid_from": ALWAYS, "order": 10 * order, **kind})


class Migration(migrations.Migration):
    dependencies = [("prevention", "0009_help")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
