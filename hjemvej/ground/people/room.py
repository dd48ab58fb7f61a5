"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    Events,
    MergeRule,
    Moment,
    Part,
    PersonLookup,
    Record,
    Room,
    Sealed,
    Sign,
    TableWords,
    TodayRows,
    Words,
)
from hjemvej.platform.sealing import seals

from . import actions, events, queries
from .merging.queries import way_back
from .models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from .recognising.queries import pairs


def _lead(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.lead(person, viewer=viewer, on=moment.on)


def _first_way(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.first_way(person, viewer=viewer, on=moment.on)


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person, viewer=viewer, on=moment.night)


def _fault_of_keys(viewer: Viewer) -> list[str]:
    """Return why the keys do not fit the numbers that are kept: a line, or none when they fit."""
    try:
        lost = queries.try_cpr_keys(viewer=viewer).not_found_again
    except seals.UnknownKey as problem:
        return [str(problem)]
    return [f"{lost} CPR numbers are not found again with this HJEMVEJ_CPR_LOOKUP_KEY."] if lost else []


ROOM = Room(
    name="people",
    signs=(Sign(Person, ("created_at", "died_on"), person="id"),),
    person_lookup=PersonLookup(
        model=Person, name_of=queries.name_of, survivor_of=queries.survivor_of, id_of_cpr=queries.id_of_cpr
    ),
    today=(TodayRows(50, queries.number_steps), TodayRows(51, pairs.same_steps)),
    cards=(
        Card(10, Part.NOW, _lead, lead="people/_lead.html"),
        Card(60, Part.NOW, _first_way, lead="people/_way.html"),
        Card(20, Part.ASIDE, _card, "people/_card.html"),
    ),
    words=Words(
        tables=(
            TableWords(
                Person,
                _("Dine oplysninger"),
                fields={
                    "given_names": _("Fornavne"),
                    "surname": _("Efternavn"),
                    "description": _("Beskrivelse"),
                    "sex": _("Køn"),
                    "born_on": _("Født"),
                    "born_year": _("Fødselsår"),
                    "born_year_is_guess": _("Fødselsår er et skøn"),
                    "cpr_encrypted": _("CPR-nummer"),
                    "protection": _("Beskyttelse"),
                    "protection_last_on": _("Beskyttet til"),
                    "has_no_permanent_stay": _("Uden fast ophold i Danmark"),
                    "citizenship": _("Statsborgerskab"),
                    "language": _("Sprog"),
                    "needs_interpreter": _("Har brug for tolk"),
                    "accessibility_needs": _("Særlige behov"),
                    "animals": _("Dyr"),
                    "channel_of_service": _("Breve sendes som"),
                    "channel_since_on": _("Det er aftalt siden"),
                    "digital_post_exempt_until": _("Fritaget for Digital Post til"),
                    "died_on": _("Død"),
                    "merged_into_id": _("Samlet med en anden sag"),
                    "created_at": _("Oprettet"),
                },
                left_out={
                    "cpr_lookup": "a keyed hash of the number",
                    "cpr_waiting": "a keyed hash of the number",
                    "search_text": "the names and ways again, folded for the search",
                },
                of_protected=(
                    "description",
                    "given_names",
                    "surname",
                ),
            ),
            TableWords(
                PersonName,
                _("Andre navne"),
                fields={
                    "name": _("Navn"),
                    "kind": _("Slags"),
                    "known_from": _("Kendt fra"),
                    "known_until": _("Kendt til"),
                },
                of_protected=("name",),
            ),
            TableWords(
                ContactWay,
                _("Måder at få fat i dig på"),
                fields={
                    "kind": _("Slags"),
                    "value": _("Oplysning"),
                    "note": _("Bemærkning"),
                    "is_shared": _("Deles med andre"),
                    "is_preferred": _("Foretrækkes"),
                    "is_secret": _("Vises kun, når man beder om det"),
                    "until_on": _("Til"),
                },
                of_protected=(
                    "note",
                    "value",
                ),
                only_to_the_citizen="is_secret",
            ),
            TableWords(
                HouseholdMember,
                _("Dine nærmeste"),
                fields={
                    "born_year": _("Fødselsår"),
                    "name": _("Navn"),
                    "relation": _("Relation"),
                    "is_with_them": _("Er sammen med dig"),
                },
                untold=("also_person_id",),
                of_others=("name",),
                of_protected=("name",),
            ),
            TableWords(
                ResponsibleMunicipality,
                _("Ansvarlig kommune"),
                fields={
                    "municipality_name": _("Kommune"),
                    "is_disputed": _("Der er uenighed"),
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "why": _("Hvorfor"),
                    "recorded_at": _("Skrevet ind"),
                },
                left_out={"municipality_code": "the file names the municipality"},
            ),
        ),
        pages={
            "people.cpr": _("Fik vist CPR-nummeret"),
            "people.protected_name": _("Fik vist beskyttet navn"),
            "people.person_edit": _("Så oplysningerne for at rette dem"),
            "people.numbers": _("Så, om et CPR-nummer kan skrives på"),
            "people.merge": _("Sammenlignede to sager, der kan være den samme"),
            "people.undo_merge": _("Så efter, om to sager skal skilles ad igen"),
        },
        other_pages=_("Så oplysninger"),
        lists={
            "people.find": _("en søgning"),
            "people.numbers": _("CPR-numre hos andre"),
            "people.perhaps_same": _("borgere, der måske er den samme"),
            "people.create": _("navne, der ligner, ved en ny borger"),
            "people.merge_choose": _("en søgning"),
        },
    ),
    events=Events(events.EVENTS, events.QUIET, ways_back={"people.people_merged": way_back}),
    merge=(
        MergeRule(Person, "merged_into_id"),
        MergeRule(PersonName),
        MergeRule(ContactWay),
        MergeRule(HouseholdMember),
        MergeRule(HouseholdMember, "also_person_id"),
        MergeRule(ResponsibleMunicipality),
    ),
    sealed=(Sealed("CPR numbers", actions.rotate_cpr_keys, _fault_of_keys),),
    records=(Record("person_id", lambda laid: laid.person), Record("other_id", lambda laid: laid.twin)),
)
