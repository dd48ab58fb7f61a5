"""What follows from the paragraph that a house stands under? The nights, and the notices, that another would change."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import stay_of
from hjemvej.ground.situations.rules import SLEEPS_AS, Stay
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import StaysTouched
from hjemvej.platform.spans.queries import not_over_on

Status, How = Occupancy.Status, AdmissionNotice.How


@dataclass(frozen=True)
class Standing:
    """A house as it stood and as it stands, since which night, and what hangs on it."""

    before: House
    after: House
    stays: list[Occupancy]
    right: list[tuple[Situation, Stay]]  # what was known, and what is to be known instead
    left_alone: int
    begins: list[Occupancy]  # a notice
    ends: list[Occupancy]

    @property
    def touched(self) -> StaysTouched:
        return StaysTouched(
            stays=len(self.stays),
            people=len({stay.person_id for stay in self.stays} | {row.person_id for row, _stay in self.right}),
            situations=len(self.right),
            left_alone=self.left_alone,
            notices_begun=len(self.begins),
            notices_ended=len(self.ends),
        )


def standing(before: House, after: House, *, from_on: datetime.date, viewer: Viewer) -> Standing:
    """Everything that another paragraph of a house from a night on touches; three queries."""
    slept = viewer.rows_of(Occupancy).filter(
        not_over_on(from_on, until="until_night"), house=after, status__in=(Status.STAYING, Status.ENDED)
    )
    stays = list(slept.order_by("from_night", "id"))
    known = viewer.rows_of(Situation).filter(not_over_on(from_on), house=after, superseded_at=None)
    right: list[tuple[Situation, Stay]] = []
    left_alone = 0
    for row in known.order_by("from_on", "id"):
        night = max(row.from_on, from_on)
        kind = SLEEPS_AS[after.stands_under_on(night)]
        if row.kind == kind:
            continue
        if row.kind != SLEEPS_AS[before.stands_under_on(night)]:
            left_alone += 1  # written by somebody who knew it otherwise
            continue
        right.append((row, _as(kind, stay_of(row), night)))
    begins, ends = _notices(after, stays, from_on, viewer)
    return Standing(before, after, stays, right, left_alone, begins, ends)


def _as(kind: str, stay: Stay, night: datetime.date) -> Stay:
    home = stay.unusable_home if kind == SLEEPS_AS[House.Paragraph.SHELTER] else ""
    return Stay(
        kind, night, stay.until_on, stay.source, stay.certainty, stay.house_id, stay.detail, stay.expected_until, home
    )


def _notices(
    after: House, stays: list[Occupancy], from_on: datetime.date, viewer: Viewer
) -> tuple[list[Occupancy], list[Occupancy]]:
    """Those who live there now are told of anew; what was not sent of a stay that is none by § 110 is taken back."""
    told = _told(stays, viewer)
    is_shelter = after.stands_under == House.Paragraph.SHELTER
    begins = [stay for stay in stays if is_shelter and stay.status == Status.STAYING and stay.pk not in told]
    not_sent = {pk for pk, (at, how) in told.items() if at is None or how == How.HERE}
    ends = [
        stay
        for stay in stays
        if stay.pk in not_sent
        and stay.from_night >= from_on
        and after.stands_under_on(stay.from_night) != House.Paragraph.SHELTER
    ]
    return begins, ends


def _told(stays: list[Occupancy], viewer: Viewer) -> dict[object, tuple[datetime.datetime | None, str]]:
    rows: QuerySet[AdmissionNotice] = viewer.rows_of(AdmissionNotice).filter(occupancy__in=[one.pk for one in stays])
    return {pk: (told_at, how) for pk, told_at, how in rows.values_list("occupancy_id", "told_at", "how")}


def admitted_on(stay: Occupancy, from_on: datetime.date) -> datetime.date:
    """The day of the decision on admission; who came before the house stood under § 110, the day it did."""
    came = localdate(stay.arrived_at) if stay.arrived_at else stay.from_night
    return max(came, from_on)
