"""What do this room's events say in words? The citizen's log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "safe_night.place_requested": _("Bad om et sted at sove"),
    "safe_night.request_changed": _("Ønsket om et sted blev ændret"),
    "safe_night.request_withdrawn": _("Fandt selv et sted at sove"),
    "safe_night.place_held": _("Plads reserveret"),
    "safe_night.hold_extended": _("Plads reserveret længere"),
    "safe_night.hold_cancelled": _("Reserveret plads givet fri"),
    "safe_night.hold_expired": _("Reservationen udløb"),
    "safe_night.declined": _("Sagde nej til et sted"),
    "safe_night.turned_away": _("Stedet sagde nej"),
    "safe_night.arrived": _("Kom til et sted at sove"),
    "safe_night.arrival_undone": _("Var ikke kommet: skrevet ved en fejl"),
    "safe_night.did_not_come": _("Kom ikke"),
    "safe_night.walked_in": _("Henvendte sig selv på stedet"),
    "safe_night.moved": _("Flyttede plads"),
    "safe_night.stay_extended": _("Ophold forlænget"),
    "safe_night.departed": _("Rejste"),
    "safe_night.admission_to_tell": _("Indskrevet: handlekommunen skal have det at vide"),
    "safe_night.admission_told": _("Handlekommunen har fået indskrivningen at vide"),
    "safe_night.admission_not_told": _("Indskrivningen var en fejl og bliver ikke fortalt"),
    "safe_night.night_made_up": _("Natten gjort op"),
    "safe_night.night_made_again": _("Natten gjort op igen, efter at noget blev rettet"),
    "safe_night.night_corrected": _("Natten rettet"),
    "safe_night.free_places_reported": _("Ledige pladser meldt"),
}
# Of interest to the log, not to the citizen's timeline.
QUIET = frozenset({
    "safe_night.request_changed", "safe_night.hold_extended", "safe_night.moved", "safe_night.night_made_up",
    "safe_night.night_made_again", "safe_night.free_places_reported", "safe_night.walked_in",
    "safe_night.admission_to_tell", "safe_night.admission_not_told",
})  # fmt: skip
