"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "staff.register_exported": _("Navnelisten trukket ud som regneark"),
    "staff.own_data_handed_over": _("Fik en fil med alt, der er skrevet"),
    "staff.text_read_through": _("En tekst blev set igennem, før du får den"),
}
QUIET = frozenset({"staff.text_read_through", "staff.register_exported"})
