"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "housing_first.housing_first_offered": _("Housing First tilbudt"),
    "housing_first.offer_answered": _("Svar på Housing First"),
    "housing_first.offer_corrected": _("Tilbud om Housing First rettet"),
    "housing_first.offer_put_off": _("Housing First ikke tilbudt endnu"),
    "housing_first.home_offered": _("En bolig er fundet"),
    "housing_first.home_offer_shared": _("Fik at vide, at en anden også spørges om boligen"),
    "housing_first.home_shown": _("Hørte om boligen"),
    "housing_first.home_seen": _("Så boligen"),
    "housing_first.home_accepted": _("Sagde ja tak til en bolig"),
    "housing_first.home_declined": _("Sagde nej tak til en bolig"),
    "housing_first.home_offer_lapsed": _("Fristen for en bolig løb ud"),
    "housing_first.home_offer_withdrawn": _("En bolig faldt væk"),
    "housing_first.lease_arranged_outside": _("Lejen aftales uden om siderne"),
    "housing_first.order_saved": _("Rækkefølge til en bolig gemt"),
    "housing_first.meeting_begun": _("Boligmøde begyndt"),
    "housing_first.meeting_ended": _("Boligmøde afsluttet"),
    "housing_first.home_decided": _("En bolig blev besluttet på boligmødet"),
    "housing_first.home_reopened": _("En beslutning på boligmødet blev taget tilbage"),
    "housing_first.wish_said": _("Ønske til en bolig"),
    "housing_first.wishes_written": _("Ønsker til en bolig"),
    "housing_first.landlord_told": _("Boligorganisationen fik besked"),
    "housing_first.landlord_answered": _("Boligorganisationen svarede"),
    "housing_first.registered": _("Skrevet op hos en boligorganisation"),
    "housing_first.registration_renewed": _("Opskrivning fornyet"),
    "housing_first.registration_ended": _("Opskrivning afsluttet"),
    "housing_first.lease_signed": _("Lejekontrakt skrevet"),
    "housing_first.moved_in": _("Flyttede ind i egen bolig"),
    "housing_first.line_done": _("Gjort før indflytning"),
    "housing_first.line_reopened": _("Ikke gjort alligevel"),
    "housing_first.line_added": _("Nyt på listen til indflytning"),
    "housing_first.line_changed": _("Listen til indflytning rettet"),
    "housing_first.step_kept": _("Teamets liste til indflytning rettet"),
    "housing_first.step_dropped": _("Taget af teamets liste til indflytning"),
}
# Told with the citizen's own words, from the offer itself.
QUIET = frozenset(
    {
        "housing_first.housing_first_offered",
        "housing_first.offer_answered",
        "housing_first.home_offer_shared",
        "housing_first.line_reopened",
        "housing_first.line_added",
        "housing_first.line_changed",
        "housing_first.step_kept",
        "housing_first.step_dropped",
    }
)
