"""What do benefits and boligstøtte give, what is the usual rent, and what must be left to live on? Each year its own."""

import datetime

from django.db import migrations

D = datetime.date
Y2025 = {"valid_from": D(2025, 1, 1), "valid_to": D(2026, 1, 1)}
HALF_2025 = {"valid_from": D(2025, 7, 1), "valid_to": D(2026, 1, 1)}
Y2026 = {"valid_from": D(2026, 1, 1), "valid_to": D(2027, 1, 1)}
ALWAYS = {"valid_from": D(2000, 1, 1)}
LAS = {"unit": "kroner", "paragraph": "LAS § 22", "is_paragraph_checked": False}
BSL = "Boligstøtteloven "
OURS = {**ALWAYS, "unit": "kroner", "paragraph": "Vores serviceniveau", "certainty": "L"}
CORRECTED = "VEJ 9336 af 24/3/2026, tabel 2, som omtalt af andre; vejledningen er ikke læst her"
AGED = "aeldresagen.dk 14/1/2026, og VEJ 9336 af 24/3/2026, tabel 1, som omtalt af andre"
AGED_2025 = "aeldresagen.dk, satser 15/1/2025"
A_MONTH = "Kroner om måneden før skat. "
A_YEAR = "Kroner om året. "

INCOMES = [
    {
        **LAS, "key": "income_cash_raised", "title": "Kontanthjælp, forhøjet sats", "value": 12326, "certainty": "B",
        "valid_from": D(2024, 1, 1), "valid_to": D(2025, 1, 1), "source": "bm.dk, satser for 2024: ikke-forsørgere",
        "text": A_MONTH + "Til og med 30. juni 2025 satsen for den, der er fyldt 30 år og ikke forsørger børn. Siden 1. juli "
        "2025 den forhøjede sats: fyldt 30 år, eller 25-29 år med 2½ års arbejde. Satserne derefter er ikke læst; "
        "skriv dem ind, når I kender dem.",
    },
    {
        **LAS, **HALF_2025, "key": "income_cash_basic", "title": "Kontanthjælp, grundsats", "value": 7086, "certainty": "?",
        "source": "aalborg.dk: satsen følger SU; beløbet er SU for 2025 og ikke læst som kontanthjælp",
        "text": A_MONTH + "Under 30 år uden 2½ års arbejde inden for ti år. Satsen for 2026 er ikke læst.",
    },
    {
        **LAS, **HALF_2025, "key": "income_cash_minimum", "title": "Kontanthjælp, mindstesats", "value": 6600,
        "certainty": "?", "source": "Husket fra omtale af aftalen; ikke læst",
        "text": A_MONTH + "Den, der ikke opfylder kravene om ophold og beskæftigelse. Satsen for 2026 er ikke læst.",
    },
    {
        **LAS, **HALF_2025, "key": "income_cash_single", "title": "Tillæg til enlige på kontanthjælp", "value": 1092,
        "certainty": "B", "source": "kalundborg.dk, satser 2025",
        "text": A_MONTH + "Enlige uden børn på grundsats eller forhøjet sats. Satsen for 2026 er ikke læst.",
    },
    {
        **LAS, **HALF_2025, "key": "income_cash_single_parent", "title": "Tillæg til enlige forsørgere på kontanthjælp",
        "value": 1638, "certainty": "B", "source": "kalundborg.dk, satser 2025",
        "text": A_MONTH + "Enlige på mindstesats eller grundsats med eget barn hjemme. Satsen for 2026 er ikke læst.",
    },
    {
        **LAS, **HALF_2025, "key": "income_cash_children", "title": "Børnetillæg til kontanthjælp", "value": 2784,
        "certainty": "B", "source": "kalundborg.dk, satser 2025",
        "text": A_MONTH + "Ét tillæg, uanset hvor mange børn. Satsen for 2026 er ikke læst.",
    },
    {
        **Y2026, "key": "income_state_pension_single", "title": "Folkepension, enlig", "value": 16273, "unit": "kroner",
        "paragraph": "Pensionsloven § 49", "certainty": "B", "source": "aeldresagen.dk 14/1/2026: 7.544 + 8.729 kr.",
        "text": A_MONTH + "Fuldt grundbeløb og fuldt pensionstillæg; andre indkomster kan sætte tillægget ned.",
    },
    {
        **Y2026, "key": "income_state_pension_couple", "title": "Folkepension, gift eller samlevende", "value": 12011,
        "unit": "kroner", "paragraph": "Pensionsloven § 49", "certainty": "B",
        "source": "aeldresagen.dk 14/1/2026: 7.544 + 4.467 kr.",
        "text": A_MONTH + "Fuldt grundbeløb og fuldt pensionstillæg; andre indkomster kan sætte tillægget ned.",
    },
    {
        **Y2026, "key": "income_study_grant", "title": "SU, udeboende", "value": 7426, "unit": "kroner",
        "paragraph": "SU-loven § 8", "is_paragraph_checked": False, "certainty": "D",
        "source": "su.dk, som omtalt af andre 24/9/2026", "text": A_MONTH + "Uden lån og uden tillæg.",
    },
    {
        **Y2026, "key": "income_unemployment", "title": "Dagpenge, højeste sats", "value": 22041, "unit": "kroner",
        "paragraph": "Arbejdsløshedsforsikringsloven § 47", "is_paragraph_checked": False, "certainty": "D",
        "source": "bm.dk, satser for 2026, som omtalt af andre",
        "text": A_MONTH + "Fuldtidsforsikret, uden beskæftigelsestillæg. Mange får mindre.",
    },
    {
        **Y2026, "key": "income_sick_pay", "title": "Sygedagpenge, højeste sats", "value": 22035, "unit": "kroner",
        "paragraph": "Sygedagpengeloven § 50", "certainty": "D",
        "source": "5.085 kr. om ugen i 2026, som omtalt af andre; 52 uger delt med 12",
        "text": A_MONTH + "Det højeste beløb. Mange får mindre.",
    },
]  # fmt: skip

