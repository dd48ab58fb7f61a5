"""How many citizens has a worker by ICM, and by modified ACT? Each method its own number; no source says these two."""

import datetime

from django.db import migrations

UNSAID, ICM, MODIFIED = "fidelity_caseload_unsaid", "support_caseload_icm", "support_caseload_act_modified"
FIRST = datetime.date(2000, 1, 1)
EMPTY = "Nul betyder, at I ikke har sagt et tal; så siger siderne, at det ikke kan vides."
ALONE = "ICM og CTI tælles hver for sig."
SAID = {
    "key": ICM, "title": "Borgere pr. medarbejder i ICM", "paragraph": "ICM-manualen", "is_paragraph_checked": False,
    "source": "ICM-manualen, Socialstyrelsen 2021, siger lavt; tallet er ikke læst",
    "text": f"Vist ved siden af, hvor mange en medarbejder har, og i opgørelsen af, om metoden følges. {ALONE} {EMPTY}",
}  # fmt: skip
SAID_OF_MODIFIED = {
    "key": MODIFIED, "title": "Borgere pr. medarbejder i modificeret ACT", "paragraph": "ACT-manualen",
    "is_paragraph_checked": False, "source": "Intet tal er læst i en kilde",
    "text": f"Teamet deler borgerne; tallet er for hele teamet, delt med dets medarbejdere. {EMPTY}",
}  # fmt: skip
CRITERIA = {
    "met_where_they_are": "Så stor en del af møderne er hjemme hos borgeren eller dér, hvor borgeren opholder sig: ikke"
    " på kontoret og ikke i telefonen. En borger, som ingen skulle have mødt endnu, er ikke med.",
    "falls_by_phase": "Borgeren mødes sjældnere i den nye fase end i fasen før. Dage på pause tæller ikke.",
    "caseload_act": "Teamets forløb i metoden, delt med dem, der har mødt de borgere.",
    "home_outlasts_support": "Lejemålet blev ikke bragt til ende samtidig med støtten. Død, en anden bolig, fraflytning"
    " fra kommunen og en anden metode tæller ikke.",
    "support_outlasts_home": "Støtten blev ikke bragt til ende samtidig med lejemålet. Død, en anden bolig og"
    " fraflytning fra kommunen tæller ikke; efter et skift af metode går støtten videre.",
    "handed_over": "Når et forløb er gjort færdigt, eller andre har taget over, har der været en fase 3, og hvert område"
    " er givet videre til nogen ved navn.",
    "own_verdict": "Borgeren har selv sagt, om et mål er kommet nærmere. Et mål, der er sagt for nylig, er ikke med.",
    "answered_offer": "Et ja og et nej tæller lige meget, også når boligen siden faldt væk. Et tilbud, hvis frist løb ud"
    " uden et svar, gør ikke.",
}  # fmt: skip


def write(apps, schema_editor):
    Provision = apps.get_model("law", "Provision")
    for row in Provision.objects.filter(key=UNSAID):  # what a team has said already is kept, of both
        kept = {name: getattr(row, name) for name in ("value", "unit", "binds", "certainty", "valid_from", "valid_to")}
        Provision.objects.create(**SAID, **kept)
        Provision.objects.create(**SAID_OF_MODIFIED, **kept)
        row.delete()
    cti = Provision.objects.filter(key="support_caseload_cti")
    cti.update(text=f"Vist ved siden af, hvor mange en medarbejder har. {ALONE}")
    Criterion = apps.get_model("law", "MethodCriterion")
    of_act = Criterion.objects.get(key="caseload_act", valid_from=FIRST)
    for key, text in CRITERIA.items():
        Criterion.objects.filter(key=key).update(text=text)
    Criterion.objects.filter(key="caseload_unsaid").update(key="caseload_icm", methods=["icm"], limit_key=ICM)
    Criterion.objects.create(
        key="caseload_act_modified", methods=["act_modified"], domain=of_act.domain, title=of_act.title,
        text=CRITERIA["caseload_act"], limit_key=MODIFIED, certainty="?", source="Intet tal er læst i en kilde",
        valid_from=FIRST,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("law", "0044_points_of_wellbeing")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
