"""What does each method of support ask for, and which figures of it does no source say?"""

import datetime

from django.db import migrations

CTI, ICM, ACT = ["cti"], ["icm"], ["act", "act_modified"]
ALL = [*CTI, *ICM, *ACT]
OF_CTI = {"methods": CTI, "certainty": "B", "source": "CTI-manualen, Socialstyrelsen 2021, som sbst.dk gengiver den"}
OF_ALL = {"methods": ALL, "certainty": "B", "source": "Housing First-principperne, social.dk"}
CRITERIA = [
    {
        "key": "met_as_agreed", "domain": "rhythm", "methods": ALL, "certainty": "L",
        "title": "Mødt så tit, som det er aftalt",
        "source": "Vores egen læsning: et tal for møder om ugen er ikke fundet i manualerne",
        "text": "Borgeren er mødt mindst så tit, som det er aftalt med borgeren. Dage på pause tæller ikke.",
    },
    {
        **OF_CTI, "key": "falls_by_phase", "domain": "rhythm", "title": "Støtten aftager fra fase til fase",
        "text": "Borgeren mødes sjældnere i den nye fase end i fasen før.",
    },
    {
        "key": "met_where_they_are", "domain": "place", "methods": ALL, "certainty": "?",
        "title": "Mødt dér, hvor borgeren er", "limit_key": "fidelity_met_where_they_are",
        "source": "Manualerne siger opsøgende; hvor stor en del er ikke læst",
        "text": "Så stor en del af møderne er hjemme hos borgeren eller dér, hvor borgeren opholder sig: ikke på kontoret"
        " og ikke i telefonen.",
    },
    {
        **OF_CTI, "key": "caseload_cti", "domain": "caseload", "title": "Ikke flere borgere, end metoden regner med",
        "limit_key": "support_caseload_cti", "text": "Ingen medarbejder har flere forløb i metoden.",
    },
    {
        "key": "caseload_unsaid", "domain": "caseload", "methods": [*ICM, "act_modified"], "certainty": "?",
        "title": "Ikke flere borgere, end metoden regner med", "limit_key": "fidelity_caseload_unsaid",
        "source": "ICM-manualen, Socialstyrelsen 2021, siger lavt; tallet er ikke læst",
        "text": "Ingen medarbejder har flere forløb i metoden.",
    },
    {
        "key": "caseload_act", "domain": "caseload", "methods": ["act"], "certainty": "A",
        "title": "Ikke flere borgere, end metoden regner med", "limit_key": "support_caseload_act",
        "source": "Almindelig viden; ACT-manualen, Socialstyrelsen 2022, er ikke læst",
        "text": "Teamets forløb i metoden, delt med dem, der har mødt borgerne.",
    },
    {
        "key": "team_is_shared", "domain": "caseload", "methods": ACT, "certainty": "B",
        "title": "Flere end én møder borgeren", "source": "ACT-manualen, Socialstyrelsen 2022, som sbst.dk gengiver den",
        "text": "Teamet deler borgerne: mere end én af teamet har mødt borgeren.",
    },
    {
        **OF_ALL, "key": "asked_for_wishes", "domain": "home", "title": "Spurgt om ønsker til en bolig",
        "text": "Borgeren er spurgt om, hvordan et hjem skal være.",
    },
    {
        **OF_ALL, "key": "answered_offer", "domain": "home", "title": "Borgeren har selv svaret på en tilbudt bolig",
        "text": "Et ja og et nej tæller lige meget. Et tilbud, hvis frist løb ud uden et svar, gør ikke.",
    },
    {
        "key": "asked_for_provider", "domain": "support", "methods": ALL, "certainty": "B",
        "title": "Spurgt om, hvem støtten skal komme fra", "source": "SEL § 142, danskelove.dk",
        "text": "Handleplanen siger, hvem borgeren ønsker støtten fra.",
    },
    {
        **OF_ALL, "key": "home_outlasts_support", "domain": "separation", "title": "Når støtten slutter, bliver boligen",
        "text": "Lejemålet blev ikke bragt til ende samtidig med støtten. Død og fraflytning fra kommunen tæller ikke.",
    },
    {
        **OF_ALL, "key": "support_outlasts_home", "domain": "separation", "title": "Når boligen mistes, bliver støtten",
        "text": "Støtten blev ikke bragt til ende samtidig med lejemålet. Død og fraflytning fra kommunen tæller ikke.",
    },
    {
        **OF_CTI, "key": "phase_has_a_plan", "domain": "handover", "title": "Fasen har en plan med ét til tre områder",
        "text": "Den fase, der er i gang efter kontaktfasen, har ét til tre områder med et mål.",
    },
    {
        **OF_CTI, "key": "phase_ends_in_time", "domain": "handover", "title": "En fase slutter, når den er planlagt",
        "limit_key": "support_phase_lasts", "text": "Ingen fase er planlagt længere, end metoden siger, eller varer længere end planlagt. Pauser lægges til.",
    },
    {
        **OF_CTI, "key": "handed_over", "domain": "handover", "title": "Givet videre til nogen ved navn",
        "text": "Når et forløb er gjort færdigt, er hvert område givet videre til nogen ved navn.",
    },
    {
        **OF_ALL, "key": "own_words", "domain": "citizen", "title": "Borgerens egne ord er skrevet ned",
        "text": "Mindst ét møde har borgerens egne ord.",
    },
    {
        **OF_ALL, "key": "own_verdict", "domain": "citizen", "title": "Borgeren har sagt, om det går den rette vej",
        "text": "Borgeren har selv sagt, om et mål er kommet nærmere.",
    },
]  # fmt: skip
OURS = {"certainty": "L", "binds": "nobody", "paragraph": "Vores egen opgørelse", "valid_from": datetime.date(2000, 1, 1)}
EMPTY = "Nul betyder, at I ikke har sagt et tal; så siger siden, at det ikke kan vides."
FIGURES = [
    {
        **OURS, "key": "fidelity_looks_back", "title": "Følger vi metoden: så langt ser vi tilbage", "value": 90,
        "unit": "days", "source": "Vores eget servicemål",
        "text": "Møder, svar og afslutninger i så mange dage er med i opgørelsen af, om metoden følges.",
    },
    {
        **OURS, "key": "fidelity_met_where_they_are", "title": "Møder dér, hvor borgeren er", "value": 0,
        "unit": "percent", "certainty": "?", "source": "Intet tal er læst i en kilde",
        "text": f"Så stor en del af en borgers møder skal være ude hos borgeren. {EMPTY}",
    },
    {
        **OURS, "key": "fidelity_caseload_unsaid", "title": "Borgere pr. medarbejder i ICM og modificeret ACT", "value": 0, "unit": "count",
        "certainty": "?", "source": "ICM-manualen siger lavt; tallet er ikke læst",
        "text": f"Vist i opgørelsen af, om metoden følges. {EMPTY}",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for criterion in CRITERIA:
        apps.get_model("law", "MethodCriterion").objects.create(**criterion, valid_from=datetime.date(2000, 1, 1))
    for figure in FIGURES:
        apps.get_model("law", "Provision").objects.create(**figure)


class Migration(migrations.Migration):
    dependencies = [("law", "0040_what_the_methods_ask_for")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
