"""Which Danish words stand for tables, fields and pages in the log that a citizen reads?

Plain strings: this room knows nothing of the rooms above; events are said in each room's own `events.py`. A name
without words here is shown as "andet" with its name.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, "str | Promise"]

TABLES: Words = {
    "access_needtoknow": _("Hvem der har brug for at kende dig"),
    "people_person": _("Dine oplysninger"),
    "people_personname": _("Andre navne"),
    "people_contactway": _("Måder at få fat i dig på"),
    "people_householdmember": _("Dine nærmeste"),
    "people_responsiblemunicipality": _("Ansvarlig kommune"),
    "situations_situation": _("Hvor du sover"),
    "casework_coordination": _("Din koordinator"),
    "casework_course": _("Forløb"),
    "casework_note": _("Notater"),
    "casework_task": _("Opgaver"),
    "casework_draft": _("Kladde til notat"),
    "one_entry_inquiry": _("Henvendelser"),
    "one_entry_inquirystep": _("Henvendelser"),
    "safe_night_placerequest": _("Ønske om en plads"),
    "safe_night_occupancy": _("Plads"),
    "safe_night_answer": _("Svar fra et hus"),
    "safe_night_night": _("Nat"),
}

FIELDS: Words = {
    "given_names": _("Fornavne"), "surname": _("Efternavn"), "description": _("Beskrivelse"), "sex": _("Køn"),
    "born_on": _("Født"), "born_year": _("Fødselsår"), "born_year_is_guess": _("Fødselsår er et skøn"),
    "cpr_encrypted": _("CPR-nummer"), "protection": _("Beskyttelse"), "protection_until": _("Beskyttet til"),
    "has_no_permanent_stay": _("Uden fast ophold i Danmark"), "citizenship": _("Statsborgerskab"),
    "language": _("Sprog"), "needs_interpreter": _("Har brug for tolk"), "accessibility_needs": _("Særlige behov"),
    "animals": _("Dyr"), "channel_of_service": _("Breve sendes som"),
    "digital_post_exempt_until": _("Fritaget for Digital Post til"), "died_on": _("Død"),
    "merged_into_id": _("Samlet med en anden sag"), "created_at": _("Oprettet"),
    "name": _("Navn"), "kind": _("Slags"), "known_from": _("Kendt fra"), "known_until": _("Kendt til"),
    "value": _("Oplysning"), "note": _("Bemærkning"), "is_shared": _("Deles med andre"),
    "is_preferred": _("Foretrækkes"), "is_secret": _("Vises kun, når man beder om det"), "relation": _("Relation"),
    "is_with_them": _("Er sammen med dig"), "municipality_name": _("Kommune"), "is_disputed": _("Der er uenighed"),
    "from_on": _("Fra"), "until_on": _("Til"), "from_at": _("Fra"), "until_at": _("Til"), "detail": _("Uddybning"),
    "source": _("Kilde"), "certainty": _("Hvor sikkert"), "recorded_at": _("Skrevet ind"),
    "superseded_at": _("Rettet"), "coordinator_id": _("Koordinator"), "responsible_id": _("Ansvarlig"),
    "opened_at": _("Begyndt"), "opened_because": _("Fordi"), "closed_at": _("Afsluttet"), "outcome": _("Resultat"),
    "text": _("Tekst"), "own_words": _("Dine egne ord"), "happened_at": _("Skete"), "written_at": _("Skrevet"),
    "author_id": _("Skrevet af"), "signed_at": _("Underskrevet"), "title": _("Opgave"), "due_at": _("Frist"),
    "clock_started_on": _("Fristen løber fra"), "assigned_to_id": _("Gives til"), "done_at": _("Gjort"),
    "done_by_id": _("Gjort af"), "created_by_id": _("Lavet af"), "received_at": _("Modtaget"),
    "channel": _("Kom ind som"), "asker_kind": _("Hvem henvendte sig"), "asker_name": _("Navn på den, der ringede"),
    "asker_contact": _("Kontakt"), "wants_answer": _("Vil have svar"), "about": _("Om hvem"), "where": _("Hvor"),
    "concerns": _("Handler om"), "tonight": _("I nat"), "children": _("Børn"), "is_threatened": _("Truet"),
    "danger": _("Fare"), "eviction_on": _("Udsættes den"), "status": _("Tilstand"), "taken_at": _("Taget"),
    "taken_by_id": _("Taget af"), "answer": _("Svar"), "answered_at": _("Svaret"), "at": _("Hvornår"),
    "by_id": _("Af"), "to_id": _("Til"), "night": _("Nat"), "needs": _("Behov"), "safety": _("Tryghed"),
    "requested_at": _("Ønsket"), "requested_by_id": _("Ønsket af"), "from_night": _("Fra natten"),
    "until_night": _("Til natten"), "held_until": _("Holdt til"), "arrived_at": _("Kom"), "left_at": _("Gik"),
    "discharged_to": _("Rejste til"), "why": _("Hvorfor"), "words": _("I dine ord"),
    "what_happened": _("Hvad der skete"), "basis": _("Grund"), "reason": _("Begrundelse"),
    "recorded_by_id": _("Skrevet af"), "made_by_id": _("Lavet af"), "user_id": _("Medarbejder"),
}  # fmt: skip

# What tells of somebody else: not in what is handed to the citizen, for the others have a right of their own.
OF_OTHERS = {
    "people_householdmember": frozenset({"name"}),
    "one_entry_inquiry": frozenset({"asker_kind", "asker_name", "asker_contact"}),
}

# What is covered until somebody asks for it, when the citizen is protected: the log covers it too.
OF_PROTECTED = {
    "people_person": frozenset({"given_names", "surname", "description"}),
    "people_personname": frozenset({"name"}),
    "people_contactway": frozenset({"value", "note"}),
    "people_householdmember": frozenset({"name"}),
    "situations_situation": frozenset({"detail"}),
}

NOT_TOLD = frozenset({
    "id", "person_id", "search_text", "cpr_lookup", "follow_up_hash", "key", "law_key", "municipality_code",
    "inquiry_id", "course_id", "place_id", "house_id", "request_id", "organisation_id", "corrects_id",
    "also_person_id", "saved_at", "made_at", "fields", "sent_by_id",
})  # fmt: skip  # what only the machine needs

PAGES: Words = {
    "staff.person": _("Så sagen"),
    "people.cpr": _("Fik vist CPR-nummeret"),
    "people.protected_name": _("Fik vist beskyttet navn"),
    "people.person_edit": _("Så oplysningerne for at rette dem"),
    "people.merge": _("Sammenlignede to sager, der kan være den samme"),
    "people.undo_merge": _("Så efter, om to sager skal skilles ad igen"),
    "staff.own_data": _("Hentede en fil til dig med alt, der er skrevet"),
    "staff.export_register": _("Hentede navnelisten som regneark"),
    "access.log": _("Så, hvem der har set sagen"),
    "casework.note": _("Læste et notat"),
    "casework.notes": _("Læste notaterne"),
    "casework.write_note": _("Skrev et notat"),
    "casework.timeline": _("Så forløbet over tid"),
    "casework.task": _("Så en opgave"),
    "casework.course": _("Så et forløb"),
    "situations.history": _("Så, hvor du har sovet"),
    "situations.record_situation": _("Skrev, hvor du sover"),
    "safe_night.find_place": _("Fandt en plads"),
    "one_entry.inquiry": _("Læste en henvendelse"),
}
ROOMS: Words = {
    "staff": _("Så sagen"), "people": _("Så oplysninger"), "casework": _("Så sagen"),
    "situations": _("Så, hvor du sover"), "safe_night": _("Arbejdede med en plads til dig"),
    "one_entry": _("Arbejdede med en henvendelse"), "partner": _("Så dig på husets liste"),
}  # fmt: skip

BASES: Words = {
    "case": _("egen sag"),
    "inquiry": _("henvendelse til os"),
    "guest": _("gæst hos os"),
    "break_glass": _("nødadgang"),
}


def of_page(page: str) -> "str | Promise":
    """The page's words, else its room's."""
    room = page.replace(":", ".").partition(".")[0]
    return PAGES.get(page.replace(":", "."), ROOMS.get(room, _("Så sagen")))
