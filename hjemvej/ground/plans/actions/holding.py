"""How do two who write at the same plan come one after the other? The citizen is held until the first is done."""

import uuid

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer


def hold(person_id: uuid.UUID, by: Viewer) -> None:
    """Hold the citizen until the transaction ends: what is read afterwards stands."""
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
