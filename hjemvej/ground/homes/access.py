"""Which dwelling or vacancy may the viewer open? A team of the municipality all, a landlord its own; else a 404.

Who lives in a dwelling is opened through the citizen's door, and the look is logged.
"""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries

if TYPE_CHECKING:
    from .models import Dwelling, Tenancy, Vacancy


def open_dwelling(viewer: Viewer, dwelling_id: uuid.UUID) -> "Dwelling":
    found = queries.dwelling(dwelling_id, viewer=viewer)
    if found is None:
        raise Http404
    return found


def open_vacancy(viewer: Viewer, vacancy_id: uuid.UUID) -> "Vacancy":
    found = queries.vacancy(vacancy_id, viewer=viewer)
    if found is None:
        raise Http404
    return found


def open_tenancy(viewer: Viewer, tenancy_id: uuid.UUID, *, page: str, at: datetime.datetime) -> "Tenancy":
    found = queries.tenancy(tenancy_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=Permission.EDIT_PERSON)
    return found
