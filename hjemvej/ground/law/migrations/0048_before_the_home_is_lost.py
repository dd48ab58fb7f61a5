"""When is a signal of a home at risk taken up, how long is it kept, and by which right does a partner send it?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
GOAL = {"paragraph": "Vores egne servicemål", "certainty": "L", "binds": "us", "counted_from": "signalet kom"}
KEPT = {
    "paragraph": "GDPR art. 5(1)(e)", "is_paragraph_checked": False, "certainty": "L", "binds": "nobody",
    "unit": "days", "counted_from": "signalet blev afsluttet",
}  # fmt: skip
RULES = [
    {
        **GOAL, "key": "signal_taken_up", "title": "Tag et signal om fare for hjemmet op", "value": 2,
        "unit": "working_days",
        "text": "Hvert signal tages op eller afsluttes med en grund. Loven siger kun noget om udsættelser; dette er vores "
        "eget mål for alle.",
    },
    {
        **GOAL, "key": "signal_in_crisis", "title": "Tag et signal op, når det er en krise", "value": 0, "unit": "days",
        "text": "Skriver afsenderen, at det er en krise, tages signalet op samme dag.",
    },
    {
        **KEPT, "key": "keep_signal_wrong", "title": "Hvor længe et forkert signal gemmes", "value": 14,
        "text": "Et signal, der var forkert, sendt to gange eller trukket tilbage.",
    },
    {
        **KEPT, "key": "keep_signal_nowhere", "title": "Hvor længe et signal uden sag gemmes", "value": 90,
        "text": "Et signal, der ikke førte til en sag: borgeren løste det selv, ville ikke have hjælp, eller der var "
        "ingen fare. Tallene bliver, uden navn.",
    },
    {
        **KEPT, "key": "keep_signal_concern", "title": "Hvor længe en udlejers bekymring uden sag gemmes", "value": 30,
        "text": "En bekymring, lejeren sagde ja til, og som ikke førte til en sag.",
    },
    {
        **KEPT, "key": "keep_signal_leaving", "title": "Hvor længe en løsladelse eller udskrivning uden sag gemmes",
        "value": 60, "text": "Et signal om en løsladelse eller udskrivning, der ikke førte til en sag.",
    },
    {
        **KEPT, "key": "keep_signal_counted", "title": "Hvor længe et signal gemmes, når tolv måneder er talt",
        "value": 30, "counted_from": "tolv måneder blev talt",
        "text": "Et signal, der førte til en sag, gemmes, til vi har talt, om borgeren stadig har sit hjem efter tolv "
        "måneder. Sagen selv gemmes med borgeren.",
    },
    {
        **KEPT, "key": "keep_signal_in_case", "title": "Hvor længe et signal i en sag højst gemmes", "value": 15,
        "unit": "months", "counted_from": "sagen blev afsluttet",
        "text": "Blev tolv måneder aldrig talt, går signalet alligevel.",
    },
]  # fmt: skip
BASES = [
    {
        "key": "tenants_consent", "title": "Lejeren har sagt ja til det hos udlejer", "paragraph": "GDPR art. 6(1)(a)",
        "text": "Udlejer fortæller os om en lejers vanskeligheder, når lejeren har sagt ja. Lister over restancer uden "
        "samtykke er der ingen hjemmel til.",
        "partners": ["landlord"], "covers": ["tenant_concerns"], "certainty": "A",
    },
    {
        "key": "releases", "title": "Løsladelse fortalt til hjemkommunen", "paragraph": "god løsladelse; RSL §§ 11 a, 11 c",
        "text": "Kriminalforsorgen fortæller hjemkommunen om løsladelsen. Paragraffernes ord er ikke læst.",
        "partners": ["prison"], "covers": ["releases"], "certainty": "?", "source": "kriminalforsorgen.dk",
    },
    {
        "key": "discharges", "title": "Udskrivning fortalt til kommunen", "paragraph": "sundhedsloven; RSL § 11 c",
        "text": "Et sygehus, en behandling eller et forsorgshjem fortæller om en udskrivning. Ordene er ikke læst.",
        "partners": ["health", "shelter", "night_cafe"], "covers": ["discharges"], "certainty": "?",
    },
    {
        "key": "unit_signals", "title": "Besked fra en anden afdeling", "paragraph": "FVL § 29, RSL §§ 11 a, 11 c",
        "text": "En anden afdeling eller kommune fortæller om fare for et hjem. Paragraffernes ord er ikke læst.",
        "partners": ["municipality"], "covers": ["unit_signals"], "certainty": "?",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**{"valid_from": ALWAYS, **rule})
    for basis in BASES:
        apps.get_model("law", "LegalBasis").objects.create(**{"use": "they_send", "valid_from": ALWAYS, **basis})
    evictions = apps.get_model("law", "LegalBasis").objects.filter(key="evictions", use="they_send")
    evictions.update(certainty="D", source="Læst som omtale; dagens lov er ikke læst")


class Migration(migrations.Migration):
    dependencies = [("law", "0047_what_is_reported_to_the_state")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
