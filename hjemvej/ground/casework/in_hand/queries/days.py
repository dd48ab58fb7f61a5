"""On how many days did nobody follow up, and on whom? For the leader; which days are not counted, for the job."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import TruncMonth
from django.utils.timezone import localdate

from hjemvej.ground.casework.models import CountedDay, UnheldDay, UnheldWeek
from hjemvej.platform.access.viewer import Viewer, looking_as, system

from .register import unanswered

DAY = datetime.timedelta(days=1)
WINDOW = 30 * DAY
MONTHS = 12
IN_TIME = datetime.timedelta(hours=3)  # the jobs run every hour
NAMED = 50


@dataclass(frozen=True)
class DaysWithout:
    """Days times people of the last thirty days, who they are, and each month; and whom no team knew of last night."""

    days: int
    people: int
    named: list[tuple[uuid.UUID, int]]  # the most days first
    months: list[tuple[datetime.date, int]]  # the latest first; of those who were erased too
    without_team: int

    @property
    def unnamed(self) -> int:
        return self.people - len(self.named)


def days_without(*, viewer: Viewer, at: datetime.datetime) -> DaysWithout:
    today = localdate(at)
    rows = viewer.rows_of(UnheldDay).filter(person__merged_into=None, on__lt=today)
    each = rows.filter(on__gte=today - WINDOW).order_by().values_list("person_id").annotate(days=Count("id"))
    by_person = sorted(each, key=lambda pair: (-pair[1], str(pair[0])))
    begins = _months_before(today, MONTHS - 1)
    counted_from = viewer.rows_of(CountedDay).aggregate(on=Min("on"))["on"] or today  # before it no month is nought
    latest_months = (_months_before(today, number) for number in range(MONTHS))
    months = {month: 0 for month in latest_months if month >= counted_from.replace(day=1)}
    counted = rows.filter(on__gte=begins).order_by().annotate(month=TruncMonth("on")).values_list("month")
    for month, days in [*counted.annotate(days=Count("id")), *_erased_days(begins)]:
        months[month] = months.get(month, 0) + days
    latest = viewer.rows_of(CountedDay).order_by("-on").first()
    return DaysWithout(
        days=sum(days for _person, days in by_person),
        people=len(by_person),
        named=by_person[:NAMED],
        months=sorted(months.items(), reverse=True),
        without_team=latest.without_team if latest else 0,
    )


def _erased_days(begins: datetime.date) -> list[tuple[datetime.date, int]]:
    """Of citizens who were erased, by month: counts of everybody's, and never who."""
    by = system("Dage uden nogen, af slettede")
    with looking_as(by):
        weeks = by.rows_of(UnheldWeek).filter(week_on__gte=begins).order_by()
        return list(weeks.annotate(month=TruncMonth("week_on")).values_list("month").annotate(sum=Sum("days")))


def _months_before(day: datetime.date, number: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return datetime.date(year, month + 1, 1)


def uncounted_days(*, viewer: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """The days that are over and not counted, from the first that is; yesterday where none is."""
    yesterday = localdate(at) - DAY
    last = viewer.rows_of(CountedDay).aggregate(on=Max("on"))["on"]
    first = last + DAY if last else yesterday
    return [first + DAY * number for number in range((yesterday - first).days + 1)]


def overdue(viewer: Viewer, at: datetime.datetime) -> list[str]:
    """For /health?jobs: the days by which a hand-over should have come back, and those not counted."""
    then = at - IN_TIME
    late = set(unanswered(viewer=viewer, on=localdate(then)).values_list("answer_by", flat=True))
    if viewer.rows_of(CountedDay).exists():
        late.update(uncounted_days(viewer=viewer, at=then))
    return [day.isoformat() for day in sorted(late)]
