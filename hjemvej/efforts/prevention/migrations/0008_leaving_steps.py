"""Which steps has a release, and which a discharge? Twelve of *god løsladelse*, seven of a discharge; how sure, beside.

Of the twelve, the annex of Rigsrevisionen (2011) was read to the sixth; that there are twelve, from imprisonment to the
follow-up, stands at dkr.dk. What the last six ask and by when is our own reading until somebody has read it.
"""

import datetime

from django.db import migrations

READ = {"certainty": "D", "source": "Rigsrevisionen, beretning 10/2010, bilag 1"}
NOT_READ = {"certainty": "?", "source": "dkr.dk: tolv punkter; dette punkts ord er ikke læst"}
REGION = {"certainty": "D", "source": "psykiatri-regionh.dk, samarbejdsaftale for voksne"}
OURS = {"certainty": "L", "source": "Vores eget servicemål"}
RELEASE = [
    {
        "key": "release_told", "title": "Kommunen får besked om indsættelsen", "who": "sender", "counted_from": "began",
        "value": 0, "unit": "days", "is_always": True, **READ,
        "text": "God løsladelse begynder ved indsættelsen, ikke en måned før dagen.",
    },
    {
        "key": "release_planner", "title": "Fængslet siger, hvem der har ansvar for handleplanen", "who": "sender",
        "counted_from": "began", "value": 1, "unit": "weeks", **{**READ, "certainty": "?"},
        "text": "Den, kommunen ringer til under hele opholdet. Hvor hurtigt, er ikke læst.",
    },
    {
        "key": "release_talk", "title": "Samtale om bolig, økonomi, helbred og netværk", "who": "sender",
        "counted_from": "began", "value": 1, "unit": "weeks", **{**READ, "certainty": "?"},
        "text": "Lige efter indsættelsen. Borgeren bliver spurgt om lov til, at fængslet henter oplysninger.",
    },
    {
        "key": "release_files", "title": "Fængslet henter det, andre ved", "who": "sender", "counted_from": "began",
        "value": 3, "unit": "weeks", **{**READ, "certainty": "?"},
        "text": "Hos kommune, behandling og psykiatri, når borgeren har sagt ja.",
    },
    {
        "key": "release_plan", "title": "Handleplan for opholdet og tiden efter", "who": "sender",
        "counted_from": "began", "value": 4, "unit": "weeks", **READ,
        "text": "Laves sammen med borgeren, senest fire uger efter indsættelsen.",
    },
    {
        "key": "release_together", "title": "Fængslet og kommunen aftaler, hvem der gør hvad", "who": "both",
        "counted_from": "before", "value": 1, "unit": "years", "weeks_in": 4, **READ,
        "text": "Senest et år før dagen; er opholdet kortere, fire uger efter indsættelsen.",
    },
    {
        "key": "release_contact", "title": "Kommunen siger, hvem der har sagen", "who": "us", "counted_from": "heard",
        "value": 5, "unit": "working_days", "is_always": True, **NOT_READ,
        "text": "Navn og telefon til borgeren og til fængslet.",
    },
    {
        "key": "release_home", "title": "Et hjem på dagen: behold det gamle, eller find et nyt", "who": "us",
        "counted_from": "before", "value": 3, "unit": "months", "weeks_in": 1, "is_always": True, **NOT_READ,
        "text": "Kan huslejen betales under opholdet? Ellers søges et nyt hjem nu.",
    },
    {
        "key": "release_money", "title": "Forsørgelse og behandling er søgt", "who": "both", "counted_from": "before",
        "value": 2, "unit": "months", "weeks_in": 2, **NOT_READ,
        "text": "Så der er penge og medicin fra første dag.",
    },
    {
        "key": "release_meeting", "title": "Netværksmøde med borgeren, fængslet og kommunen", "who": "both",
        "counted_from": "before", "value": 6, "unit": "weeks", **NOT_READ,
        "text": "Begge sider kan indkalde. Borgeren vælger, hvem der er med.",
    },
    {
        "key": "release_parole", "title": "Afgørelsen om prøveløsladelse er truffet", "who": "sender",
        "counted_from": "before", "value": 4, "unit": "weeks", "certainty": "D",
        "source": "bek. nr. 354 af 12/4/2016 § 1; dagens ord er ikke læst",
        "text": "Så kendes dagen. Bliver den en anden, så flyt den her.",
    },
    {
        "key": "release_hand_over", "title": "Hvem møder borgeren på dagen, og hvem følger op?", "who": "both",
        "counted_from": "before", "value": 1, "unit": "weeks", "is_always": True, **NOT_READ,
        "text": "Nøgle, penge og den første aftale er på plads. Kriminalforsorgen i Frihed følger op, hvor der er tilsyn.",
    },
]  # fmt: skip
DISCHARGE = [
    {
        "key": "discharge_told", "title": "Kommunen får besked om indlæggelsen", "who": "sender",
        "counted_from": "began", "value": 0, "unit": "days", **REGION,
        "text": "Så snart nogen ser, at der kan blive brug for kommunens hjælp.",
    },
    {
        "key": "discharge_contact", "title": "Kommunen siger, hvem der har sagen", "who": "us", "counted_from": "heard",
        "value": 1, "unit": "working_days", **OURS, "text": "Navn og telefon til borgeren og til afdelingen.",
    },
    {
        "key": "discharge_home", "title": "Er der et hjem at komme til?", "who": "both", "counted_from": "heard",
        "value": 3, "unit": "working_days", **OURS, "text": "Spørg borgeren. Er der ikke, søges et nu.",
    },
    {
        "key": "discharge_meeting", "title": "Netværksmøde ved udskrivning", "who": "both", "counted_from": "heard",
        "value": 5, "unit": "working_days", **REGION, "text": "Begge sider, borgeren og de pårørende kan bede om det.",
    },
    {
        "key": "discharge_day", "title": "Afdelingen siger, hvilken dag det bliver", "who": "sender",
        "counted_from": "before", "value": 1, "unit": "weeks", **{**REGION, "certainty": "?"},
        "text": "Så snart dagen kendes. Hvor mange dage før, er ikke læst.",
    },
    {
        "key": "discharge_ready", "title": "Hjem, støtte og medicin er klar", "who": "both", "counted_from": "before",
        "value": 1, "unit": "working_days", **OURS, "text": "Er støtten ikke klar, hjælper kommunen på anden måde i ventetiden.",
    },
    {
        "key": "discharge_after", "title": "Vi har talt sammen efter udskrivningen", "who": "us",
        "counted_from": "after", "value": 1, "unit": "weeks", **OURS, "text": "Ingen giver slip, før den næste har fat.",
    },
]  # fmt: skip
ALSO = ["began_on", "has_home", "contact"]


def write(apps, schema_editor):
    LeavingStep = apps.get_model("prevention", "LeavingStep")
    for happening, steps in (("release", RELEASE), ("discharge", DISCHARGE)):
        for order, step in enumerate(steps, 1):
            values = {"happening": happening, "order": order, "valid_from": datetime.date(2000, 1, 1), **step}
            LeavingStep.objects.create(**values)
    for kind in apps.get_model("prevention", "SignalKind").objects.filter(key__in=("release", "discharge")):
        kind.fields = [*kind.fields, *ALSO]
        kind.save()


class Migration(migrations.Migration):
    dependencies = [("prevention", "0007_leaving")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