SHARED = [
    {
        **ALWAYS, "key": "support_most_of_four", "title": "Boligstøtte: mere til fire børn eller flere", "value": 25,
        "unit": "percent", "paragraph": BSL + "§ 23", "certainty": "D", "source": "aeldresagen.dk 14/1/2026; borger.dk omtalt",
        "text": "Så meget højere er det højeste beløb. Det står forskelligt, om det er fra fire eller fra fem børn.",
    },
]  # fmt: skip


def _security(name, title, value, unit, paragraph, text, **more):
    return {
        "key": f"housing_support_{name}", "title": f"Boligsikring: {title}", "value": value, "unit": unit,
        "paragraph": BSL + paragraph, "text": text, **more,
    }  # fmt: skip


def _pension(name, title, value, unit, paragraph, text, **more):
    return {
        "key": f"pension_support_{name}", "title": f"Boligydelse: {title}", "value": value, "unit": unit,
        "paragraph": BSL + paragraph, "text": text, **more,
    }  # fmt: skip


READ = {**ALWAYS, "certainty": "B", "source": "elov.dk, boligstøtteloven § 22"}
IN_2026 = {**Y2026, "certainty": "D", "source": CORRECTED}
IN_2025 = {**Y2025, "certainty": "B", "source": AGED_2025}
AGED_READ = {**ALWAYS, "certainty": "B", "source": AGED}
AGED_2026 = {**Y2026, "certainty": "B", "source": AGED}
SECURITY = [
    _security("rent_share", "andel af boligudgiften", 60, "percent", "§ 22 stk. 1",
              "Af den årlige boligudgift uden varme, varmt vand og el.", **READ),
    _security("income_share", "fradrag efter indkomst", 18, "percent", "§ 22 stk. 1",
              "Af husstandens indkomst over indkomstgrænsen.", **READ),
    _security("childless_share", "højst uden børn", 15, "percent", "§ 22 stk. 3",
              "Af boligudgiften, når der ikke er børn. Gælder ikke den, der får førtidspension eller seniorpension.", **READ),
    _security("income_limit", "indkomstgrænse", 170_300, "kroner", "§ 22 stk. 1",
              A_YEAR + "I januar 2026 stod 171.500; tabellen blev rettet i marts.", **IN_2026),
    _security("income_limit_child", "indkomstgrænse, for hvert barn fra det andet", 45_200, "kroner", "§ 22 stk. 1",
              A_YEAR + "For det andet til det fjerde barn.", **Y2026, certainty="?",
              source="aeldresagen.dk 14/1/2026, før tabellen blev rettet"),
    _security("own_payment", "mindste egenbetaling", 28_700, "kroner", "§ 22 stk. 2", A_YEAR, **IN_2026),
    _security("own_payment", "mindste egenbetaling", 28_300, "kroner", "§ 22 stk. 2", A_YEAR, **IN_2025),
    _security("most", "højeste beløb", 50_412, "kroner", "§ 23", A_YEAR, **IN_2026),
    _security("most", "højeste beløb", 49_716, "kroner", "§ 23", A_YEAR, **IN_2025),
    _security("rent_ceiling", "højeste boligudgift", 95_500, "kroner", "§ 14",
              A_YEAR + "En dyrere bolig giver ikke mere.", **IN_2026),
    _security("rent_ceiling", "højeste boligudgift", 94_200, "kroner", "§ 14",
              A_YEAR + "En dyrere bolig giver ikke mere.", **IN_2025),
    _security("least", "mindste beløb, der udbetales", 3_696, "kroner", "§ 33", A_YEAR, **IN_2026),
]  # fmt: skip
PENSION = [
    _pension("rent_share", "andel af boligudgiften", 75, "percent", "§ 21 stk. 1",
             "Af den årlige boligudgift med tillæg.", **AGED_READ),
    _pension("income_share", "fradrag efter indkomst", "22.5", "percent", "§ 21 stk. 1",
             "Af husstandens indkomst over indkomstgrænsen.", **AGED_READ),
    _pension("own_share", "mindste egenbetaling efter indkomst", 11, "percent", "§ 21 stk. 2",
             "Af husstandens indkomst, dog mindst et beløb.", **AGED_READ),
    _pension("rent_supplement", "tillæg til boligudgiften", 8_500, "kroner", "§ 21 stk. 1", A_YEAR, **AGED_2026),
    _pension("income_limit", "indkomstgrænse", 201_400, "kroner", "§ 21 stk. 1", A_YEAR, **AGED_2026),
    _pension("income_limit_child", "indkomstgrænse, for hvert barn fra det andet", 53_100, "kroner", "§ 21 stk. 1",
             A_YEAR + "For det andet til det fjerde barn.", **AGED_2026),
    _pension("own_payment", "mindste egenbetaling", 21_300, "kroner", "§ 21 stk. 2", A_YEAR, **AGED_2026),
    _pension("own_payment", "mindste egenbetaling", 20_300, "kroner", "§ 21 stk. 2", A_YEAR, **IN_2025),
    _pension("most", "højeste beløb", 59_628, "kroner", "§ 23 stk. 1", A_YEAR, **AGED_2026),
    _pension("most", "højeste beløb", 56_892, "kroner", "§ 23 stk. 1", A_YEAR, **IN_2025),
    _pension("rent_ceiling", "højeste boligudgift", 113_000, "kroner", "§ 14", A_YEAR, **Y2026, certainty="D",
             source="VEJ 9336 af 24/3/2026, tabel 1, som omtalt af andre"),
    _pension("rent_ceiling", "højeste boligudgift", 107_800, "kroner", "§ 14", A_YEAR, **IN_2025),
    _pension("least", "mindste beløb, der udbetales", 4_380, "kroner", "§ 33", A_YEAR + "Første gang den regnes.", **AGED_2026),
]  # fmt: skip

