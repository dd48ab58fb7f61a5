"""With which landlords is a citizen written up, and which must be renewed first?"""

import uuid

from django.db.models import QuerySet

from hjemvej.efforts.housing_first.models import HousingRegistration
from hjemvej.platform.access.viewer import Viewer


def registrations_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HousingRegistration]:
    """Return those that hold, the first to renew first."""
    rows = _rows(viewer).filter(person_id=person_id, ended_on=None)
    return rows.order_by("renew_by_on", "landlord", "id")


def registration(registration_id: uuid.UUID, *, viewer: Viewer) -> HousingRegistration | None:
    return _rows(viewer).filter(pk=registration_id).first()


def registration_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> HousingRegistration | None:
    return _rows(viewer).filter(task_id=task_id).first()


def _rows(viewer: Viewer) -> QuerySet[HousingRegistration]:
    return viewer.rows_of(HousingRegistration).select_related("person", "task")
