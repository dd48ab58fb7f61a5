"""The limits, rates and deadlines the house starts with, each with its paragraph and how sure we are of it.

They are rows, not constants: from here on the leader's page on the law changes them, and keeps the old ones.
Where the day a rule came into force is not known to us, it stands from FAR_BACK, so that old stays can be reckoned.
"""

import datetime

from django.db import migrations

D = datetime.date
FAR_BACK = D(2015, 1, 1)
REFORM = D(2023, 10, 1)  # lov nr. 482 of 12/5/2023 in force
YEAR_2026 = D(2026, 4, 1)  # the limit of reimbursed shelter days falls

# key, title, paragraph, value, unit, certainty, source, counted from, binds, from, to, text
SHELTER = [
    ("shelter_notice", "Forsorgshjemmets besked til handlekommunen", "SEL § 110 stk. 6", 3, "weekdays", "B",
     "danskelove.dk/serviceloven/110", "indskrivning", "us", FAR_BACK, None,
     "Når lederen har besluttet at indskrive en borger, skal forsorgshjemmet give borgerens handlekommune besked "
     "inden 3 hverdage. Loven siger ikke, om lørdag tæller med; vi regner lørdag som hverdag, fordi det giver den "
     "tidligste dag."),
    ("shelter_reimbursed_days", "Døgn på forsorgshjem med statsrefusion", "SEL § 177", 120, "days", "B",
     "sbst.dk, siden om omlægningen; paragraffens nummer er ikke kontrolleret", "første indskrivning i året",
     "nobody", REFORM, YEAR_2026,
     "Staten betaler halvdelen af et ophold efter § 110 i højst 120 døgn om året. Flere ophold lægges sammen. Året "
     "løber fra første indskrivning efter 1. oktober 2023, og tælleren begynder forfra efter et år."),
    ("shelter_reimbursed_days", "Døgn på forsorgshjem med statsrefusion", "SEL § 177", 90, "days", "B",
     "sbst.dk, siden om omlægningen; paragraffens nummer er ikke kontrolleret", "første indskrivning i året",
     "nobody", YEAR_2026, None,
     "Fra 1. april 2026 betaler staten halvdelen af et ophold efter § 110 i højst 90 døgn om året, mod 120 før. "
     "Flere ophold lægges sammen. Hvordan et ophold hen over 1. april 2026 tælles, har vi ikke fundet; spørg "
     "økonomi, før I regner med de sidste døgn."),
    ("shelter_reimbursement_percent", "Statens del af udgiften til forsorgshjem", "SEL § 177", 50, "percent", "B",
     "sbst.dk, siden om omlægningen; paragraffens nummer er ikke kontrolleret", "", "nobody", REFORM, None,
     "Staten betaler halvdelen af kommunens udgift til opholdet, så længe der er refusionsdøgn tilbage."),
    ("shelter_reimbursement_year", "Året, som refusionsdøgn tælles i", "SEL § 177", 1, "years", "B",
     "sbst.dk, siden om omlægningen; paragraffens nummer er ikke kontrolleret", "første indskrivning", "nobody",
     REFORM, None,
     "Refusionsdøgn tælles i et løbende år fra borgerens første indskrivning, ikke i kalenderår. Når året er gået, "
     "begynder tælleren forfra."),
    ("acute_offer_nights", "Overnatning i socialt akuttilbud", "SEL § 82 c stk. 3", 3, "nights", "D",
     "polspy.org, L 130 (2024-25); den vedtagne tekst er ikke læst", "første nat", "nobody", D(2025, 7, 1), None,
     "Et socialt akuttilbud kan give overnatning højst 3 nætter i træk. Læst i lovforslaget; hvornår reglen trådte i "
     "kraft, er ikke kontrolleret."),
]
SUPPORT = [
    ("support_decided_before_discharge", "Afgørelse om støtte før udskrivning", "SEL § 176 a", 0, "days", "B",
     "elov.dk", "udskrivning", "us", REFORM, None,
     "Refusion for støtte efter § 85 a eller ophold efter § 107 kræver, at afgørelsen er truffet, før borgeren "
     "udskrives fra forsorgshjemmet. En dag for sent koster hele refusionen."),
    ("support_85a_reimbursed", "Støtte efter § 85 a med statsrefusion", "SEL § 176 a stk. 1", 2, "years", "B",
     "elov.dk", "første udskrivning", "nobody", REFORM, None,
     "Staten betaler halvdelen af støtte efter § 85 a i op til 2 år efter udskrivning. Afgørelsen skal være truffet "
     "før udskrivning, eller støtten følge lige efter et ophold i § 107. Uret går fra første udskrivning og "
     "begynder ikke forfra ved ny indskrivning."),
    ("support_85a_reimbursement_percent", "Statens del af udgiften til § 85 a", "SEL § 176 a stk. 1", 50, "percent",
     "B", "elov.dk", "", "nobody", REFORM, None, "Staten betaler halvdelen af udgiften, mens uret løber."),
    ("place_107_reimbursed", "Ophold efter § 107 med statsrefusion", "SEL § 176 a stk. 2", 6, "months", "B",
     "elov.dk", "første udskrivning", "nobody", REFORM, None,
     "Staten betaler halvdelen af et midlertidigt botilbud med støtte i op til 6 måneder, når afgørelsen er truffet "
     "før udskrivning. Månederne skal ligge inden for 1 år efter udskrivningen."),
    ("place_107_reimbursed_within", "Året, som § 107-måneder skal ligge i", "SEL § 176 a stk. 2", 1, "years", "B",
     "elov.dk", "første udskrivning", "nobody", REFORM, None,
     "De 6 måneder med refusion skal ligge inden for 1 år efter første udskrivning (§ 176 a stk. 3: uret begynder "
     "ikke forfra)."),
    ("place_107_reimbursement_percent", "Statens del af udgiften til § 107", "SEL § 176 a stk. 2", 50, "percent",
     "B", "elov.dk", "", "nobody", REFORM, None, "Staten betaler halvdelen af udgiften, mens uret løber."),
]
EVICTION = [
    ("payment_demand_earliest", "Tidligste påkrav om husleje", "Lejeloven", 3, "weekdays", "B",
     "huslex.dk; paragraffens nummer er ikke kontrolleret", "sidste rettidige betalingsdag", "nobody", FAR_BACK, None,
     "Udlejer kan tidligst sende påkrav efter den 3. hverdag efter sidste rettidige betalingsdag."),
    ("payment_demand", "Frist i påkrav om husleje", "Lejeloven", 14, "days", "B",
     "huslex.dk, leje-raadgivning.dk; paragraffens nummer er ikke kontrolleret", "påkravet", "nobody", FAR_BACK, None,
     "Påkravet skal give lejeren 14 dage til at betale og sige, at lejemålet ellers kan ophæves. Efter de 14 dage "
     "kan udlejer ophæve."),
    ("payment_demand_fee", "Gebyr for påkrav", "Lejeloven", 250, "kroner", "?",
     "huslex.dk: 2009-niveau, reguleres hvert år", "", "nobody", FAR_BACK, None,
     "250 kr. i 2009-niveau. Beløbet reguleres, og årets beløb har vi ikke fundet."),
    ("eviction_take_up", "Tag spørgsmålet om hjælp op ved udsættelse", "RSL § 5 a", 0, "days", "B",
     "retsinformation.dk, id 20870", "underretning om udsættelse", "us", FAR_BACK, None,
     "Straks når kommunen får besked om en udsættelse, og der er børn under 18 i husstanden, eller kommunen ved "
     "noget, der gør behov for hjælp sandsynligt. Ellers kontaktes og vejledes lejeren."),
    ("eviction_decision", "Afgørelse, når der ikke gives hjælp ved udsættelse", "RSL § 5 a", 14, "days", "B",
     "retsinformation.dk, id 20870 og vejledning 183751", "underretning om udsættelse", "us", FAR_BACK, None,
     "Giver kommunen ikke hjælp, skal der træffes afgørelse inden 14 dage efter underretningen om fogedforretningen. "
     "Fogedretten må kun få noget at vide om sagen med lejerens samtykke."),
]
CASEWORK = [
    ("complaint", "Klage over en afgørelse", "RSL § 67", 4, "weeks", "B", "ast.dk; paragraffens nummer er ikke "
     "kontrolleret", "modtaget afgørelse", "citizen", FAR_BACK, None,
     "Borgeren kan klage mundtligt eller skriftligt inden 4 uger, efter at afgørelsen er modtaget. Dagen, den er "
     "modtaget, skal derfor kendes, også når den er givet mundtligt eller overrakt."),
    ("reassessment", "Genvurdering af en afgørelse, der er klaget over", "RSL § 66", 4, "weeks", "B",
     "ast.dk, dukh.dk; paragraffens nummer er ikke kontrolleret", "modtaget klage", "us", FAR_BACK, None,
     "Kommunen ser på sagen igen inden 4 uger efter klagen. Holder kommunen fast, sendes klagen videre til "
     "Ankestyrelsen."),
    ("case_answer", "Svar i sager uden anden frist", "RSL § 3", 4, "weeks", "L",
     "Kommunens egne offentliggjorte frister", "ansøgning", "us", FAR_BACK, None,
     "Kommunen fastsætter og offentliggør selv svarfrister for hvert område. Ret tallet til det, der er besluttet."),
    ("access_to_documents", "Svar på anmodning om aktindsigt", "OFL § 36 stk. 2", 7, "working_days", "B",
     "retsinformation.dk, offentlighedsloven", "anmodning om aktindsigt", "us", FAR_BACK, None,
     "Anmodningen afgøres snarest og inden 7 arbejdsdage. Kan det ikke nås, skal den, der har spurgt, have at vide "
     "hvorfor og hvornår."),
    ("subject_access", "Svar på anmodning om indsigt i egne oplysninger", "GDPR art. 12 stk. 3", 1, "months", "A",
     "Databeskyttelsesforordningen; ikke kontrolleret her", "anmodning om indsigt", "us", D(2018, 5, 25), None,
     "En borger, der beder om at se, hvad vi har om borgeren selv, skal have svar senest en måned efter."),
    ("breach_report", "Anmeldelse af brud på datasikkerheden", "GDPR art. 33", 72, "hours", "A",
     "Databeskyttelsesforordningen; ikke kontrolleret her", "opdaget brud", "us", D(2018, 5, 25), None,
     "Et brud anmeldes til Datatilsynet inden 72 timer, efter at det er opdaget. Timerne løber også i weekenden."),
    ("digital_post_exemption", "Fritagelse for Digital Post", "Lov om Digital Post", 2, "novembers", "B",
     "familieretshuset.dk, thisted.dk; paragraffens nummer er ikke kontrolleret", "fritagelse", "nobody", FAR_BACK,
     None,
     "At være kommet i hjemløshed er i sig selv en grund til fritagelse. Fritagelsen ophører 1. november i det andet "
     "kalenderår; vi regner det som året for fritagelsen plus to. Spørg Borgerservice, hvis det haster."),
    ("protection_lapses", "Navne- og adressebeskyttelse bortfalder", "CPR-loven § 28", 1, "years", "B",
     "rksk.dk; paragraffens nummer er ikke kontrolleret", "beskyttelse givet", "nobody", FAR_BACK, None,
     "Navne- og adressebeskyttelse bortfalder normalt efter et år. Spørg borgeren i god tid, om den skal søges igen."),
]
WORK = [
    ("social_free_card_ceiling", "Socialt frikort: beløb om året", "Lov 616/2024", 41280, "kroner", "B",
     "lovguiden.dk, sbst.dk", "", "nobody", D(2024, 1, 1), D(2025, 1, 1),
     "Så meget kan borgeren tjene i kalenderåret uden skat og uden modregning i ydelser."),
    ("social_free_card_ceiling", "Socialt frikort: beløb om året", "Lov 616/2024", 42766, "kroner", "B",
     "tax.dk", "", "nobody", D(2025, 1, 1), D(2026, 1, 1),
     "Så meget kan borgeren tjene i kalenderåret uden skat og uden modregning i ydelser."),
    ("social_free_card_ceiling", "Socialt frikort: beløb om året", "Lov 616/2024", 42766, "kroner", "?",
     "Beløbet for 2025 (tax.dk); beløbet for 2026 er ikke fundet", "", "nobody", D(2026, 1, 1), None,
     "Beløbet reguleres hver 1. januar. Beløbet for 2026 har vi ikke fundet, så her står beløbet for 2025."),
    ("social_free_card_income", "Socialt frikort: anden indtægt det sidste år", "Lov 616/2024", 10320, "kroner",
     "B", "lovguiden.dk (2024-niveau)", "", "nobody", D(2024, 1, 1), D(2025, 1, 1),
     "Højst så meget skattepligtig lønindtægt må borgeren have haft det sidste år for at få et frikort."),
    ("social_free_card_income", "Socialt frikort: anden indtægt det sidste år", "Lov 616/2024", 10320, "kroner",
     "?", "lovguiden.dk (2024-niveau); senere beløb er ikke fundet", "", "nobody", D(2025, 1, 1), None,
     "Højst så meget skattepligtig lønindtægt må borgeren have haft det sidste år. Beløbet er fra 2024."),
    ("social_free_card_control", "Socialt frikort: kontrol af betingelserne", "Lov 616/2024", 2, "years", "?",
     "lovguiden.dk: mindst hvert 2. kalenderår; lovforslaget og en kommune: hvert år", "udstedelse", "us",
     D(2025, 1, 1), None,
     "Kommunen kontrollerer, om betingelserne stadig er opfyldt, mindst hvert andet kalenderår og ikke i det år, "
     "kortet er udstedt. Kilderne er ikke enige."),
]
OURS = [
    ("inquiry_first_answer", "Første svar på en henvendelse", "Vores servicemål", 24, "hours", "L", "",
     "henvendelsen", "us", FAR_BACK, None,
     "Den, der henvender sig, hører fra os inden et døgn. Haster det, siger henvendelsen selv hvorfor."),
    ("action_plan", "Handleplan efter indskrivning", "SEL § 142, vores servicemål", 30, "days", "L",
     "Loven kræver planen, men ingen frist er fundet", "indskrivning", "us", REFORM, None,
     "Kommunen skal lave en handleplan for borgere på forsorgshjem og der spørge, hvem borgeren ønsker støtte fra. "
     "Loven nævner ingen frist; tallet er vores eget mål."),
    ("inactive_after", "Hvornår en borger går ud af registret", "Vores servicemål", 90, "days", "L", "",
     "sidst set", "nobody", FAR_BACK, None,
     "Er en borger ikke set eller hørt fra i så mange dage, regnes borgeren ikke længere som aktiv på navnelisten. "
     "Intet slettes."),
    ("hold_lasts", "Hvor længe en plads holdes", "Vores servicemål", 2, "hours", "L", "", "holdt plads", "nobody",
     FAR_BACK, None,
     "En plads holdes til en borger så længe. Er borgeren ikke kommet, spørger tavlen, om pladsen skal gives fri."),
    ("report_goes_stale", "Hvor længe en melding om ledige pladser gælder", "Vores servicemål", 4, "hours", "L", "",
     "melding", "nobody", FAR_BACK, None,
     "Er en melding ældre, viser tavlen den som gammel og siger, hvem man kan ringe til."),
]
FIELDS = ("key", "title", "paragraph", "value", "unit", "certainty", "source", "counted_from", "binds", "valid_from",
          "valid_to", "text")


def write(apps, schema_editor):
    Rule = apps.get_model("law", "Rule")
    rows = [*SHELTER, *SUPPORT, *EVICTION, *CASEWORK, *WORK, *OURS]
    Rule.objects.bulk_create(Rule(**dict(zip(FIELDS, row, strict=True))) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("law", "0003_what_starts_the_clock")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
