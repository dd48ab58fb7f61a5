"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "homes.house_created": _("Sted oprettet"),
    "homes.house_changed": _("Sted rettet"),
    "homes.hours_set": _("Åbningstider rettet"),
    "homes.place_added": _("Plads oprettet"),
    "homes.place_changed": _("Plads rettet"),
    "homes.place_closed": _("Plads lukket"),
    "homes.place_opened": _("Plads åbnet"),
}
QUIET = frozenset(EVENTS)
