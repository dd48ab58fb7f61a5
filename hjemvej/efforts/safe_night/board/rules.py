"""What is the board's first line?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.rules import number_word


def who_has_no_place(waiting: int, free: int) -> str:
    """The board's answer, before any figure."""
    if not waiting:
        first = _("Ingen venter på et sted at sove i nat.")
    else:
        first = ngettext(
            "%(number)s borger har ikke et sted at sove i nat.",
            "%(number)s borgere har ikke et sted at sove i nat.",
            waiting,
        ) % {"number": number_word(waiting).capitalize()}
    if not free:
        none_free = _("Ingen plads er meldt ledig.")
        return f"{first} {none_free}"
    places = ngettext("%(number)s plads er ledig.", "%(number)s pladser er ledige.", free)
    return f"{first} {places % {'number': number_word(free).capitalize()}}"
