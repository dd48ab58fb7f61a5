"""When is a deadline due? Danish weekdays, working days, months and years, with an explanation one can read aloud.

*Hverdag* is Monday to Saturday but not on a public holiday; *arbejdsdag* is Monday to Friday and not on a day when
public offices are closed. The law rarely says which it means, so the reading that gives the earlier day is used;
where a limit ends that binds a citizen, the reading that gives the later one.
"""

import calendar
import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

import holidays
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.platform.spans.rules import lasts_on

from .models import Provision

Certainty, Unit = Provision.Certainty, Provision.Unit
PUBLIC = holidays.country_holidays("DK", categories=("public",), language="da")  # knows that store bededag ended 2024
OFFICES_OPEN_ON = (5, 1)  # 1 May: closed by some agreements only; to count it gives the earlier day
CLOSED = holidays.country_holidays("DK", categories=("public", "optional"), language="da")  # 5/6, 24/12, 31/12 too
SURE = frozenset({"B", "L"})  # read in the source, or our own goal
IN_CALENDAR_TIME = frozenset({"days", "weeks", "months", "years"})


LONG_AGO = datetime.date(2000, 1, 1)  # the first day of a rule whose beginning nobody has read
# Rules that no code reckons with yet: they stand on the page to be looked up.
ONLY_LOOKED_UP = frozenset({
    "acute_offer_nights", "breach_report", "case_answer", "digital_post_exemption", "payment_demand_fee",
    "protection_lapses",
    "social_free_card_ceiling", "social_free_card_control", "social_free_card_income", "unhoused_help",
})  # fmt: skip


class NotADeadline(ValueError):
    """A rate or an amount has no day on which it is due."""


@dataclass(frozen=True)
class ProvisionInForce:
    """One figure of the law as it stands on a day."""

    key: str
    title: str
    paragraph: str
    text: str
    value: Decimal
    unit: str
    certainty: str
    is_certain: bool
    valid_from: datetime.date
    valid_to: datetime.date | None
    counted_from: str = ""
    binds: str = "nobody"

    source: str = ""
    is_paragraph_checked: bool = True

    @property
    def paragraph_text(self) -> str:
        if self.is_paragraph_checked:
            return self.paragraph
        return _("%s, paragraffen er ikke kontrolleret") % self.paragraph

    @property
    def value_text(self) -> str:
        return length_text(self.value, self.unit)

    @property
    def unit_text(self) -> str:
        return str(Unit(self.unit).label)

    @property
    def certainty_text(self) -> str:
        return str(Certainty(self.certainty).label)

    @property
    def has_a_known_beginning(self) -> bool:
        """Do we know from when it holds? Else a day before all others stands for it, and no page shows that day."""
        return self.valid_from > LONG_AGO

    @property
    def is_our_own_goal(self) -> bool:
        """Set by ourselves: it may wait with a reason, as the law's own day may not."""
        return self.certainty == Certainty.LOCAL

    @property
    def is_only_looked_up(self) -> bool:
        return self.key in ONLY_LOOKED_UP

    @property
    def is_counted_in_whole(self) -> bool:
        """Days and nights are; kroner and percent need not be."""
        return self.unit not in (Unit.KRONER, Unit.PERCENT)

    @property
    def last_valid_on(self) -> datetime.date | None:
        return self.valid_to - datetime.timedelta(days=1) if self.valid_to else None

    def holds_on(self, day: datetime.date) -> bool:
        return lasts_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Deadline:
    """The day to act by, why, and the last day by the law's own words where that is another."""

    due_on: datetime.date
    rule: ProvisionInForce
    explanation: str
    last_day: datetime.date


LAWS = (  # how a paragraph begins, and the heading it stands under; in the order of the page
    ("SEL", gettext_lazy("Serviceloven")),
    ("RSL", gettext_lazy("Retssikkerhedsloven")),
    ("FVL", gettext_lazy("Forvaltningsloven")),
    ("OFL", gettext_lazy("Offentlighedsloven")),
    ("Vores", gettext_lazy("Vores egne servicemål")),
    ("LAS", gettext_lazy("Kontanthjælp")),
    ("Boligstøtte", gettext_lazy("Boligstøtte og beboerindskud")),
    ("GDPR", gettext_lazy("Databeskyttelse")),
    ("barnets", gettext_lazy("Barnets lov")),
    ("ABL", gettext_lazy("Almenboligloven")),
    ("Leje", gettext_lazy("Husleje")),
    ("Lov 616", gettext_lazy("Socialt frikort")),
    ("", gettext_lazy("Andet")),
)


