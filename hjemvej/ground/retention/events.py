"""What do this room's events say in the log?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "retention.person_erased": _("Slettede en borger"),
    "retention.rows_removed": _("Slettede gamle rækker"),
}
QUIET = frozenset(EVENTS)  # of no citizen: they are gone
