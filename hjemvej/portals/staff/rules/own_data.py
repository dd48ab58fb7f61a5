"""How does a stored value stand in the citizen's own file? Days as days, choices in words, nobody's CPR number."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjemvej.platform.sealing.cpr_numbers import cover_cpr
from hjemvej.platform.sealing.unseen import without_unseen

Cell = str | int | datetime.datetime | datetime.date


def as_cell(value: Any, choices: Mapping[Any, Any] | None = None) -> Cell:
    """A value for a spreadsheet: dates stay dates, so that they can be sorted; numbers of CPR's form are masked."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, datetime.datetime):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, datetime.date | int):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(str(as_cell(part, choices)) for part in value)
    return str((choices or {}).get(value) or cover_cpr(without_unseen(str(value))))
