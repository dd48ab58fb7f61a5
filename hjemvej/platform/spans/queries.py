"""Which rows hold on a day? The same as `rules` for a single value; the caller names fields with other names."""

import datetime

from django.db.models import Q

Day = datetime.date | datetime.datetime


def lasting_on(day: Day, *, begins: str = "from_on", until: str = "until_on") -> Q:
    """Select rows that hold on this day, where `until` is the first day they no longer do."""
    return Q(**{f"{begins}__lte": day}) & not_over_on(day, until=until)


def not_over_on(day: Day, *, until: str = "until_on") -> Q:
    """Select rows that hold on this day or begin later."""
    return Q(**{until: None}) | Q(**{f"{until}__gt": day})


def lasting_night(night: datetime.date) -> Q:
    """Select rows of nights that hold this night."""
    return lasting_on(night, begins="from_night", until="until_night")


def lasting_through(day: Day, *, begins: str = "from_on", last: str = "last_on") -> Q:
    """Select rows that hold on this day, where `last` is the last day they do."""
    return Q(**{f"{begins}__lte": day}) & not_past_last(day, last=last)


def not_past_last(day: Day, *, last: str = "last_on") -> Q:
    """Select rows that hold on this day or begin later, where `last` is the last day they do."""
    return Q(**{last: None}) | Q(**{f"{last}__gte": day})


HERE = "AT TIME ZONE 'Europe/Copenhagen'"


def local_day_sql(moment: str) -> str:
    """Write in SQL the day here of a moment, a column or an expression."""
    return f"({moment} {HERE})::date"


def begin_of_day_sql(day: str) -> str:
    """Write in SQL the moment a day begins here, a column or an expression."""
    return f"(({day})::timestamp {HERE})"


def lasting_on_sql(row: str, day: str, *, begins: str = "from_on", until: str = "until_on") -> str:
    """Write `lasting_on` in SQL: `row` is the table's name in the query, `day` its column or parameter."""
    return f"({row}.{begins} <= {day} AND ({row}.{until} IS NULL OR {row}.{until} > {day}))"


def lasting_through_sql(row: str, day: str, *, begins: str = "from_on", last: str = "last_on") -> str:
    """Write `lasting_through` in SQL."""
    return f"({row}.{begins} <= {day} AND ({row}.{last} IS NULL OR {row}.{last} >= {day}))"
