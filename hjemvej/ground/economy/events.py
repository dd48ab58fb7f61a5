"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {"economy.sheet_written": _("Økonomien blev skrevet ned")}
QUIET: frozenset[str] = frozenset()
