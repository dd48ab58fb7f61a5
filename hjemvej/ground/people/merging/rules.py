"""May two records be merged, and which history of their nights then holds? Pure."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from django.utils.translation import gettext as _

from hjemvej.platform.spans.rules import lasts_on


def reasons_against_merging(*, same: bool, both_have_cpr: bool, one_is_merged: bool, both_are_ours: bool) -> list[str]:
    """Why two records can't become one; an empty list when they can."""
    reasons = []
    if same:
        reasons.append(_("Det er den samme borger."))
    if one_is_merged:
        reasons.append(_("Den ene er allerede lagt sammen med en anden."))
    if both_have_cpr:
        reasons.append(_("De har hvert sit CPR-nummer, så det er to forskellige mennesker."))
    if not both_are_ours:  # opened in an emergency, for one person and some hours: merged, it would be ours for good
        reasons.append(_("Den ene er ikke jeres. Bed borgerens eget team om at lægge dem sammen."))
    return reasons


class Period(Protocol):
    """A fact about some nights, and since when we know it; the fact may be that nothing is known."""

    from_on: datetime.date
    until_on: datetime.date | None
    recorded_at: datetime.datetime

    @property
    def says_nothing(self) -> bool: ...


def merge_periods(rows: Sequence[Period]) -> list[tuple[Period, datetime.date, datetime.date | None]]:
    """Join two people's rows into a single history: each night follows the row that began last and says something."""
    days = sorted({row.from_on for row in rows} | {row.until_on for row in rows if row.until_on})
    history: list[tuple[Period, datetime.date, datetime.date | None]] = []
    for start, until in pairwise([*days, None]):
        if start is None:
            break
        those = [row for row in rows if lasts_on(start, row.from_on, row.until_on)]
        best = max(those, key=lambda row: (not row.says_nothing, row.from_on, row.recorded_at))
        if history and history[-1][0] is best:
            history[-1] = (best, history[-1][1], until)
        else:
            history.append((best, start, until))
    return history
