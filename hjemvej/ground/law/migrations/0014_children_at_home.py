"""Whom we tell of a child, and what they then must do; and whose threatened home is taken up at once."""

import datetime

from django.db import migrations

D = datetime.date
BARNETS_LOV = D(2024, 1, 1)  # in force
OF_THE_CHILD = {
    "paragraph": "barnets lov §§ 133-137", "is_paragraph_checked": False, "certainty": "B",
    "source": "sm.dk, laesoe.dk; hvilken af paragrafferne er ikke kontrolleret", "valid_from": BARNETS_LOV,
}  # fmt: skip
PROVISIONS = [
    {
        **OF_THE_CHILD, "key": "child_notice", "title": "Underretning om et barn", "value": 0, "unit": "days",
        "counted_from": "kendskab", "binds": "us",
        "text": "Kan et barn have brug for særlig støtte, skal vi underrette barnets kommune med det samme. Pligten er "
        "skærpet for os, der arbejder for det offentlige, og den er personlig. Forældrene skal vide det, men behøver "
        "ikke at sige ja.",
    },
    {
        **OF_THE_CHILD, "key": "child_notice_assessed", "title": "Underretning om et barn: vurderet af modtageren",
        "value": 24, "unit": "hours", "counted_from": "underretningen", "binds": "others",
        "text": "Den kommune, der modtager underretningen, vurderer inden 24 timer, om barnet skal have hjælp straks. "
        "Det er modtagerens frist, ikke vores.",
    },
    {
        **OF_THE_CHILD, "key": "child_notice_receipt", "title": "Underretning om et barn: kvittering fra modtageren",
        "value": 6, "unit": "weekdays", "counted_from": "underretningen", "binds": "others",
        "text": "Modtageren kvitterer for underretningen inden 6 hverdage. Det er modtagerens frist. Hører vi ikke "
        "noget, spørger vi.",
    },
]  # fmt: skip
TAKEN_UP = (
    "Straks når kommunen får besked om en udsættelse, og der er børn under 18 i husstanden, eller kommunen ved noget, "
    "der gør behov for hjælp sandsynligt. En lejer med en åben sag hos os er et kendt behov: et åbent forløb, en "
    "koordinator eller en åben henvendelse. Ellers kontaktes og vejledes lejeren."
)


def write(apps, schema_editor):
    Provision = apps.get_model("law", "Provision")
    for row in PROVISIONS:
        Provision.objects.create(**row)
    # The figures are as before; that they stand so in the law of today has not been read.
    of_eviction = Provision.objects.filter(key__in=["eviction_take_up", "eviction_decision"])
    of_eviction.update(certainty="D", source="retsinformation.dk, id 20870 og vejledning 183751; dagens lov er ikke læst")
    Provision.objects.filter(key="eviction_take_up").update(text=TAKEN_UP)


class Migration(migrations.Migration):
    dependencies = [("law", "0013_whom_a_limit_binds")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
