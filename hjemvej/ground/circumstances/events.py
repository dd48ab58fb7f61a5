"""What do this room's events say in words? Never which question, nor the answer: that stands behind the door."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "circumstances.fact_written": _("En oplysning om baggrund og helbred blev skrevet ned"),
    "circumstances.fact_corrected": _("En oplysning om baggrund og helbred blev rettet"),
    "circumstances.fact_withdrawn": _("En oplysning om baggrund og helbred blev trukket tilbage"),
}
QUIET: frozenset[str] = frozenset()
