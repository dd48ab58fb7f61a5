"""Who may do what? One enumeration of permissions, and one table a leader can read."""

from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Koordinator")
    SUPPORT_WORKER = "support_worker", _("Bostøttemedarbejder")
    PREVENTION_WORKER = "prevention_worker", _("Forebyggende medarbejder")
    SHELTER_WORKER = "shelter_worker", _("Medarbejder på forsorgshjem eller natcafé")
    LANDLORD = "landlord", _("Boligorganisation")
    PARTNER_WORKER = "partner_worker", _("Medarbejder i kriminalforsorg, på sygehus eller i en anden kommune")
    VOLUNTEER = "volunteer", _("Frivillig i opsøgende arbejde")
    LEADER = "leader", _("Leder")
    COUNCIL_MEMBER = "council_member", _("Medlem af Udsatterådet")
    ADMINISTRATOR = "administrator", _("Administrator")


class Work(models.TextChoices):
    """Who decides about a citizen, and who does what was decided: the two are kept apart, also in what each sees."""

    AUTHORITY = "authority", _("Myndighed")
    PROVIDER = "provider", _("Udfører")
    LEAD = "lead", _("Ledelse og drift")
    OTHERS = "others", _("Andre")


WORK: dict[Role, Work] = {
    **dict.fromkeys((Role.COORDINATOR, Role.PREVENTION_WORKER), Work.AUTHORITY),
    **dict.fromkeys((Role.SUPPORT_WORKER, Role.SHELTER_WORKER), Work.PROVIDER),
    **dict.fromkeys((Role.LEADER, Role.ADMINISTRATOR), Work.LEAD),
    **dict.fromkeys((Role.LANDLORD, Role.PARTNER_WORKER, Role.VOLUNTEER, Role.COUNCIL_MEMBER), Work.OTHERS),
}


class Permission(StrEnum):
    SEE_TODAY = "see_today"
    HANDLE_INQUIRIES = "handle_inquiries"
    SEND_INQUIRY = "send_inquiry"
    SEND_SIGNAL = "send_signal"
    FIND_PERSON = "find_person"
    SEE_PERSON = "see_person"
    EDIT_PERSON = "edit_person"
    MERGE_PEOPLE = "merge_people"
    SEE_CPR = "see_cpr"
    SEE_PROTECTED = "see_protected"
    BREAK_GLASS = "break_glass"
    WRITE_NOTE = "write_note"
    ASK_WELLBEING = "ask_wellbeing"
    DECIDE = "decide"
    SEE_BOARD = "see_board"
    FIND_PLACE = "find_place"
    RUN_HOUSE = "run_house"
    COUNT_STREET = "count_street"
    SEE_REGISTER = "see_register"
    EXPORT_REGISTER = "export_register"
    FETCH_REPORT = "fetch_report"
    IMPORT_PEOPLE = "import_people"
    SEE_OVERVIEW = "see_overview"
    EDIT_HOMES = "edit_homes"
    REPORT_VACANCY = "report_vacancy"
    EDIT_SHELTERS = "edit_shelters"
    EDIT_PARTNERS = "edit_partners"
    SEE_LAW = "see_law"
    EDIT_LAW = "edit_law"
    CHECK_LOOKS = "check_looks"
    SEE_TEAM_LOAD = "see_team_load"
    MANAGE_MEMBERS = "manage_members"
    SEE_ERASURE = "see_erasure"


P = Permission
_PROVIDER = frozenset({
    P.SEE_TODAY, P.HANDLE_INQUIRIES, P.SEND_INQUIRY, P.FIND_PERSON, P.SEE_PERSON, P.EDIT_PERSON, P.SEE_CPR,
    P.SEE_PROTECTED, P.BREAK_GLASS, P.WRITE_NOTE, P.ASK_WELLBEING, P.SEE_BOARD, P.FIND_PLACE, P.COUNT_STREET,
    P.SEE_REGISTER, P.SEE_OVERVIEW, P.SEE_LAW, P.EDIT_HOMES,
})  # fmt: skip
_AUTHORITY = _PROVIDER | {P.DECIDE}
_COORDINATOR = _AUTHORITY | {P.MERGE_PEOPLE, P.EXPORT_REGISTER, P.IMPORT_PEOPLE, P.EDIT_SHELTERS, P.EDIT_PARTNERS}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.SUPPORT_WORKER: _PROVIDER,
    Role.PREVENTION_WORKER: _AUTHORITY,
    Role.SHELTER_WORKER: frozenset({P.RUN_HOUSE, P.SEND_INQUIRY, P.SEND_SIGNAL}),
    Role.LANDLORD: frozenset({P.SEND_INQUIRY, P.SEND_SIGNAL, P.REPORT_VACANCY}),
    Role.PARTNER_WORKER: frozenset({P.SEND_INQUIRY, P.SEND_SIGNAL}),
    Role.VOLUNTEER: frozenset({P.SEND_INQUIRY, P.COUNT_STREET}),
    Role.LEADER: (_COORDINATOR - {P.ASK_WELLBEING})  # between the citizen and those who work with them
    | {P.EDIT_LAW, P.CHECK_LOOKS, P.SEE_TEAM_LOAD, P.MANAGE_MEMBERS, P.SEE_ERASURE, P.FETCH_REPORT},
    Role.COUNCIL_MEMBER: frozenset({P.SEE_OVERVIEW, P.SEND_INQUIRY}),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_MEMBERS, P.SEE_LAW}),
}

