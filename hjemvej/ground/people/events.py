"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "people.person_created": _("Borgeren oprettet"),
    "people.known_person_found_by_cpr": _("Fundet på CPR-nummer"),
    "people.number_met_elsewhere": _("Et andet team skrev borgerens CPR-nummer, og fik ikke adgang"),
    "people.person_changed": _("Oplysninger rettet"),
    "people.name_learned": _("Navnet blev kendt"),
    "people.alias_added": _("Kaldes også noget andet"),
    "people.alias_removed": _("Et andet navn fjernet"),
    "people.contact_way_added": _("Ny måde at få fat i borgeren"),
    "people.contact_way_ended": _("En måde at få fat i borgeren ophørt"),
    "people.household_member_added": _("Nærtstående skrevet på"),
    "people.household_member_removed": _("Nærtstående fjernet"),
    "people.cpr_set": _("CPR-nummer skrevet ind"),
    "people.cpr_removed": _("CPR-nummer fjernet"),
    "people.cpr_keys_rotated": _("Nøgler til CPR-numre skiftet"),
    "people.person_protected": _("Beskyttet"),
    "people.protection_lifted": _("Beskyttelse ophørt"),
    "people.people_merged": _("Samlet med en anden sag"),
    "people.person_merged_away": _("Lagt ind i en anden sag"),
    "people.perhaps_same": _("Måske den samme som en anden borger"),
    "people.told_apart": _("Er ikke den samme som en anden borger"),
    "people.looked_for_same": _("Ledt efter borgere, der måske er den samme"),
    "people.merge_undone": _("Skilt fra en anden sag igen"),
    "people.responsible_municipality_set": _("Ansvarlig kommune skrevet ind"),
}
# Told elsewhere on the person page, or of no interest on the timeline.
QUIET = frozenset({
    "people.known_person_found_by_cpr", "people.number_met_elsewhere", "people.person_changed", "people.alias_removed",
    "people.contact_way_ended",
    "people.household_member_removed", "people.cpr_set", "people.cpr_removed", "people.cpr_keys_rotated",
    "people.person_merged_away", "people.perhaps_same", "people.told_apart", "people.looked_for_same",
})  # fmt: skip
