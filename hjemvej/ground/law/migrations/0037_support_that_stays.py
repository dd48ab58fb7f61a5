"""How long is a phase of support, how many citizens has a worker, and when do we look at a course again?"""

import datetime

from django.db import migrations

OURS = {
    "certainty": "L", "binds": "us", "paragraph": "Vores servicemål", "source": "Vores eget servicemål",
    "valid_from": datetime.date(2000, 1, 1),
}  # fmt: skip
METHOD = {"binds": "nobody", "valid_from": datetime.date(2000, 1, 1)}
RULES = [
    {
        **METHOD, "key": "support_phase_lasts", "title": "En fase af CTI", "paragraph": "CTI-manualen",
        "value": 3, "unit": "months", "certainty": "B", "counted_from": "fasens første dag",
        "source": "Socialstyrelsen 2021, ISBN 978-87-93944-62-6, som sbst.dk gengiver den",
        "text": "Tre faser à tre måneder, efter en kontaktfase uden fast længde: overgang til egen bolig, afprøvning, "
        "overdragelse.",
    },
    {
        **METHOD, "key": "support_caseload_cti", "title": "Borgere pr. medarbejder i CTI", "paragraph": "CTI-manualen",
        "value": 10, "unit": "count", "certainty": "B",
        "source": "Omkostningsmodel for CTI, Social- og Boligstyrelsen",
        "text": "Vist ved siden af, hvor mange en medarbejder har. For ICM og modificeret ACT er der ikke fundet et tal.",
    },
    {
        **METHOD, "key": "support_caseload_act", "title": "Borgere pr. medarbejder i ACT", "paragraph": "ACT-manualen",
        "is_paragraph_checked": False, "value": 10, "unit": "count", "certainty": "A", "source": "Almindelig viden",
        "text": "Teamet deler borgerne; tallet er for hele teamet, delt med dets medarbejdere.",
    },
    {
        **OURS, "key": "support_phase_ends_soon", "title": "Sig til, før en fase af CTI slutter",
        "value": 14, "unit": "days", "counted_from": "fasens sidste dag",
        "text": "Så længe før er fasen på I dag, så næste plan kan laves sammen med borgeren.",
    },
    {
        **OURS, "key": "support_method_chosen", "title": "Vælg metode, når en borger er givet til bostøtten",
        "value": 5, "unit": "working_days", "counted_from": "borgeren blev givet videre",
        "text": "Så længe må en borger vente på, at en metode bliver valgt og begrundet.",
    },
    {
        **OURS, "key": "support_home_in_sight", "title": "Kontaktfase uden en bolig i sigte",
        "value": 30, "unit": "days", "counted_from": "kontaktfasens første dag",
        "text": "CTI forudsætter, at en bolig er i sigte. Er der ingen efter så lang tid, står borgeren på I dag. "
        "Støtten stopper ikke af det.",
    },
]  # fmt: skip


def write(apps, schema_editor):
    for rule in RULES:
        apps.get_model("law", "Provision").objects.create(**rule)


class Migration(migrations.Migration):
    dependencies = [("law", "0036_wishes_asked_again")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
