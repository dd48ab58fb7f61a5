"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "housing_first.housing_first_offered": _("Housing First tilbudt"),
    "housing_first.offer_answered": _("Svar på Housing First"),
    "housing_first.offer_corrected": _("Tilbud om Housing First rettet"),
    "housing_first.offer_put_off": _("Housing First ikke tilbudt endnu"),
}
# Told with the citizen's own words, from the offer itself.
QUIET = frozenset({"housing_first.housing_first_offered", "housing_first.offer_answered"})
