"""How does one quote somebody? Danish authorities write ”…”; another language's own marks are in its translation."""

from django.utils.translation import gettext as _


def quoted(words: object) -> str:
    return _("”%s”") % words
