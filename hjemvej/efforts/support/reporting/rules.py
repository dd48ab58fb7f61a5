"""Can a course of support be reported, what is missing, and by when must it be there? Pure; nothing is invented."""

import calendar
import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.platform.ui.when import full_date

from .order import Order

# Keys of ground/law. A day of nought has nobody said: then it cannot be known.
DAY_OF_MONTH, YEAR_APPROVED, LOOKS_AHEAD = "report_day", "report_year_approved", "report_looks_ahead"
APPROVED_IN = 2  # the month in which the year before is approved
MISSING: Mapping[str, Any] = {
    "no_decision": gettext_lazy("Der er ingen afgørelse om støtten"),
    "not_sent": gettext_lazy("Afgørelsen er begyndt, men ikke sendt"),
    "no_cpr": gettext_lazy("CPR-nummeret er ikke skrevet"),
    "no_municipality": gettext_lazy("Handlekommunen er ikke skrevet"),
}
ENDS = "ends"  # a course that ends by its plan: its last day is to be told


@dataclass(frozen=True)
class Service:
    """Support from a day to a day, by whatever methods: a change of method is no new help."""

    support_id: uuid.UUID
    person_id: uuid.UUID
    from_on: datetime.date
    until_on: datetime.date | None = None
    is_followed: bool = False  # by another method
    ends_by_plan_on: datetime.date | None = None


@dataclass(frozen=True)
class Known:
    """What is known of a service and its citizen."""

    service: Service
    basis_key: str = ""
    decided_on: datetime.date | None = None
    has_draft: bool = False
    has_cpr: bool = False
    municipality: str = ""  # the code of who acts for the citizen


def joined(services: Iterable[Service]) -> list[Service]:
    """Join the courses of a citizen that follow one another by a change of method."""
    found: list[Service] = []
    for one in sorted(services, key=lambda each: (str(each.person_id), each.from_on)):
        last = found[-1] if found else None
        if last and last.person_id == one.person_id and last.is_followed and last.until_on == one.from_on:
            found[-1] = replace(one, support_id=last.support_id, from_on=last.from_on)
        else:
            found.append(one)
    return found


def is_ours(known: Known, our_code: str) -> bool:
    """Another municipality reports those for whom it acts."""
    return known.municipality in ("", our_code)


def lacks(known: Known) -> list[str]:
    """Name what is missing before the service can be reported, by the keys of MISSING."""
    found = []
    if known.decided_on is None:
        found.append("not_sent" if known.has_draft else "no_decision")
    if not known.has_cpr:
        found.append("no_cpr")
    if not known.municipality:
        found.append("no_municipality")
    return found


def reported_by(day: datetime.date, day_of_month: int) -> datetime.date | None:
    """Return the day by which what happened on a day is reported: in the month after; none where nobody says it."""
    if not day_of_month:
        return None
    year, month = divmod(day.year * 12 + day.month, 12)
    return datetime.date(year, month + 1, min(day_of_month, calendar.monthrange(year, month + 1)[1]))


def next_report(on: datetime.date, day_of_month: int) -> datetime.date | None:
    """Return the next day of reporting, today among them."""
    if not day_of_month:
        return None
    before = on.replace(day=1) - datetime.timedelta(days=1)
    this_month = reported_by(before, day_of_month)
    return this_month if this_month and this_month >= on else reported_by(on, day_of_month)


def due_on(known: Known, day_of_month: int) -> datetime.date | None:
    """Return when the service was first to be reported: after the month in which it was decided and had begun."""
    return reported_by(max(known.service.from_on, known.decided_on or known.service.from_on), day_of_month)


def when(known: Known, on: datetime.date, day_of_month: int) -> str:
    """Say by when what is missing must be there."""
    due = due_on(known, day_of_month)
    if due is None:
        return _("Hvornår, kan ikke vides: ingen har skrevet dagen.")
    if due >= on:
        return _("Skal være der senest %s.") % full_date(due)
    return _("Skulle have været der %s.") % full_date(due)


def place(known: Known, *, by_end: bool) -> tuple[datetime.date, str]:
    """Order services: the one that is due first, or ends first by its plan, stands first."""
    service = known.service
    due = max(service.from_on, known.decided_on or service.from_on)
    return (service.ends_by_plan_on or due) if by_end else due, str(service.support_id)


def told_when_it_ends(service: Service, day_of_month: int) -> str:
    """Say when the last day of a service is to be reported that ends by its plan."""
    ends = service.ends_by_plan_on
    if ends is None:
        return ""
    due = reported_by(ends, day_of_month)
    if due is None:
        return _("Slutter efter planen %s.") % full_date(ends)
    words = _("Slutter efter planen %(ends)s. Slutdagen skal være der senest %(due)s.")
    return words % {"ends": full_date(ends), "due": full_date(due)}


def year_open_since(on: datetime.date) -> datetime.date:
    """Return the first day of the year that can still be reported: until it is approved, the year before."""
    return datetime.date(on.year - (on.month <= APPROVED_IN), 1, 1)


def row(known: Known, order: Order, *, cpr: str, municipality: str) -> dict[str, str]:
    """Write a service as it would be reported; what we do not keep stays empty."""
    service = known.service
    said = {
        "cpr": cpr,
        "municipality": municipality,
        "paragraph": order.bases.get(known.basis_key, ""),
        "decided_on": known.decided_on.isoformat() if known.decided_on else "",
        "from_on": service.from_on.isoformat(),
        "until_on": service.until_on.isoformat() if service.until_on else "",
    }
    return {field.key: "" if field.not_kept else said[field.key] for field in order.fields}