TAX = [
    {
        **Y2026, "key": "tax_personal_allowance", "title": "Personfradrag", "value": 54_100, "unit": "kroner",
        "paragraph": "Personskatteloven § 10", "is_paragraph_checked": False, "certainty": "D",
        "source": "skm.dk, som omtalt af andre", "text": A_YEAR + "For den, der er fyldt 18 år.",
    },
    {
        **Y2026, "key": "tax_bottom", "title": "Bundskat", "value": "12.01", "unit": "percent",
        "paragraph": "Personskatteloven § 5 a", "is_paragraph_checked": False, "certainty": "D",
        "source": "skm.dk, som omtalt af andre", "text": "Af indkomsten over personfradraget.",
    },
    {
        **Y2026, "key": "tax_municipal", "title": "Kommuneskat", "value": 25, "unit": "percent",
        "paragraph": "Kommuneskatteloven", "is_paragraph_checked": False, "certainty": "?",
        "source": "Omtrent gennemsnittet i landet; skriv jeres egen procent",
        "text": "Af indkomsten over personfradraget. Uden kirkeskat.",
    },
    {
        **ALWAYS, "key": "tax_labour", "title": "Arbejdsmarkedsbidrag", "value": 8, "unit": "percent",
        "paragraph": "Arbejdsmarkedsbidragsloven § 1", "is_paragraph_checked": False, "certainty": "A",
        "source": "", "text": "Af løn, før anden skat. Ikke af ydelser.",
    },
]  # fmt: skip

