"""What is written of a match? The order among those whom a home fits, before anybody is chosen."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.models import SavedOrder, SavedPlace
from hjemvej.ground.homes.models import Vacancy
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules

NOBODY: Mapping[str, int] = MappingProxyType({})


class HomeIsTaken(Refused):
    """Nobody can be chosen for the home any more."""


def save_order(*, vacancy_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> SavedOrder:
    """Save whom the home fits, in order, with the rules of the day and how many each keeps out."""
    on = localdate(at)
    with transaction.atomic():
        vacancy = Vacancy.objects.select_related("dwelling").get(pk=vacancy_id)
        if not vacancy.is_open or vacancy.state == Vacancy.State.SIGNED:
            raise HomeIsTaken(_("Boligen er ikke ledig længere, så rækkefølgen er ikke gemt."))
        in_force = queries.rules_on(on)
        people = queries.waiting(viewer=by, at=at, in_force=in_force)
        fitting = queries.whom_they_fit(people, [vacancy], in_force)[0]
        return write_order(
            fitting.in_order, in_force, vacancy_id=vacancy_id, kept_out=fitting.kept_out, by=by, at=at
        )  # fmt: skip


def write_order(
    in_order: Sequence[tuple[queries.Candidate, int]], in_force: rules.Rules, *, by: Viewer, at: datetime.datetime,
    vacancy_id: uuid.UUID | None = None, kept_out: Mapping[str, int] = NOBODY,
) -> SavedOrder:  # fmt: skip
    """Write the order as it was found, in the transaction of the page that shows it."""
    order = SavedOrder.objects.create(
        organisation_id=by.team_id, vacancy_id=vacancy_id, made_at=at, made_by_id=by.signed_in_id,
        figures=dict(in_force), kept_out=dict(kept_out),
    )  # fmt: skip
    SavedPlace.objects.bulk_create(
        SavedPlace(
            order=order, person_id=found.person_id, place=place, need=rules.class_of(found.need, in_force),
            since_on=found.need.since, unknown=unknown,
        )
        for place, (found, unknown) in enumerate(in_order, start=1)
    )  # fmt: skip
    record("housing_first.order_saved", by=by, at=at, details={"order": str(order.pk), "fits": len(in_order)})
    return order
