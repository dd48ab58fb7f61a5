"""When is each step of a release or a discharge due, why, which is next, and how do we say it? Pure."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.prevention.models import Happening, LeavingStep, Signal, StepTaken
from hjemvej.ground.law.rules import SURE, add_months, is_working_day, last_day, length_text
from hjemvej.platform.ui.when import full_date

DAY = datetime.timedelta(days=1)
Who, CountedFrom, State = LeavingStep.Who, LeavingStep.CountedFrom, StepTaken.State
HasHome = Signal.HasHome


@dataclass(frozen=True)
class Stay:
    """What is known of a stay in prison or hospital, and of the day it ends."""

    happening: str
    received_on: datetime.date  # when it reached us; when it was typed in plays no part
    began_on: datetime.date | None = None
    happens_on: datetime.date | None = None
    has_home: str = HasHome.UNKNOWN

    @property
    def start(self) -> datetime.date:
        return self.began_on or self.received_on


@dataclass(frozen=True)
class Due:
    """A step and the day it is due; no day while the day that it counts from is not known."""

    step: LeavingStep
    due_on: datetime.date | None
    why: str
    was_over: bool = False  # its day was over when the message reached us

    @property
    def is_sure(self) -> bool:
        return self.step.certainty in SURE

    @property
    def is_ours(self) -> bool:
        return self.step.who != Who.SENDER


def days_of(steps: Iterable[LeavingStep], stay: Stay, *, short_months: int) -> list[Due]:
    """Return the steps that hold for a stay, each with its day, in the order of the method."""
    is_whole, _why = scope(stay, short_months)
    held = [one for one in steps if one.happening == stay.happening and (is_whole or one.is_always)]
    return [_due(one, stay) for one in sorted(held, key=lambda one: one.order)]


def scope(stay: Stay, short_months: int) -> tuple[bool, str]:
    """Say whether the whole method holds, and why: left out only where the stay is surely short, and ends in a home."""
    if stay.happening != Happening.RELEASE:
        return True, ""
    if stay.has_home != HasHome.YES:
        return True, _("Alle trin gælder: der er ikke et hjem i udsigt, og så er straffens længde ligegyldig.")
    if stay.began_on is None or stay.happens_on is None:
        return True, _("Alle trin gælder, til vi ved, hvor lang straffen er.")
    if add_months(stay.began_on, short_months) <= stay.happens_on:
        return True, _("Alle trin gælder: straffen kan være på fire måneder eller mere.")
    return False, _("Kort ophold, og der er et hjem: kun de trin, der altid gælder.")


def _due(step: LeavingStep, stay: Stay) -> Due:
    day, why = _counted(step, stay)
    if day is None:
        return Due(step, None, why)
    day = _working_day_by(day, stay.received_on) if step.value else day
    if day < stay.received_on:
        return Due(step, stay.received_on, _("Dagen var gået, da beskeden kom: straks."), was_over=True)
    return Due(step, day, why)


def _counted(step: LeavingStep, stay: Stay) -> tuple[datetime.date | None, str]:
    """Count the days; a step that prepares the day is never due after it."""
    value = Decimal(step.value)
    length = length_text(value, step.unit)
    last = stay.happens_on or datetime.date.max
    match step.counted_from:
        case CountedFrom.BEGAN:
            words = {"length": length, "day": full_date(stay.start)}
            said = _("%(length)s efter, at det begyndte %(day)s") if stay.began_on else _(
                "%(length)s efter beskeden %(day)s: hvornår det begyndte, er ikke skrevet"
            )  # fmt: skip
            return _by(last_day(stay.start, value, step.unit), last, said % words)
        case CountedFrom.HEARD:
            words = {"length": length, "day": full_date(stay.received_on)}
            said = _("%(length)s efter beskeden %(day)s") % words
            return _by(last_day(stay.received_on, value, step.unit), max(last, stay.received_on), said)
    if stay.happens_on is None:
        return None, _("Regnes fra dagen, som ikke er kendt endnu: spørg efter den.")
    words = {"length": length, "day": full_date(stay.happens_on)}
    if step.counted_from == CountedFrom.AFTER:
        return last_day(stay.happens_on, value, step.unit), _("%(length)s efter %(day)s") % words
    day, soonest = _before(stay.happens_on, step.value, step.unit), stay.start + 7 * step.weeks_in * DAY
    if step.weeks_in and day < soonest:
        words["length"] = length_text(Decimal(step.weeks_in), "weeks")
        words["day"] = full_date(stay.start)
        return _by(soonest, last, _("%(length)s efter, at det begyndte %(day)s: opholdet er kortere") % words)
    return day, _("%(length)s før %(day)s") % words


def _by(day: datetime.date, last: datetime.date, why: str) -> tuple[datetime.date, str]:
    """A step is not due after the day it prepares; where it is due sooner for that, it says so."""
    return (day, why) if day <= last else (last, _("på dagen selv, som kommer før %s") % why)


def _before(day: datetime.date, value: int, unit: str) -> datetime.date:
    """Count back from a day."""
    match unit:
        case "working_days":
            left = value
            while left:
                day -= DAY
                left -= is_working_day(day)
            return day
        case "months":
            return add_months(day, -value)
        case "years":
            return add_months(day, -12 * value)
        case "weeks":
            return day - 7 * value * DAY
    return day - value * DAY


def _working_day_by(day: datetime.date, received_on: datetime.date) -> datetime.date:
    """On a day off we act on the working day before, unless that was over when we heard."""
    worked = day
    while not is_working_day(worked):
        worked -= DAY
    return worked if worked >= received_on else day


def next_of(dues: Iterable[Due], taken: Collection[str], *, ours: bool = False) -> Due | None:
    """Return what is next: not what the sender did before we heard; with `ours`, only what we take part in."""
    left = [
        one for one in dues if one.step.key not in taken and one.due_on and (one.is_ours or not (ours or one.was_over))
    ]
    return min(left, key=lambda one: (one.due_on or datetime.date.max, one.step.order), default=None)


HomeState = Literal["ready", "coming", "none", "unknown"]


@dataclass(frozen=True)
class Home:
    """Is there a home on the day, and what says so?"""

    state: HomeState
    words: str


def home(
    stay: Stay, *, lives_from: datetime.date | None, agreed_on: datetime.date | None, lease_from: datetime.date | None
) -> Home:
    """Say whether there is a home on the day: what our own rows say goes before what the sender wrote."""
    day = stay.happens_on
    starts = lives_from or lease_from
    if starts and (day is None or starts <= day):
        return Home("ready", _("Der er et hjem fra %s") % full_date(starts))
    if starts and day:
        days = (starts - day).days
        late = _("Hjemmet er først klar %(on)s, %(days)s efter dagen")
        said = ngettext("%d dag", "%d dage", days) % days
        return Home("coming", late % {"on": full_date(starts), "days": said})
    if agreed_on:
        words = _("Borgeren har sagt ja til et hjem %s, men der er ingen lejekontrakt")
        return Home("coming", words % full_date(agreed_on))
    match stay.has_home:
        case HasHome.YES:
            return Home("ready", _("Der er et hjem, skriver afsenderen"))
        case HasHome.NO:
            return Home("none", _("Der er ikke et hjem"))
    return Home("unknown", _("Om der er et hjem, ved vi ikke"))


def days_left(stay: Stay, on: datetime.date) -> str:
    """ "løslades om 42 dage", "udskrives i dag", "blev løsladt for 3 dage siden"."""
    is_release, day = stay.happening == Happening.RELEASE, stay.happens_on
    if day is None:
        return _("løslades, dagen kendes ikke") if is_release else _("udskrives, dagen kendes ikke")
    days = (day - on).days
    if days == 0:
        return _("løslades i dag") if is_release else _("udskrives i dag")
    if days < 0:
        gone = ngettext("%d dag", "%d dage", -days) % -days
        return (_("blev løsladt for %s siden") if is_release else _("blev udskrevet for %s siden")) % gone
    left = ngettext("%d dag", "%d dage", days) % days
    return (_("løslades om %s") if is_release else _("udskrives om %s")) % left


def who_acts(due: Due, happening: str) -> str:
    """Name who does a step, as it is said of a prison and of a ward."""
    match due.step.who:
        case Who.US:
            return _("Kommunen")
        case Who.SENDER:
            return _("Fængslet") if happening == Happening.RELEASE else _("Afdelingen")
    return _("Fængslet og kommunen") if happening == Happening.RELEASE else _("Afdelingen og kommunen")


def days_to_choose(on: datetime.date) -> list[datetime.date]:
    """Propose days for a meeting: the next three working days, so that five are never over."""
    days: list[datetime.date] = []
    day = on
    while len(days) < 3:
        day += DAY
        if is_working_day(day):
            days.append(day)
    return days
