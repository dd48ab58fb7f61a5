"""How is a small number written in words? "To borgere", not "2 borgere"; above twelve the figure."""

from django.utils.translation import gettext as _


def number_word(number: int) -> str:
    words = (
        _("ingen"), _("én"), _("to"), _("tre"), _("fire"), _("fem"), _("seks"), _("syv"), _("otte"), _("ni"), _("ti"),
        _("elleve"), _("tolv"),
    )  # fmt: skip
    return words[number] if number < len(words) else str(number)
