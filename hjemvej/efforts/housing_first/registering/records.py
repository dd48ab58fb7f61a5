"""Which rows do tests and the door table have of a write-up with a landlord?"""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.models import HousingRegistration
from hjemvej.ground.casework.models import Task
from hjemvej.platform.rooms import Laid

DAY = datetime.timedelta(days=1)


def registration(laid: Laid) -> HousingRegistration:
    return _registered(laid, None)


def registration_task(laid: Laid) -> Task:
    """Lay out the renewal of a write-up: its address leads to the write-up."""
    clock = Task.objects.create(
        person=laid.person, organisation=laid.team, kind="housing_registration", title="Forny", due_at=laid.at,
        created_at=laid.at,
    )  # fmt: skip
    _registered(laid, clock)
    return clock


def _registered(laid: Laid, clock: Task | None) -> HousingRegistration:
    on = localdate(laid.at)
    return HousingRegistration.objects.create(
        person=laid.person, organisation=laid.team, landlord=f"Boligforeningen {uuid.uuid4()}", registered_on=on,
        renew_by_on=on + DAY, recorded_at=laid.at, task=clock,
    )  # fmt: skip