class Told(Protocol):
    """What the page says of a rule, a basis or a paragraph."""

    @property
    def title(self) -> str: ...
    @property
    def paragraph(self) -> str: ...
    @property
    def text(self) -> str: ...


T = TypeVar("T", bound=Told)


def that_say(words: str, told: Iterable[T]) -> list[T]:
    """Return those that say each of the words, in whatever case; all of them where no word is given."""
    wanted = words.casefold().split()
    return [one for one in told if all(word in _all_of(one) for word in wanted)]


def _all_of(told: Told) -> str:
    return f"{told.title} {told.paragraph} {told.text}".casefold()


def by_law(rules: Iterable[ProvisionInForce]) -> list[tuple[str, list[ProvisionInForce]]]:
    """The rules under their laws' names, in the order of LAWS; laws without a rule are left out."""
    groups: dict[str, list[ProvisionInForce]] = {begins: [] for begins, _name in LAWS}
    for rule in rules:
        groups[next(begins for begins, _name in LAWS if rule.paragraph.startswith(begins))].append(rule)
    return [(str(name), groups[begins]) for begins, name in LAWS if groups[begins]]


def is_weekday(day: datetime.date) -> bool:
    """A *hverdag*: Monday to Saturday, not a public holiday."""
    return day.weekday() != calendar.SUNDAY and day not in PUBLIC


def is_working_day(day: datetime.date) -> bool:
    """An *arbejdsdag*: Monday to Friday on which public offices are open."""
    if day.weekday() >= calendar.SATURDAY:
        return False
    return day not in CLOSED or (day not in PUBLIC and (day.month, day.day) == OFFICES_OPEN_ON)


def is_surely_working_day(day: datetime.date) -> bool:
    """A working day by every reading: a day in doubt (1 May) is not, where that gives a citizen longer."""
    return day.weekday() < calendar.SATURDAY and day not in CLOSED


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the day's week."""
    return day - datetime.timedelta(days=day.weekday())


def working_day_before(day: datetime.date) -> datetime.date:
    """The last working day before this day."""
    day -= datetime.timedelta(days=1)
    while not is_working_day(day):
        day -= datetime.timedelta(days=1)
    return day


def add_weekdays(day: datetime.date, n: int) -> datetime.date:
    """The n'th weekday after this day; the day itself is not counted."""
    while n > 0:
        day += datetime.timedelta(days=1)
        n -= is_weekday(day)
    return day


def add_working_days(day: datetime.date, n: int) -> datetime.date:
    """The n'th working day after this day; the day itself is not counted."""
    while n > 0:
        day += datetime.timedelta(days=1)
        n -= is_working_day(day)
    return day


