"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "needs.need_ended": _("Har ikke længere brug for at kende borgeren"),
    "needs.need_began_again": _("Har igen brug for at kende borgeren"),
}
QUIET: frozenset[str] = frozenset()
