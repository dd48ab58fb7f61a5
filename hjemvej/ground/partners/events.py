"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "partners.partner_added": _("Samarbejdspartner oprettet"),
    "partners.partner_changed": _("Samarbejdspartner rettet"),
    "partners.contact_added": _("Kontaktperson skrevet på"),
    "partners.contact_changed": _("Kontaktperson rettet"),
    "partners.contact_removed": _("Kontaktperson fjernet"),
    "partners.agreement_made": _("Aftale om deling indgået"),
    "partners.agreement_ended": _("Aftale om deling ophørt"),
}
QUIET = frozenset(EVENTS)
