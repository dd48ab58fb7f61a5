"""Who comes on the night board by itself, and who leaves it? Whose day is here, and nobody says where they sleep."""

import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.when import full_date

from .. import queries
from ..models import Happening, NightAfter, Signal
from ..rules.nights import Answer
from . import holding

NIGHT = "safe_night"  # the kind of course by which a citizen stands on the night board


def put_on_the_board(signal: Signal, *, by: Viewer, at: datetime.datetime) -> bool:
    """A signal's day is today, or over and nobody asked: its citizen is on the board tonight. Say whether it is new.

    It is asked wherever a signal comes to be about somebody, is taken up, or gets another day: nobody waits for the
    clock.
    """
    on, day = localdate(at), signal.happens_on
    if signal.person_id is None or day is None or day > on or signal.kind.happening == Happening.NONE:
        return False
    if holding.hold_citizen(signal.person_id).died_on:  # held: nobody answers meanwhile
        return False
    nights = queries.nights_of(signal.person_id, day, on, viewer=by)
    if any(one.course_id or one.answer not in ("", Answer.NOWHERE) for one in nights):
        return False
    found = next((one for one in nights if one.night == on), None) or NightAfter(person_id=signal.person_id, night=on)
    said = {"what": signal.kind.title, "day": full_date(day)}
    if any(one.answer for one in nights):
        because = _("%(what)s: dagen er %(day)s, og borgeren har ikke et sted at sove i nat.") % said
    else:
        because = _("%(what)s: dagen er %(day)s, og ingen har svaret på, hvor borgeren sover i nat.") % said
    stand_on_the_board(found, because, by, at)
    found.save()
    details: dict[str, object] = {"signal": str(signal.pk), "night": on.isoformat()}
    if found.course and found.course.opened_at == at:  # not one that was open before
        details["course"] = str(found.course_id)
    record("prevention.put_on_the_board", by=by, at=at, person_id=signal.person_id, details=details)
    return True


def stand_on_the_board(found: NightAfter, because: str, by: Viewer, at: datetime.datetime) -> None:
    """The board lists open courses of its kind; one that somebody else opened is left to them."""
    if found.course and found.course.closed_at is None:
        return
    found.course = casework.open_course(person_id=found.person_id, kind=NIGHT, because=because.strip(), by=by, at=at)


def close_the_night(night: NightAfter, because: str, by: Viewer, at: datetime.datetime) -> None:
    """Take a citizen off the board whom it had for this night, unless somebody has closed that course."""
    if night.course and night.course.closed_at is None:
        casework.close_course(course=night.course, outcome=because, by=by, at=at)
