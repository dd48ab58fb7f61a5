"""How is a citizen's wellbeing shown? To the citizen: the words, a small curve, and each time it was filled in."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.efforts.support.models import WellbeingSheet
from hjemvej.platform.ui.figures import Figure, lines
from hjemvej.platform.ui.when import short_date

from . import queries, rules
from .statements import version


def course(sheets: Sequence[WellbeingSheet], on: datetime.date) -> dict[str, Any]:
    """What the page shows of these sheets, the first first; nothing of none."""
    if not sheets:
        return {}
    limits = queries.limits(on)
    points = [rules.Point(one.filled_on, rules.points(one.answers)) for one in sheets]
    rows = [{"sheet": one, "points": point.points} for one, point in zip(sheets, points, strict=True)]
    return {
        "told": rules.told(points, **limits), "figure": curve(points, limits["change"], on), "rows": rows[::-1],
        "source": version(sheets[-1].statements).source,
    }  # fmt: skip


def curve(points: Sequence[rules.Point], change: int, on: datetime.date) -> Figure | None:
    """Draw the points over time, from 0 to 100; nothing of a single day."""
    if len(points) < 2:
        return None
    name = _("Af 100")
    said = "; ".join(f"{short_date(one.on, on)}: {one.points}" for one in points)
    method = _("Fem svar fra 0 til 5 er lagt sammen og ganget med 4. En forskel på %s eller mere er en forandring.")
    return lines(
        {name: [(one.on, one.points) for one in points]}, title=_("Jo højere, jo bedre har du haft det"),
        description=said, head=_("Dag"), method=method % change, on=on, within=(0, 100),
    )  # fmt: skip
