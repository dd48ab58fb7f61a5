"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

from .rules import Kind

EVENTS = {
    "situations.situation_recorded": _("Har skiftet sovested"),
    "situations.situation_confirmed": _("Sover stadig samme sted"),
    "situations.homeless_since_told": _("I hjemløshed siden, før vi kendte borgeren"),
    "situations.homeless_since_taken_back": _("Taget tilbage: i hjemløshed siden, før vi kendte borgeren"),
    "situations.people_counted_on_street": _("Talt på gaden uden navn"),
}


def say_more(_name: str, details: dict[str, object]) -> str:
    """Where the citizen sleeps from then on."""
    kind = details.get("kind")
    return str(Kind(str(kind)).label) if kind in Kind.values else ""


QUIET = frozenset({"situations.situation_confirmed", "situations.people_counted_on_street"})
