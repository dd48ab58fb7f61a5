"""What do this room's tests share? Inquiries of our team, recorded as a coordinator would."""

import datetime
from collections.abc import Callable

import pytest

from hjemvej.efforts.one_entry import actions
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.identity.models import User


@pytest.fixture
def karen(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def recorded(karen: Viewer, now: datetime.datetime) -> Callable[..., Inquiry]:
    """Give `recorded(tonight="no_place", ...)`: an inquiry as the coordinator recorded it."""

    def record(**said) -> Inquiry:
        with looking_as(karen):
            return actions.record_inquiry(
                by=karen, **{"at": now, "channel": "phone", "asker_kind": "neighbour", **said}
            )

    return record
