"""What ends by itself? A need to know whose reasons are over, a few citizens at a time."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.platform.access import actions as access
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record

from . import queries
from .queries import AT_A_TIME


def end_needs(*, by: Viewer, at: datetime.datetime) -> int:
    """End every need that is over by its rules, and return of how many citizens an organisation no longer knows."""
    on, ended = timezone.localdate(at), 0
    with looking_as(by):
        people = queries.people_with_open_needs(viewer=by)
    for first in range(0, len(people), AT_A_TIME):
        with looking_as(by):
            asked = queries.endings(people[first : first + AT_A_TIME], on=on, viewer=by)
        over = sorted({held.person_id for held, ending in asked.items() if ending.is_over(on)})
        if over:
            ended += do_again(lambda over=over: _end_of(over, by=by, at=at))  # type: ignore[misc]
    return ended


def refuse_under_glass(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """Refuse to begin what outlasts the glass: whoever began it could not open it afterwards, nor their colleagues.

    Every action that begins a living reason of the viewer's own organisation asks here. What belongs to the citizen's
    own team, as a complaint over its decision, is written down under the glass too.
    """
    if queries.is_under_glass(person_id, viewer=by, at=at):
        raise access.OnlyBrokenGlass


def _end_of(people: Sequence[uuid.UUID], *, by: Viewer, at: datetime.datetime) -> int:
    """Hold these citizens, so that nobody begins anything with them meanwhile, ask again, and end what is over."""
    on = timezone.localdate(at)
    with transaction.atomic(), looking_as(by):
        list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update().values_list("pk"))
        asked = queries.endings(people, on=on, viewer=by)
        over = {held: ending for held, ending in asked.items() if ending.is_over(on)}
        for held, ending in over.items():
            needs = queries.needs_without_end(viewer=by).filter(
                person_id=held.person_id, organisation_id=held.organisation_id
            )
            access.end_needs([need.pk for need in needs], at=at)
            (reason,) = ending.reasons
            details: dict[str, object] = {"organisation": str(held.organisation_id)}
            words = f"{reason.text} ({reason.law})"
            record("needs.need_ended", by=by, at=at, person_id=held.person_id, why=words, details=details)
    return len({held.person_id for held in over})
