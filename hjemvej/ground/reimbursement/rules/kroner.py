"""How is an amount said? In whole kroner; where a rate is not written it is said, and nothing is guessed."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def kroner(amount: Decimal) -> str:
    return _("%s kr.") % f"{amount:,.0f}".replace(",", ".")


def kroner_in_words(amount: Decimal, *, days: int, unpriced: int) -> str:
    """The state's part; where a rate is not written it is said, and nothing is guessed."""
    if days and unpriced == days:
        return _("stedets takst er ikke skrevet ind: kun døgn tælles")
    if unpriced:
        said = ngettext(
            "mindst %(amount)s kr.; taksten for %(n)d døgn er ikke skrevet ind",
            "mindst %(amount)s kr.; taksten for %(n)d døgn er ikke skrevet ind",
            unpriced,
        )
        return said % {"amount": f"{amount:,.0f}".replace(",", "."), "n": unpriced}
    return kroner(amount)
