"""What does casework write on the citizen's own paper? The team's next steps, in the words they were agreed in."""

import datetime
import uuid
from collections.abc import Iterator

from django.utils.timezone import localdate

from hjemvej.ground.casework.queries.tasks import open_tasks
from hjemvej.ground.casework.rules import STEP_STATES
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine


def paper(person_id: uuid.UUID, viewer: Viewer, _at: datetime.datetime) -> Iterator[PaperLine]:
    """List our own next steps; deadlines of the law are the team's own affair."""
    for task in open_tasks(viewer=viewer).filter(person_id=person_id, kind__in=STEP_STATES, law_key=""):
        yield PaperLine("Vi", task.title, localdate(task.due_at))
