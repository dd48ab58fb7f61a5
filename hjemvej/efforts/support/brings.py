"""What does support say of its tables to the rest of the house? Words, merges, signs of a living case, facts."""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import LivingReason, MergeRule, Sign, TableWords, contact
from hjemvej.platform.spans.queries import local_day_sql

from .models import Contact, Pause, Phase, PhaseArea, SupportCourse, Visit, WellbeingSheet, WellbeingWish

SIGNS = (
    Sign(SupportCourse, ("began_on", "ended_on")),
    Sign(Phase, ("from_on", "until_on")),
    Sign(PhaseArea, ("handed_on", "agreed_on", "ended_on")),
    Sign(Pause, ("from_on", "until_on")),
    Sign(Visit, ("planned_at",)),
    Sign(Contact, ("happened_at", "written_at")),
    Sign(WellbeingWish, ("wished_at", "taken_back_at")),
    Sign(WellbeingSheet, ("filled_on", "written_at")),
)
MERGE = (
    MergeRule(SupportCourse, clash=_("et forløb med bostøtte på samme tid")),
    MergeRule(Phase, follows="support"),
    MergeRule(PhaseArea, follows="phase"),
    MergeRule(Pause, follows="support"),
    MergeRule(Visit),
    MergeRule(Contact),
    MergeRule(WellbeingWish, clash=_("et ønske om at følge sin trivsel")),
    MergeRule(WellbeingSheet, follows="wish"),
)
FACTS = (
    contact(
        Contact, local_day_sql("happened_at"), known_from="written_at", known_until="corrected_at", only="kind = 'met'"
    ),
)
LIVING_REASON = LivingReason(
    "support",
    lasts=_("borgeren får bostøtte"),
    ended=_("borgeren fik bostøtte"),
    only_of_who_is_ours=True,
    outlasted_by="need_ends_after_closed",
    sql="SELECT person_id, team_id AS organisation_id, ended_on AS last_on FROM support_supportcourse"
    " WHERE person_id = ANY(%(people)s)",
)
TABLES = (
    TableWords(
        SupportCourse,
        _("Din bostøtte"),
        fields={
            "method": _("Metode"),
            "why": _("Hvorfor den metode"),
            "worker_id": _("Medarbejder"),
            "every_days": _("Dage højst mellem møderne"),
            "began_on": _("Begyndt"),
            "ended_on": _("Sluttet"),
            "ended_because": _("Hvorfor det sluttede"),
            "ended_words": _("Hvordan det gik"),
        },
        named={"worker": _("Medarbejder"), "team": _("Team")},
        untold=("team_id", "course_id"),
        read_first=("why", "ended_words"),
    ),
    TableWords(
        Phase,
        _("Faser i din bostøtte"),
        fields={
            "number": _("Fase"),
            "from_on": _("Fra"),
            "planned_until_on": _("Planlagt til"),
            "until_on": _("Til"),
            "every_days": _("Dage højst mellem møderne"),
        },
        untold=("support_id",),
    ),
    TableWords(
        PhaseArea,
        _("Det, en fase handlede om"),
        fields={
            "dimension": _("Område"),
            "aim": _("Mål"),
            "handed_to": _("Givet videre til"),
            "handed_on": _("Givet videre"),
            "agreed_on": _("Aftalt"),
            "agreed_by_id": _("Aftalt med"),
            "ended_on": _("Taget ud af planen"),
            "ended_by_id": _("Taget ud af"),
        },
        named={"agreed_by": _("Aftalt med"), "ended_by": _("Taget ud af")},
        untold=("phase_id", "order"),
        of_others=("handed_to",),
        read_first=("aim",),
    ),
    TableWords(
        Pause,
        _("Pauser i din bostøtte"),
        fields={"because": _("Hvorfor"), "from_on": _("Fra"), "until_on": _("Til"), "words": _("Hvad der var aftalt")},
        untold=("support_id",),
        read_first=("words",),
    ),
    TableWords(
        Visit,
        _("Aftalte besøg"),
        fields={
            "planned_at": _("Hvornår"),
            "minutes": _("Minutter"),
            "worker_id": _("Medarbejder"),
            "remember": _("Husk"),
            "cancelled_at": _("Aflyst"),
        },
        named={"worker": _("Medarbejder")},
        untold=("support_id",),
        read_first=("remember",),
    ),
    TableWords(
        Contact,
        _("Kontakter med din bostøtte"),
        fields={
            "happened_at": _("Hvornår"),
            "kind": _("Hvordan det gik"),
            "place": _("Hvor"),
            "minutes": _("Minutter"),
            "is_planned": _("Aftalt"),
            "about": _("Hvad det handlede om"),
            "own_words": _("Dine egne ord"),
            "words": _("Hvad der skete"),
            "worker_id": _("Medarbejder"),
            "written_at": _("Skrevet ned"),
            "corrected_at": _("Rettet siden"),
        },
        named={"worker": _("Medarbejder"), "team": _("Team")},
        untold=("support_id", "team_id", "visit_id", "corrects_id"),
        of_protected=("place",),
        read_first=("own_words", "words"),
    ),
    TableWords(
        WellbeingWish,
        _("Dit ønske om at følge din trivsel"),
        fields={
            "wished_at": _("Sagt"),
            "recorded_by_id": _("Skrevet af"),
            "taken_back_at": _("Taget tilbage"),
            "taken_back_recorded_by_id": _("Det skrevet af"),
            "afterwards": _("Hvad der skulle ske med svarene"),
        },
        named={"recorded_by": _("Skrevet af"), "taken_back_recorded_by": _("Det skrevet af")},
        untold=("team_id",),
    ),
    TableWords(
        WellbeingSheet,
        _("Din trivsel (WHO-5: fem svar fra 0 til 5)"),
        fields={
            "filled_on": _("Udfyldt"),
            "answers": _("Dine svar"),
            "worker_id": _("Sammen med"),
            "written_at": _("Skrevet ned"),
            "corrected_at": _("Rettet siden"),
        },
        named={"worker": _("Sammen med")},
        untold=("wish_id", "statements", "corrects_id"),
    ),
)
PAGES = {
    "support.course": _("Så din bostøtte"),
    "support.choose_method": _("Var i gang med at vælge metode til din bostøtte"),
    "support.contacts": _("Så kontakterne med dig"),
    "support.log_contact": _("Var i gang med at skrive en kontakt"),
    "support.plan_visit": _("Var i gang med at aftale et besøg"),
    "support.wellbeing": _("Så din trivsel"),
    "support.fetch_report": _("Hentede din støtte i en fil til Danmarks Statistik"),
    "support.fill_in_wellbeing": _("Var i gang med at udfylde din trivsel"),
}
LISTS = {
    "support.day": _("sin egen dag med borgere, der får bostøtte"),
    "support.take_along": _("sin egen dag, taget med på telefonen"),
    "support.board": _("teamets forløb med bostøtte"),
    "support.cover": _("hvem der skal mødes i stedet for en kollega"),
    "support.reporting": _("forløb, der mangler noget, før de kan indberettes"),
    "support.fidelity": _("forløb, hvor noget mangler i metoden"),
}
