"""How is it drawn what citizens say of their goals? Counts of people, never an average."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from hjemvej.platform.ui.figures import Figure, bars_by_name

from .rules import goals as rules


def verdicts(counted: Sequence[int], on: datetime.date) -> Figure | None:
    """Draw how many are nearer, the same, further away; nothing while nobody has said."""
    if not sum(counted):
        return None
    names = dict(zip((str(answer.label) for answer in rules.ON_THE_WAY), counted, strict=True))
    title = rules.verdicts_in_words(counted)
    return bars_by_name(
        names, title=title, description=title + ": " + ", ".join(f"{name} {n}" for name, n in names.items()),
        head=(_("Hvad borgeren selv siger"), _("Borgere")), on=on,
        method=_(
            "Hver borger med et mål i gang tæller én gang: med det, borgeren sidst sagde om et af sine mål. Borgere, "
            "der er slettet, er ikke med."
        ),
    )  # fmt: skip
