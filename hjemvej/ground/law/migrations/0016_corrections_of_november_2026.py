"""What was read again in November 2026: values, days, paragraphs and how sure we are.

Rows are found by the day they began with Hjemvej; what a leader wrote from a later day is left as it is.
"""

import datetime

from django.db import migrations

D = datetime.date
FAR_BACK, REFORM, YEAR_2026 = D(2015, 1, 1), D(2023, 10, 1), D(2026, 4, 1)
READINGS = (
    "Flere ophold lægges sammen. Hvordan et år hen over 1. april 2026 tælles, har vi ikke fundet. Der er tre læsninger: "
    "90 døgn for hele året; 120 døgn for dage før 1. april og 90 for dage efter; 120 døgn, når året begyndte før. Spørg "
    "økonomi, før I regner med de sidste døgn."
)
CORRECTED = {
    ("shelter_reimbursed_days", YEAR_2026): {
        "certainty": "?",
        "text": "Fra 1. april 2026 betaler staten halvdelen af et ophold efter § 110 i højst 90 døgn om året, mod 120 før. "
        + READINGS,
    },
    ("acute_offer_nights", D(2025, 7, 1)): {
        "certainty": "B",
        "source": "lovguiden.dk, vedtaget; dagen i 2025 er ikke kontrolleret",
        "text": "Et socialt akuttilbud kan give overnatning højst 3 nætter i træk, kun til mennesker med psykiske lidelser, "
        "og kun hvis kommunalbestyrelsen generelt har besluttet det. Hvilken dag i 2025 reglen begyndte, er ikke "
        "kontrolleret.",
    },
    ("support_decided_before_discharge", REFORM): {
        "title": "Afgørelse om støtte, mindst så længe før udskrivning",
        "value": 1,
        "text": "Refusion for støtte efter § 85 a eller ophold efter § 107 kræver, at afgørelsen er truffet, før borgeren "
        "udskrives fra forsorgshjemmet; samme dag er for sent og koster hele refusionen. En senere afgørelse om § 85 a "
        "tæller, når støtten følger i direkte forlængelse af § 107 (stk. 1 nr. 2).",
    },
    ("support_85a_reimbursed", REFORM): {
        "paragraph": "SEL § 176 a stk. 1 og 3",
        "text": "Staten betaler halvdelen af støtte efter § 85 a i op til 2 år efter udskrivning. Afgørelsen skal være truffet "
        "før udskrivning, eller støtten følge i direkte forlængelse af § 107. Bliver borgeren indskrevet igen inden for "
        "de 2 år, begynder de ikke forfra.",
    },
    ("place_107_reimbursed", REFORM): {
        "text": "Staten betaler halvdelen af højst 6 måneders brugt ophold efter § 107, når afgørelsen er truffet før "
        "udskrivning. Månederne kan ligge hvor som helst i året efter udskrivningen.",
    },
    ("place_107_reimbursed_within", REFORM): {
        "text": "De 6 måneders brugt ophold med refusion skal ligge inden for 1 år efter første udskrivning.",
    },
    ("reassessment", FAR_BACK): {"paragraph": "Retssikkerhedsbekendtgørelsen"},
    ("social_free_card_control", D(2025, 1, 1)): {
        "certainty": "B",
        "source": "lovguiden.dk, lov 616/2024 § 3",
        "text": "Kommunen kontrollerer én gang hvert andet kalenderår, om betingelserne stadig er opfyldt, dog ikke i det år, "
        "kortet er udstedt. Sidste dag er 31. december.",
    },
    ("social_free_card_ceiling", D(2024, 1, 1)): {"paragraph": "Forsøgsloven § 2 stk. 3", "source": "sm.dk"},
    ("social_free_card_ceiling", D(2025, 1, 1)): {"paragraph": "Lov 616/2024 § 1"},
    ("social_free_card_ceiling", D(2026, 1, 1)): {
        "value": 44690,
        "paragraph": "Lov 616/2024 § 1",
        "source": "beregnet af reguleringen: 44.690-44.819 kr.; det officielle beløb er ikke fundet",
        "text": "Beløbet reguleres hver 1. januar, så sidste års beløb gælder ikke. Det officielle beløb for 2026 har vi ikke "
        "fundet. Beregnet ligger det mellem 44.690 og 44.819 kr.; her står det laveste.",
    },
    ("social_free_card_income", D(2024, 1, 1)): {"paragraph": "Lov 616/2024 § 2 stk. 2 nr. 2"},
    ("social_free_card_income", D(2025, 1, 1)): {
        "value": 10692,
        "paragraph": "Lov 616/2024 § 2 stk. 2 nr. 2",
        "source": "beregnet af reguleringen; det officielle beløb er ikke fundet",
        "text": "Højst så meget skattepligtig lønindtægt må borgeren have haft det sidste år. Beløbet for 2025 er beregnet.",
    },
    ("payment_demand", FAR_BACK): {
        "paragraph": "Lejeloven § 93",
        "binds": "citizen",
        "counted_from": "den dag, påkravet nåede frem",
        "source": "wtc-law.dk, boligzonen.dk, tlfrh.dk",
        "text": "Lejeren har 14 dage til at betale, fra påkravet nåede frem. Slutter de på en lørdag, en søndag, en helligdag "
        "eller 5. juni, kan lejeren betale til og med den næste hverdag. Først derefter kan udlejer ophæve. For almene "
        "boliger står det i almenlejeloven § 90 (ikke kontrolleret).",
    },
    ("payment_demand_earliest", FAR_BACK): {
        "unit": "working_days",
        "paragraph": "Lejeloven § 93",
        "source": "wtc-law.dk, boligzonen.dk, tlfrh.dk",
        "text": "Udlejer kan tidligst sende påkrav efter den 3. hverdag efter sidste rettidige betalingsdag; lørdag og 5. juni "
        "tæller ikke med.",
    },
}  # fmt: skip
# key, the first day of the row that is split, from which day, and what is another from then
FROM_A_DAY = [
    ("shelter_notice", FAR_BACK, REFORM, {}),
    ("payment_demand", FAR_BACK, D(2022, 7, 1), {"paragraph": "Lejeloven § 182"}),
    ("payment_demand_earliest", FAR_BACK, D(2022, 7, 1), {"paragraph": "Lejeloven § 182"}),
    ("payment_demand_fee", FAR_BACK, D(2022, 1, 1), {
        "value": 291, "certainty": "B", "source": "tlfrh.dk, wtc-law.dk", "text": "Gebyret i 2022."}),
    ("payment_demand_fee", D(2022, 1, 1), D(2023, 1, 1), {"value": 314, "text": "Gebyret i 2023."}),
    ("payment_demand_fee", D(2023, 1, 1), D(2024, 1, 1), {
        "certainty": "?", "source": "beløbet for 2023 (tlfrh.dk); senere beløb er ikke fundet",
        "text": "Beløbet reguleres hvert år. Beløbet fra 2024 har vi ikke fundet; her står det for 2023, som er for lavt."}),
    ("social_free_card_income", D(2025, 1, 1), D(2026, 1, 1), {
        "value": 11173, "source": "beregnet af reguleringen: 11.173-11.205 kr.; det officielle beløb er ikke fundet",
        "text": "Højst så meget skattepligtig lønindtægt må borgeren have haft det sidste år. Beløbet for 2026 er beregnet til "
        "mellem 11.173 og 11.205 kr.; her står det laveste."}),
]  # fmt: skip
UNSURE_BEFORE = {
    "certainty": "?",
    "text": "Før 1. oktober 2023 stod pligten et andet sted i loven, og fristen dengang er ikke kontrolleret.",
}
AT_ONCE = {
    "key": "unhoused_help", "title": "Hjælp til husvilde", "paragraph": "SEL § 80", "value": 0, "unit": "days",
    "certainty": "B", "source": "elov.dk", "counted_from": "kommunen ved, at husstanden er uden bolig", "binds": "us",
    "valid_from": FAR_BACK,
    "text": "Kommunen anviser straks husly mod betaling til enlige og familier, der er husvilde. Pligten er læst; hvor hurtigt "
    "straks er, siger loven ikke.",
}  # fmt: skip


def correct(apps, schema_editor):
    Rule = apps.get_model("law", "Provision")
    for (key, begins), changes in CORRECTED.items():
        Rule.objects.filter(key=key, valid_from=begins).update(**changes)
    for key, begins, day, changes in FROM_A_DAY:
        row = Rule.objects.filter(key=key, valid_from=begins).first()
        if row is None or (row.valid_to is not None and row.valid_to <= day):
            continue
        until, row.valid_to = row.valid_to, day
        row.save()
        row.pk, row.valid_from, row.valid_to = None, day, until
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    Rule.objects.filter(key="shelter_notice", valid_from=FAR_BACK).update(**UNSURE_BEFORE)
    Rule.objects.get_or_create(key=AT_ONCE["key"], defaults=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("law", "0015_when_a_need_to_know_ends")]
    operations = [migrations.RunPython(correct, migrations.RunPython.noop)]
