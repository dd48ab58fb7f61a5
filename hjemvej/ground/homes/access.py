"""Which dwelling or vacancy may the viewer open? A team of the municipality all, a landlord its own; else a 404."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from hjemvej.platform.access.viewer import Viewer

from . import queries

if TYPE_CHECKING:
    from .models import Dwelling, Vacancy


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
