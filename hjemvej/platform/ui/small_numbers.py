"""How is a number of people told to those who do not know them? A small one could point somebody out."""

from django.utils.translation import gettext as _

from .number_words import number_word

SMALLEST_SHOWN = 5  # to viewers outside the team


def masked_in_words(number: int) -> str:
    """ "færre end fem" for a small number, else the number in words; none is told."""
    if 0 < number < SMALLEST_SHOWN:
        return _("færre end %s") % number_word(SMALLEST_SHOWN)
    return number_word(number)
