"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "consents.consent_given": _("Borgeren gav samtykke"),
    "consents.consent_withdrawn": _("Borgeren trak et samtykke tilbage"),
}
QUIET: frozenset[str] = frozenset()
