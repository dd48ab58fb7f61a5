"""Which conditions may keep a citizen from a home, and whose need comes first? Rows that the municipality can change."""

import datetime

from django.db import migrations

BASE = {"valid_from": datetime.date(2000, 1, 1), "unit": "count", "binds": "nobody", "value": 1}
OURS = {**BASE, "certainty": "L", "paragraph": "Vores egen regel"}
ROSKILDE = {
    **BASE, "certainty": "B", "paragraph": "Kommunens boligsociale venteliste", "source": "roskilde.dk, den boligsociale venteliste",
}  # fmt: skip
ORDER = {
    **BASE, "certainty": "?", "paragraph": "Kommunens visitation", "is_paragraph_checked": False,
    "source": "Kommunens egne kriterier er ikke læst: ret rækkefølgen, før den bruges",
}  # fmt: skip
RULES = [
    {
        **OURS, "key": "match_said", "title": "Borgeren har selv sagt ja",
        "text": "En bolig af ens egen foreslås den, der har sagt ja til Housing First; en anden boform kun den, der selv ønsker den. "
        "Et nej tager ingen af nogen liste: borgeren spørges igen.",
    },
    {
        **OURS, "key": "match_rent", "title": "Huslejen kan betales",
        "text": "Huslejen med varme, vand og tv er højst det, borgeren kan betale efter regnestykket om økonomien.",
    },
    {
        **OURS, "key": "match_space", "title": "Plads nok", "value": 1,
        "text": "Så mange flere personer end rum kan bo i boligen.",
    },
    {
        **BASE, "key": "match_age", "title": "Startbolig er for unge", "value": 25, "unit": "years", "certainty": "B",
        "paragraph": "ABL § 101 a", "source": "almenboligloven § 101 a", "text": "En startbolig er for unge fra 18 år, der er yngre end dette.",
    },
    {
        **ROSKILDE, "key": "match_ours", "title": "Vores egne borgere",
        "text": "En almen bolig, som kommunen anviser, går til borgere, som kommunen har ansvaret for.",
    },
    {
        **ROSKILDE, "key": "match_registered", "title": "Skrevet op",
        "text": "For en almen bolig, som kommunen anviser, skal borgeren være skrevet op hos mindst så mange boligorganisationer.",
    },
    {
        **OURS, "key": "match_said_no", "title": "Ikke samme bolig igen",
        "text": "Den, der har sagt nej til en bolig, foreslås ikke den samme igen. Nejet koster intet andet.",
    },
    {
        **OURS, "key": "match_wishes", "title": "Det, boligen skal have",
        "text": "Det, borgeren siger, at boligen skal have, holder en bolig væk, der ikke har det. Det, der ville være godt, gør ikke.",
    },
    {
        **ORDER, "key": "need_children", "title": "Børn bor sammen med borgeren", "value": 1,
        "text": "Plads i rækkefølgen. Inden for samme plads går den først, der har været længst i hjemløshed.",
    },
    {
        **ORDER, "key": "need_outside", "title": "Sover på gaden eller i natcafé", "value": 2, "text": "Plads i rækkefølgen.",
    },
    {
        **ORDER, "key": "need_leaving", "title": "Løslades eller udskrives inden for en måned", "value": 3,
        "text": "Plads i rækkefølgen.",
    },
    {
        **ORDER, "key": "need_young", "title": "Under 25 år", "value": 4, "text": "Plads i rækkefølgen.",
    },
    {
        **BASE, "key": "need_young_below", "title": "Så ung er ung", "value": 25, "unit": "years", "certainty": "L",
        "paragraph": "Vores egen regel", "text": "Den, der er yngre end dette, er ung i rækkefølgen af behov.",
    },
    {
        **ORDER, "key": "need_all", "title": "Alle andre", "value": 5, "text": "Plads i rækkefølgen. Alle er mindst her.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0033_offers_of_homes")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
