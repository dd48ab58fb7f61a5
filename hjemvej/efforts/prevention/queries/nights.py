"""What is known of a citizen's nights, and does a day still ask where they sleep?"""

import datetime
import uuid

from django.db.models import Q

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event

from ..models import Happening, NightAfter, Signal
from ..rules import nights

PUT_THERE = "prevention.put_on_the_board"


def nights_of(person_id: uuid.UUID, first: datetime.date, last: datetime.date, *, viewer: Viewer) -> list[NightAfter]:
    """List what is known of a citizen's nights from one day to another."""
    rows_of_nights = viewer.rows_of(NightAfter).filter(person_id=person_id, night__range=(first, last))
    return list(rows_of_nights.select_related("course").order_by("night"))


def nights_no_longer_asked(
    person_id: uuid.UUID, first: datetime.date, on: datetime.date, *, viewer: Viewer
) -> list[NightAfter]:
    """List the unanswered nights, from a day on, of which no day of the citizen asks any longer.

    A signal's day asks of the first night from that day on that is answered, or that stood on the board.
    """
    days = _days_that_ask(person_id, on, viewer=viewer)
    known = nights_of(person_id, min([first, *days]), on, viewer=viewer)
    settled = [one.night for one in known if one.course_id or one.answer not in ("", nights.Answer.NOWHERE)]
    asked = {min((night for night in settled if night >= day), default=on) for day in days}
    return [one for one in known if one.night >= first and not one.answer and one.night not in asked]


def _days_that_ask(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> list[datetime.date]:
    rows = (
        viewer.rows_of(Signal).filter(person_id=person_id, happens_on__lte=on).exclude(kind__happening=Happening.NONE)
    )
    rows = rows.exclude(ended__in=nights.DAYS_NO_MORE).exclude(
        Q(case__closed_at__isnull=False) & Q(case__outcome__in=nights.HAS_A_HOME)
    )
    return [day for day in rows.values_list("happens_on", flat=True) if day]


def was_opened_by_us(night: NightAfter, *, viewer: Viewer) -> bool:
    """Did the night's day open the course by which the citizen stands on the board, or did they stand there before?"""
    put_there = viewer.rows_of(Event).filter(name=PUT_THERE, person_id=night.person_id)
    return night.course_id is not None and put_there.filter(details__course=str(night.course_id)).exists()
