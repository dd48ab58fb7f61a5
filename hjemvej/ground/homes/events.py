"""What do this room's events say in words? The log reads them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "homes.house_created": _("Sted oprettet"),
    "homes.house_changed": _("Sted ændret"),
    "homes.hours_set": _("Åbningstider ændret"),
    "homes.place_added": _("Plads tilføjet"),
    "homes.place_changed": _("Plads ændret"),
    "homes.place_closed": _("Plads lukket"),
    "homes.place_opened": _("Plads åbnet igen"),
}
QUIET = frozenset(EVENTS)
