"""What do this room's events say in words? The log reads them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "shelters.house_created": _("Sted oprettet"),
    "shelters.house_changed": _("Sted ændret"),
    "shelters.paragraph_changed": _("Rettet, hvad man bor på stedet efter"),
    "shelters.rate_set": _("Takst skrevet ind"),
    "shelters.hours_set": _("Åbningstider ændret"),
    "shelters.place_added": _("Plads tilføjet"),
    "shelters.place_changed": _("Plads ændret"),
    "shelters.place_closed": _("Plads lukket"),
    "shelters.place_opened": _("Plads åbnet igen"),
}
QUIET = frozenset(EVENTS)
