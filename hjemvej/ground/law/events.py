"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {"law.rule_changed": _("Regel ændret"), "law.rule_corrected": _("Regel rettet")}
QUIET = frozenset(EVENTS)
