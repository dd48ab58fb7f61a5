"""What do this room's events say in words? The log reads them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "offline.sent_later": _("Skrevet uden internet, sendt senere"),
    "offline.came_back": _("Skrevet uden internet, kunne ikke gemmes"),
}
QUIET = frozenset(EVENTS)
