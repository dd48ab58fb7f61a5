"""How does one say when in words? "søndag den 22. november", "kl. 15.20", "for 12 min. siden", "om 2 dage"."""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_AP, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Moment = datetime.date | datetime.datetime | None
END_OF_DAY = datetime.time(23, 59)


def local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_of(moment: datetime.date | datetime.datetime) -> datetime.date:
    return local(moment).date() if isinstance(moment, datetime.datetime) else moment


def end_of_day(day: datetime.date) -> datetime.datetime:
    """A thing due on a day is due when the day ends, in Danish time."""
    return timezone.make_aware(datetime.datetime.combine(day, END_OF_DAY))


def long_date(moment: Moment, today: datetime.date | None = None) -> str:
    """Weekday, day and month; the year only when it is another one than today's."""
    if moment is None:
        return ""
    day = day_of(moment)
    words = _("%(weekday)s den %(day)s. %(month)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "day": day.day,
        "month": MONTHS[day.month],
    }
    return words if day.year == (today or timezone.localdate()).year else f"{words} {day.year}"


def short_date(moment: Moment, today: datetime.date | None = None) -> str:
    """22. nov., 31. marts; with the year when it is another one."""
    return short_dates([day_of(moment)], today)[0] if moment else ""


def short_dates(days: Sequence[datetime.date], today: datetime.date | None = None) -> list[str]:
    """The same of many days: a page of thousands of nights looks its words up once."""
    words, this_year = _("%(day)s. %(month)s"), (today or timezone.localdate()).year
    months = {month: str(MONTHS_AP[month]) for month in {day.month for day in days}}
    told = ((day, words % {"day": day.day, "month": months[day.month]}) for day in days)
    return [short if day.year == this_year else f"{short} {day.year}" for day, short in told]


def night_in_words(night: datetime.date) -> str:
    """A night bears its evening's date, and is called by the morning it leads to, everywhere: natten til 23. nov."""
    return _("natten til %s") % short_date(night + datetime.timedelta(days=1))


def full_date(moment: Moment) -> str:
    """3. maj 2026."""
    if moment is None:
        return ""
    day = day_of(moment)
    return _("%(day)s. %(month)s %(year)s") % {"day": day.day, "month": MONTHS[day.month], "year": day.year}


def period_in_words(day: datetime.date, precision: str) -> str:
    """3. maj 2019, maj 2019 or 2019: no more exactly than it is known."""
    if precision == "year":
        return str(day.year)
    return f"{MONTHS[day.month]} {day.year}" if precision == "month" else full_date(day)


def clock(moment: datetime.datetime | datetime.time | None) -> str:
    """kl. 15.20."""
    if moment is None:
        return ""
    time = local(moment).time() if isinstance(moment, datetime.datetime) else moment
    return _("kl. %(hour)d.%(minute)02d") % {"hour": time.hour, "minute": time.minute}


def day_in_words(day: datetime.date, today: datetime.date) -> str:
    """i dag, i går, i morgen, a weekday within the week, else the date."""
    near = {0: _("i dag"), -1: _("i går"), 1: _("i morgen")}
    away = (day - today).days
    if away in near:
        return near[away]
    return str(WEEKDAYS[day.weekday()]) if 1 < away < 7 else short_date(day, today)


def moment_in_words(moment: Moment, now: datetime.date | datetime.datetime) -> str:
    """i dag kl. 15.20; a date alone has no clock."""
    if moment is None:
        return ""
    day = day_in_words(day_of(moment), day_of(now))
    return f"{day} {clock(moment)}" if isinstance(moment, datetime.datetime) else day


def since(moment: Moment, now: datetime.datetime) -> str:
    """for 12 min. siden; the future is told as om 12 min."""
    if moment is None:
        return _("aldrig")
    if not isinstance(moment, datetime.datetime):
        days = (local(now).date() - moment).days
        return day_in_words(moment, local(now).date()) if abs(days) < 2 else _said(datetime.timedelta(days=days))
    return _said(now - moment)


def _said(ago: datetime.timedelta) -> str:
    minutes = int(abs(ago).total_seconds() // 60)
    if minutes == 0:
        return _("lige nu")
    words = _length(minutes)
    return (_("om %s") if ago.days < 0 else _("for %s siden")) % words


def _length(minutes: int) -> str:
    if minutes < 60:
        return _("%d min.") % minutes
    if minutes < 48 * 60:
        hours = round(minutes / 60)
        return ngettext("%d time", "%d timer", hours) % hours
    days = minutes // (24 * 60)
    if days < 60:
        return ngettext("%d dag", "%d dage", days) % days
    if days < 700:
        return ngettext("%d måned", "%d måneder", round(days / 30.4)) % round(days / 30.4)
    return ngettext("%d år", "%d år", days // 365) % (days // 365)
