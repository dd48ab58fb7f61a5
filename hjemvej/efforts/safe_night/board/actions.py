"""How does a house report its free places? We trust its number: places that it has given away are closed to us."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import HouseReport
from hjemvej.efforts.safe_night.placing.actions.holding import expire_holds
from hjemvej.efforts.safe_night.queries.places import GIVEN_AWAY, free_and_given_away
from hjemvej.ground.shelters.actions import close_place, open_place
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

DAY = datetime.timedelta(days=1)


class MoreFreeThanPlaces(Refused):
    """The house says more is free than it has places for on our list."""

    field = "free"


def report_free_places(*, house: House, free: int, by: Viewer, at: datetime.datetime) -> HouseReport:
    """Open and close places until as many are free as the house says. The same number again only renews the report."""
    night = night_of(at)
    with transaction.atomic():
        House.objects.select_for_update(of=("self",)).get(pk=house.pk)
        expire_holds(at=at, among=Q(house=house))
        free_now, given_away = free_and_given_away(house, night, at=at)
        if free > len(free_now) + len(given_away):
            raise MoreFreeThanPlaces(_too_many(len(free_now) + len(given_away)))
        for place in given_away[: max(0, free - len(free_now))]:
            open_place(place_id=place.pk, night=night, by=by, at=at)
        # The house's own guests stay for days where guests may; a night café is empty again in the morning.
        until_night = night + DAY if house.is_one_night_only else None
        for place in free_now[free:]:
            close_place(place_id=place.pk, from_night=night, until_night=until_night, why=GIVEN_AWAY, by=by, at=at)
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
        open_place(place_id=place_id, night=night, by=by, at=at)  # closed again: the latest reason counts
        close_place(place_id=place_id, from_night=night, until_night=night + DAY, why=why, by=by, at=at)


def open_for_night(*, place_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    """The place can be used after all."""
    open_place(place_id=place_id, night=night_of(at), by=by, at=at)


def _too_many(most: int) -> str:
    words = ngettext(
        "Der kan højst være %(most)s ledig: resten er optaget, reserveret eller lukket på listen.",
        "Der kan højst være %(most)s ledige: resten er optaget, reserveret eller lukket på listen.",
        most,
    )
    return words % {"most": most}
