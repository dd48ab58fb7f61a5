"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "identity.own_page_changed": _("Egne oplysninger rettet"),
    "identity.second_factors_removed": _("Ekstra faktorer ved log ind fjernet"),
    "identity.account_retired": _("Tidligere medlems bruger lukket"),
    "identity.secret_key_rotated": _("Hemmelig nøgle skiftet"),
}
QUIET = frozenset(EVENTS)
