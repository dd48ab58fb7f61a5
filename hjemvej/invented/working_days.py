"""When is the invented team at work, and by when does it act? By the law's own calendar and table."""

import datetime

from hjemvej.ground.law.queries import versions
from hjemvej.ground.law.rules import CLOSED, ProvisionInForce, deadline, is_working_day

DAY = datetime.timedelta(days=1)
SATURDAY = 5


def is_at_work(day: datetime.date) -> bool:
    """On weekdays, and at weekends somebody is on duty; on a holiday only the night houses are open."""
    return is_working_day(day) or (day.weekday() >= SATURDAY and day not in CLOSED)


def next_at_work(day: datetime.date) -> datetime.date:
    """Return the day itself, or the first after it on which the team is at work."""
    return day if is_at_work(day) else next_at_work(day + DAY)


def last_at_work(day: datetime.date) -> datetime.date:
    """Return the day itself, or the last before it on which the team was at work."""
    return day if is_at_work(day) else last_at_work(day - DAY)


def next_working_day(day: datetime.date) -> datetime.date:
    """Return the day itself, or the first after it on which offices are open."""
    return day if is_working_day(day) else next_working_day(day + DAY)


def last_working_day(day: datetime.date) -> datetime.date:
    """Return the day itself, or the last before it on which offices were open."""
    return day if is_working_day(day) else last_working_day(day - DAY)


class Deadlines:
    """The law's days to act by; each rule is read once."""

    def __init__(self) -> None:
        self._read: dict[str, list[ProvisionInForce]] = {}

    def due_on(self, key: str, started_on: datetime.date) -> datetime.date:
        """The day to act by when this rule's clock started on a day; before the rule's first version, by that one."""
        known = self._read.setdefault(key, []) or versions(key)
        self._read[key] = known
        rule = next((rule for rule in known if rule.holds_on(started_on)), known[-1])
        return deadline(rule, started_on).due_on
