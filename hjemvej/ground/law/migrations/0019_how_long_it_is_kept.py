"""How long is each kind of row kept, and is a case handed to the archive before it goes?"""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
STORAGE = "GDPR art. 5(1)(e)"
RULES = [
    {
        "key": "keep_citizen", "title": "Hvor længe en borgers sag gemmes", "paragraph": STORAGE, "value": 5,
        "unit": "years", "certainty": "A", "counted_from": "sagens sidste livstegn",
        "text": "Så længe efter det sidste livstegn i sagen – et møde, en nat, en henvendelse, et forløb, et brev, "
        "borgerens død – slettes borgeren med alt, hvad der står om borgeren. Tallene for tiden før bliver, uden nogen. "
        "Er noget åbent, slettes intet.",
    },
    {
        "key": "archive_before_erasing", "title": "Afleveres sagen til arkivet, før den slettes?",
        "paragraph": "arkivloven", "value": 1, "unit": "count", "certainty": "A",
        "text": "1: ja. Kommunens data må ikke kasseres uden hjemmel. Sagen skrives i en forseglet fil i åbne formater, "
        "som arkivet får, og slettes så. 0: nej, når Rigsarkivet eller kommunens arkiv har bestemt, at sagerne kasseres.",
    },
    {
        "key": "keep_nameless", "title": "Hvor længe noget uden navn gemmes", "paragraph": STORAGE, "value": 2,
        "unit": "years", "certainty": "L", "counted_from": "afslutningen",
        "text": "En henvendelse eller et brev, der aldrig blev knyttet til en borger.",
    },
    {
        "key": "keep_draft", "title": "Hvor længe en kladde gemmes", "paragraph": STORAGE, "value": 90, "unit": "days",
        "certainty": "L", "counted_from": "sidst gemt",
        "text": "Halvskrevne ord, som ingen har sendt.",
    },
    {
        "key": "keep_street_count", "title": "Hvor længe en optælling på gaden gemmes", "paragraph": STORAGE, "value": 5,
        "unit": "years", "certainty": "L", "counted_from": "optællingen",
        "text": "Hvor mange der sov ude, hvor, og hvad der blev set. Ingen navne, men måske tegn, som nogen kan kendes på.",
    },
    {
        "key": "keep_log", "title": "Hvor længe loggen gemmes", "paragraph": "GDPR art. 32, art. 15", "value": 5,
        "unit": "years", "certainty": "A", "counted_from": "det, der skete",
        "text": "Hvem der har set, skrevet og rettet hvad. Slettes en borger før, står der stadig hvornår og hvem, men intet "
        "om borgeren.",
    },
    {
        "key": "keep_job", "title": "Hvor længe systemets egne opgaver gemmes", "paragraph": STORAGE, "value": 30,
        "unit": "days", "certainty": "L", "counted_from": "opgaven er gjort",
        "text": "At noget skete af sig selv, som da en besked blev sendt.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(
            **{"valid_from": ALWAYS, "binds": "nobody", "is_paragraph_checked": False, **rule}
        )


class Migration(migrations.Migration):
    dependencies = [("law", "0018_decisions_and_requests")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