def add_months(day: datetime.date, n: int) -> datetime.date:
    """The same day n months on, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:  # that month is shorter
        return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def last_day(started_on: datetime.date, value: Decimal, unit: str) -> datetime.date:
    """The day a limit of so many days, weeks or months runs out, by the plain words of the law."""
    n = int(value)
    match unit:
        case "weekdays":
            return add_weekdays(started_on, n)
        case "working_days":
            return add_working_days(started_on, n)
        case "days" | "nights":
            return started_on + datetime.timedelta(days=n)
        case "weeks":
            return started_on + datetime.timedelta(weeks=n)
        case "months":
            return add_months(started_on, n)
        case "years":
            return add_months(started_on, 12 * n)
        case "novembers":
            return datetime.date(started_on.year + n, 11, 1)
        case "hours":
            return started_on + datetime.timedelta(days=n // 24)
    raise NotADeadline(f"{value} {unit} is no time")


@functools.lru_cache(maxsize=4096)
def due_day(rule: ProvisionInForce, started_on: datetime.date) -> datetime.date:
    """The day alone, for lists in which many clocks started on the same days."""
    return deadline(rule, started_on).due_on


def deadline(rule: ProvisionInForce, started_on: datetime.date, *, told_on: datetime.date | None = None) -> Deadline:
    """The day to act by under this rule when its clock started on a day; explained to who reads it on another.

    A day of another year than the reader's bears its year; without a reader, than the start's.
    """
    reader = told_on or started_on
    last = last_day(started_on, rule.value, rule.unit)
    due, remark = _moved(last, rule.binds, started_on, reader) if rule.unit in IN_CALENDAR_TIME else (last, "")
    if rule.unit == "weekdays":
        remark = _if_saturdays_do_not_count(started_on, rule.value, last, rule.binds, reader)
    words = {
        "length": length_text(rule.value, rule.unit),
        "event": rule.counted_from or _("start"),
        "start": day_text(started_on, reader),
        "due": day_text(due, reader),
    }
    said = (
        _("%(length)s efter %(event)s %(start)s: %(due)s")
        if rule.value
        else _("Straks, samme dag som %(event)s %(start)s")
    )
    return Deadline(due, rule, f"{said % words} ({rule.paragraph_text}){remark}", last)


def _if_saturdays_do_not_count(
    start: datetime.date, value: Decimal, last: datetime.date, binds: str, reader: datetime.date
) -> str:
    other = add_working_days(start, int(value))
    if other == last:
        return ""
    if binds == "others":
        return _(". Tæller lørdag ikke med, er det %s") % day_text(other, reader)
    return _(". Regnet i arbejdsdage er det %s; vi handler på den tidligste dag") % day_text(other, reader)


def _moved(last: datetime.date, binds: str, start: datetime.date, reader: datetime.date) -> tuple[datetime.date, str]:
    """A limit that ends on a day off: we act before it, a citizen has until the next day offices are open."""
    is_open = is_surely_working_day if binds == "citizen" else is_working_day
    if is_open(last) or binds not in ("us", "citizen") or last == start:
        return last, ""
    step = datetime.timedelta(days=1 if binds == "citizen" else -1)
    day = last
    while not is_open(day) and day != start:
        day += step
    if binds == "citizen":
        return day, _(". Fristen udløber %s, som er en fridag, og løber derfor til næste arbejdsdag") % day_text(
            last, reader
        )
    return day, _(". Fristen udløber %s, som er en fridag; vi handler på den tidligste dag") % day_text(last, reader)


def length_text(value: Decimal, unit: str) -> str:
    """ "3 hverdage", "1 måned", "50 procent"."""
    n = int(value)
    if not value and unit in IN_CALENDAR_TIME:
        return _("samme dag")
    match unit:
        case "weekdays":
            return ngettext("%d hverdag", "%d hverdage", n) % n
        case "working_days":
            return ngettext("%d arbejdsdag", "%d arbejdsdage", n) % n
        case "days":
            return ngettext("%d dag", "%d dage", n) % n
        case "nights":
            return ngettext("%d nat", "%d nætter i træk", n) % n
        case "weeks":
            return ngettext("%d uge", "%d uger", n) % n
        case "months":
            return ngettext("%d måned", "%d måneder", n) % n
        case "years":
            return ngettext("%d år", "%d år", n) % n
        case "novembers":
            return ngettext("1. november i det %d. kalenderår", "1. november i det %d. kalenderår", n) % n
        case "hours":
            return ngettext("%d time", "%d timer", n) % n
        case "percent":
            return _("%s procent") % _figure(value)
        case "kroner":
            return _("%s kr.") % _figure(value)
    return str(n)


def _figure(value: Decimal) -> str:
    """ "41.280", "12,50": with the hundredths, where there are any."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00")


def day_text(day: datetime.date, reader: datetime.date | None = None) -> str:
    """ "tirsdag d. 3. november", with the year when it is another than the reader's."""
    words = _("%(weekday)s d. %(day)d. %(month)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "day": day.day,
        "month": MONTHS[day.month],
    }
    return f"{words} {day.year}" if reader and day.year != reader.year else words
