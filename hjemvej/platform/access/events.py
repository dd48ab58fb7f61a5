"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "access.need_opened": _("Fik adgang til sagen"),
    "access.need_closed": _("Har ikke længere adgang til sagen"),
    "access.glass_broken": _("Brugte nødadgang"),
    "access.glass_found_nobody": _("Brugte nødadgang og fandt ingen"),
    "access.log_handed_over": _("Loggen udleveret"),
    "access.member_added": _("Medlem skrevet på"),
    "access.role_changed": _("Rolle ændret"),
    "access.membership_ended": _("Medlemskab ophørt"),
    "access.password_chosen": _("Adgangskode valgt"),
    "access.password_link_made": _("Link til adgangskode lavet"),
    "access.team_made": _("Organisation oprettet"),
    "access.signed_in": _("Loggede ind"),
}
QUIET = frozenset(EVENTS) - {"access.glass_broken", "access.log_handed_over"}