# Whose places a role may fill: PostgreSQL asks the claim for it.
STAFFS = {Role.ADMINISTRATOR: "all", Role.LEADER: "own"}

# A role with any of these opens citizens' records, runs a house or lets others in: its users show two factors.
TWO_FACTORS_DEMANDED_FOR = frozenset({P.SEE_PERSON, P.RUN_HOUSE, P.MANAGE_MEMBERS, P.CHECK_LOOKS})

# What each permission lets one do, in the words of the table that a leader reads.
PERMISSION_WORDS: dict[Permission, Promise] = {
    P.SEE_TODAY: _("Se dagens arbejde"),
    P.HANDLE_INQUIRIES: _("Tage imod og svare på henvendelser"),
    P.SEND_INQUIRY: _("Sende en henvendelse til teamet"),
    P.SEND_SIGNAL: _("Fortælle kommunen, at et hjem er i fare, efter en aftale"),
    P.FIND_PERSON: _("Søge efter en borger"),
    P.SEE_PERSON: _("Åbne en borgers sag, når man har brug for det"),
    P.EDIT_PERSON: _("Rette en borgers oplysninger"),
    P.MERGE_PEOPLE: _("Samle to borgere, der viser sig at være den samme"),
    P.SEE_CPR: _("Få vist et CPR-nummer (skrives i loggen)"),
    P.SEE_PROTECTED: _("Få vist beskyttet navn og adresse (skrives i loggen)"),
    P.BREAK_GLASS: _("Bruge nødadgang med skriftlig grund"),
    P.WRITE_NOTE: _("Skrive notater"),
    P.ASK_WELLBEING: _("Udfylde og se trivsel sammen med en borger, der ønsker det"),
    P.DECIDE: _("Skrive og sende afgørelser, og svare på klager"),
    P.SEE_BOARD: _("Se nattens pladser"),
    P.FIND_PLACE: _("Finde og holde en plads"),
    P.RUN_HOUSE: _("Passe et hus: hvem kom, og hvad er ledigt"),
    P.COUNT_STREET: _("Notere, hvor mange der sover på gaden"),
    P.SEE_REGISTER: _("Se navnelisten"),
    P.EXPORT_REGISTER: _("Hente navnelisten som regneark (skrives i loggen)"),
    P.FETCH_REPORT: _("Hente indberetningen af støtte med CPR-numre (skrives i loggen)"),
    P.IMPORT_PEOPLE: _("Indlæse borgere fra et regneark"),
    P.SEE_OVERVIEW: _("Se tal uden navne"),
    P.EDIT_HOMES: _("Se boliger, melde dem ledige, reservere dem og give dem tilbage"),
    P.REPORT_VACANCY: _("Melde sin egen organisations boliger ledige"),
    P.EDIT_SHELTERS: _("Rette huse og pladser"),
    P.EDIT_PARTNERS: _("Rette samarbejdspartnere"),
    P.SEE_LAW: _("Se frister og satser"),
    P.EDIT_LAW: _("Rette frister og satser"),
    P.CHECK_LOOKS: _("Kontrollere, hvem der har set hvad"),
    P.SEE_TEAM_LOAD: _("Se teamets belastning"),
    P.MANAGE_MEMBERS: _("Tilføje medlemmer og skifte deres rolle"),
    P.SEE_ERASURE: _("Se, hvad der slettes hvornår"),
}

# The kinds of page, in the order of the table, and the permissions that open each.
KINDS_OF_PAGE: tuple[tuple[Promise, tuple[Permission, ...]], ...] = (
    (_("Borgerens sag"), (P.FIND_PERSON, P.SEE_PERSON, P.EDIT_PERSON, P.WRITE_NOTE, P.ASK_WELLBEING, P.SEE_CPR,
                          P.SEE_PROTECTED, P.BREAK_GLASS)),
    (_("Afgørelser og klager"), (P.DECIDE,)),
    (_("Henvendelser"), (P.SEND_INQUIRY, P.SEND_SIGNAL, P.HANDLE_INQUIRIES)),
    (_("Natten"), (P.SEE_BOARD, P.FIND_PLACE, P.RUN_HOUSE, P.COUNT_STREET)),
    (_("Boliger"), (P.EDIT_HOMES, P.REPORT_VACANCY)),
    (_("Lister og tal"), (P.SEE_TODAY, P.SEE_REGISTER, P.EXPORT_REGISTER, P.IMPORT_PEOPLE, P.SEE_OVERVIEW)),
    (_("Fælles oplysninger"), (P.MERGE_PEOPLE, P.EDIT_SHELTERS, P.EDIT_PARTNERS, P.SEE_LAW, P.EDIT_LAW)),
    (_("Ledelse og kontrol"), (P.SEE_TEAM_LOAD, P.CHECK_LOOKS, P.SEE_ERASURE, P.FETCH_REPORT, P.MANAGE_MEMBERS)),
)  # fmt: skip
