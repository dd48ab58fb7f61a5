"""What is told of how long signals are kept, and when the eraser takes each?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import Signal
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.platform.rooms import Kept

KEPT_WORDS = {
    keeping.WRONG: _("Signaler, der var forkerte"),
    keeping.OBJECTED: _("Signaler, som borgeren gjorde indsigelse mod og fik ja"),
    "keep_signal_nowhere": _("Signaler, der ikke førte til en sag"),
    "keep_signal_concern": _("Bekymringer med samtykke, der ikke førte til en sag"),
    "keep_signal_leaving": _("Løsladelser og udskrivninger, der ikke førte til en sag"),
    keeping.IN_CASE: _("Signaler i en sag, hvis tolv måneder aldrig blev talt"),
    keeping.COUNTED: _("Signaler i en sag, når tolv måneder er talt"),
}


def _kept(key: str) -> Kept:
    """One that led nowhere goes as it came; one with a case is part of it, and is handed to the archive first."""
    is_in_case = key in (keeping.IN_CASE, keeping.COUNTED)
    only = f"kept_as = '{key}'" + ("" if is_in_case else " AND NOT has_made_person")  # else `erase_who_is_alone`
    return Kept(key, KEPT_WORDS[key], Signal, "kept_from", only, is_archived=is_in_case)


KEPT = tuple(_kept(key) for key in keeping.LENGTHS)
