"""What happens before the night after a signal's day? It is answered; else the citizen stands on the night board."""

import datetime
import uuid

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions.holding import hold_case, hold_citizen
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase
from hjemvej.ground.casework import actions as casework
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules

NIGHT = "safe_night"  # the kind of course by which a citizen stands on the night board


class NotAnswered(Refused):
    """Nothing was chosen."""

    field = "answer"


def answer_night(
    *, case: PreventionCase, night: datetime.date, answer: str, words: str, by: Viewer, at: datetime.datetime
) -> NightAfter:
    """Write where the citizen sleeps that night; nowhere tonight: on the night board at once."""
    if answer not in rules.Answer.values:
        raise NotAnswered(_("Vælg, hvor borgeren sover."))
    with transaction.atomic():
        hold_citizen(case.person_id)  # nor does the clock put them on the board meanwhile
        held = hold_case(case)
        found = _row(held.person_id, night, by)
        found.answer, found.words = answer, words.strip()
        found.answered_at, found.answered_by_id = at, by.signed_in_id
        if rules.state(night, localdate(at), answer) == "board":
            _stand_on_the_board(found, _("Har ikke et sted at sove i nat. %s") % found.words, by, at)
        elif found.course and found.course.closed_at is None:
            casework.close_course(course=found.course, outcome=str(found.get_answer_display()), by=by, at=at)
        found.save()
        details: dict[str, object] = {"case": str(held.pk), "night": night.isoformat(), "answer": answer}
        record("prevention.night_answered", by=by, at=at, person_id=held.person_id, details=details)
        return found


def put_on_the_board(*, by: Viewer, at: datetime.datetime) -> int:
    """Of everybody whose day is today without an answer, the night board hears by itself; return how many are new."""
    new = 0
    with looking_as(by):
        waiting = [one for one in queries.near(viewer=by, on=localdate(at)) if one.state == "board"]
    for one in waiting:
        if one.signal.person_id and not (one.night and one.night.course_id):
            new += _put_on_the_board(one.signal.person_id, one, by, at)
    return new


def _put_on_the_board(person_id: uuid.UUID, one: queries.Near, by: Viewer, at: datetime.datetime) -> bool:
    with looking_as(by), transaction.atomic():
        hold_citizen(person_id)  # nobody answers meanwhile
        found = _row(person_id, one.day, by)
        if found.course_id or rules.state(one.day, localdate(at), found.answer) != "board":
            return False
        said = _("%s er i dag, og ingen har svaret på, hvor borgeren sover i nat.")
        if found.answer:
            said = _("%s er i dag, og borgeren har ikke et sted at sove i nat.")
        _stand_on_the_board(found, said % one.signal.kind.title, by, at)
        found.save()
        details: dict[str, object] = {"signal": str(one.signal.pk), "night": one.day.isoformat()}
        record("prevention.put_on_the_board", by=by, at=at, person_id=person_id, details=details)
        return True


def _row(person_id: uuid.UUID, night: datetime.date, by: Viewer) -> NightAfter:
    return queries.night_of(person_id, night, viewer=by) or NightAfter(person_id=person_id, night=night)


def _stand_on_the_board(found: NightAfter, because: str, by: Viewer, at: datetime.datetime) -> None:
    """The board lists open courses of its kind; one that somebody else opened is left to them."""
    if found.course and found.course.closed_at is None:
        return
    found.course = casework.open_course(person_id=found.person_id, kind=NIGHT, because=because.strip(), by=by, at=at)
