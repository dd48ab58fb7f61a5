"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "staff.register_exported": _("Navnelisten trukket ud som regneark"),
}
QUIET = frozenset(EVENTS)
