"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "audit.citizens_listed": _("Borgere vist på en liste"),
    "audit.sample_drawn": _("Stikprøve trukket"),
    "audit.look_judged": _("Opslag vurderet"),
    "audit.check_finished": _("Stikprøve afsluttet"),
}
QUIET = frozenset(EVENTS)
