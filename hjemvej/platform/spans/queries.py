"""Which rows hold on a day? As `rules` says it of one value; the fields are named where they are called otherwise."""

import datetime

from django.db.models import Q

Day = datetime.date | datetime.datetime


def lasting_on(day: Day, *, begins: str = "from_on", until: str = "until_on") -> Q:
    """Rows that hold on this day, where `until` is the first day they no longer do."""
    return Q(**{f"{begins}__lte": day}) & not_over_on(day, until=until)


def not_over_on(day: Day, *, until: str = "until_on") -> Q:
    """Rows that hold on this day or begin later."""
    return Q(**{until: None}) | Q(**{f"{until}__gt": day})


def lasting_night(night: datetime.date) -> Q:
    """Rows of nights that hold this night."""
    return lasting_on(night, begins="from_night", until="until_night")


def lasting_through(day: Day, *, begins: str = "from_on", last: str = "last_on") -> Q:
    """Rows that hold on this day, where `last` is the last day they do."""
    return Q(**{f"{begins}__lte": day}) & not_past_last(day, last=last)


def not_past_last(day: Day, *, last: str = "last_on") -> Q:
    """Rows that hold on this day or begin later, where `last` is the last day they do."""
    return Q(**{last: None}) | Q(**{f"{last}__gte": day})


def lasting_on_sql(row: str, day: str, *, begins: str = "from_on", until: str = "until_on") -> str:
    """`lasting_on` in SQL: `row` is the table's name in the question, `day` a column or a parameter of it."""
    return f"({row}.{begins} <= {day} AND ({row}.{until} IS NULL OR {row}.{until} > {day}))"