HOME = [
    {
        **ALWAYS, "key": "rent_usual_single", "title": "Sædvanligt loft over huslejen for en enlig på en lav ydelse",
        "value": 3500, "unit": "kroner", "paragraph": "Vores serviceniveau", "certainty": "B", "source": "BL og VIVE",
        "text": "Om måneden. Bruges, når vi ved, hvilken ydelse borgeren får, men ikke beløbet.",
    },
    {
        **OURS, "key": "left_single", "title": "Rådighedsbeløb, en enlig", "value": 4000,
        "source": "Skriv jeres eget; andre kommuner skriver 3.600-4.300 kr. (dragoer.dk, furesoe.dk, albertslund.dk)",
        "text": "Så meget skal der mindst være tilbage at leve for om måneden, når faste udgifter er betalt.",
    },
    {
        **OURS, "key": "left_couple", "title": "Rådighedsbeløb, et par", "value": 6800,
        "source": "Skriv jeres eget; andre kommuner skriver 5.800-7.150 kr. (dragoer.dk, furesoe.dk, albertslund.dk)",
        "text": "Så meget skal der mindst være tilbage til to om måneden, når faste udgifter er betalt.",
    },
    {
        **OURS, "key": "left_child", "title": "Rådighedsbeløb, for hvert barn", "value": 1200,
        "source": "Skriv jeres eget; andre kommuner skriver 1.100-1.300 kr. (furesoe.dk, dragoer.dk)",
        "text": "Lægges til for hvert barn under 18 år, der er sammen med borgeren.",
    },
    {
        **OURS, "key": "heat_and_water_usual", "title": "Varme og vand, når beløbet ikke er oplyst", "value": 700,
        "source": "Vores eget skøn",
        "text": "Om måneden. Så meget af en husleje med det hele regnes som varme og vand, som ikke giver boligstøtte.",
    },
    {
        **ALWAYS, "key": "economy_asked_again", "title": "Spørg igen om økonomien", "value": 6, "unit": "months",
        "counted_from": "den dag, økonomien blev fortalt", "paragraph": "Vores servicemål", "certainty": "L",
        "text": "Derefter siger siden, at tallene er gamle, og det, borgeren kan betale, er ikke sikkert.",
    },
    {
        **ALWAYS, "key": "deposit_loan_free_years", "title": "Beboerindskudslån uden renter og afdrag", "value": 5,
        "unit": "years", "counted_from": "udbetalingen", "paragraph": BSL + "kap. 10", "is_paragraph_checked": False,
        "certainty": "B", "source": "aeldresagen.dk 12/1/2023; moedrehjaelpen.dk",
        "text": "Lånet er rente- og afdragsfrit i fem år. Derefter 4,5 procent i rente, betalt over ti år.",
    },
]  # fmt: skip
OTHERS = {"binds": "nobody", "counted_from": "", "source": "", "is_paragraph_checked": True, "valid_to": None}


def write(apps, schema_editor):
    for rule in (*INCOMES, *SHARED, *SECURITY, *PENSION, *TAX, *HOME):
        apps.get_model("law", "Provision").objects.create(**{**OTHERS, **rule})


class Migration(migrations.Migration):
    dependencies = [("law", "0034_who_may_have_a_home")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
