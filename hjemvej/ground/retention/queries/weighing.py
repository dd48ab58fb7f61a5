"""What more goes on a day, if a rule says a lesser value? Asked before a rule is changed, and of changes that wait."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import kept_rows

from .due import CITIZEN, Case, cases, due_on
from .old import number_before

ARCHIVE_FIRST = "archive_before_erasing"
LOG = "keep_log"
JOBS = "keep_job"


def keys_that_erase() -> set[str]:
    """Name the rules by which something goes; to lessen one erases more, or without the archive."""
    return {CITIZEN, ARCHIVE_FIRST, LOG, JOBS, *(kept.key for kept in kept_rows())}


def would_go(key: str, value: Decimal, from_on: datetime.date, *, on: datetime.date, viewer: Viewer) -> list[str]:
    """Say what more goes on `from_on` by this value than by the rule as it stands on `on`; nothing said: no more."""
    before = provision_on(key, on)
    after = replace(before, value=value)
    if value >= before.value:
        return []
    if key == CITIZEN:
        return more_citizens(cases(on=on, viewer=viewer), before, after, from_on)
    if key == ARCHIVE_FIRST:
        return [_("Sager slettes, uden at arkivet får dem.")]
    if key in (LOG, JOBS):
        return [_("Det, der er ældre end %s, går.") % after.value_text]
    said = []
    for kept in kept_rows():
        if kept.key == key:
            then, now = (number_before(kept, rule, from_on, viewer=viewer) for rule in (after, before))
            if then > now:
                said.append(f"{kept.label}: {_sum_text(then - now)}")
    return said


def more_citizens(
    found: Iterable[Case], before: ProvisionInForce, after: ProvisionInForce, from_on: datetime.date
) -> list[str]:
    """Say how many citizens more go on a day by a new rule, of those whose case is closed now."""
    closed = [case.last_sign_on for case in found if not case.is_open_by]
    more = sum(due_on(last, after) <= from_on < due_on(last, before) for last in closed)
    if not more:
        return []
    said = ngettext(
        "%(more)s borger mere slettes med alt, hvad der står om borgeren.",
        "%(more)s borgere mere slettes med alt, hvad der står om dem.",
        more,
    )
    return [said % {"more": more}]


def _sum_text(more: int) -> str:
    return ngettext("%s mere slettes.", "%s flere slettes.", more) % more
