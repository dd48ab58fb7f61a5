"""What may be received, from whom, for which purpose? Only what has a paragraph; how sure we are stands beside it."""

import datetime

from django.db import migrations

ALWAYS = datetime.date(2000, 1, 1)
NOT_READ = "Paragraffens ord er ikke læst her"
RENT = ["address", "amount", "arose_on", "demand_reached_on", "happens_on", "children"]
KINDS = [
    {
        "key": "eviction_notice", "title": "Underretning om udsættelse", "paragraph": "almenlejelov § 92 stk. 2",
        "certainty": "D", "source": "Læst som omtale; dagens lov er ikke læst", "senders": ["landlord"],
        "agreed_as": "eviction_notices", "valid_from": datetime.date(2009, 7, 1),
        "purpose": "En almen udlejer fortæller kommunen det, senest når fogedretten bedes sætte lejeren ud, så vi kan "
        "tage spørgsmålet om hjælp op.",
        "fields": RENT, "happening": "bailiff", "clocks": ["eviction_take_up", "eviction_decision"],
    },
    {
        "key": "bailiff_notice", "title": "Fogedrettens besked om udsættelse", "paragraph": "retsplejeloven, RSL § 5 a",
        "certainty": "?", "source": NOT_READ, "senders": ["court"],
        "purpose": "Fogedretten fortæller kommunen, hvornår fogeden kommer. For lejere hos private udlejere er det den "
        "eneste besked, vi får.",
        "fields": [*RENT, "born_on", "cpr"], "happening": "bailiff", "clocks": ["eviction_take_up", "eviction_decision"],
    },
    {
        "key": "landlord_concern", "title": "Udlejers bekymring", "paragraph": "lejerens samtykke, GDPR art. 6(1)(a)",
        "certainty": "A", "source": "Almindelig viden; ikke kontrolleret her", "senders": ["landlord"],
        "agreed_as": "tenant_concerns", "needs_consent": True, "keep_nowhere": "keep_signal_concern",
        "purpose": "En lejer er kommet bagud eller har det svært, og lejeren har sagt ja til, at udlejer fortæller os "
        "det. Lister over restancer uden samtykke må vi ikke tage imod.",
        "fields": [*RENT, "phone", "is_crisis", "words"], "happening": "home_ends",
    },
    {
        "key": "release", "title": "Løsladelse", "paragraph": "god løsladelse; RSL §§ 11 a, 11 c", "certainty": "?",
        "source": "kriminalforsorgen.dk; " + NOT_READ.lower(), "senders": ["prison"], "agreed_as": "releases",
        "keep_nowhere": "keep_signal_leaving",
        "purpose": "Kriminalforsorgen fortæller hjemkommunen, hvornår en borger løslades, så der er et hjem på dagen.",
        "fields": ["address", "born_on", "cpr", "phone", "happens_on", "is_crisis", "words"], "happening": "release",
    },
    {
        "key": "discharge", "title": "Udskrivning fra sygehus eller behandling", "paragraph": "sundhedsloven; RSL § 11 c",
        "certainty": "?", "source": NOT_READ, "senders": ["health", "shelter"], "agreed_as": "discharges",
        "keep_nowhere": "keep_signal_leaving",
        "purpose": "Et sygehus, en behandling eller et forsorgshjem fortæller, hvornår en borger udskrives, så ingen "
        "udskrives til gaden.",
        "fields": ["address", "born_on", "cpr", "phone", "happens_on", "is_crisis", "words"], "happening": "discharge",
    },
    {
        "key": "leaving_care", "title": "Ung på vej ud af en anbringelse", "paragraph": "barnets lov; RSL § 11 c",
        "certainty": "?", "source": NOT_READ, "senders": ["unit"], "agreed_as": "unit_signals",
        "purpose": "En afdeling for børn og unge fortæller, at en ung snart skal have sit eget hjem.",
        "fields": ["address", "born_on", "cpr", "phone", "happens_on", "is_crisis", "words"], "happening": "home_ends",
    },
    {
        "key": "break_up", "title": "Samlivsbrud", "paragraph": "GDPR art. 6(1)(e), databeskyttelsesloven §§ 7-8",
        "certainty": "A", "source": "Almindelig viden; ikke kontrolleret her", "senders": ["citizen"],
        "purpose": "En borger må flytte, fordi et samliv slutter, og fortæller det selv.",
        "fields": ["address", "born_on", "cpr", "phone", "happens_on", "children", "is_crisis", "words"],
        "happening": "home_ends",
    },
    {
        "key": "termination", "title": "Opsagt lejemål", "paragraph": "GDPR art. 6(1)(e), databeskyttelsesloven §§ 7-8",
        "certainty": "A", "source": "Almindelig viden; ikke kontrolleret her", "senders": ["citizen"],
        "purpose": "En borger er sagt op og ved ikke, hvor de skal bo, når fristen er gået.",
        "fields": [*RENT, "born_on", "cpr", "phone", "is_crisis", "words"], "happening": "home_ends",
    },
    {
        "key": "own_word", "title": "Borgerens eget ord", "paragraph": "GDPR art. 6(1)(e), databeskyttelsesloven §§ 7-8",
        "certainty": "A", "source": "Almindelig viden; ikke kontrolleret her", "senders": ["citizen"],
        "purpose": "En borger fortæller selv, at hjemmet er i fare.",
        "fields": [*RENT, "born_on", "cpr", "phone", "is_crisis", "words"], "happening": "home_ends",
    },
    {
        "key": "other_unit", "title": "Besked fra en anden afdeling", "paragraph": "FVL § 29, RSL §§ 11 a, 11 c",
        "certainty": "?", "source": NOT_READ, "senders": ["unit"], "agreed_as": "unit_signals",
        "purpose": "En anden afdeling hører, at en borger kan miste sit hjem.",
        "fields": [*RENT, "born_on", "cpr", "phone", "is_crisis", "words"], "happening": "home_ends",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for order, kind in enumerate(KINDS, 1):
        values = {"valid_from": ALWAYS, "keep_nowhere": "keep_signal_nowhere", "order": 10 * order, **kind}
        apps.get_model("prevention", "SignalKind").objects.create(**values)


class Migration(migrations.Migration):
    dependencies = [("prevention", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
