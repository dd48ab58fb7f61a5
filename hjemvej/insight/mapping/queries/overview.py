"""What does the overview count? Everybody homeless today and over twelve months, and the nights; never who."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.situations.queries import places_seen, street_observations
from hjemvej.ground.situations.rules import begins_at
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.rules import Month
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import overview_figures

from .months import months
from .population import homeless_people

NIGHTS = datetime.timedelta(days=30)
A_WEEK = datetime.timedelta(days=7)
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Overview:
    """Counts alone. All but `inactive` and those beside the total are of the active."""

    counted_at: datetime.datetime
    on: datetime.date
    active_days: int  # how long after a contact somebody still counts, when this was counted
    by_kind: dict[str, int]
    inactive: int
    long_term: int
    has_no_permanent_stay: int  # beside the total, as VIVE counts them
    has_unusable_home: int  # beside it too: guests of shelters with a home that they cannot use
    seen_outside: int  # people nobody knows, beside the total: at the most, at the places where they were seen
    not_settled: int  # nobody has said which municipality is responsible
    months: list[Month]
    unsafe_per_night: list[tuple[datetime.date, int]]
    unsafe_nights: int
    unsafe_people: int
    brought: dict[str, Any]  # what rooms count for their own figures, by the figure's name

    @property
    def active(self) -> int:
        return sum(self.by_kind.values())


def overview(on: datetime.date, *, viewer: Viewer, at: datetime.datetime) -> Overview:
    """All the counts of a day, of the people this viewer may know of."""
    everyone = homeless_people(on, viewer=viewer)
    active = [person for person in everyone if rules.is_counted(person)]
    seen = street_observations(viewer=viewer, from_at=begins_at(on - A_WEEK), until_at=at)
    nights = unsafe_nights(viewer=viewer, from_night=on - NIGHTS, until_night=on)
    return Overview(
        counted_at=at,
        on=on,
        active_days=int(provision_on("inactive_after", on).value),
        by_kind=dict(Counter(map(rules.where_counted, active))),
        inactive=sum(
            not (person.is_active or person.has_no_permanent_stay or person.has_unusable_home) for person in everyone
        ),
        long_term=sum(on - person.since > A_YEAR for person in active),
        has_no_permanent_stay=sum(person.has_no_permanent_stay for person in everyone),
        has_unusable_home=sum(person.has_unusable_home and not person.has_no_permanent_stay for person in everyone),
        seen_outside=sum(place["most"] for place in places_seen(seen)),
        not_settled=sum(not person.responsibility_is_known for person in active),
        months=months(on, viewer=viewer),
        unsafe_per_night=nights.per_night,
        unsafe_nights=nights.nights,
        unsafe_people=nights.people,
        brought={figure.name: figure.count(on, viewer) for figure in overview_figures()},
    )
