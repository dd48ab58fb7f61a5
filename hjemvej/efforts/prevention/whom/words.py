"""How is it said that a signal is about somebody else now, and which letters the former citizen was sent?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hjemvej.ground.correspondence.models import Letter
from hjemvej.platform.ui.when import full_date


def sent_in_words(sent: Sequence[Letter]) -> str:
    """Name the letters that somebody else was sent, and what to do about them; nothing where there is none."""
    days = [day for one in sent if (day := one.received_on or one.posted_on)]
    if not days:
        return ""
    said = _(
        "Brevet om det er allerede sendt %s. Tal med borgeren, der fik det, og skriv det som et brud på sikkerheden."
    )
    return said % ", ".join(full_date(day) for day in days)


def corrected(sent: Sequence[Letter], *, is_case_closed: bool) -> str:
    said = [_("Rettet. Tag nu signalet op.")]
    if is_case_closed:
        said.append(_("Sagen havde ikke andre signaler og er afsluttet."))
    return " ".join(filter(None, [*said, sent_in_words(sent)]))
