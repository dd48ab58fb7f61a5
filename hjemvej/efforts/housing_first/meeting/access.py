"""Who may open a housing meeting? The team that holds it; each citizen on it is shown to those who need to know."""

import uuid

from django.http import Http404

from hjemvej.efforts.housing_first.models import HousingMeeting, MeetingHome
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_meeting(viewer: Viewer, housing_meeting_id: uuid.UUID) -> HousingMeeting:
    found = queries.meeting(housing_meeting_id, viewer=viewer)
    if found is None:
        raise Http404
    return found


def open_home(viewer: Viewer, meeting_home_id: uuid.UUID) -> MeetingHome:
    found = queries.meeting_home(meeting_home_id, viewer=viewer)
    if found is None:
        raise Http404
    return found
