"""How does a house tell what is free? Its own word counts: places it has given away itself are closed to us."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import HouseReport
from hjemvej.efforts.safe_night.placing.actions.holding import expire_holds
from hjemvej.efforts.safe_night.queries.places import GIVEN_AWAY, free_and_given_away
from hjemvej.ground.shelters.actions import close_place, open_place
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

DAY = datetime.timedelta(days=1)


class MoreFreeThanPlaces(ValueError):
    """The house says more is free than it has places for on our list."""


def report_free_places(*, house: House, free: int, by: Viewer, at: datetime.datetime) -> HouseReport:
    """The house's word on how many places are free. The same word again only makes it fresh."""
    night = night_of(at)
    with transaction.atomic():
        House.objects.select_for_update(of=("self",)).get(pk=house.pk)
        expire_holds(at=at, house_id=house.pk)
        free_now, given_away = free_and_given_away(house, night, at=at)
        if free > len(free_now) + len(given_away):
            raise MoreFreeThanPlaces(_too_many(len(free_now) + len(given_away)))
        for place_id in given_away[: max(0, free - len(free_now))]:
            open_place(place_id=place_id, night=night, by=by, at=at)
        for place_id in free_now[free:]:
            _close(place_id, house, night, GIVEN_AWAY, by=by, at=at)
        report = HouseReport.objects.create(
            house=house, night=night, free_places=free, reported_at=at, reported_by_id=by.user_id
        )
        details: dict[str, object] = {"house": str(house.pk), "free": free}
        record("safe_night.free_places_reported", by=by, at=at, details=details)
    return report


def close_for_night(*, place_id: uuid.UUID, why: str, by: Viewer, at: datetime.datetime) -> None:
    """The place can't be used tonight; tomorrow it can."""
    night = night_of(at)
    with transaction.atomic():
        open_place(place_id=place_id, night=night, by=by, at=at)  # said twice, the latest reason stands
        close_place(place_id=place_id, from_night=night, until_night=night + DAY, why=why, by=by, at=at)


def open_for_night(*, place_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    """The place can be used after all."""
    open_place(place_id=place_id, night=night_of(at), by=by, at=at)


def _close(
    place_id: uuid.UUID, house: House, night: datetime.date, why: str, *, by: Viewer, at: datetime.datetime
) -> None:
    """The house's own guests stay on where one stays; a night café is empty again in the morning."""
    until = night + DAY if house.is_one_night_only else None
    close_place(place_id=place_id, from_night=night, until_night=until, why=why, by=by, at=at)


def _too_many(most: int) -> str:
    words = ngettext(
        "Der kan højst være %(most)s ledig: resten er optaget, holdt eller lukket på listen.",
        "Der kan højst være %(most)s ledige: resten er optaget, holdt eller lukket på listen.",
        most,
    )
    return words % {"most": most}
